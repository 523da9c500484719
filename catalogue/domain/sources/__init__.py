"""What is harvested: its addresses, its pace, and what its publisher can do better."""
