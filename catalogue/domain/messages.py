"""Texts that readers see, written where no reader is at hand."""

from __future__ import annotations

from collections.abc import Callable


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for marking a message without translating it
    """Mark a message for extraction; whoever shows it translates it."""
    return message


class Message:
    """A marked text with the values of its placeholders, ``%(name)s``; as a string it is English."""

    def __init__(self, text: str, /, **values: object) -> None:
        self._text, self._values = text, values

    def __str__(self) -> str:
        return self.told(str)

    def told(self, translate: Callable[[str], str]) -> str:
        """The text in the words of whoever translates."""
        return translate(self._text) % self._values


class Told(ValueError):
    """An error whose words are for readers."""

    def __init__(self, text: str, /, **values: object) -> None:
        self.message = Message(text, **values)
        super().__init__(str(self.message))
