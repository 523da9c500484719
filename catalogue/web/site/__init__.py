"""What the whole site shares: home, help, errors, headers, language, health."""
