"""Use cases of sources: onboarding, importing, reports, endings."""
