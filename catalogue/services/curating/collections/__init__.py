"""Collections that regions curate: which courses they hold, how they are shown, and how they are made."""
