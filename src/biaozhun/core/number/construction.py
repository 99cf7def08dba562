"""Regional construction standards: DBJ, DGJ, DG/TJ and their kin.

::

    number = "DBJ" ["/T"] region-code "-" serial year           DBJ/T 15-38-2019, DBJ 01-501-2009
           | "DBJ" region-code "/" ["T"] ["-"] serial year      DBJ50/T-174-2014
           | "DB/T" "29" "-" serial year                        DB/T 29-247-2017 (Tianjin)
           | ("DG/TJ" | "DGJ") region-code "-" serial year      DG/TJ 08-2054-2014 (Shanghai)
           | "DGJ32/" ("J" | "TJ") serial year                  DGJ32/J 12-2005 (Jiangsu)
           | "DB" region "(J)" ["/T"] serial year               DB13(J)/T 234-2017 (Hebei)

The region code inside is the old construction code (15 is Guangdong), not the division code;
number_construction_region.csv translates it.
"""

import re

from biaozhun.core.number.chinese import read_rest
from biaozhun.core.number.errors import NumberFormatError, UnknownRegionError
from biaozhun.core.number.families import Family, Nature
from biaozhun.core.number.tables import CONSTRUCTION_REGIONS, REGIONS
from biaozhun.core.number.value import Reading, StandardNumber

_INNER = re.compile(
    r"(?P<prefix>DBJ|DGJ|DG ?/ ?TJ|DB(?= ?/ ?T ?29-\d+-))(?: ?/ ?(?P<mark>T)|(?P<glued>T)(?= ?\d))?"
    r" ?(?P<region>\d{2})(?P<serial>-\d{1,5}(?:\.\d{1,3})?)-(?P<year>(?:19|20)\d{2}|[5-9]\d)(?!\d)"
)
_OUTER = re.compile(
    r"(?P<prefix>DBJ|DGJ|DB(?=\d\d ?\(J\)|22 ?/ ?JT)) ?(?P<region>\d{2})"
    r"(?P<own> ?\(J\))?(?: ?/ ?(?P<mark>TJ|JT|J|T))?(?: ?- ?| |/|(?=\d))"
)
_START = re.compile(r"DBJ|DGJ|DG ?/ ?TJ|DB ?/ ?T ?29-\d+-\d|DB\d\d ?\(J\)|DB22 ?/ ?JT")


def read(text: str, printed: str) -> Reading | None:
    """Read a regional construction number; ``None`` if the text does not begin like one."""
    if not _START.match(text):
        return None
    if found := _INNER.match(text):
        return _inner(found, printed), found.end()
    found = _OUTER.match(text)
    if found is None:
        raise NumberFormatError(
            "a construction code must be followed by region and serial number",
            start=0,
            end=len(text),
            hint="for example DBJ/T 15-38-2019",
        )
    return _outer(found, text, printed)


def _inner(found: re.Match[str], printed: str) -> StandardNumber:
    region, year = found["region"], found["year"]
    return StandardNumber(
        family=Family.CONSTRUCTION,
        prefix=found["prefix"].replace(" ", ""),
        nature=_nature(found["mark"] or found["glued"], found["prefix"]),
        region=_region(found, region),
        serial=region + found["serial"],
        year=int(year) if len(year) == 4 else 1900 + int(year),
        printed=printed,
    )


def _outer(found: re.Match[str], text: str, printed: str) -> Reading:
    rest = read_rest(text, found.end(), letters=False)
    mark = found["mark"] or ""
    own = "(J)" if found["own"] else ""
    suffix = f"/{mark}" if "J" in mark else ""
    number = StandardNumber(
        family=Family.CONSTRUCTION,
        prefix=f"{found['prefix']}{found['region']}{own}{suffix}",
        nature=None if suffix else _nature(mark, found["prefix"]),
        region=_division(found) if own or suffix == "/JT" else _region(found, found["region"]),
        serial=rest.serial,
        part=rest.part,
        section=rest.section,
        year=rest.year,
        amendment=rest.amendment,
        marks=rest.marks,
        printed=printed,
    )
    return number, rest.end


def _nature(mark: str | None, prefix: str) -> Nature | None:
    if mark:
        return Nature.RECOMMENDED
    return None if prefix.endswith("TJ") else Nature.MANDATORY


def _division(found: re.Match[str]) -> str:
    """``DB13(J)`` and ``DB22/JT`` carry the division code itself."""
    region = found["region"]
    if region in REGIONS:
        return region
    raise _unknown_region(found, region)


def _region(found: re.Match[str], code: str) -> str:
    region = CONSTRUCTION_REGIONS.get(code)
    if region is None:
        raise _unknown_region(found, code)
    return region


def _unknown_region(found: re.Match[str], code: str) -> UnknownRegionError:
    return UnknownRegionError(
        f"no region has the construction code {code}",
        fragment=code,
        start=found.start("region"),
        end=found.end("region"),
    )
