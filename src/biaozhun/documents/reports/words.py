"""All words a report prints, given by whom knows the reader's language.

Nothing here has a default, so that no sentence of a report can be missing in one language. Fields
named in :data:`PLACEHOLDERS` are sentences with places for figures in braces
(``{on} 为基准日``); they are checked when the words are put together, not when a report is made.
"""

import datetime as dt
import string
from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from biaozhun.core.bibliography.record import Extent
from biaozhun.core.citation import Confidence
from biaozhun.core.structure.blocks import Part
from biaozhun.core.validity import Answer, Citing, Consequence, Outcome

PLACEHOLDERS: Final[Mapping[str, frozenset[str]]] = {
    name: frozenset(places.split())
    for name, places in {
        "conclusion": "on total counts open",
        "conclusion_settled": "on total counts",
        "conclusion_empty": "on",
        "count": "words count",
        "without_text": "pages",
        "data_until": "day",
        "in_file": "file",
        "on_page": "page",
        "on_sheet": "sheet",
        "in_cell": "cell",
        "in_paragraph": "paragraph",
        "from_day": "day",
        "until_day": "day",
        "renumbered_as": "number",
        "inferred": "number",
        "use_now": "number",
        "amended_by": "numbers",
        "adopts": "numbers",
        "newer_adopted": "number newer",
        "may_mean": "numbers",
        "ended_by": "basis",
        "clauses_ended": "clauses day basis",
        "all_clauses_ended": "day basis",
        "old_until": "day",
        "new_from": "day",
        "held": "code editions until",
        "held_share": "share",
        "complete_to": "code serial by",
        "official_record": "address",
        "title_printed": "title",
        "clauses_cited": "clauses",
        "elsewhere": "place text answer",
        "verify_by": "number address",
        "page_of": "page pages",
    }.items()
}


class FormWords(msgspec.Struct, frozen=True, kw_only=True):
    """Words of the forms: confirmation, controlled list, change cards, overlap search.

    Attributes:
        confirmation: title of the form of confirmation (标准有效性确认表).
        confirmed: heading of its column "confirmed as".
        confirmed_by: heading of its column for a signature.
        valid_edition: heading of the column with the edition to use on the day.
        remark: heading of its column for remarks.
        prepared_by: line for who filled it in.
        approved_by: line for who approves it.
        controlled: title of the controlled list (外来文件受控清单).
        own_number: the house's own number of the document.
        holder: who keeps it.
        copy: number of the copy.
        last_check: when it was last checked.
        next_check: when the next check is due.
        changes_since: what changed since the last check.
        cards: heading of the change cards.
        cards_none: that no standard asks for one.
        card_old: what is replaced.
        card_new: what replaces it.
        card_since: since when.
        card_cited_at: where the document cites it.
        card_changes: the main technical changes.
        card_unknown: that no source tells them.
        card_to_do: what to do.
        card_by: by when.
        novelty: title of the overlap search (立项查新).
        proposal: title of the proposal.
        proposal_scope: its scope.
        proposer: who proposes it.
        searched_terms: the terms searched for.
        novelty_levels: words of the levels of overlap, by :class:`OverlapLevel` value.
        hits: heading of the hits.
        hit_number: number of a hit.
        hit_title: title of a hit.
        hit_status: how it stands.
        hit_overlap: how far it overlaps.
        hit_why: why it was taken in.
        novelty_conclusion: heading of the conclusion.
        novelty_none: that nothing was found.
        novelty_found: with ``{count}`` and ``{levels}``.
    """

    confirmation: str
    confirmed: str
    confirmed_by: str
    valid_edition: str
    remark: str
    prepared_by: str
    approved_by: str
    controlled: str
    own_number: str
    holder: str
    copy: str
    last_check: str
    next_check: str
    changes_since: str
    cards: str
    cards_none: str
    card_old: str
    card_new: str
    card_since: str
    card_cited_at: str
    card_changes: str
    card_unknown: str
    card_to_do: str
    card_by: str
    novelty: str
    proposal: str
    proposal_scope: str
    proposer: str
    searched_terms: str
    novelty_levels: Mapping[str, str]
    hits: str
    hit_number: str
    hit_title: str
    hit_status: str
    hit_overlap: str
    hit_why: str
    novelty_conclusion: str
    novelty_none: str
    novelty_found: str

    def __post_init__(self) -> None:
        _check_places("novelty_found", self.novelty_found, frozenset({"count", "levels"}))


