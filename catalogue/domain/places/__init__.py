"""Countries, regions, towns and postal addresses."""
