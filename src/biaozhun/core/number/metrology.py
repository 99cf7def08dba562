"""Metrology regulations of a sector or a region: ``JJG(电子) 04018-1988``, ``JJF(浙) 1011-2007``.

::

    number = ("JJG" | "JJF") "(" one to six characters ")" rest

The national ones (JJG 1036) are prefixed numbers. Source: 计量技术规范管理办法.
"""

import re

from biaozhun.core.number.chinese import read_rest
from biaozhun.core.number.families import Family
from biaozhun.core.number.value import Reading, StandardNumber

_CODE = re.compile(r"(?P<kind>JJ[GF]) ?\((?P<issuer>[一-龥]{1,6}|CR)\) ?")


def read(text: str, printed: str) -> Reading | None:
    """Read a bracketed metrology number; ``None`` if the text does not begin like one."""
    found = _CODE.match(text)
    if found is None:
        return None
    rest = read_rest(text, found.end(), letters=True)
    number = StandardNumber(
        family=Family.METROLOGY,
        prefix=f"{found['kind']}({found['issuer']})",
        issuer=found["issuer"],
        serial=rest.serial,
        part=rest.part,
        section=rest.section,
        year=rest.year,
        amendment=rest.amendment,
        marks=rest.marks,
        printed=printed,
    )
    return number, rest.end
