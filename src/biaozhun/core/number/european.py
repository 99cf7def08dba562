"""European and national European standards, alone or stacked (BS EN ISO 9001:2015).

::

    number  = stack [letters] serial { "-" part } [":" year ["-" month]] { tail }
    stack   = body { " " body }           EN, BS EN ISO/IEC, DIN EN, prEN, CEN/TS, HD, NF EN
    tail    = ("+" | "/") ("A" | "AC" | "C") n [":" year] | "(" note ")" | words of the body

The whole stack is the prefix: BS EN ISO 9001 and ISO 9001 are two standards with one text. The
bodies and kinds are rows of number_joint_body.csv and number_kind.csv.
"""

import re

from biaozhun.core.number.families import Family
from biaozhun.core.number.spelling import upper
from biaozhun.core.number.tables import BODIES, alternatives, joint_bodies, kinds
from biaozhun.core.number.value import Reading, StandardNumber

_NATIONAL = rf"{alternatives(joint_bodies('european', 'national'))}|KS [A-Z](?= ISO| IEC)"
_EUROPEAN = alternatives(joint_bodies("european", "european"))
_OWN = alternatives(joint_bodies("european", "stacked"))
_KIND = rf"(?:[ /](?:{alternatives(kinds('european', 'kind'))}))?"
_NUMBER = re.compile(
    rf"(?P<stack>(?:NA(?:\+A\d+:\d{{4}})? to )?(?:(?:Draft )?(?:{_NATIONAL})|(?:{_EUROPEAN}))"
    rf"(?![A-Za-z]){_KIND}(?:[ /](?:{_NATIONAL}|{_EUROPEAN}|{_OWN})(?![A-Za-z]){_KIND})*|"
    rf"(?:{_EUROPEAN})(?=\d))"
    r"[ -]?(?P<serial>(?:(?:N|MA|AU|CP|M|L|A|B|C|SP|F|G|HC|HR|K|S|T|TA|W|X|Y|Z|PL|GM|PC|DTD|E"
    r"|EC|Q|R|D|H|J|[0-9]{0,2}[A-Z]{1,3})[ .]?)?\d{1,6}(?:[A-Z]{1,2}|[a-z](?![a-z]))?"
    r"(?:\.\d{1,4}[A-Z]?)*(?:/\d{1,4}(?=[:-]))?)"
    r"(?P<part>-(?!(?:19|20)\d{2}(?!\d))\d{1,4}[A-Za-z]{0,2}(?:\.\d+)*(?!\d))?(?P<section>(?:-"
    r"(?!(?:19|20)\d{2}(?!\d))\d{1,4}[A-Z]{0,2}(?!\d))*)"
    r"(?:(?:[:;]|-(?=(?:19|20)\d{2}(?!\d))) ?(?P<year>(?:18|19|20)\d{2})(?P<month>-\d{2}"
    r"(?:-\d{2})?)?(?!\d))?",
)
_PRINTED = kinds("european", "word")  # what the bodies do not print in capitals
_CAPITALS = re.compile(rf"(?:{alternatives(_PRINTED)})(?![A-Z])")
_TO = re.compile(r"(?<=NA )TO(?= )|(?<=\d )TO(?= [A-Z]?\d)|(?<= )V(?=\d+\.\d)")
_LETTERED = frozenset({"JIS", "KS", "JIS/TS", "JIS/TR"})
_COMMITTEE_DRAFT = re.compile(r"(?:BSI )?(?P<serial>\d{2}/\d{8}) ?DC(?![A-Z0-9])")
_TAIL = re.compile(
    r"(?P<version> v\d+\.\d+:\d{4}(?:-\d{2})?)|"
    rf"[ ,;]*(?P<sign>[+/&]) ?(?P<supplement>(?:{alternatives(kinds('european', 'supplement'))})"
    r"[ .]?\d{0,5}(?:[:/]\d{4}(?:-\d{2}(?:-\d{2})?)?)?(?![A-Za-z0-9]))"
    r"|(?P<note> ?\((?:[^()]|\([^()]*\))*\))"
    r"|(?P<words>[ ]?No\. ?\d{1,5}(?:[.-]\d{1,4})*(?::\d{2,4})?(?![\dA-Za-z])"
    r"|[ :.,-]*(?:AMD ?\d+|Supplement|Supp|No\.?|Method|Methods|Section|Sec|Part"
    r"|Parts|Index|TC|Tracked Changes|ExComm|Expert Commentary|PDF|Set|Kit|DC|Flex|Edition"
    r"|ED\d|ED \d|Ed\.? ?\d|Annex|Addendum|Addendums|Amendment|v\d[\d.]*|BOOK|N\d+|Comment|and"
    r"|to|Issue|Version|Appendix|Appendices|MIX|Specification)(?![a-z])[ :.]*"
    r"(?:[A-Z]?\d[\dA-Z.]*(?:[:-]\d{4}(?:-\d{2})?)*|[A-Z](?![A-Za-z]))?(?::\d{4})?)"
    r"|(?P<year>:(?:19|20)\d{2}(?:-\d{2})?)|(?P<pages>[-:][A-Z]\d{0,3}(?![A-Za-z]))",
)


