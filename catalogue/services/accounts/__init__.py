"""Use cases of people: their accounts, their data, mails to them, and the trail of who did what."""
