"""Tables of people and of the mails to them."""