def read(text: str, printed: str) -> Reading | None:
    """Read a European number or a stack of numbers; ``None`` if no body opens the text."""
    reading = _read_as_written(text, printed)
    if reading and reading[1] == len(text):
        return reading
    restored = _as_printed(text)
    again = _read_as_written(restored, printed) if restored != text else None
    return again if again and (reading is None or again[1] > reading[1]) else reading


def _as_printed(text: str) -> str:
    """The text in capitals but for the words that bodies print otherwise; as long as it was."""
    worded = _CAPITALS.sub(lambda word: _PRINTED[word.group()], upper(text))
    return _TO.sub(lambda word: word.group().lower(), worded)


def _read_as_written(text: str, printed: str) -> Reading | None:
    if found := _COMMITTEE_DRAFT.match(text):
        draft = StandardNumber(
            family=Family.FOREIGN,
            prefix="BSI",
            serial=found["serial"],
            marks=("DC",),
            printed=printed,
        )
        return draft, found.end()
    found = _NUMBER.match(text)
    if found is None or not _is_plausible(found):
        return None
    amendment, marks, end = _tail(text, found.end())
    number = StandardNumber(
        family=Family.FOREIGN,
        prefix=found["stack"].replace("GUIDE", "Guide"),
        serial=_serial(found),
        part=(found["part"] or "")[1:],
        section=found["section"][1:],
        year=int(found["year"]) if found["year"] else None,
        amendment=amendment,
        marks=((found["month"],) if found["month"] else ()) + marks,
        printed=printed,
    )
    return number, end


def _is_plausible(found: re.Match[str]) -> bool:
    """Whether the body numbers like this: JIS and KS by class letter, DIN by digits alone."""
    stack, serial = found["stack"], found["serial"]
    if stack in _LETTERED:
        return serial[0].isalpha()
    if stack == "DIN":
        return serial[0].isdigit()
    body = BODIES.get(stack)
    unmistakable = found["year"] or len(serial) >= 5
    return body is None or body.undated or bool(unmistakable)


def _serial(found: re.Match[str]) -> str:
    """JIS and KS keep a blank behind their class letter (JIS K 6251), others have none."""
    serial = found["serial"].replace(" ", "")
    return f"{serial[0]} {serial[1:]}" if found["stack"] in _LETTERED else serial


def _supplement(name: str) -> str:
    """``A1``, ``AC``, ``COR1`` in capitals; the draft of one is ``prA1``."""
    raised = upper(name.replace(" ", ""))
    return re.sub(r"^(F?)PRA", lambda draft: f"{draft[1]}prA", raised)


def _tail(text: str, end: int) -> tuple[str, tuple[str, ...], int]:
    amendment, marks = "", list[str]()
    while end < len(text) and (found := _TAIL.match(text, end)) and found.end() > end:
        piece = found.group().strip()
        if found["supplement"]:
            amendment += found["sign"] + _supplement(found["supplement"])
        else:
            marks.append(piece)
        end = found.end()
    return amendment.removeprefix("/"), tuple(marks), end
