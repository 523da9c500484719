"""Texts for readers, written where their language is not known; whoever shows one translates it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeGuard

Translate = Callable[[str], str]
StoredMessage = dict[str, object]
"""A message as JSON holds it: ``text`` with placeholders, and their ``values``."""


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for marking a message without translating it
    """Mark a message for extraction; whoever shows it translates it."""
    return message


class Message:
    """A marked text with the values of its placeholders, ``%(name)s``; as a string it is English.

    A value may be a message itself, such as what a field is called. ``field`` is the key of the field that it speaks
    of, or empty. Two that say the same are equal.
    """

    def __init__(self, text: str, /, **values: object) -> None:
        self._text, self._values = text, values
        self.field = ""

    def about(self, field: str) -> Message:
        """Return the same message, speaking of this field."""
        message = Message(self._text, **self._values)
        message.field = field
        return message

    def __str__(self) -> str:
        return self.translated(str)

    def __repr__(self) -> str:
        return f"Message({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and self.to_json() == other.to_json()

    def __hash__(self) -> int:
        return hash(str(self))

    def translated(self, translate: Translate) -> str:
        """Return the text in the reader's language, translated by ``translate``."""
        return translate(self._text) % {
            name: value.translated(translate) if isinstance(value, Message) else value
            for name, value in self._values.items()
        }

    def to_json(self) -> StoredMessage:
        """Return the message as JSON holds it; ``message_from_json`` turns it back into a message."""
        stored: StoredMessage = {
            "text": self._text,
            "values": {name: _kept_value(each) for name, each in self._values.items()},
        }
        return stored | {"field": self.field} if self.field else stored

    def without(self, clean: Callable[[str], str]) -> Message:
        """Return the message with every text among its values cleaned by ``clean``."""
        cleaned = {name: _cleaned(value, clean) for name, value in self._values.items()}
        return Message(self._text, **cleaned).about(self.field)


Text = Message | str
"""What a stage or an importer says of a record: for readers in all languages, or in English only."""


class UserError(Exception):
    """An error with a message for readers, in any language; as a string it is English.

    ``text`` is a message, or the id of one with its ``values``.
    """

    def __init__(self, text: Text, /, **values: object) -> None:
        self.message = text if isinstance(text, Message) else Message(text, **values)
        super().__init__(str(self.message))


def message_from_json(stored: object) -> Message:
    """Return a stored message as a message; a message itself, and a plain text as one that says just that."""
    if isinstance(stored, Message):
        return stored
    if not _is_kept(stored):
        return Message("%(text)s", text=str(stored))
    values = stored["values"]
    inner = values if isinstance(values, Mapping) else {}
    inner_values = {name: message_from_json(value) if _is_kept(value) else value for name, value in inner.items()}
    return Message(str(stored["text"]), **inner_values).about(str(stored.get("field") or ""))


def to_json(one: Text) -> StoredMessage | str:
    """Return what JSON holds for it: a plain text stays one."""
    return one.to_json() if isinstance(one, Message) else one


def clean(one: Text, cleaning: Callable[[str], str]) -> Text:
    """Return the same message or text, cleaned of what must not be shown."""
    return one.without(cleaning) if isinstance(one, Message) else cleaning(one)


def reworded(reason: str, translate: Translate) -> str:
    """Return a moderator's reason: lines that come up again and again in the reader's words, others as written."""
    return "\n".join(translate(line) if line.strip() else line for line in reason.splitlines())


def joined_messages(each: Sequence[Text]) -> Message:
    """Return several messages as one, with commas between them."""
    values = {f"item{number}": one for number, one in enumerate(each)}
    return Message(", ".join(f"%({name})s" for name in values), **values)


def reason_of(error: BaseException) -> Text:
    """Return why something could not be done, in the reader's language where the error provides it."""
    return error.message if isinstance(error, UserError) else str(error)


def _is_kept(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, Mapping) and "text" in value and "values" in value


def _kept_value(value: object) -> object:
    if isinstance(value, Message):
        return value.to_json()
    return value if isinstance(value, str | int | float) else str(value)


def _cleaned(value: object, cleaning: Callable[[str], str]) -> object:
    if isinstance(value, Message):
        return value.without(cleaning)
    return cleaning(value) if isinstance(value, str) else value