class ReportWords(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a report in one language.

    Attributes:
        language: tag of the language for the file itself: ``zh-Hans``, ``zh-Hant``, ``en``.
        zone: time zone in which instants are printed.
        outcomes: every outcome in a word or two.
        consequences: every consequence in one short sentence.
        citings: who cites, each.
        confidences: how far the reading went, each.
        parts: parts of a file, each.
        extents: wholly, partly.
        rule: the rule that decided, and what it rests on, in one sentence.
        joined: sign between members of a list: ``、`` or ``, ``.
        nothing: said in the place of the results where nothing is cited.
        and_so: sign between two sentences: empty in Chinese, a blank in English.
        other: headings of rows and columns and the sentences of :data:`PLACEHOLDERS`.
    """

    language: str
    zone: dt.tzinfo
    outcomes: Mapping[Outcome, str]
    consequences: Mapping[Consequence, str]
    citings: Mapping[Citing, str]
    confidences: Mapping[Confidence, str]
    parts: Mapping[Part, str]
    extents: Mapping[Extent, str]
    rule: Callable[[Answer], str]
    joined: str
    and_so: str
    # the front
    title: str
    number: str
    unregistered: str
    on: str
    made: str
    document: str
    pasted: str
    characters: str
    pages: str
    without_text: str
    citing: str
    client: str
    purpose: str
    rules: str
    searcher: str
    checker: str
    seal: str
    signed_on: str
    # the conclusion
    summary: str
    conclusion_heading: str
    conclusion: str
    conclusion_settled: str
    conclusion_empty: str
    count: str
    # what was searched
    coverage: str
    coverage_intro: str
    data_until: str
    source: str
    editions: str
    until: str
    no_day: str
    # the results
    results: str
    position: str
    printed: str
    place: str
    meant: str
    meant_title: str
    outcome: str
    consequence: str
    since: str
    successors: str
    amendments: str
    notes: str
    sources: str
    verified: str
    confidence: str
    rule_applied: str
    corrected: str
    in_address: str
    uncertain: str
    nothing: str
    # places
    in_file: str
    on_page: str
    on_sheet: str
    in_cell: str
    in_paragraph: str
    # sentences about an answer
    from_day: str
    until_day: str
    renumbered_as: str
    inferred: str
    use_now: str
    adopts: str
    newer_adopted: str
    may_mean: str
    ended_by: str
    clauses_ended: str
    all_clauses_ended: str
    unknown_day_since: str
    amended_by: str
    old_until: str
    new_from: str
    held: str
    held_share: str
    complete_to: str
    official_record: str
    title_printed: str
    clauses_cited: str
    # the end
    verify: str
    verify_by: str
    scan: str
    disclaimer_heading: str
    disclaimer: str
    page_of: str
    # comments in the original
    comment_author: str
    comment_initials: str
    elsewhere_heading: str
    elsewhere: str
    forms: FormWords

    def __post_init__(self) -> None:
        for name, kinds in _COMPLETE.items():
            missing = [kind for kind in kinds if kind not in getattr(self, name)]
            if missing:
                raise ValueError(f"{name} has no words for {', '.join(missing)}")
        for name, places in PLACEHOLDERS.items():
            _check_places(name, getattr(self, name), places)


_COMPLETE: Final = {
    "outcomes": tuple(Outcome),
    "consequences": tuple(Consequence),
    "citings": tuple(Citing),
    "confidences": tuple(Confidence),
    "parts": tuple(Part),
    "extents": tuple(Extent),
}


def _check_places(name: str, sentence: str, places: frozenset[str]) -> None:
    """That a sentence asks for nothing but what it is given.

    Raises:
        ValueError: it names a place that is never filled, or is no sentence with places.
    """
    asked = {field for _, field, _, _ in string.Formatter().parse(sentence) if field is not None}
    if not asked <= places:
        raise ValueError(f"{name} asks for {sorted(asked - places)}, given are {sorted(places)}")
