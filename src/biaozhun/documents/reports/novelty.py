"""The overlap search for a proposal (立项查新): what exists already of what is to be written."""

import datetime as dt
from collections import Counter
from enum import StrEnum

import msgspec
from docx.document import Document as WordDocument

from biaozhun.core.validity import SearchedSource
from biaozhun.documents.reports.letter import (
    add_facts,
    add_table,
    new_letter,
    number_pages,
    turn,
    written,
)
from biaozhun.documents.reports.rows import EMPTY, one_line
from biaozhun.documents.reports.words import ReportWords

_HIT_WIDTHS = (11, 44, 78, 30, 28, 70)  # millimetres; together an A4 page across


class OverlapLevel(StrEnum):
    """How far something that exists overlaps with a proposal, the furthest first."""

    SAME = "same"  # the same subject and the same scope
    OVERLAPPING = "overlapping"  # part of the scope
    RELATED = "related"  # the same field; to be looked at and cited


class OverlapHit(msgspec.Struct, frozen=True, kw_only=True):
    """A standard or a project that overlaps.

    Attributes:
        number: its number; the plan number of a project.
        title: its title.
        level: how far it overlaps.
        status: how it stands, in the reader's words.
        why: why it was listed: the words or the field it has in common, in the reader's words.
        since: in force or published since.
        issuer: who issues it.
    """

    number: str
    title: str
    level: OverlapLevel
    status: str = ""
    why: str = ""
    since: dt.date | None = None
    issuer: str = ""


class ReportSection(msgspec.Struct, frozen=True, kw_only=True):
    """A further part of a report, in the reader's words: lines, a table, or both.

    Attributes:
        heading: over it.
        lines: a paragraph each.
        heads: of the table's columns; none where there is no table.
        rows: its cells, each with its lines.
        widths: of its columns, in millimetres; together 174, an A4 page upright.
    """

    heading: str
    lines: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[tuple[str, ...], ...], ...] = ()
    widths: tuple[int, ...] = ()


class NoveltySearch(msgspec.Struct, frozen=True, kw_only=True):
    """A search made for a proposal.

    Attributes:
        title: of the standard that is proposed.
        on: the day for which the status of hits was asked.
        made: when, an instant in UTC.
        terms: the terms searched for, classes of ICS and CCS among them.
        searched: the sources and their days: the coverage statement.
        hits: what was found; they are listed by level, within a level in the order given.
        number: of the report; empty before one is made.
        scope: of the standard that is proposed.
        proposer: who proposes it.
        client: for whom the search was made.
        rules: name and version of the set of rules by which levels were given.
        searcher: who searched.
        checker: who checked.
        sections: further parts, told between the conclusion and the sources.
    """

    title: str
    on: dt.date
    made: dt.datetime
    terms: tuple[str, ...]
    searched: tuple[SearchedSource, ...]
    hits: tuple[OverlapHit, ...]
    number: str = ""
    scope: str = ""
    proposer: str = ""
    client: str = ""
    rules: str = ""
    searcher: str = ""
    checker: str = ""
    sections: tuple[ReportSection, ...] = ()


def novelty_report_docx(search: NoveltySearch, words: ReportWords) -> bytes:
    """The report of a search as a Word document.

    Raises:
        ValueError: the words name not every :class:`OverlapLevel`.
    """
    missing = [level for level in OverlapLevel if level not in words.forms.novelty_levels]
    if missing:
        raise ValueError(f"novelty_levels has no words for {', '.join(missing)}")
    form = words.forms
    letter = new_letter(
        form.novelty, author=search.searcher, made=search.made, language=words.language
    )
    number_pages(letter, words.page_of, ahead=search.number)
    letter.add_heading(form.novelty, level=0)
    add_facts(letter, ((name, (value,)) for name, value in _facts(search, words)))
    letter.add_heading(form.novelty_conclusion, level=1)
    letter.add_paragraph(_conclusion(search, words))
    for section in search.sections:
        _add_section(letter, section)
    _add_coverage(letter, search, words)
    _add_hits(letter, search, words)
    letter.add_heading(words.disclaimer_heading, level=1)
    letter.add_paragraph(words.disclaimer)
    signed = (
        (words.searcher, (search.searcher, words.signed_on)),
        (words.checker, (search.checker, words.signed_on)),
        (words.seal, ("", "", "", "")),
    )
    add_facts(letter, signed)
    return written(letter)


def _add_section(letter: WordDocument, section: ReportSection) -> None:
    letter.add_heading(section.heading, level=1)
    for line in section.lines:
        letter.add_paragraph(one_line(line))
    if section.heads:
        told = (tuple(tuple(map(one_line, cell)) for cell in row) for row in section.rows)
        add_table(letter, section.heads, told, widths=section.widths)


def _add_coverage(letter: WordDocument, search: NoveltySearch, words: ReportWords) -> None:
    letter.add_heading(words.coverage, level=1)
    letter.add_paragraph(words.coverage_intro)
    sources = (
        (
            (one_line(source.title),),
            (f"{source.editions:,}",),
            (source.until.isoformat() if source.until else words.no_day,),
        )
        for source in search.searched
    )
    add_table(letter, (words.source, words.editions, words.until), sources, widths=(104, 30, 40))


def _add_hits(letter: WordDocument, search: NoveltySearch, words: ReportWords) -> None:
    """The hits across the page; nothing where there are none."""
    if not search.hits:
        return
    form = words.forms
    turn(letter, landscape=True)
    letter.add_heading(form.hits, level=1)
    heads = (
        words.position,
        form.hit_number,
        form.hit_title,
        form.hit_status,
        form.hit_overlap,
        form.hit_why,
    )
    add_table(letter, heads, _hits(search, words), widths=_HIT_WIDTHS)
    turn(letter, landscape=False)


def _facts(search: NoveltySearch, words: ReportWords) -> list[tuple[str, str]]:
    form = words.forms
    made = search.made.astimezone(words.zone).strftime("%Y-%m-%d %H:%M %Z")
    said = (
        (words.number, search.number or words.unregistered),
        (form.proposal, search.title),
        (form.proposal_scope, search.scope),
        (form.proposer, search.proposer),
        (words.client, search.client),
        (form.searched_terms, words.joined.join(search.terms)),
        (words.on, search.on.isoformat()),
        (words.made, made),
        (words.rules, search.rules),
    )
    return [(heading, one_line(value)) for heading, value in said if value]


def _conclusion(search: NoveltySearch, words: ReportWords) -> str:
    """What was found, in one sentence."""
    form = words.forms
    if not search.hits:
        return form.novelty_none
    counts = Counter(hit.level for hit in search.hits)
    levels = words.joined.join(
        words.count.format(words=form.novelty_levels[level], count=counts[level])
        for level in OverlapLevel
        if counts[level]
    )
    return form.novelty_found.format(count=len(search.hits), levels=levels)


def _hits(search: NoveltySearch, words: ReportWords) -> list[tuple[tuple[str, ...], ...]]:
    order = list(OverlapLevel)
    ranked = sorted(search.hits, key=lambda hit: order.index(hit.level))
    return [
        (
            (str(place),),
            (one_line(hit.number), *filter(None, (one_line(hit.issuer),))),
            (one_line(hit.title),),
            (
                one_line(hit.status) or EMPTY,
                *((words.from_day.format(day=hit.since.isoformat()),) if hit.since else ()),
            ),
            (words.forms.novelty_levels[hit.level],),
            (one_line(hit.why) or EMPTY,),
        )
        for place, hit in enumerate(ranked, start=1)
    ]
