"""Number cells: the edition's own number, and lists of the numbers of others.

Chinese tables leave out what repeats (``GB/T 1.1、1.2``), glue numbers together
(``JJG628-1989GB/T21699-2008``) and print two numbers for one cover. Only what is certain is read;
the rest is handed back to be reported.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from biaozhun.core.bibliography.translations import language_of, of_edition
from biaozhun.core.bibliography.values import BLANK_MARKS
from biaozhun.core.number import Nature, NumberError, StandardNumber, parse

_SEPARATORS = re.compile(r"[;；、，,%\n]\s*")
# An elided number: serial with part, or with its year, standing after one that has a prefix.
# A bare four-digit year is not certain to be a serial and is refused.
_ELIDED = re.compile(
    r"\d+(?:\.\d+)+(?:\s*[-—–]\s*\d{2,4})?|\d+(?:\.\d+)*\s*[-—–]\s*\d{4}", re.ASCII
)
_PREFIX = re.compile(r"[^\d]*(?:\d{2,6}(?=/))?[^\d]*")
_GLUED = re.compile(r"(?<=[-—–]\d{4})(?=[A-Z]{2})|(?<=[-—–]\d{4})\s+(?=[A-Z]{1,5}[/ \d])")
LONGEST_NUMBER = 150  # characters; two joint numbers with adopted ones have a hundred
LONGEST_KEPT = 190  # characters of a number, and
LONGEST_CODE = 60  # of its code, as wide as the catalogue's columns
_EDGES = "。. 《》"
_BETWEEN = re.compile(r"\s+|[;；、，,/]")
_ISBN = re.compile(r"(?:ISBN[\s:：]*)?9-?7-?[89](?:-?\d){10}", re.ASCII | re.IGNORECASE)
_PARTLY = re.compile(r"(?:[(（]?\s*(?:部分|部分代替|部分替代|in part)\s*[)）]?)+$|^部分\s*[:：]?")
_TITLED = re.compile(r"([A-Z].*?[-—–]\d{4})\s*([\u4e00-\u9fff《].*)", re.DOTALL)
_REST_OF_NUMBER = re.compile(r"(\d[\d.]*\s*[-—–]\s*\d{4})\s+(\S.*)", re.ASCII | re.DOTALL)


def is_backwards(number: str, own: str, *, inverse: bool) -> bool:
    """Whether a stated replacement cannot be in time.

    No edition replaces one that came later, and none is replaced by an older edition of the same
    standard. That an older, other standard takes its place when it is withdrawn does happen.
    """
    other, mine = series(number), series(own)
    if other is None or mine is None or not (other[1] and mine[1]):
        return False
    return other[0] == mine[0] and other[1] < mine[1] if inverse else other[1] > mine[1]


class OwnNumber(msgspec.Struct, frozen=True, kw_only=True):
    """The number of a row, and what it states by itself.

    Attributes:
        number: canonical number of the edition, without second numbers.
        printed: as the source prints it, where that differs.
        joint: canonical numbers that share the cover.
        adopted: canonical numbers of adopted documents printed behind the own number.
        amends: the edition this is an amendment of, or empty.
        corrects: the edition this is a corrigendum of, or empty.
        translation: language of the translation that is meant (``GB/T 1.1-2020E``), or empty.
    """

    number: str
    printed: str = ""
    joint: tuple[str, ...] = ()
    adopted: tuple[str, ...] = ()
    amends: str = ""
    corrects: str = ""
    translation: str = ""


class NumberList(msgspec.Struct, frozen=True, kw_only=True):
    """A list cell: canonical numbers in printed order, partly replaced ones, unread pieces."""

    numbers: tuple[str, ...] = ()
    partly: frozenset[str] = frozenset()
    unread: tuple[str, ...] = ()


@lru_cache(maxsize=65536)
def canonical(text: str) -> str | None:
    """The canonical writing of a number, ``None`` where it is none."""
    if len(text) > LONGEST_NUMBER:
        return None
    try:
        return kept(parse(text)).canonical
    except NumberError:
        return None


def kept(number: StandardNumber) -> StandardNumber:
    """The number of the edition, without the mark of a translation.

    Raises:
        NumberError: ``number_too_long``, where no catalogue has room for it.
    """
    number = of_edition(number) if number.marks else number
    is_short = len(number.printed) < LONGEST_KEPT // 4 and len(number.code) <= LONGEST_CODE
    if not is_short:  # folding makes four letters of one at most
        _bounded(number.official, code=number.code)
    return number


def _bounded(text: str, *, code: str = "") -> str:
    if len(text) <= LONGEST_KEPT and len(code) <= LONGEST_CODE:
        return text
    raise NumberError(
        f"No standard number is longer than {LONGEST_KEPT} characters, its code {LONGEST_CODE}",
        code="number_too_long",
        fragment=text,
        start=0,
        end=len(text),
    )


@lru_cache(maxsize=65536)
def series(text: str) -> tuple[tuple[str, ...], int] | None:
    """What editions of one standard share whatever their nature, and the year (0: undated).

    Used only to recognise a predecessor that is printed without the word 代替.
    """
    try:
        number = parse(text)
    except NumberError:
        return None
    return (number.prefix, number.serial, number.part, number.section), number.year or 0


def later_edition(target: str, own: str) -> str:
    """How another number stands to the own one in time.

    ``supplement`` (an amendment or corrigendum of it), ``undated``, ``later``, ``earlier``,
    ``dated`` (the own one is not), or empty where one of them cannot be read.
    """
    try:
        other, mine = parse(target), parse(own)
    except NumberError:
        return ""
    if other.amendment and other.undated() == mine.undated():
        return "supplement"
    if other.year is None:
        return "undated"
    if mine.year is None:
        return "dated"
    return "later" if other.year >= mine.year else "earlier"


class OtherNature(msgspec.Struct, frozen=True):
    """The same number with the other mark of nature."""

    number: str
    is_recommended: bool


def other_nature(text: str) -> OtherNature | None:
    """``GB/T 13961-2008`` for ``GB 13961-2008`` and back; ``None`` for other numbers."""
    number = parse(text)
    turned = {Nature.MANDATORY: Nature.RECOMMENDED, Nature.RECOMMENDED: Nature.MANDATORY}
    nature = turned.get(number.nature) if number.nature else None
    if nature is None:
        return None
    other = msgspec.structs.replace(number, nature=nature).canonical
    return OtherNature(other, nature is Nature.RECOMMENDED)


def read_own_number(text: str) -> OwnNumber:
    """Read the number a row is about.

    Raises:
        NumberError: with the parser's own reason, or code ``isbn`` for a book.
    """
    try:
        number = parse(text)
    except NumberError:
        return _own_of_several(text)
    language = language_of(number)
    if not (number.joint or number.adopted or number.amendment or language):
        written = kept(number).canonical
        return OwnNumber(number=written, printed="" if written == text else text)
    own = kept(msgspec.structs.replace(number, joint="", adopted=""))
    base = msgspec.structs.replace(own, amendment="").canonical if own.amendment else ""
    corrigendum = "cor" in own.amendment.lower()
    return OwnNumber(
        number=own.canonical,
        printed=text,
        joint=_listed(number.joint) if number.joint else (),
        adopted=(_bounded(number.adopted),) if number.adopted else (),
        amends="" if corrigendum else base,
        corrects=base if corrigendum else "",
        translation=language,
    )


def _own_of_several(text: str) -> OwnNumber:
    """Two numbers in one cell are one publication under two numbers; a book has none."""
    if _ISBN.fullmatch(text.strip()):
        raise NumberError(
            "An ISBN numbers a book, not a standard",
            code="isbn",
            fragment=text,
            start=0,
            end=len(text),
            hint="books about standards are not held as editions; leave the row out",
        )
    for match in _BETWEEN.finditer(text):
        first, second = canonical(text[: match.start()]), canonical(text[match.end() :])
        if first and second:
            return OwnNumber(number=first, printed=text, joint=(second,))
    return OwnNumber(number=kept(parse(text)).canonical, printed=text)


def rejoin(number: str, title: str) -> tuple[str, str] | None:
    """Mend a number that broke after its prefix: ``DB15/T`` + ``4192-2025 旱地谷子…``.

    Returns the number and the remaining title, or ``None`` where the pieces make no number.
    """
    match = _REST_OF_NUMBER.match(title)
    if match is None:
        return None
    joined = f"{number} {match[1]}"
    return (joined, match[2]) if canonical(joined) else None


@lru_cache(maxsize=2048)
def read_numbers(text: str) -> NumberList:
    """Read a cleaned cell that lists numbers; what is no number is in ``unread``."""
    whole = _listed(text)
    if whole:
        return NumberList(numbers=whole)
    numbers: list[str] = []
    partly: set[str] = set()
    unread: list[str] = []
    prefix = ""
    for piece, part_only in _pieces(text):
        found = _listed(piece)
        if not found and prefix and _ELIDED.fullmatch(piece):
            found = _listed(prefix + piece)
        if not found:
            unread.append(piece)
            continue
        match = _PREFIX.match(piece)
        prefix = (match[0] if match else "") or prefix
        numbers.extend(found)
        if part_only:
            partly.update(found)
    return NumberList(
        numbers=tuple(dict.fromkeys(numbers)), partly=frozenset(partly), unread=tuple(unread)
    )


def _listed(text: str) -> tuple[str, ...]:
    """The numbers of a piece: one, or the two of one cover; second numbers are left off."""
    if len(text) > LONGEST_NUMBER:
        return ()
    try:
        number = parse(text)
        own = kept(msgspec.structs.replace(number, joint="", adopted="")).canonical
    except NumberError:
        return ()
    return (own, *_listed(number.joint)) if number.joint else (own,)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a list with their mark "partly", glued numbers taken apart."""
    for raw in _SEPARATORS.split(text):
        whole = raw.strip(_EDGES)
        piece = _PARTLY.sub("", whole).strip(_EDGES)
        if piece in BLANK_MARKS:
            continue
        if len(piece) > 20 * LONGEST_NUMBER:
            yield piece, False
            continue
        for part in (piece,) if canonical(piece) else _GLUED.split(piece):
            titled = _TITLED.fullmatch(part.strip())
            if titled and canonical(titled[1]):  # JJG166-1993直流标准电阻部分
                yield titled[1], piece != whole
            elif part.strip():
                yield part.strip(), piece != whole
