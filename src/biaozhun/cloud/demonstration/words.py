"""The words the invented province is made of."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

import msgspec

FIELDS = ("agriculture", "industry", "services", "social")


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody says of a draft, and what comes of it.

    Attributes:
        quote: the words it is about; empty for the whole draft.
        kind: ``technical``, ``editorial`` or ``general``.
        text: the comment.
        proposal: the wording that is asked for.
        disposition: ``accepted``, ``partly`` or ``rejected``.
        answer: why.
    """

    quote: str = ""
    kind: str
    text: str
    proposal: str = ""
    disposition: str
    answer: str


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """``vocabulary/words.toml``; what is told by field has a key for each of ``FIELDS``."""

    surnames: str
    given: Sequence[str]
    places: Sequence[str]
    authority: Mapping[str, str]
    departments: Mapping[str, Sequence[str]]
    committees: Mapping[str, str]
    units: Mapping[str, Sequence[str]]
    seats: Sequence[tuple[str, str]]
    asked: Mapping[str, str]
    represented: Mapping[str, str]
    classes: Mapping[str, Sequence[Sequence[str]]]
    subjects: Mapping[str, Sequence[str]]
    forms: Mapping[str, Sequence[str]]
    said: Mapping[str, str]
    remarks: Sequence[Remark]

    def person(self, place: int) -> str:
        """A name; the same one for the same place."""
        surname = self.surnames[place * 7 % len(self.surnames)]
        return surname + self.given[(place * 5 + place // 16) % len(self.given)]


@cache
def words() -> Words:
    """The words, read once."""
    found = resources.files("biaozhun.cloud.demonstration") / "vocabulary" / "words.toml"
    return msgspec.convert(tomllib.loads(found.read_text(encoding="utf-8")), Words)
