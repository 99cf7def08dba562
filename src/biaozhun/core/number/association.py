"""Association standards (团体标准).

::

    number = "T" "/" organization { " " organization } rest
    organization = two to sixteen capitals and digits, with a hyphenated group allowed (CECA-G)

Source: 团体标准管理规定 (国标委联〔2019〕1号). The organization codes are not a closed table.
A repeated code (``T/CSGF T/CSGF024``) is read once.
"""

import re

from biaozhun.core.number.chinese import read_rest
from biaozhun.core.number.errors import NumberFormatError, NumberIncompleteError
from biaozhun.core.number.families import Family
from biaozhun.core.number.value import Reading, StandardNumber

_CODE = re.compile(
    r"T ?/ ?(?P<org>[A-Z](?:[A-Z0-9]*[A-Z])(?:-[A-Z]{1,4})?(?: [A-Z]{3,10}(?= ?\d))?)"
    r"(?:[ -](?:T/)?(?P=org)(?![A-Z]))?(?: ?/ ?(?=\d)| |-(?=\d+(?:\.\d+)*-\d{4}$)|(?=\d)|$)"
)


def read(text: str, printed: str) -> Reading:
    """Read an association standard number."""
    found = _CODE.match(text)
    if found is None:
        raise NumberFormatError(
            "T/ must be followed by the code of an association and a serial number",
            start=0,
            end=len(text),
            hint="for example T/CECS 100-2020",
        )
    organization = found["org"]
    if found.end() == len(text):
        raise NumberIncompleteError(
            "an association's code without a serial number",
            fragment=text,
            start=0,
            end=len(text),
            hint="add the serial number and the year",
        )
    rest = read_rest(text, found.end(), letters=True)
    number = StandardNumber(
        family=Family.ASSOCIATION,
        prefix=f"T/{organization}",
        issuer=organization,
        serial=rest.serial,
        part=rest.part,
        section=rest.section,
        year=rest.year,
        amendment=rest.amendment,
        marks=rest.marks,
        printed=printed,
    )
    return number, rest.end
