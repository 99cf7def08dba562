"""IEEE standards and drafts, with AIEE, IRE and the joint ANSI/IEEE numbers.

::

    number = body ["Std" | "No"] ["P"] serial ["-" year] { tail }
    body   = ("IEEE" | "AIEE" | "IRE" | "ANSI") { "/" body }
    tail   = "/D" draft | [","] month year | "/Cor" n ["-" year] | "(" note ")" | "- Redline"

Small letters behind the serial stay small, for they tell an amendment (802.3bw) from a standard.
``Std`` is no part of the number and is left out of the canonical form. Drafts, dates and notes
in brackets are marks of the edition.
"""

import re

from biaozhun.core.number.families import Family
from biaozhun.core.number.spelling import worded
from biaozhun.core.number.tables import alternatives, joint_bodies
from biaozhun.core.number.value import Reading, StandardNumber

_BODY = rf"{alternatives(joint_bodies('ieee', 'joint'))}|A\.? ?I\.? ?E\.? ?E\.?"
_OWN = re.compile(r"IEEE|AIEE|A\.|IRE|ANSI|ASA", re.IGNORECASE)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?"
    r"(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_NUMBER = re.compile(
    rf"(?P<body>(?:{_BODY})(?:(?: ?/ ?| and | & )(?:{_BODY}))*(?![A-Z])|(?=PC?\d{{2,5}}[\w.-]*/D))"
    rf"(?P<state>(?: (?:Unapproved|Approved|Active|Draft))*)"
    r"(?:[ -]?(?:Standards?|Stds?|Std\.|No\.?|STD|Standard No\.?)\.?(?![A-Z]))*[ ,./-]*"
    r"(?P<serial>(?:P?[ .]?[A-Z]{0,4}[. -]?)?\d{1,6}[A-Z]*(?:[._][0-9]+[A-Z]*|\.[A-Z]{1,3}"
    r"(?![A-Z]))*(?:-(?!(?:18|19|20)\d{2}(?![\dA-Z])|[5-9]\d(?![\dA-Z]))[0-9]{1,6}[A-Z]?"
    r"(?:\.\d+)*)*(?:[- ]?REV ?[A-Z0-9]{0,3})?)"
    r"(?:[-:] ?(?P<year>(?:18|19|20)(?:\d{2}| \d\d)|[5-9]\d(?!\d))(?P<letter>[A-Z](?![A-Z]))?)?",
    re.IGNORECASE,
)
_WORDS = re.compile(r"(?:in|is|of|to|at|on|or|by|and|the|for) ", re.IGNORECASE)
_HEAD = re.compile(r"^[A-Za-z]+")
_TAIL = re.compile(
    rf" ?(?P<draft>[/_-] ?D ?[\d.]+[A-Z]*\d*(?:[-_][A-Z0-9]+)*)|(?P<date>,? ?{_MONTH}\.?,? ?"
    rf"(?:\d{{1,2}},? ?)?(?:\d{{4}}|\d{{2}})?)"
    r"|[ ,-]*(?P<note>\((?:[^()]|\([^()]*\))*\)?)|(?P<edition> ?[-–,]? ?(?:Redline|Edition"
    r"|Ed\.?)(?: ?\d[\d.]*)?(?: \d{4}-\d{2})?(?: ?\(E\))?)"
    r"|(?P<supplement> ?[/,_-] ?(?:Cor|Conformance|Amd|INT|Int|Cor\.|Corrigendum|Conf"
    r"|Interpretation|Supplement|Add|DRAFT|Draft)[-. ]*\d*(?:[-.:]\d+)*(?:/[A-Z0-9]+)*)"
    r"|(?P<rev> ?[/-]? ?(?:Rev|R|rev|ver)[. ]?\d[\d.A-Z]*)|(?P<year2> ?, ?(?:19|20)\d{2}"
    r"(?!\d))|(?P<loose>[.,]$)",
    re.IGNORECASE,
)


def read(text: str, printed: str) -> Reading | None:
    """Read an IEEE number; ``None`` if it does not fit."""
    found = _NUMBER.match(text)
    if found is None or not _OWN.search(found["body"] or "IEEE"):
        return None
    if _WORDS.match(found["serial"]):
        return None
    marks, end = _tail(text, found.end())
    letter = found["letter"]
    year = (found["year"] or "").replace(" ", "")
    number = StandardNumber(
        family=Family.FOREIGN,
        prefix="IEEE"
        if not found["body"]
        else re.sub(
            r"A\. ?I\. ?E\. ?E\.?",
            "AIEE",
            re.sub(r" AND | & | ?/ ?", "/", found["body"].upper()),
        ),
        serial=_HEAD.sub(lambda head: head.group().upper(), found["serial"].replace(" ", "")),
        year=(int(year) if len(year) == 4 else 1900 + int(year)) if year else None,
        marks=((f"-{letter}",) if letter else ()) + marks,
        printed=printed,
    )
    return number, end


def _tail(text: str, end: int) -> tuple[tuple[str, ...], int]:
    marks: list[str] = []
    while end < len(text) and (found := _TAIL.match(text, end)) and found.end() > end:
        marks.append(_mark(found))
        end = found.end()
    return tuple(mark for mark in marks if mark), end


def _mark(found: re.Match[str]) -> str:
    """Drafts in capitals, words with one; what stands in brackets stays as printed."""
    mark = found.group().strip()
    if found["note"] or found["edition"]:
        return mark
    return mark.upper() if found["draft"] else worded(mark)
