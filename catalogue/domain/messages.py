"""Marking texts that readers see, where no reader is at hand."""


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for marking a message without translating it
    """Mark a message for extraction; whoever shows it translates it."""
    return message
