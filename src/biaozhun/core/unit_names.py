"""What units of the administration are called in running text, and how the spellings meet.

One unit stands in policy texts under many spellings: 浙江省科学技术厅, 省科技厅, 科技廳. Each is
brought to keys that can be compared; no key says that two units are one, only that they may be
written alike.
"""

import datetime as dt
import re
from functools import cache
from typing import Final, Literal

import msgspec

from biaozhun.core.classification.division import divisions
from biaozhun.core.reference import table
from biaozhun.core.text import fold

Level = Literal["nation", "province", "city", "district", "town"]

_AND_OTHERS: Final = re.compile(r"等(?:有关|相关)?(?:部门|单位|部门和单位)?$")
_NATION: Final = re.compile(r"^(?:中华人民共和国|国家|中国)(?=.{2})")
_SMALL_PLACE: Final = re.compile(
    r"^[\u4e00-\u9fff]{1,8}?(?:(?<![社城园矿林])区(?!域)|县(?!域)|旗|(?<!城)[镇乡]|街道)(?=.{2})"
)
_BRACKET: Final = re.compile(r"^(?P<outside>[^()]+)\((?P<inside>[^()]+)\)$")
_LEVELS: Final = ("省", "市", "区", "县", "自治区", "州")
_DISTRICTS: Final = re.compile(r"^(?P<which>各|相关|有关)(?P<places>[省市区县州旗镇乡]+)(?=政府)")
_FILLING: Final = re.compile(r"[、,，;()和及\s]")


class Spelling(msgspec.Struct, frozen=True):
    """The keys of one spelling, from the strictest to the loosest.

    Attributes:
        folded: Simplified, without blanks and without a trailing 等.
        key: customary short forms for long ones, of several places only the innermost.
        local: the same with the bare level for the place (省科技厅), or without 国家.
    """

    folded: str
    key: str
    local: str

    @property
    def below_any_level(self) -> tuple[str, ...]:
        """The local keys of units for which this stands where the level is left out."""
        return tuple(level + self.local for level in _LEVELS)


class DepartmentChange(msgspec.Struct, frozen=True, kw_only=True):
    """A widespread succession of departments; a suggestion, never a decision.

    Attributes:
        former: what the department was called, without its place.
        present: the department that took its work over.
        level: of whose departments this is told.
        by: the last day by which the change was to be made.
        basis: where that is said.
        confidence: ``V`` compared with a source, ``K`` general knowledge.
    """

    former: str
    present: str
    level: Level
    by: dt.date
    basis: str
    confidence: str


def folded(name: str) -> str:
    """A name as it is compared: Simplified, half-width, without blanks and what no text has."""
    text = name.replace("\0", "").encode("utf-8", "ignore").decode()
    return "".join(fold(text).split())


def spelling(name: str) -> Spelling:
    """The keys of a name; any text has them."""
    plain = _AND_OTHERS.sub("", folded(name)) or folded(name)
    place, rest = _place(_shortened(plain))
    local = (_level(place) if place else "") + rest
    return Spelling(plain, place + rest, _NATION.sub("", local))


def spellings(name: str) -> tuple[Spelling, ...]:
    """The readings of a name in the order in which they are tried.

    ``市水务局(市海洋局)`` is tried as a whole, then outside and inside the bracket: two names of
    one body.
    """
    whole = spelling(name)
    bracket = _BRACKET.match(whole.folded)
    if bracket is None:
        return (whole,)
    return (whole, spelling(bracket["outside"]), spelling(bracket["inside"]))


def collective_key(name: str) -> str:
    """What a name that stands for many is compared by: 各区、县人民政府 is 各县区政府."""
    plain = _AND_OTHERS.sub("", folded(name)).replace("人民政府", "政府")
    bare = _FILLING.sub("", plain)
    found = _DISTRICTS.match(bare)
    if found is None:
        return bare
    places = "".join(sorted(set(found["places"]), key="省市县区州旗镇乡".index))
    return found["which"].replace("有关", "相关") + places + bare[found.end() :]


def _shortened(plain: str) -> str:
    """With the customary short forms, the longest first as the table lists them."""
    for long, short in _short_forms():
        plain = plain.replace(long, short)
    return plain


def _place(text: str) -> tuple[str, str]:
    """The innermost place that a name begins with, and what stands behind it."""
    place, rest = "", text
    for _outermost in range(2):  # province, city
        found = next((one for one in _places() if _begins(rest, one)), "")
        place, rest = found or place, rest[len(found) :]
    small = _SMALL_PLACE.match(rest)
    if small and (place or small.end() > 2):
        place, rest = small[0], rest[small.end() :]
    return place, rest


def _begins(text: str, place: str) -> bool:
    return text.startswith(place) and len(text) > len(place) + 1


def _level(place: str) -> str:
    return next((word for word in ("自治区", "街道") if place.endswith(word)), place[-1:])


@cache
def _short_forms() -> tuple[tuple[str, str], ...]:
    rows = table("department_short_form")
    return tuple((folded(row["long"]), folded(row["short"])) for row in rows)


@cache
def _places() -> tuple[str, ...]:
    """Names of provinces and cities that say their level, the longest first."""
    named = {folded(one.name) for one in divisions() if one.name[-1:] in "省市区州盟"}
    named -= {"市辖区"}
    return tuple(sorted(named, key=lambda name: (-len(name), name)))


@cache
def department_changes() -> tuple[DepartmentChange, ...]:
    """The widespread successions of departments that are recorded."""
    return table("department_name").typed(DepartmentChange)


def changes_told_by(name: str, level: str) -> tuple[DepartmentChange, ...]:
    """The successions at whose end a unit of this name and level may stand, or at whose beginning.

    Args:
        name: of the unit, with or without its place.
        level: its level; empty where it is not known, then that of the name's place is taken.
    """
    mine, wanted = spelling(name).local, level or level_told_by(name)
    return tuple(
        one
        for one in department_changes()
        if one.level == wanted and (_is_called(mine, one.former) or _is_called(mine, one.present))
    )


def _is_called(local: str, department: str) -> bool:
    plain = spelling(department)
    return local == plain.local or local in plain.below_any_level


def level_told_by(name: str) -> str:
    """The level that a name speaks of by its place; empty where it does not."""
    place, _rest = _place(folded(name))
    return {
        "省": "province",
        "自治区": "province",
        "市": "province" if place in ("北京市", "天津市", "上海市", "重庆市") else "city",
        "州": "city",
        "盟": "city",
        "区": "district",
        "县": "district",
        "旗": "district",
        "镇": "town",
        "乡": "town",
        "街道": "town",
    }.get(_level(place), "")
