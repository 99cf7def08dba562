"""The error tree: what is wrong, where, and what to do about it.

Every error that input can cause carries a stable ``code`` (documented, safe to match on), the
``fragment`` that is wrong with its span in the text that was given, and a ``hint``.
"""

from typing import ClassVar


class BiaozhunError(Exception):
    """Something the input is to blame for.

    Attributes:
        code: stable, lower-case words joined by ``_``; part of the public interface.
        message: one sentence that says what is wrong.
        fragment: the piece of input that is wrong; empty where the whole is.
        start: offset of the fragment in characters of the text given, or ``None``.
        end: offset just behind the fragment, or ``None``.
        hint: what to do about it; may be empty.
    """

    default_code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 1
    """What a command ends with: 1 faulty input, 2 wrong options, 3 the platform failed."""

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        fragment: str = "",
        start: int | None = None,
        end: int | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(message)
        self.code = code or self.default_code
        self.message = message
        self.fragment = fragment
        self.start = start
        self.end = end
        self.hint = hint

    def __str__(self) -> str:
        """The message, the fragment and the hint in one line."""
        where = f" [{self.fragment}]" if self.fragment else ""
        advice = f" — {self.hint}" if self.hint else ""
        return f"{self.message}{where}{advice}"

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross process borders with all they carry."""
        return (_revive, (type(self), self.args[0], dict(self.__dict__)))


def _revive(kind: type[BiaozhunError], message: str, state: dict[str, object]) -> BiaozhunError:
    error = kind(message)
    error.__dict__.update(state)
    return error
