"""Which items that name no unit are work: told from the chapters they stand in."""

from bisect import bisect_left
from typing import Final

from biaozhun.core.policy.layout import Layout
from biaozhun.core.policy.passages import Passage
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.phases import phases, principles
from biaozhun.core.policy.tasks.genre import holds_no_work, is_container, is_description
from biaozhun.core.policy.tasks.groups import Group
from biaozhun.core.policy.tasks.items import Item

#: Why the text was made, what it holds for, from when it is in force.
_OF_THE_TEXT: Final = pattern(
    r"(?:为|根据|依据)[^。]{0,200}(?:制定|制订|出台|提出)(?:本|以下|如下)"
    r"|本(?:办法|规定|细则|意见|方案|通知|计划|规划|措施|制度|政策)[^,。]{0,8}"
    r"(?:适用|所称|自|由[^,。]{1,20}解释|未尽|有效期)"
)
_CAPTION: Final = pattern(r"[^。,;:]{2,20}表")
_GAP: Final = 4  # characters between a line and the table below it, ends of lines and a stroke


class Work:
    """What a text shows of its chapters: tables, phases and principles, units named."""

    def __init__(self, layout: Layout, items: tuple[Item, ...], groups: list[list[Group]]) -> None:
        self._layout = layout
        self._tables = [one.start for one in layout.paragraphs if one.cell is not None]
        aside = [(phase.start, phase.end) for phase in phases(layout)]
        aside += [(principle.start, principle.end) for principle in principles(layout)]
        self._aside = sorted(aside)
        self._charged = {
            item.path[:1]
            for item, some in zip(items, groups, strict=True)
            if any(group.charged for group in some)
        }

    def holds(self, item: Item) -> bool:
        """Whether an item that names no unit is a task."""
        heading = item.heading
        if heading is None or not item.leaf or not (item.passages or heading.title):
            return False
        if not self._layout.body_start <= heading.start < self._layout.body_end:
            return False
        if self._is_aside(heading.start) or any(holds_no_work(title) for title in item.path):
            return False
        chapter = item.parent is None and is_container(heading.title)
        return not (chapter or self._only_describes(item) or self._speaks_of_the_text(item))

    def _speaks_of_the_text(self, item: Item) -> bool:
        """Whether it is about the text itself, or only heads a table."""
        if item.passages and not all(map(self._is_caption, item.passages)):
            return _OF_THE_TEXT.match(item.passages[0].folded) is not None
        heading = item.heading
        return heading is not None and self._has_table(heading.start, heading.section_end)

    def in_front(self, group: Group) -> bool:
        """Whether text under no heading is title, addressees, notice or preamble."""
        headings = self._layout.headings
        return bool(headings) and group.pieces[0].start < headings[0].start

    def _is_aside(self, offset: int) -> bool:
        """Whether a phase or a principle stands there."""
        place = bisect_left(self._aside, (offset + 1, 0)) - 1
        return place >= 0 and offset < self._aside[place][1]

    def _has_table(self, start: int, end: int) -> bool:
        place = bisect_left(self._tables, start)
        return place < len(self._tables) and self._tables[place] < end

    def _is_caption(self, passage: Passage) -> bool:
        """Whether a paragraph is the name of the table right behind it."""
        behind = passage.end + _GAP
        return bool(_CAPTION.fullmatch(passage.folded)) and self._has_table(passage.end, behind)

    def _only_describes(self, item: Item) -> bool:
        """Whether, beside chapters that name units, it stands in one that lists things."""
        if not self._charged or item.path[:1] in self._charged:
            return False
        return any(is_description(title) for title in item.path[:-1])
