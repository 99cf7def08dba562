"""Which goals and years hold where: what headings and the sentences before hand on."""

from collections.abc import Iterator
from typing import Final

import msgspec

from biaozhun.core.policy.deadlines import year_of_number
from biaozhun.core.policy.layout import Layout
from biaozhun.core.policy.passages import Cell, Passage
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.periods import years_of_plan
from biaozhun.core.policy.targets.sentences import Sentence, sentences
from biaozhun.core.policy.targets.views import Standing
from biaozhun.core.policy.targets.vocabulary import any_of
from biaozhun.core.policy.targets.years import Use, years
from biaozhun.core.policy.tasks.tables import columns_without_goals
from biaozhun.core.policy.value import PolicyDocument
from biaozhun.core.text.folding import fold

_GOALS: Final = pattern(any_of("goal_heading"))
_STATUS: Final = pattern(any_of("status_heading"))
_GRANTS: Final = pattern(any_of("grant_heading"))
_WORK_OF_YEAR: Final = pattern(
    r"(20\d\d)年度?(?!-).{0,40}(?:要点|安排|任务|计划|分解|目标|清单|方案|行动|措施|实事|重点工作)"
)
_YEAR_BEHIND: Final = pattern(r"\((20\d\d)年(?:度|版)?\)$")
_PERIOD: Final = pattern(r"((?:19|20)\d\d)年?(?:-{1,2}|~|至)((?:19|20)\d\d)年?")
_FIVE_YEARS: Final = pattern(r"(十[一二三四五六])五\"?.{0,30}(?:规划|计划|方案|纲要)")


class Walk:
    """Walks a text sentence by sentence and keeps what holds below each heading.

    A year named in the body of a heading holds for what follows there and for the headings below
    it; below the next heading of the same level it holds no more.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._aside = columns_without_goals(layout)
        self.issued = year_of_issue(layout.document)
        self._period = period_of(layout.document)
        begins = self._period[0] if self._period else None
        self.since = min((year for year in (self.issued, begins) if year), default=None)
        self._standing: dict[int | None, Standing] = {}
        self._start = Standing(
            years=self._period[1:] if self._period else (), issued=self.issued, since=self.since
        )
        self._root = self._start

    def passages(self, without: frozenset[int]) -> Iterator[tuple[int | None, Passage]]:
        """The text in pieces that stand below one heading each, labels of headings left out.

        Of a table that divides tasks, those who do them and how they stand are left out too.

        Args:
            without: numbers of tables that are left out.
        """
        headings = self.layout.headings
        place = 0
        for paragraph in self.layout.paragraphs:
            if paragraph.cell is not None and self._is_aside(paragraph.cell, without):
                continue
            begins = paragraph.start
            while place < len(headings) and headings[place].start < paragraph.end:
                heading = headings[place]
                if heading.start > begins:
                    yield from self._piece(paragraph.passage, begins, heading.start)
                begins = heading.start + len(heading.label)
                place += 1
            yield from self._piece(paragraph.passage, begins, paragraph.end)

    def _is_aside(self, cell: Cell, without: frozenset[int]) -> bool:
        return cell.table in without or cell.column in self._aside.get(cell.table, ())

    def _piece(
        self, passage: Passage, begins: int, ends: int
    ) -> Iterator[tuple[int | None, Passage]]:
        piece = passage.cut(passage.index(begins), passage.index(ends)).stripped()
        if piece.text:
            yield self.layout.heading_at(begins), piece

    def sentences(
        self, without: frozenset[int] = frozenset()
    ) -> Iterator[tuple[int | None, Sentence]]:
        """The sentences with the heading each stands below."""
        for heading, passage in self.passages(without):
            if heading is None and self.layout.headings:
                self._root = self._start
            for sentence in sentences(passage):
                yield heading, sentence

    def standing(self, heading: int | None) -> Standing:
        """What holds below a heading at this point of the walk."""
        if heading is None:
            return self._root
        if heading not in self._standing:
            self._standing[heading] = self._entered(heading)
        return self._standing[heading]

    def _entered(self, heading: int) -> Standing:
        """What a heading hands on when it is reached: that of the heading above and its own."""
        one = self.layout.headings[heading]
        title = fold(one.title)
        above = self._start if one.parent is None else self.standing(one.parent)
        named = [y for y in years(title, self.issued, self.since) if y.use in {Use.GOAL, Use.PAST}]
        goal_years = tuple(y.year for y in named if y.use is Use.GOAL and y.year)
        return msgspec.structs.replace(
            above,
            years=goal_years[-1:] or above.years,
            goal=above.goal or _GOALS.search(title) is not None,
            granted=above.granted or _GRANTS.search(title) is not None,
            status=above.status or _STATUS.search(title) is not None,
            path=self.layout.path_of(one.start),
        )

    @property
    def default(self) -> int | None:
        """The year of the whole plan, from its title."""
        return self._period[1] if self._period else None

    def due(self, sentence: Sentence) -> int | None:
        """The year of a bracket that begins a sentence: (市农业局牵头,2020年底前完成)."""
        if not sentence.folded.startswith(("(", "[")):
            return None
        bracket = sentence.plain.partition(")")[0]
        spoken = years(bracket, self.issued, self.since)
        named = [year.year for year in spoken if year.use is Use.GOAL and year.year]
        return named[-1] if named else None

    def leave(self, heading: int | None, standing: Standing) -> None:
        """Keep what a sentence leaves standing for the next below its heading."""
        if heading is None:
            self._root = standing
        else:
            self._standing[heading] = msgspec.structs.replace(standing, past=False)


def year_of_issue(document: PolicyDocument) -> int | None:
    """The year a text is from: of its signature, its printing or its number.

    The day of the page it was taken from tells nothing: old texts are put up again.
    """
    day = document.date_signed or document.date_issued
    if day is not None:
        return day.year
    return year_of_number(document)


def period_of(document: PolicyDocument) -> tuple[int, int] | None:
    """The years of a whole plan, as its title says: (2016-2020年), 十四五规划, 2025年工作要点.

    Where the title names none, that of the notice which hands the plan on may.
    """
    return _years_of(document.title) or _years_of(document.notice_title)


def _years_of(written: str) -> tuple[int, int] | None:
    title = fold(written).replace(" ", "")
    if found := _PERIOD.search(title):
        return int(found[1]), int(found[2])
    if found := _FIVE_YEARS.search(title):
        return years_of_plan(found[1])
    work = _WORK_OF_YEAR.search(title) or _YEAR_BEHIND.search(title)
    return (int(work[1]), int(work[1])) if work else None
