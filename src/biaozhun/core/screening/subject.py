"""What a title is about: its object, what is done with it, and what is said beside.

农村公路养护技术规范 → object 农村公路, operation 维护 (养护 is another word for it); 技术规范 only
says what kind of document it is. The words are a table (``title_word.csv``); whatever it does not
know belongs to the object. Names of provinces and cities are no part of it: the same subject in
another place is what a search for duplicates is to find.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Final, Literal

import msgspec

from biaozhun.core.classification import division
from biaozhun.core.reference import table
from biaozhun.core.text import CJK, fold

Use = Literal[
    "head",
    "operation",
    "modifier",
    "object",
    "thing",
    "separator",
    "frame",
    "not_place",
    "en_head",
    "place",
]

_KEPT: Final[tuple[Use, ...]] = ("object", "operation", "modifier", "place")
_RUN: Final = re.compile(f"[{CJK}]+|[^\\W_{CJK}]+")
_HAN: Final = re.compile(f"[{CJK}]")
_PART: Final = re.compile(r"第\s*[0-9一二三四五六七八九十]{1,4}\s*(?:部分|篇|册|分册)\s*:?")
_PROVINCE: Final = re.compile(f"^([{CJK}]{{2,4}}(?:省|自治区|自治州|自治县))(?=.)")
_LONGEST_WORD: Final = 8
_LONGEST_SCOPE: Final = 2_000  # characters
_SHORT_PLACE: Final = 2  # characters a name keeps without 省 or 市


class _Word(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``title_word.csv``."""

    use: Use
    text: str
    same_as: str = ""


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What a title is about, folded.

    Attributes:
        objects: what its object is made of: two Chinese characters side by side, whole words of
            other writings.
        operations: what is done with it, each by one of its names, as the table writes it.
        modifiers: what is said beside.
        places: divisions named.
        runs: the object as written, run by run.
        specific: of a title in several blocks (中药材种子检验规程 黄芪) what the last one adds;
            else nothing.
    """

    objects: frozenset[str]
    operations: frozenset[str]
    modifiers: frozenset[str]
    places: frozenset[str]
    runs: tuple[str, ...]
    specific: frozenset[str] = frozenset()


@cache
def _vocabulary(*, in_scope: bool) -> Mapping[str, _Word]:
    """The words of titles and the names of divisions; in a scope the frame of a scope besides."""
    words = [word for word in table("title_word").typed(_Word) if in_scope or word.use != "frame"]
    known = {fold(word.text): word for word in words if word.use != "not_place"}
    exceptions = {fold(word.text) for word in words if word.use == "not_place"}
    names = (name for name in _places() if name not in exceptions)
    return {name: _Word(use="place", text=name) for name in names} | known


def _places() -> Iterator[str]:
    """Names of divisions, long and without what kind of division they are."""
    for one in division.divisions():
        name = fold(one.name)
        if "辖" in name:  # 市辖区, 省直辖县级行政区划: no names
            continue
        yield name
        short = re.sub(
            r"(?:壮族|回族|维吾尔|藏族|羌族|彝族|苗族|侗族|布依族|哈尼族|傣族|白族|土家族|景颇族|傈僳族"
            r"|朝鲜族|蒙古族?|柯尔克孜|哈萨克)*(?:特别行政区|自治区|自治州|地区|省|市|盟)$",
            "",
            name,
        )
        if len(short) >= _SHORT_PLACE:
            yield short


@lru_cache(maxsize=20_000)  # titles of one day's projects and hits; some 30 MB at most
def subject(title: str) -> Subject:
    """Read a title; any text has a subject, an empty one an empty subject."""
    bare = _PART.sub(" ", fold(title)).strip()
    unlisted = _PROVINCE.match(bare)  # a county, or a place that no table has
    blocks = [_read(block) for block in _PROVINCE.sub("", bare).split()]
    of = {use: [text for block in blocks for kind, text in block if kind == use] for use in _KEPT}
    runs = of["object"] or of["modifier"]  # 食品安全管理规范: what is said beside is all there is
    return Subject(
        objects=frozenset(unit for run in runs for unit in _units(run)),
        operations=frozenset(of["operation"]),
        modifiers=frozenset(of["modifier"]),
        places=frozenset(of["place"]) | ({unlisted[1]} if unlisted else set()),
        runs=tuple(runs),
        specific=_specific(blocks),
    )


def _read(text: str, *, in_scope: bool = False) -> list[tuple[Use, str]]:
    return [piece for run in _RUN.findall(text) for piece in _pieces(run, in_scope=in_scope)]


def _specific(blocks: list[list[tuple[Use, str]]]) -> frozenset[str]:
    of_blocks = [
        frozenset(unit for kind, text in block if kind == "object" for unit in _units(text))
        for block in blocks
    ]
    named = [units for units in of_blocks if units]
    return named[-1] if len(named) > 1 else frozenset()


@lru_cache(maxsize=2_000)
def scope_units(scope: str) -> frozenset[str]:
    """What a scope speaks of: its objects and operations, without the words every scope has."""
    read = _read(fold(scope[:_LONGEST_SCOPE]), in_scope=True)
    objects = {unit for kind, text in read if kind == "object" for unit in _units(text)}
    return frozenset(objects | {text for kind, text in read if kind == "operation"})


def _pieces(run: str, *, in_scope: bool) -> Iterator[tuple[Use, str]]:
    """A run cut into the words of the table, the longest first, and what lies between."""
    if not _HAN.match(run):
        if run not in _english_heads():
            yield "object", run
        return
    place = begun = 0
    while place < len(run):
        word = _word_at(run, place, in_scope=in_scope)
        if word is None or word.use == "thing" or _is_of_a_thing(run, place, word):
            place += 1 if word is None else len(word.text)
            continue
        if begun < place:
            yield "object", run[begun:place]
        yield word.use, word.same_as or word.text
        place = begun = place + len(word.text)
    if begun < place:
        yield "object", run[begun:]


def _is_of_a_thing(run: str, place: int, word: _Word) -> bool:
    """Whether an operation is only part of the name of a thing: 种植 in 种植机, 服务 in 服务区."""
    behind = _word_at(run, place + len(word.text), in_scope=False)
    return word.use == "operation" and behind is not None and behind.use == "thing"


def _word_at(run: str, place: int, *, in_scope: bool) -> _Word | None:
    known = _vocabulary(in_scope=in_scope)
    for length in range(min(_LONGEST_WORD, len(run) - place), 0, -1):
        word = known.get(run[place : place + length])
        if word is not None:
            return word
    return None


def _units(run: str) -> Iterator[str]:
    """Two Chinese characters side by side; a character alone and a word of letters as it is."""
    if _HAN.match(run) and len(run) > 1:
        yield from (run[place : place + 2] for place in range(len(run) - 1))
    else:
        yield run


@cache
def _english_heads() -> frozenset[str]:
    return frozenset(
        text for text, word in _vocabulary(in_scope=False).items() if word.use == "en_head"
    )
