"""What a reference to an edition is made of."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable

import msgspec

# Sources join the names of bodies in one field; a comma may be part of an English name.
_BETWEEN_BODIES = re.compile(r"[、；;]|(?<=[^\x00-\x7f])[,，\s]+(?=[^\x00-\x7f])")
_BLANKS = re.compile(r"\s+")
_UNSEEN = frozenset({"Cc", "Zl", "Zp"})


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """An edition as it is cited.

    Attributes:
        slug: its address form; the key of the reference is made of it.
        number: canonical form of the number; empty for a record without one.
        official_number: as printed on the cover (em dash before the year), which GB/T 7714 shows
            in its examples.
        title_zh: Chinese title, or empty.
        title_en: English title, or empty.
        bodies: those who issued it, in the order of the source.
        published: day of publication, where known.
        year: year of the number, which is that of publication (国家标准管理办法: 发布年份号); used
            where the day is not known.
        address: where the text itself is open to everybody; empty where it is not. A page that
            only describes the edition is no such address.
        accessed: day on which the address was given to the reader.
        invented: a record of the demonstration that nobody may cite.
    """

    slug: str
    number: str
    official_number: str
    title_zh: str = ""
    title_en: str = ""
    bodies: tuple[str, ...] = ()
    published: dt.date | None = None
    year: int | None = None
    address: str = ""
    accessed: dt.date | None = None
    invented: bool = False

    @property
    def title(self) -> str:
        """The title in the language of the edition, on one line: Chinese where there is one."""
        return plain(self.title_zh) or plain(self.title_en)

    @property
    def is_chinese(self) -> bool:
        """Whether the reference is written in Chinese."""
        return bool(plain(self.title_zh)) or not _ascii(self.bodies)

    @property
    def year_published(self) -> int | None:
        """Year of publication."""
        return self.published.year if self.published else self.year


def bodies_of(text: str) -> tuple[str, ...]:
    """The bodies named in one field: ``住房和城乡建设部、国家市场监督管理总局``, ``ISO、IEC``."""
    named = (plain(name) for name in _BETWEEN_BODIES.split(text))
    return tuple(dict.fromkeys(name for name in named if name))


def plain(text: str) -> str:
    """Text on one line, without characters that no reader sees."""
    seen = "".join(" " if unicodedata.category(sign) in _UNSEEN else sign for sign in text)
    return _BLANKS.sub(" ", seen).strip()


def _ascii(texts: Iterable[str]) -> bool:
    return all(text.isascii() for text in texts)
