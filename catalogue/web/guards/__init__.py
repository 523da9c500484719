"""What keeps abuse, accidents and lost sessions from doing harm: limits, traps, expired forms."""
