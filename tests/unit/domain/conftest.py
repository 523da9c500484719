"""Properties are about answers, not time: the first call of a parser builds its tables."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
