"""Markdown becomes HTML that can hold nothing its writer may not say."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from pytest_django.fixtures import DjangoAssertNumQueries

from biaozhun.cloud.guidance.markdown import render
from biaozhun.cloud.guidance.queries.differences import Line, compare
from biaozhun.core.text import traditional
from tests.cloud.guidance.conftest import DAY
from tests.factories.catalogue import edition_of

ALLOWED = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p",
    "pre", "span", "strong", "svg", "table", "tbody", "td", "th", "thead", "tr", "ul", "use", "div",
    "wbr",
}  # fmt: skip
HREFS = ("http://", "https://", "mailto:", "/", "#")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,AAAA)",
        "[x](//evil.example)",
        "![x](https://example.org/pixel.png)",
        "<https://example.org/><b>",
        '[x](https://example.org "\\" onclick=alert(1)")',
        "[[<script>]]",
        "```numbers\n<script>alert(1)</script>\n```",
        "```statuses\n<b>: <script>\n```",
        "# <i onclick=x>",
    ],
)
def test_nothing_harmful_is_written(text: str) -> None:
    """No element and no address but those allowed, whatever is tried."""
    _check(render(text, DAY))


def _check(written: str) -> None:
    whole = html.fragment_fromstring(written, create_parent="div")
    for element in whole.iter():
        assert element.tag in ALLOWED
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
        assert element.get("href", "#").lower().startswith(HREFS)
        assert element.get("src") is None


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="[]()<>!`#*_|-:\n \"'&/ajs:GBT1.2020\\", max_size=120))
def test_no_text_breaks_out(text: str) -> None:
    """Any string of the marks of Markdown gives allowed elements alone."""
    text = text.replace("[[", "[ [")  # numbers need the database; they have tests of their own
    _check(render(text, DAY))


@pytest.mark.django_db
def test_a_number_becomes_a_link_with_its_status() -> None:
    """Held: link and status; not held: the link alone; no number: the text as it was."""
    edition_of("GB/T 1.1-2020", in_force="2020-10-01", published="2020-03-31")
    written = render("见 [[gb/t 1.1-2020]]、[[GB/T 2-2031]]、[[不是]]。", DAY)
    assert '<a href="/standards/GB/T-1.1-2020"><span class="number">GB/T 1.1-2020</span>' in written
    assert written.count("tone-in_force") == 1
    assert '<a href="/standards/GB/T-2-2031">' in written
    assert "[[不是]]" in written


@pytest.mark.django_db
def test_many_numbers_ask_no_more(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    """Twenty numbers cost what one costs."""
    for serial in range(20):
        edition_of(f"GB/T {serial + 1}-2020", in_force="2020-10-01")
    text = " ".join(f"[[GB/T {serial + 1}-2020]]" for serial in range(20))
    with django_assert_max_num_queries(8):
        written = render(text, DAY)
    assert written.count("tone-in_force") == 20


def test_headings_have_anchors_and_leave_the_first_to_the_page() -> None:
    """The first level becomes the second; the id is the heading's words, a second has a number."""
    written = render("# 谁能提\n\n### 谁能提\n", DAY)
    assert '<h2 id="谁能提">' in written
    assert '<h3 id="谁能提-2">' in written


def test_words_are_written_anew_and_addresses_are_not() -> None:
    """In another writing of Chinese the text changes; links and anchors stay."""
    written = render("## 标准\n\n[标准](/search?q=标准) `标准`\n", DAY, writing=traditional)
    assert written == (
        '<h2 id="标准">標準</h2>\n'
        f'<p><a href="/search?q={quote("标准")}">標準</a> <code>標準</code></p>\n'
    )


def test_links_abroad_tell_nothing() -> None:
    """Links to other sites carry no referrer; those of this site are plain."""
    assert 'rel="external noreferrer"' in render("[a](https://example.org)", DAY)
    assert "rel=" not in render("[a](/notices)", DAY)


def test_numbers_are_taken_apart_by_the_grammar() -> None:
    """A block of numbers is a table of their parts; what is none is said to be none."""
    written = render("```numbers\nGB/T 1.1-2020\n甲乙\n```", DAY)
    assert "国家标准" in written
    assert "推荐性" in written
    assert "读不成标准编号" in written


def test_a_comparison_shows_what_changed_in_a_line() -> None:
    """Same lines far away are left out; a changed line stands twice, with what differs."""
    before = "\n".join([*"甲乙丙丁戊己", "三十日"])
    lines = compare(before, before.replace("三十", "四十"))
    assert lines == [
        Line("gap"),
        Line("same", (("戊", False),)),
        Line("same", (("己", False),)),
        Line("removed", (("三", True), ("十日", False))),
        Line("added", (("四", True), ("十日", False))),
    ]
    assert compare("x", "x") == [Line("gap")]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80), st.text(max_size=80))
def test_a_comparison_loses_nothing(before: str, after: str) -> None:
    """The added and unchanged pieces of changed lines are those of the new text."""
    lines = compare(before, after)
    told = ["".join(piece for piece, _ in line.pieces) for line in lines if line.kind == "added"]
    assert all(text in after.splitlines() for text in told)


def test_texts_too_long_to_compare_are_shown_as_changed_in_one_piece() -> None:
    """Between what stayed at both ends nothing is looked for; no pair of texts takes long."""
    old, new = ([f"{word} {number}" for number in range(1_100)] for word in ("旧", "新"))
    lines = compare("\n".join(["首", *old, "末"]), "\n".join(["首", *new, "末"]))
    assert lines[0] == Line("same", (("首", False),))
    assert lines[-1] == Line("same", (("末", False),))
    changed = [line for line in lines if line.kind != "same"]
    assert [line.kind for line in changed] == ["removed", "added"] * 1_100


def test_a_long_line_is_shown_as_changed_in_one_piece() -> None:
    """Words are compared for as long as there is time."""
    old, new = "一二" * 1_000, "二三" * 1_000
    assert compare(old, new) == [Line("removed", ((old, True),)), Line("added", ((new, True),))]


def test_what_both_begin_and_end_with_is_no_change() -> None:
    """A word put in twice in a row is one word put in."""
    assert compare("甲乙", "甲甲乙") == [
        Line("removed", (("甲", False), ("乙", False))),
        Line("added", (("甲", False), ("甲", True), ("乙", False))),
    ]
