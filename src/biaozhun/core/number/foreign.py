"""Foreign standards."""

import re
from biaozhun.core.number.families import Family
from biaozhun.core.number.tables import BODIES
from biaozhun.core.number.value import Reading, StandardNumber

_STACK = r"(?:BS|DIN|NF|UNE|UNI|NEN|PN|SS|SFS|ÖNORM|DD|PD|EN|prEN|FprEN|VDE|CEN|CLC|AS|NZS|CAN|CSA|JIS|KS|TCVN|ASTM|ASME|ANSI|IEEE|UL|NFPA|AWS|API|SAE|MIL|ГОСТ(?: Р)?|GOST(?: R)?)"
_NUMBER = re.compile(
    rf"(?P<prefix>{_STACK}(?:[ /](?:{_STACK}|ISO|IEC|TR|TS|CISPR))*) ?(?P<serial>[A-Z]{{0,5}}[ -]?\d+[A-Z]?(?:\.\d+[A-Z]?)*)(?P<part>(?:-\d{{1,3}}(?!\d))?)(?P<section>(?:-\d{{1,3}}(?!\d))*)"
    r"(?:[:\-](?P<year>\d{4}|\d\d(?!\d)))?",
    re.IGNORECASE,
)


def read(text: str, printed: str) -> Reading | None:
    found = _NUMBER.match(text)
    if not found:
        return None
    y = found["year"]
    year = None if not y else int(y) if len(y) == 4 else int(y) + (1900 if int(y) >= 50 else 2000)
    return StandardNumber(
        family=Family.FOREIGN,
        prefix=found["prefix"],
        serial=found["serial"],
        part=found["part"][1:],
        section=found["section"][1:],
        year=year,
        printed=printed,
    ), found.end()
