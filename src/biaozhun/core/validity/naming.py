"""Which keys of the library the number of a citation may mean."""

from functools import cache, lru_cache
from typing import Final

import msgspec

from biaozhun.core.number import Nature, NumberError, StandardNumber, parse, parse_slug
from biaozhun.core.reference import table

_CONVERTED: Final = (Nature.RECOMMENDED, Nature.GUIDANCE)  # what a mandatory standard became
_LANGUAGE_MARKS: Final = frozenset({"E"})


def standard_keys(number: StandardNumber) -> tuple[str, ...]:
    """The keys of the standard cited: its own, then those of the numbers joint with it."""
    own = number.undated().slug
    if not number.joint:
        return (own,)
    return (own, *(joint.undated().slug for joint in _joint(number)))


def edition_keys(number: StandardNumber) -> tuple[str, ...]:
    """The keys of the edition or sheet cited, the nearest first; none for an undated number.

    The second number of an adoption is no part of an edition's identity; a mark such as
    ``(2018年版)`` may be. A consolidated version (``:2010+AMD1:2013``) that is not held means the
    edition which it prints with its amendments.
    """
    if number.year is None:
        return ()
    plain = msgspec.structs.replace(number, adopted="", joint="", marks=())
    marks = tuple(mark for mark in number.marks if mark not in _LANGUAGE_MARKS)
    marked = (msgspec.structs.replace(plain, marks=marks).slug,) if marks else ()
    if not plain.amendment.startswith("+"):
        return (*marked, plain.slug)
    return (*marked, plain.slug, msgspec.structs.replace(plain, amendment="").slug)


def later_keys(number: StandardNumber) -> tuple[str, ...]:
    """The standards under whose numbers the text cited may go on.

    Texts went from mandatory to recommended or guidance (the conversion of 2017), and from the
    codes of one body to those of another; each is a candidate that needs a recorded basis.
    """
    plain = number.undated()
    natures = _CONVERTED if plain.nature is Nature.MANDATORY else ()
    prefixes = [latter for former, latter in _prefixes() if former == plain.prefix]
    return _varied(plain, natures, prefixes)


def kin_keys(number: StandardNumber) -> tuple[str, ...]:
    """The standards whose number differs from the one cited by nature or prefix alone.

    These are the keys a shelf lists in ``kin``, as far as they are held.
    """
    plain = number.undated()
    natures = () if plain.nature is None else tuple(n for n in Nature if n is not plain.nature)
    pairs = _prefixes()
    prefixes = [latter for former, latter in pairs if former == plain.prefix]
    prefixes += [former for former, latter in pairs if latter == plain.prefix]
    return _varied(plain, natures, prefixes)


def parts_prefix(number: StandardNumber) -> str:
    """What the keys of the parts of the standard cited begin with; empty where a part is cited."""
    return "" if number.part or number.section else f"{number.undated().slug}."


@lru_cache(maxsize=4096)
def printed(key: str) -> str:
    """The number behind the key of a publication that may not be held."""
    try:
        return parse_slug(key).canonical
    except NumberError:
        return key  # a number no grammar reads is shown as it is kept


def _varied(
    plain: StandardNumber, natures: tuple[Nature, ...], prefixes: list[str]
) -> tuple[str, ...]:
    varied = [msgspec.structs.replace(plain, nature=nature) for nature in natures]
    varied += [msgspec.structs.replace(plain, prefix=prefix) for prefix in prefixes]
    return tuple(dict.fromkeys(number.slug for number in varied))


def _joint(number: StandardNumber) -> list[StandardNumber]:
    found: list[StandardNumber] = []
    waiting = number.joint
    while waiting:
        try:
            joint = parse(waiting)
        except NumberError:
            break  # kept in its canonical writing; what no grammar reads names nothing held
        found.append(joint)
        waiting = joint.joint
    return found


@cache
def _prefixes() -> tuple[tuple[str, str], ...]:
    return tuple((row["former"], row["latter"]) for row in table("renumbered_prefix"))
