"""ISO, IEC and the bodies that publish with them.

::

    number     = bodies { stage | kind } serial { "-" part } [":" year ["-" month]] { supplement } [language]
    bodies     = body { "/" body }                          ISO/IEC/IEEE
    kind       = "TR" | "TS" | "PAS" | "Guide" | "R" | "IWA" ...
    stage      = "CD" | "DIS" | "FDIS" ...                  ISO/FDIS 1234
    supplement = ("/" | "+") ("Amd" | "Cor" | "Add" ...) digits [":" year]
    language   = "(" letters { "/" letters } ")"

The kind is part of the prefix: ``ISO/TR``, ``ISO/IEC TR``, ``IEC TS``. Sources: ISO/IEC
Directives, Part 1 and the numbers of the ISO and IEC catalogues. French and Russian forms
(``ISO/CEI``, ``Guide ISO``, ``ИСО``) are read into the English ones.
"""

import re

from biaozhun.core.number.families import Family
from biaozhun.core.number.value import Reading, StandardNumber

_BODY = "ISO|IEC|CEI|CISPR|IEEE|ASTM|CIE|IDF|HL7|ITU-T|OIML|SAE|ASME|IECEE|IECEX|IECQ|JCGM|OECD|NIST|UNDP|ИСО|МЭК|IULTCS|IWTO|FIL|IIW|IUPAC|ICC|OGC|ETSI|EN|CEN|ULC|ASHRAE|NAFEMS|ISUO|CAN|CSA|AWI|UNECE|ISBT|CCSDS|PLASA|BIPM|EI|API"
_KIND = (
    "TR|TS|PAS|SRD|GUIDE|ISP|DIR|R|TTA|DATA|IWA|OD|WHITE PAPER|TECHNOLOGY REPORT|TREND REPORT|"
    "TEC|MT|CS|WT|CA|ACEE|SUP|ИСО|PUBL|CC|"
    "PWI|NP|NWIP|AWI|WD|CD|CDV|DIS|FDIS|PRF|DTR|DTS|DPAS|FDTR|FDTS|FPDISP|FPDAM|DISP|PDTR|PDTS|PDISP|PDPAS|DGUIDE|FDGUIDE|FCD|FD|DP|PD|"
    "ПМС|ТО|ТУ|РУКОВОДСТВО|ОПМС|"
    "DIGUIDE|DDIR|CDTS|CDTR"
)
_YEAR = r"(?:[:\-] ?(?P<year>(?:18|19|20)\d{2})(?:-(?P<month>\d{2}(?:-\d{2})?))?(?!\d))"
_SERIAL = r"(?P<serial>(?:[A-Z]{1,3}[ -]?)?\d{1,6}[A-Z]{0,2}(?:\.\d{1,4})*)"
_PART = r"(?P<part>-[0-9A-Z]{1,6}|/[0-9]{1,2}(?=[:\-]\d{4}))?(?P<section>(?:-[0-9A-Z]{1,6})*?)"
_NUMBER = re.compile(
    rf"(?:(?P<front>GUIDE|РУКОВОДСТВО) )?(?P<bodies>(?:{_BODY})(?:/(?:{_BODY})(?![A-Z]))*)(?![A-Z])"
    rf"(?P<kinds>(?:(?: ?/ ?| |-)(?:{_KIND})(?![A-Z]))*)(?:[ ./]+|-(?=\d+(?:-\d+)?:\d{{4}})|(?=\d)){_SERIAL}{_PART}{_YEAR}?",
    re.IGNORECASE,
)
_IWA = re.compile(
    rf"(?P<bodies>IWA|ISO/IWA)(?P<kinds>) ?(?P<serial>\d{{1,3}}){_PART}{_YEAR}?", re.IGNORECASE
)
_SUPPLEMENT = re.compile(
    r" ?(?P<join>[/+,]) ?(?P<stage>(?:(?:F?DIS|F?PD|F?D|CD|WD|NP|AWI|PRF|DIS|P)[ .]?)?)"
    r"(?P<kind>AMENDMENT|AMD|AM|CORRIGENDUM|CORR|COR|ADDENDUM|ADD|SUPPL|SUP|ERR|ISH|FRAG|EXT|Изм|ПОПР|CSV|RLV|COA|INT|AC|A|C|SHEET|STD)"
    r"[ .]?(?P<ordinal>\d{0,3}[A-Z]?(?:\.\d{1,2})?)(?: ?[:\-] ?(?P<year>(?:19|20)\d{2})(?:-(?P<month>\d{2}(?:-\d{2})?))?)?",
    re.IGNORECASE,
)
_EDITION = re.compile(
    r" ?(?:(?P<edition>(?:ED|EDITION|ÉD)[ .]?\d+(?:\.\d+)?)|\((?P<language>[A-ZА-Я](?:[/,][A-ZА-Я])*|[A-Z]{2,3}(?:[,/\-][A-Z]{2,3})*|MULTILINGUAL)\)"
    r"|(?P<variant>CSV|RLV|EXV|CMV|SER|PRV|EXV-CMV|EXV-RLV|PRV-CMV)(?![A-Z])|(?P<all>\((?:ALL PARTS|所有部分)\))|(?P<draft>[.]\d{1,2}(?!\d)))",
    re.IGNORECASE,
)
_NAMES = {
    "CEI": "IEC",
    "ИСО": "ISO",
    "МЭК": "IEC",
    "IECEX": "IECEx",
    "GUIDE": "Guide",
    "РУКОВОДСТВО": "Guide",
    "ТО": "TR",
    "ТУ": "TS",
    "WHITE PAPER": "White Paper",
    "TECHNOLOGY REPORT": "Technology Report",
    "TREND REPORT": "Trend Report",
    "DGUIDE": "DGuide",
    "FDGUIDE": "FDGuide",
    "ПМС": "DIS",
    "ОПМС": "FDIS",
    "FIL": "IDF",
}
_SUPPLEMENTS = {
    "AMENDMENT": "Amd",
    "AM": "Amd",
    "CORRIGENDUM": "Cor",
    "CORR": "Cor",
    "ADDENDUM": "Add",
    "ИЗМ": "Amd",
    "ПОПР": "Cor",
    "ADD": "Add",
    "AMD": "Amd",
    "COR": "Cor",
    "SUPPL": "Suppl",
    "SUP": "Sup",
    "EXT": "Ext",
    "ERR": "Err",
}


