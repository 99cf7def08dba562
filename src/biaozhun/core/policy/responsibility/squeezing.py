"""A passage without its blanks, and with the inside of its brackets hidden."""

from typing import Final

from biaozhun.core.policy.passages import Passage
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.vocabulary import any_of

_BLANKS: Final = pattern(r"\s+")
_ENDS: Final = pattern(rf"(?:{any_of('strong_end', 'weak_end')}|等|\))$")
_BEGINS: Final = pattern(rf"{any_of('admin_start')}|\d{{4}}年")
_LABEL: Final = pattern(
    rf"\[({any_of('lead_label', 'charge_label', 'cooperate_label', 'deadline_label')})\]"
)
_SIGHT: Final = 8  # characters, as long as the longest ending
_OPEN, _CLOSE = "([", ")]"
_INNER_OPEN, _INNER_CLOSE = "([<〈", ")]>〉"  # brackets within brackets: 各县<市、区>人民政府


def squeezed(passage: Passage) -> Passage:
    """Without blanks; one that alone stands between two units becomes the sign that parts them."""
    text, folded = passage.text, passage.folded
    parts: list[Passage] = []
    begins = 0
    for blank in _BLANKS.finditer(folded):
        parts.append(passage.cut(begins, blank.start()))
        ahead = folded[max(0, blank.start() - _SIGHT) : blank.start()]
        if _ENDS.search(ahead) and _BEGINS.match(folded, blank.end()):
            parts.append(Passage("、", ((0, passage.at(blank.start())),)))
        begins = blank.end()
    if not parts:
        return passage
    parts.append(passage.cut(begins, len(text)))
    kept = [part for part in parts if part.text]
    return Passage.joined(kept or parts[:1])


def hidden(text: str) -> str:
    """The text with what stands in brackets, and the brackets, as NUL; as long as the text.

    A bracket around no more than a label is the label and its colon: 【责任单位】市科委.
    """
    text = _LABEL.sub(r"。\1:", text)
    made, depth = [], 0
    for sign in text:
        depth += sign in _INNER_OPEN
        made.append("\0" if depth else sign)
        depth -= sign in _INNER_CLOSE and depth > 0
    return "".join(made)


def pairs(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """Places of each opening bracket with its closing one, outer before inner, and the unclosed."""
    found, waiting = [], []
    for place, sign in enumerate(text):
        if sign in _OPEN:
            waiting.append(place)
        elif sign in _CLOSE and waiting:
            found.append((waiting.pop(), place))
    return sorted(found), waiting
