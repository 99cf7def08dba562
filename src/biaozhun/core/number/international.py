"""ISO, IEC and the bodies that publish with them.

::

    number     = bodies { stage | kind } serial { "-" part } [year] { supplement } [language]
    year       = ":" yyyy ["-" mm]
    bodies     = body { "/" body }                          ISO/IEC/IEEE
    kind       = "TR" | "TS" | "PAS" | "Guide" | "R" | "IWA" ...
    stage      = "CD" | "DIS" | "FDIS" ...                  ISO/FDIS 1234
    supplement = ("/" | "+") ("Amd" | "Cor" | "Add" ...) digits [":" year]
    language   = "(" letters { "/" letters } ")"

The kind is part of the prefix: ``ISO/TR``, ``ISO/IEC TR``, ``IEC TS``. Sources: ISO/IEC
Directives, Part 1 and the numbers of the ISO and IEC catalogues. French and Russian forms
(``ISO/CEI``, ``Guide ISO``, ``ИСО``) are read into the English ones. The bodies, kinds and stages
are rows of number_joint_body.csv and number_kind.csv.
"""

import re

from biaozhun.core.number.families import Family
from biaozhun.core.number.tables import alternatives, joint_bodies, kinds
from biaozhun.core.number.value import Reading, StandardNumber

_OPENING_NAMES = joint_bodies("international", "opening")
_BODY_NAMES = _OPENING_NAMES | joint_bodies("international", "joint")
_KIND_NAMES = kinds("international", "kind")
_SUPPLEMENTS = kinds("international", "supplement")
_OPENING = alternatives(_OPENING_NAMES)
_BODY = alternatives(_BODY_NAMES)
_KIND = alternatives(_KIND_NAMES)
_CODEX_SERIES = alternatives(kinds("international", "codex")).replace("/", "[/ ]")
_VERSION = alternatives(kinds("international", "version"))
_YEAR_SHAPE = r"(?:18|19|20)\d{2}(?![\dA-Z])"
_YEAR = r"(?:[:\-] ?(?P<year>(?:18|19|20)\d{2})(?:-(?P<month>\d{2}(?:-\d{2})?))?(?!\d))"
_SERIAL = r"(?P<serial>(?:(?!TC|SC|WG|SG|PC|N\b)[A-Z]{1,3}[ -]?)?\d{1,6}[A-Z]{0,2}(?:\.\d{1,4})*)"
_PIECE = rf"-(?!{_YEAR_SHAPE}(?!-\d{{1,2}}:|:))[0-9A-Z_]{{1,9}}(?:\.\d{{1,2}})?"
_PART = (
    rf"(?P<part>{_PIECE}|/[0-9]{{1,2}}(?=[:\-]\d{{4}}))?(?P<section>(?:{_PIECE})*(?:/\d{{1,2}}"
    rf"(?=:))?)(?P<more>(?:,\d{{1,5}}[A-Z]?)*)"
)
_GAP = r"(?: | ?/ ?(?=\d)|-(?=\d+(?:-\d+)?:\d{4})|(?=\d))"
_NUMBER = re.compile(
    rf"(?:(?P<front>GUIDE|РУКОВОДСТВО) )?(?P<bodies>(?:(?:{_OPENING})|(?:{_BODY})/(?=ISO|IEC)"
    rf"(?:ISO|IEC))(?:/(?:{_BODY})(?![A-Z]))*)(?![A-Z])"
    rf"(?P<kinds>(?:(?: ?/ ?| |-)(?:{_KIND})(?![A-Z]))*)"
    rf"{_GAP}{_SERIAL}{_PART}{_YEAR}?",
    re.IGNORECASE,
)
_IWA = re.compile(
    rf"(?P<kinds>(?:(?:{alternatives(kinds('international', 'workshop_stage'))}) )?)"
    r"(?P<bodies>IWA|ISO/IWA) ?"
    rf"(?P<serial>\d{{1,3}}){_PART}{_YEAR}?",
    re.IGNORECASE,
)
_CODEX = re.compile(
    rf"(?P<prefix>{_CODEX_SERIES})[ -]?(?P<serial>\d{{1,4}}[A-Z]?)"
    r"(?:-(?P<year>(?:19|20)\d{2}))?(?![\dA-Z-])",
    re.IGNORECASE,
)
_SUPPLEMENT = re.compile(
    r" ?(?P<join>[/+,]) ?"
    rf"(?P<stage>(?:{alternatives(kinds('international', 'supplement_stage'))})[ .]?(?=[A-Z]))??"
    rf"(?P<kind>{alternatives(_SUPPLEMENTS)})"
    r"[ .]?(?P<ordinal>(?:\d{1,4}[A-Z]?(?:\.\d{1,2})?)?)(?: ?[:\-] ?(?P<year>(?:19|20)\d{2})"
    r"(?:-(?P<month>\d{2}(?:-\d{2})?))?)?(?![A-Z0-9])",
    re.IGNORECASE,
)
_EDITION = re.compile(
    r" ?(?:(?P<edition>(?:EDITION|ED|ÉD)[ .]?\d+(?:\.\d+)?)"
    r"|\((?P<language>[A-ZА-Я](?:[/,] ?[A-ZА-Я])*|[A-Z]{2,5}(?:[,/\-] ?[A-Z]{2,5})*|MULTILINGUAL)\)"
    rf"|(?P<variant>(?:{_VERSION})(?:[- ](?:{_VERSION}))*)(?![A-Z])"
    r"|(?P<all>\((?:ALL PARTS|所有部分)\))|(?P<draft>[.]\d{1,2}(?!\d)))",
    re.IGNORECASE,
)
_ONE_KIND = re.compile(rf"(?:{_KIND})(?![A-Z])", re.IGNORECASE)
_BY_CAPITALS = re.compile(r"\([^\W\d_](?:[/,] ?[^\W\d_])*\)")
_COMMITTEE = re.compile(
    r"(?:IEC )?(?P<serial>(?:CIS(?:PR)?(?:/[A-IS])?|SMB|CAB|GRAC|IF|SEG ?\d{1,2}"
    r"|SYC[A-Z]{2,20}|AC[A-Z]{2,5}"
    r"|JTC ?1(?:-SC ?\d{1,2})?|\d{1,3}[A-Z]{0,2}|PC ?\d{1,3})/\d{1,5}[A-Z]{0,2}(?:\([A-Z]\))?/"
    rf"(?:{alternatives(kinds('international', 'committee_document'))}))(?![A-Z])",
    re.IGNORECASE,
)


