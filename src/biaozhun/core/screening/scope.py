"""The scope test and the negative list (domain-rules 2.2 row 3, 2.8 G-05): what the words say.

A finding names the very sentence; whether it holds is for a person to say. What no list knows is
not found: an empty answer is no approval.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

from biaozhun.core.screening.findings import Part, ScopeFinding
from biaozhun.core.screening.patterns import Rule, rules
from biaozhun.core.text import fold

MOST_OF_A_KIND: Final = 20
"""Findings of one kind that are told: a draft that repeats itself is told so often enough."""
_SENTENCE: Final = re.compile(r"[^。;!?\n]+[。;!?]?")  # of folded text, which has ; ! ? for ；！？
_LONGEST: Final = 600  # characters; a table without full stops is no sentence


def scope_findings(title: str, scope: str = "", text: str = "") -> tuple[ScopeFinding, ...]:
    """What speaks against a local standard in a proposal, what is another's, what speaks for it.

    Args:
        title: of the standard.
        scope: in words.
        text: of a draft or an outline.

    Returns:
        Findings in the order of ``screening_finding.csv``, of each kind in the order of the text;
        of one kind at most one in a sentence and :data:`MOST_OF_A_KIND` in all.
    """
    parts = ((Part.TITLE, title), (Part.SCOPE, scope), (Part.TEXT, text))
    found = [finding for part, content in parts for finding in _of_part(part, content)]
    order = {rule.kind.code: place for part in Part for place, rule in enumerate(rules()[part])}
    return tuple(_bounded(sorted(found, key=lambda finding: order[finding.code])))


def _of_part(part: Part, content: str) -> Iterator[ScopeFinding]:
    folded = fold(content)
    spans = [(0, len(folded))] if part is Part.TITLE else _sentences(folded)
    for rule in rules()[part]:
        found = 0
        for start, end in _worth_looking(rule, folded, spans):
            span = _triggered(rule, folded[start:end])
            if span is not None:
                yield _finding(rule, part, content, (start, end), span)
                found += 1
            if found == MOST_OF_A_KIND:
                break


def _worth_looking(
    rule: Rule, folded: str, spans: list[tuple[int, int]]
) -> Iterable[tuple[int, int]]:
    """The sentences that hold a word with which a match can begin, in their order.

    Looking for words in the whole text is far cheaper than trying every pattern at every place.
    """
    if not rule.starts:
        return spans
    begins = [start for start, _end in spans]
    held: set[int] = set()
    for word in rule.starts:
        at = folded.find(word)
        while at >= 0:
            place = bisect_right(begins, at) - 1
            if place < 0:  # between sentences
                at = folded.find(word, at + 1)
                continue
            held.add(place)
            at = folded.find(word, max(spans[place][1], at + 1))
    return [spans[place] for place in sorted(held)]


def _sentences(folded: str) -> list[tuple[int, int]]:
    spans = []
    for found in _SENTENCE.finditer(folded):
        start, end = found.span()
        spans += [(at, min(at + _LONGEST, end)) for at in range(start, end, _LONGEST)]
    return spans


def _triggered(rule: Rule, sentence: str) -> tuple[int, int] | None:
    match = rule.trigger.search(sentence)
    if match is None or (rule.counter is not None and rule.counter.search(sentence)):
        return None
    return match.span()


def _finding(
    rule: Rule, part: Part, content: str, sentence: tuple[int, int], span: tuple[int, int]
) -> ScopeFinding:
    start, end = sentence
    return ScopeFinding(
        code=rule.kind.code,
        weight=rule.kind.weight,
        part=part,
        start=start + span[0],
        end=start + span[1],
        fragment=content[start + span[0] : start + span[1]],
        sentence=content[start:end].strip(),
        basis=rule.kind.basis,
        second_hand=rule.kind.second_hand == "yes",
    )


def _bounded(found: list[ScopeFinding]) -> Iterator[ScopeFinding]:
    counts: dict[str, int] = {}
    for finding in found:
        counts[finding.code] = counts.get(finding.code, 0) + 1
        if counts[finding.code] <= MOST_OF_A_KIND:
            yield finding
