"""Whether a proposal is a wording that can take the place of the words it is about.

People write ``改为“不应少于5次”`` or the new sentence itself; others write what should be thought
of. Only the former can be put into a draft by a machine.
"""

import re
from typing import Final

_CHANGED: Final = re.compile(
    r"^(?:建议)?(?:将?(?:本条|本句|该句|该条|此句|此处|原文|[“\"「『].{1,200}[”\"」』]))?"
    r"(?:修改|更改|改|表述|调整)(?:为|成)\s*[:：]?\s*(?P<wording>.+)$",
    re.DOTALL,
)
_DROPPED: Final = re.compile(
    r"^(?:建议)?(?:删除|删去|删掉)(?:本条|本句|该句|该条|此句|此处|原文|该内容|这一句)?[。.]?$"
)
_QUOTED: Final = re.compile(r"^[“\"「『](?P<said>[^“”\"「」『』]+)[”\"」』][。.]?$", re.DOTALL)
_SPEAKS_OF: Final = re.compile(
    r"^(?:建议|请|是否|可否|能否|希望|应(?:明确|补充|增加|删除|统一)|增加|补充|删除|明确|统一|核实|"
    r"完善|细化|进一步|参照|参考|见|同上|同意|无)|[?？]$"
)
_LEAST_SHARE: Final = 0.2


def wording_of(original: str, proposal: str) -> str | None:
    """What is to stand in place of some words; empty to take them out.

    Args:
        original: the words the comment is about, as printed.
        proposal: as somebody wrote it.

    Returns:
        ``None`` where the proposal speaks of a change without saying the words, or says the same.
    """
    said = proposal.strip()
    if not original.strip() or not said:
        return None
    if _DROPPED.match(said):
        return ""
    changed = _CHANGED.match(said)
    wording = changed["wording"].strip() if changed else said
    if quoted := _QUOTED.match(wording):
        wording = quoted["said"].strip()
    elif changed is None and (_SPEAKS_OF.search(said) or not _is_like(original, said)):
        return None
    return wording if wording and wording != original.strip() else None


def _is_like(original: str, said: str) -> bool:
    """Whether two wordings share enough signs for the one to take the place of the other."""
    one, other = set(original), set(said)
    return len(one & other) >= _LEAST_SHARE * min(len(one), len(other))
