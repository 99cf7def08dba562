"""The standard number as a value: named parts, comparisons, written forms."""

from typing import Self

import msgspec

from biaozhun.core.number import writing
from biaozhun.core.number.families import MARK_OF_NATURE, Family, Nature


class StandardNumber(msgspec.Struct, frozen=True, eq=False, order=False, gc=False):
    """A standard number (标准编号) read into its parts.

    Equality, hash and order look at every part except ``printed``; the order is natural
    (``GB/T 1.2`` before ``GB/T 1.10``). Build one with :func:`biaozhun.core.number.parse`.

    Attributes:
        family: who stands behind the standard.
        prefix: the code without the mark of nature: ``GB`` (also for GB/T), ``DB44``,
            ``T/CECS``, ``Q/ABC``, ``ISO/IEC``, ``ISO/TR``, ``JJG(电子)``.
        nature: what the number says of its binding force; ``None`` where it says nothing.
        issuer: issuing body inside the code (``CECS``, ``ABC``, ``电子``), else empty.
        region: division code (``44``, ``4403``), else empty.
        serial: serial number as printed, leading zeros kept; a range is ``3100~3102``.
        part: number of the part, else empty; a range is ``1~5``.
        section: what stands below the part (``26`` in IEC 60335-2-26), else empty.
        year: four digits, or ``None`` where undated.
        amendment: ``XG1-2013`` (修改单), ``Amd 1:2024``, ``Cor 1:2009``, else empty.
        adopted: number of the adopted standard printed behind the own one, canonical.
        joint: further numbers of the same document under other prefixes, canonical.
        marks: marks of the edition: ``E`` (English version), ``(2018年版)``, ``V2.1.1``.
        printed: the text as it was given.
    """

    family: Family
    prefix: str
    nature: Nature | None = None
    issuer: str = ""
    region: str = ""
    serial: str = ""
    part: str = ""
    section: str = ""
    year: int | None = None
    amendment: str = ""
    adopted: str = ""
    joint: str = ""
    marks: tuple[str, ...] = ()
    printed: str = ""

    @property
    def code(self) -> str:
        """Prefix with the mark of nature as printed: ``GB/T``, ``GB``, ``DB44/T``, ``ISO/IEC``."""
        if self.nature is None:
            return self.prefix
        return self.prefix + MARK_OF_NATURE.get(self.nature, "")

    @property
    def canonical(self) -> str:
        """The one ASCII spelling: ``GB/T 1.1-2020``, ``DB44/26-2001``, ``ISO 9001:2015``."""
        return writing.canonical(self)

    @property
    def canonical_undated(self) -> str:
        """The canonical form of the standard this is an edition of: ``GB/T 1.1``, ``ISO 9001``."""
        return writing.canonical_undated(self)

    @property
    def official(self) -> str:
        """The printed form; Chinese families have an em dash before the year (GB/T 1.1)."""
        return writing.official(self)

    @property
    def slug(self) -> str:
        """The canonical form for addresses: blanks become hyphens."""
        return self.canonical.replace(" ", "-")

    def undated(self) -> Self:
        """The standard rather than an edition: no year, amendment, second number, marks."""
        return msgspec.structs.replace(
            self, year=None, amendment="", adopted="", joint="", marks=(), printed=""
        )

    def same_standard(self, other: Self) -> bool:
        """Both are editions of one standard (GB 1234 and GB/T 1234 are two)."""
        return self._standard_key() == other._standard_key()

    def same_edition(self, other: Self) -> bool:
        """Both are the same edition of one standard, with the same amendment or none.

        Second numbers and language marks do not tell editions apart.
        """
        mine = (*self._standard_key(), self.year, self.amendment)
        return mine == (*other._standard_key(), other.year, other.amendment)

    def same_text_renumbered(self, other: Self) -> bool:
        """Whether only the nature differs (GB 1234-1999 and GB/T 1234-1999).

        A candidate only: that the text is the same needs a recorded basis such as the
        announcement of 2017 that turned mandatory standards into recommended ones.
        """
        mine, theirs = self._standard_key(), other._standard_key()
        years = {self.year, other.year} - {None}
        return mine[0] == theirs[0] and mine[2:] == theirs[2:] and mine != theirs and len(years) < 2

    def keys(self) -> tuple[str, ...]:
        """Search keys: full, without year, without mark of nature, without both.

        Where two digits of a year are usual too there is one more: ``GB2312-80`` beside
        ``GB2312-1980``. The spelling is that of :func:`biaozhun.core.number.search_key`.
        """
        return writing.search_keys(self)

    @property
    def sort_key(self) -> tuple[object, ...]:
        """A key whose order is the natural order of numbers."""
        return writing.sort_key(self)

    def _standard_key(self) -> tuple[object, ...]:
        return (self.prefix, self.nature, self.serial, self.part, self.section)

    def _identity(self) -> tuple[object, ...]:
        return (
            self.prefix,
            self.nature,
            self.serial,
            self.part,
            self.section,
            self.year,
            self.amendment,
            self.adopted,
            self.joint,
            self.marks,
            self.family,
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, StandardNumber):
            return NotImplemented
        return self._identity() == other._identity()

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._identity())

    def __lt__(self, other: Self) -> bool:
        return self.sort_key < other.sort_key

    def __le__(self, other: Self) -> bool:
        return self.sort_key <= other.sort_key

    def __gt__(self, other: Self) -> bool:
        return self.sort_key > other.sort_key

    def __ge__(self, other: Self) -> bool:
        return self.sort_key >= other.sort_key

    def __str__(self) -> str:
        return self.canonical


Reading = tuple[StandardNumber, int]
"""A number read, and the offset where reading stopped."""
