"""Codes of technical committees: ``SAC/TC 260/SC 1/WG 2`` (S-DATA; GB/T 1.1 prints them so).

Grammar, after folding, letters in either case, blanks and slashes between parts free::

    code   = owner sep part { sep part } | compact
    owner  = "SAC" | "ISO/IEC" | "ISO" | "IEC" | "CISPR" | "ITU-T" | "ITU-R" | "ITU-D" | local
    local  = 2 to 4 letters of a province (GD, ZJ, ...) | "DB" 2, 4 or 6 digits
    part   = kind number
    kind   = "TC" | "JTC" | "PC" | "SWG" | "SG" | "SC" | "WP" | "WG" | "JWG" | "AG"
    number = 1 to 5 digits without leading zeros [ one capital letter ]
    compact = "TC" number [ "SC" number [ "WG" number ] ]          (SAC's, as its lists print it)

The first part is a committee (TC, JTC, PC, SWG, SG), the second a subcommittee (SC, WP) or a group
(WG, JWG, AG), the third a group. IEC numbers its subcommittees by the committee and a letter and
leaves the committee out: ``IEC/SC 65A`` belongs to ``IEC/TC 65``.
"""

import re
from typing import Final, Literal

import msgspec

from biaozhun.core.errors import BiaozhunError
from biaozhun.core.text import fold

Form = Literal["tc", "sc", "wg"]

LONGEST: Final = 60
"""Characters of a code; nothing longer is looked at."""
_FORMS: Final[dict[str, Form]] = {
    **dict.fromkeys(("TC", "JTC", "PC", "SWG", "SG"), "tc"),
    **dict.fromkeys(("SC", "WP"), "sc"),
    **dict.fromkeys(("WG", "JWG", "AG"), "wg"),
}
_NUMBER: Final = r"[1-9]\d{0,4}(?:[A-Z](?![A-Z]))?"
_INTERNATIONAL: Final = ("ISO/IEC", "ISO", "IEC", "CISPR", "ITU-T", "ITU-R", "ITU-D")
_OWNER: Final = r"SAC|ISO/IEC|ISO|IEC|CISPR|ITU-[TRD]|DB(?:\d{6}|\d{4}|\d\d)|(?!TC|SC|WG)[A-Z]{2,4}"
_KIND: Final = r"JTC|TC|PC|SWG|SG|SC|WP|JWG|WG|AG"
_STEP: Final = rf"(?:{_KIND}) ?{_NUMBER}"
_CODE: Final = re.compile(
    rf"(?P<owner>{_OWNER})(?P<parts>[/ ]{_STEP}(?:[/ ]?{_STEP}){{0,2}})", re.ASCII
)
_COMPACT: Final = re.compile(
    rf"(?P<parts>TC ?{_NUMBER}(?:[/ ]?SC ?{_NUMBER})?(?:[/ ]?WG ?{_NUMBER})?)", re.ASCII
)
_PART: Final = re.compile(rf"(?P<kind>{_KIND}) ?(?P<number>{_NUMBER})", re.ASCII)
_WITHIN: Final = re.compile(
    rf"(?<![A-Z0-9])(?:{_CODE.pattern.replace('?P<owner>', '').replace('?P<parts>', '')}"
    rf"|{_COMPACT.pattern.replace('?P<parts>', '')})(?![A-Z0-9])",
    re.ASCII,
)


class CommitteeCodeError(BiaozhunError):
    """A text is no code of a committee.

    Codes: ``committee_code_form`` it is not written like one, ``committee_code_order`` its parts
    cannot stand below each other.
    """

    default_code = "committee_code_form"


class Part(msgspec.Struct, frozen=True):
    """One step of a code: ``SC 1``."""

    kind: str
    number: str

    @property
    def form(self) -> Form:
        """Whether it is a committee, a subcommittee or a group."""
        return _FORMS[self.kind]

    @property
    def order(self) -> tuple[int, str]:
        """What it is sorted by among its kind."""
        digits = self.number.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return int(digits), self.number[len(digits) :]


