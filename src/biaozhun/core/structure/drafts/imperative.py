"""Sentences that instruct: no subject, an action first (祈使句; GB/T 1.1-2020, annex C.2)."""

import re
from functools import cache
from typing import Final

from biaozhun.core.structure.drafts.verbs import one_of
from biaozhun.core.text import fold

_LEADS: Final = re.compile(
    r"(?:(?:然后|再|同时|首先|其次|接着|随后|最后|必要时|之后|先|即)[,，]?)*"
    r"(?:(?:使用|试验|测定|测量|检验|采样|分析|称量|操作)(?:前|后|时)[,，]?)?"
)
_CLAUSES: Final = re.compile(
    r"(?:当|待|若|如|如果|在|对|对于|于|经|使用|试验|按|按照|以|用)[^,，;；]{1,40}[,，]"
)
_MOVES: Final = re.compile(r"(?:将|把)[^,，]{1,60}")
_STATES: Final = re.compile(
    r"分为|称为|称作|视为|定义为|表示|规定为|记作|划分为|是指|给出|不同|由.{1,12}组成|为[^,，]{1,8}$"
)
_SHORTEST: Final = 4


def is_imperative(sentence: str) -> bool:
    """Whether a sentence without a modal verb tells to do something."""
    bare = fold(sentence).strip(" \t\n.。;；!！:：")
    bare = re.sub(r"^(?:[a-z0-9]{1,2}\)|-{1,2}|[·•])\s*", "", bare)
    bare = bare[_LEADS.match(bare).end() :]  # type: ignore[union-attr]  # it may match nothing
    if len(bare) < _SHORTEST or _STATES.search(re.split("[,，;；]", bare)[0]):
        return False
    if _acts(bare):
        return True
    clause = _CLAUSES.match(bare)
    rest = bare[clause.end() :] if clause else ""
    return bool(rest) and _acts(rest)


def _acts(text: str) -> bool:
    first = re.split("[,，;；]", text)[0]
    if _STATES.search(first):
        return False
    return any(form.match(text) for form in (_MOVES, *_forms()))


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """An action at once, or behind what it is done with, at or by."""
    actions = one_of("action")
    first = re.compile(actions)
    behind = re.compile(
        rf"(?:用|以|按|按照|在|从|自|沿|向|于|对|经|往|由)(?!于|上述|此)[^,，。]{{1,40}}?"
        rf"(?:{actions}|[测洗擦移取切加量浸滴读称])"
    )
    return first, behind
