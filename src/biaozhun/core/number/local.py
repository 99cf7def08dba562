"""Local standards (地方标准), food-safety ones among them.

::

    number = "DB" region ["/" ["T" | "Z"]] rest          DB44/26-2001  DB4403/T 1-2020
           | "DBS" province "/" rest                     DBS52/ 009-2016
           | "DG" region "/" ["T"] rest                  DG5306/T 18-2014 (a city in Yunnan)
    region = two digits (province), four (city), six (county that numbers its own)

The region must hold the code (number_region.csv). ``DB/T 107`` without region is the earthquake
sector. Without /T a local standard is mandatory (Environmental Protection Law, articles 15, 16).
"""

import re

from biaozhun.core.number.chinese import read_rest
from biaozhun.core.number.errors import NumberIncompleteError, UnknownRegionError
from biaozhun.core.number.families import NATURE_OF_MARK, Family, Nature
from biaozhun.core.number.tables import REGIONS
from biaozhun.core.number.value import Reading, StandardNumber

_CODE = re.compile(
    r"D(?:B|(?P<yunnan>G)(?=\d{4}/))(?P<food>S)? ?(?P<region>\d+)"
    r"(?: ?[/-] ?(?P<mark>[TZ])(?![A-Z])|(?P<glued>T)(?= ?\d))?(?P<gap> ?/ ?| |-(?=\d+"
    r"(?:\.\d+)*-\d{4}$)|)"
)


def read(text: str, printed: str) -> Reading | None:
    """Read a local standard number; ``None`` if the text does not begin like one."""
    found = _CODE.match(text)
    if found is None:
        return None
    region = found["region"]
    _check_region(found, region)
    mark = found["mark"] or found["glued"]
    if not (mark or found["gap"]):
        raise NumberIncompleteError(
            "a local code without a serial number",
            start=0,
            end=len(text),
            hint="add the serial number",
        )
    rest = read_rest(text, found.end(), letters=True)
    number = StandardNumber(
        family=Family.LOCAL,
        prefix=f"D{found['yunnan'] or 'B'}{found['food'] or ''}{region}",
        nature=NATURE_OF_MARK[mark] if mark else Nature.MANDATORY,
        region=region,
        serial=rest.serial,
        part=rest.part,
        section=rest.section,
        year=rest.year,
        amendment=rest.amendment,
        marks=rest.marks,
        printed=printed,
    )
    return number, rest.end


def _check_region(found: re.Match[str], region: str) -> None:
    known = region in REGIONS or (len(region) == 6 and region[:4] in REGIONS)
    if not known:
        raise UnknownRegionError(
            f"no region has the code {region}",
            fragment=region,
            start=found.start("region"),
            end=found.end("region"),
            hint="two digits for a province, four for a city",
        )