class CommitteeCode(msgspec.Struct, frozen=True):
    """A code, read.

    Attributes:
        owner: ``SAC``, ``ISO/IEC``, ``GD``, ``DB4403``.
        parts: from the committee down.
    """

    owner: str
    parts: tuple[Part, ...]

    @property
    def canonical(self) -> str:
        """The one spelling: ``SAC/TC 260/SC 1``; ISO and IEC write ``ISO/IEC JTC 1/SC 27``."""
        between = " " if self.owner in {"ISO/IEC", "ITU-T", "ITU-R", "ITU-D"} else "/"
        steps = "/".join(f"{part.kind} {part.number}" for part in self.parts)
        return f"{self.owner}{between}{steps}"

    @property
    def compact(self) -> str:
        """Without owner, blanks and slashes: ``TC260SC1``; only SAC's is read back."""
        return "".join(part.kind + part.number for part in self.parts)

    @property
    def form(self) -> Form:
        """What the committee is."""
        return self.parts[-1].form

    @property
    def international(self) -> bool:
        """Whether ISO, IEC or ITU keeps it."""
        return self.owner in _INTERNATIONAL

    @property
    def parent(self) -> "CommitteeCode | None":
        """The committee it belongs to, as far as the code tells."""
        if len(self.parts) > 1:
            return CommitteeCode(self.owner, self.parts[:-1])
        (only,) = self.parts
        if only.form == "sc":  # IEC/SC 65A
            return CommitteeCode(self.owner, (Part("TC", only.number[:-1]),))
        return None

    @property
    def order(self) -> tuple[str, tuple[tuple[str, int, str], ...]]:
        """What codes are sorted by: numbers as numbers, TC 9 before TC 10."""
        return self.owner, tuple((part.kind, *part.order) for part in self.parts)


def parse(text: str) -> CommitteeCode:
    """A code in any customary spelling.

    Raises:
        CommitteeCodeError: ``committee_code_form``, ``committee_code_order``.
    """
    plain = " ".join(fold(text[: 2 * LONGEST]).upper().split())
    plain = re.sub(r" ?/ ?", "/", plain)
    if len(plain) <= LONGEST:
        if found := _CODE.fullmatch(plain):
            return _read(found["owner"], found["parts"])
        if found := _COMPACT.fullmatch(plain):
            return _read("SAC", found["parts"])
    raise CommitteeCodeError(
        "this is no code of a committee",
        fragment=text.strip()[:LONGEST],
        hint="write it like SAC/TC 260/SC 1",
    )


def find(text: str) -> CommitteeCode | None:
    """The first code inside a text, as in 全国信息安全标准化技术委员会(SAC/TC 260)."""
    plain = re.sub(r" ?/ ?", "/", " ".join(fold(text[:2000]).upper().split()))
    for found in _WITHIN.finditer(plain):
        try:
            return parse(found[0])
        except CommitteeCodeError:
            continue  # written like one, but its parts cannot stand so
    return None


def _read(owner: str, written: str) -> CommitteeCode:
    parts = tuple(Part(one["kind"], one["number"]) for one in _PART.finditer(written))
    forms = [part.form for part in parts]
    alone = owner in {"IEC", "CISPR"} and forms[0] == "sc" and parts[0].number[-1].isalpha()
    below = forms[1:] if forms[0] == "tc" or alone else None
    if below not in ([], ["sc"], ["wg"], ["sc", "wg"]) or (alone and below and below[0] == "sc"):
        raise CommitteeCodeError(
            "the parts of this code cannot stand below each other",
            code="committee_code_order",
            fragment=f"{owner} {written}"[:LONGEST],
            hint="a committee comes first, then a subcommittee, then a group",
        )
    return CommitteeCode(owner, parts)