def read(text: str, printed: str) -> Reading | None:
    """Read an ISO or IEC number from folded text; ``None`` if it does not begin like one."""
    if found := _COMMITTEE.match(text):
        return _committee_document(found, printed)
    if found := _CODEX.match(text):
        return _codex(found, printed)
    found = _NUMBER.match(text) or _IWA.match(text)
    if found is None:
        return None
    if found["more"] and "TRF" not in found["kinds"].upper():
        return None  # a list of numbers; only test report forms join parts by commas
    end = found.end()
    early, end = _marks(text, end)
    supplement, end = _supplements(text, end)
    late, end = _marks(text, end)
    marks = early + late
    if supplement and late:  # a corrigendum to a consolidated version
        corrected, end = _supplements(text, end)
        marks += (f"/{corrected}",) if corrected else ()
    month = found["month"]
    prefix = _prefix(found)
    if prefix.startswith(("IEC", "CISPR")):
        supplement = _as_iec(supplement)
    pieces = _pieces(found)
    number = StandardNumber(
        family=Family.INTERNATIONAL,
        prefix=prefix,
        serial=pieces[0],
        part=pieces[1],
        section=pieces[2],
        year=int(found["year"]) if found["year"] else None,
        amendment=supplement,
        marks=((f"-{month}",) if month else ()) + marks,
        printed=printed,
    )
    return number, end


def _committee_document(found: re.Match[str], printed: str) -> Reading:
    """``65/924/CDV``: committee, running number, stage; written behind ``IEC``."""
    serial = found["serial"]
    number = StandardNumber(
        family=Family.INTERNATIONAL,
        prefix="IEC",
        serial=serial.upper() if serial.islower() else serial,
        printed=printed,
    )
    return number, found.end()


def _pieces(found: re.Match[str]) -> list[str]:
    """Serial, part, section; a comma list belongs to the last that is there (TRF 60335-2-90,42)."""
    part, section = (found["part"] or "")[1:].upper(), found["section"][1:].upper()
    pieces = [found["serial"].upper().replace(" ", ""), part, section]
    last = 2 if section else 1 if part else 0
    pieces[last] += found["more"].upper()
    return pieces


def _codex(found: re.Match[str], printed: str) -> Reading:
    """Codex Alimentarius: ``CXS 192-1995``, ``CAC/GL 1-1979``, ``CODEX STAN 12-1981``."""
    number = StandardNumber(
        family=Family.INTERNATIONAL,
        prefix=found["prefix"].upper().replace("CAC ", "CAC/"),
        serial=found["serial"].upper(),
        year=int(found["year"]) if found["year"] else None,
        printed=printed,
    )
    return number, found.end()


def _prefix(found: re.Match[str]) -> str:
    """``ISO/TR`` but ``ISO/IEC TR``, ``IEC TR``, ``ISO Guide``: as the catalogues print them."""
    bodies = "/".join(_BODY_NAMES.get(name, name) for name in found["bodies"].upper().split("/"))
    if bodies.endswith("IWA"):
        return f"{found['kinds'].upper()}IWA"
    words = [_KIND_NAMES.get(kind, kind) for kind in _ONE_KIND.findall(found["kinds"].upper())]
    if "front" in found.groupdict() and found["front"]:
        words.append("Guide")
    if not words:
        return bodies
    sign = " " if "/" in bodies or bodies != "ISO" or words[0].endswith("Guide") else "/"
    return f"{bodies}{sign}{' '.join(words)}"


def _supplements(text: str, end: int) -> tuple[str, int]:
    pieces = []
    while found := _SUPPLEMENT.match(text, end):
        if not found["ordinal"] and not found["year"]:
            break
        kind = found["kind"].upper()
        stage = (found["stage"] or "").upper().strip(" .")
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
        mark = found.group().strip()
        marks.append(_language(mark) if found["language"] else mark.upper())
        end = found.end()
    return tuple(marks), end


def _language(mark: str) -> str:
    """``(E/F)`` by capitals, ``(en,fr)`` by small letters, as ISO prints them."""
    return mark.upper() if _BY_CAPITALS.fullmatch(mark) else mark.lower()
