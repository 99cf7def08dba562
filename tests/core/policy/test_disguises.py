"""A policy text is read alike in whatever form it comes, and as a person reads it."""

import datetime as dt
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.policy import PolicyReading, read
from tests.factories.policies import (
    BEFORE,
    BEHIND,
    NAMES,
    bodies_of,
    cluttered,
    converted,
    outline_of,
    policy_text,
    targets_of,
    tasks_of,
    unbroken,
    with_signs,
    wrapped,
    yardstick,
)

names = st.sampled_from(NAMES)
PAGES = ("— {} —", "- {} -", "－{}－", "第{}页", "{}")


def said(reading: PolicyReading) -> tuple[object, ...]:
    """All that a disguise may not change."""
    return (tasks_of(reading), bodies_of(reading), targets_of(reading), outline_of(reading))


@cache
def plainly(name: str) -> tuple[object, ...]:
    """What is read of the text as it was issued."""
    return said(read(policy_text(name)))


@pytest.mark.parametrize("name", NAMES)
def test_tasks_are_those_a_person_reads(name: str) -> None:
    """Title, leads, cooperators, mode and deadline of every task, in order, and no further one."""
    assert tasks_of(read(policy_text(name))) == [tuple(row) for row in yardstick(name)["tasks"]]


@pytest.mark.parametrize("name", NAMES)
def test_targets_are_those_a_person_reads(name: str) -> None:
    """Operator, value, unit, year and period of every target, in order, and no further one."""
    assert targets_of(read(policy_text(name))) == [tuple(row) for row in yardstick(name)["targets"]]


@pytest.mark.parametrize("name", NAMES)
def test_the_policy_is_told_as_a_person_tells_it(name: str) -> None:
    """Title, number, days, phases, and attachments that do not follow."""
    reading, wanted = read(policy_text(name)), yardstick(name)
    document = reading.document
    phases = [[phase.title, phase.since, phase.until] for phase in reading.phases]
    assert (document.title, document.number) == (wanted["title"], wanted["number"])
    assert (document.date_signed, document.date_issued) == (wanted["signed"], wanted.get("issued"))
    assert phases == wanted.get("phases", [])
    assert [[one.title, one.present] for one in document.attachments] == wanted.get(
        "attachments", []
    )


@pytest.mark.parametrize("name", NAMES)
def test_one_unbroken_paragraph_is_read_alike(name: str) -> None:
    """No line break is needed to tell headings, tasks, units and targets."""
    assert said(read(unbroken(policy_text(name)))) == plainly(name)


@given(names, st.integers(24, 60), st.integers(9, 40), st.sampled_from(PAGES))
def test_lines_broken_by_pages_are_read_alike(
    name: str, width: int, lines_a_page: int, page: str
) -> None:
    """Words, numbers, brackets and units broken by the end of a line or page are whole again."""
    text = wrapped(policy_text(name), width, lines_a_page, page)
    assert said(read(text)) == plainly(name)


@given(names, st.sampled_from(("s2t", "s2tw", "s2hk")))
def test_traditional_characters_are_read_alike(name: str, target: str) -> None:
    """Machine-converted Traditional, of China, Taiwan and Hong Kong."""
    assert said(read(converted(policy_text(name), target))) == plainly(name)


@given(
    names,
    st.lists(st.sampled_from(BEFORE), unique=True),
    st.lists(st.sampled_from(BEHIND), unique=True),
)
def test_clutter_of_web_pages_is_left_out(name: str, before: list[str], behind: list[str]) -> None:
    """What a page puts round the text changes nothing that is read of it."""
    text = cluttered(policy_text(name), tuple(before), tuple(behind))
    assert said(read(text)) == plainly(name)


@given(names, st.sets(st.sampled_from("（），：；")))
def test_width_of_signs_does_not_matter(name: str, half: set[str]) -> None:
    """Brackets, commas and colons of either width, whichever are mixed."""
    assert said(read(with_signs(policy_text(name), "".join(half)))) == plainly(name)


@given(names, st.sampled_from(("\n", "\r\n", "\n\n", "\n\n\u3000\u3000", "\n\t", "\n \xa0 ")))
def test_kinds_of_line_breaks_do_not_matter(name: str, between: str) -> None:
    """Paragraphs apart by one break or two, indented by blanks of any kind."""
    lines = [line for line in policy_text(name).splitlines() if line]
    assert said(read(between.join(lines))) == plainly(name)


@given(names, st.data())
def test_every_place_lies_in_the_text(name: str, data: st.DataObject) -> None:
    """Of a text cut anywhere: places are in order and within it, units stand as written."""
    text = policy_text(name)
    reading = read(text[data.draw(st.integers(0, 200)) : data.draw(st.integers(200, len(text)))])
    spans = [(one.start, one.end) for one in (*reading.tasks, *reading.targets, *reading.outline)]
    assert all(0 <= start < end <= len(reading.text) for start, end in spans)
    units = [unit for task in reading.tasks for unit in task.units]
    assert [reading.text[unit.start : unit.end] for unit in units] == [unit.text for unit in units]


def test_days_of_the_yardsticks_are_days() -> None:
    """A table with a day as text would compare with nothing."""
    assert all(isinstance(yardstick(name)["signed"], dt.date) for name in NAMES)
