"""Standards issued inside a ministry's announcement, and reference samples.

::

    number = ministry digits "号公告" "-" item ["." item] year      农业部1025号公告-11-2008
           | ministry "公告第" digits "号" "-" item year             农业农村部公告第323号-20-2020
           | "GSB" ["A".."Z"] digits "-" serial year               GSB 05-1426-2001

Announced methods are numbered by announcement and item; a bare announcement is no standard.
"""

import re

from biaozhun.core.number.families import Family
from biaozhun.core.number.value import Reading, StandardNumber

_ANNOUNCED = re.compile(
    r"(?P<issuer>[一-龥]{2,12}?[部局委署])(?: ?公告 ?第 ?(?P<number>\d{1,5}) ?号|(?: ?第)? ?"
    r"(?P<first>\d{1,5}) ?号 ?公告)"
    r" ?- ?(?P<part>\d{1,3})(?:\.(?P<section>\d{1,3}))? ?- ?(?P<year>(?:19|20)\d{2})"
)
_SAMPLE = re.compile(
    r"GSB ?(?P<serial>[A-Z]? ?\d{2} ?- ?\d{1,5})(?: ?- ?(?P<year>(?:19|20)\d{2}|[5-9]\d))?(?!\d)"
)


def read(text: str, printed: str) -> Reading | None:
    """Read an announced standard or a reference sample; ``None`` if it is neither."""
    if found := _ANNOUNCED.match(text):
        number = StandardNumber(
            family=Family.REGULATION,
            prefix=f"{found['issuer']}公告",
            issuer=found["issuer"],
            serial=found["number"] or found["first"],
            part=found["part"],
            section=found["section"] or "",
            year=int(found["year"]),
            printed=printed,
        )
    elif found := _SAMPLE.match(text):
        year = found["year"]
        number = StandardNumber(
            family=Family.SAMPLE,
            prefix="GSB",
            serial=found["serial"].replace(" ", ""),
            year=None if year is None else int(year) if len(year) == 4 else 1900 + int(year),
            printed=printed,
        )
    else:
        return None
    return number, found.end()
