"""Use cases of people: their accounts, their data, and mails to them."""
