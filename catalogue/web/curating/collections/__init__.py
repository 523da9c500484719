"""Collections as everybody sees them, and as other sites take them over."""