def read(text: str, printed: str) -> Reading | None:
    """Read an ISO or IEC number from folded text; ``None`` if it does not begin like one."""
    found = _NUMBER.match(text) or _IWA.match(text)
    if found is None:
        return None
    end = found.end()
    supplement, end = _supplements(text, end)
    marks, end = _marks(text, end)
    if not supplement:
        supplement, end = _supplements(text, end)
    month = found["month"]
    prefix = _prefix(found)
    if prefix.startswith(("IEC", "CISPR")):
        supplement = _as_iec(supplement)
    number = StandardNumber(
        family=Family.INTERNATIONAL,
        prefix=prefix,
        serial=_serial(found["serial"]),
        part=(found["part"] or "")[1:].upper(),
        section=found["section"][1:].upper(),
        year=int(found["year"]) if found["year"] else None,
        amendment=supplement,
        marks=((f"-{month}",) if month else ()) + marks,
        printed=printed,
    )
    return number, end


def _serial(serial: str) -> str:
    return serial.upper().replace(" ", "")


def _prefix(found: re.Match[str]) -> str:
    """``ISO/TR`` but ``ISO/IEC TR``, ``IEC TR``, ``ISO Guide``: as the catalogues print them."""
    bodies = "/".join(_NAMES.get(name, name) for name in found["bodies"].upper().split("/"))
    kinds = [
        _NAMES.get(k, k)
        for k in re.split(
            r" ?/ ?|(?<!WHITE)(?<!REPORT)(?<!TECHNOLOGY)(?<!TREND) |-", found["kinds"].upper()
        )
        if k
    ]
    if "front" in found.groupdict() and found["front"]:
        kinds.append("Guide")
    if not kinds:
        return bodies
    sign = " " if "/" in bodies or bodies != "ISO" or kinds[0].endswith("Guide") else "/"
    return f"{bodies}{sign}{' '.join(kinds)}"


def _supplements(text: str, end: int) -> tuple[str, int]:
    pieces = []
    while found := _SUPPLEMENT.match(text, end):
        if not found["ordinal"] and not found["year"]:
            break
        kind = found["kind"].upper()
        stage = found["stage"].upper().strip(" .")
        year = f":{found['year']}" if found["year"] else ""
        month = f"-{found['month']}" if found["month"] else ""
        name = f"{stage} {_SUPPLEMENTS.get(kind, kind)}" if stage else _SUPPLEMENTS.get(kind, kind)
        join = "+" if found["join"] == "+" else "/"
        ordinal = f" {found['ordinal']}" if found["ordinal"] else ""
        pieces.append(f"{join}{name}{ordinal}{year}{month}")
        end = found.end()
    return "".join(pieces).removeprefix("/"), end


def _as_iec(supplement: str) -> str:
    """IEC prints ``AMD1:2017`` where ISO prints ``Amd 1:2017``."""
    return re.sub(r"(Amd|Cor) (?=\d)", lambda kind: kind[1].upper(), supplement)


def _marks(text: str, end: int) -> tuple[tuple[str, ...], int]:
    marks = []
    while found := _EDITION.match(text, end):
        marks.append(
            found.group().strip().upper() if not found["language"] else found.group().strip()
        )
        end = found.end()
    return tuple(marks), end
