"""Texts of laws, the citations found in them, and what persons say of these."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.laws.actions import basing, citing, reading
from biaozhun.cloud.laws.actions.citing import Said
from biaozhun.cloud.laws.actions.refusing import RefusedError
from biaozhun.cloud.laws.files import pasted
from biaozhun.cloud.laws.models import CitedStandard, CitedStanding, Law, LawVersion
from biaozhun.cloud.laws.queries.current import current
from biaozhun.core.structure.blocks import BlockText, Part, TextBlock
from tests.cloud.laws.conftest import DAY, TEXT, law_of

pytestmark = pytest.mark.django_db

ROW = ("label", "text", "slug", "dated", "title", "proposed_mode", "mode", "state")


def test_a_text_is_kept_by_articles_with_its_citations_as_proposals(version: LawVersion) -> None:
    """Where each stands, what it names, and what its words make of the standard."""
    assert [(a.label, a.heading) for a in version.articles.all()] == [
        ("", ""),
        ("第一条", "第一章 总则"),
        ("第二条", ""),
        ("第三条", "第二章 检测"),
        ("第四条", ""),
    ]
    assert list(version.citations.values_list(*ROW)) == [
        (
            "第二条",
            "GB 18580-2017",
            "GB-18580-2017",
            True,
            "",
            "exclusive",
            "exclusive",
            "proposed",
        ),
        (
            *("第三条", "GB/T 18883", "GB/T-18883", False, "室内空气质量标准"),
            *("indicative", "indicative", "proposed"),
        ),
    ]
    cited = version.citations.select_related("article")
    assert all(c.article and c.article.text[c.start : c.end] == c.text for c in cited)
    assert cited[0].clauses == ["第4章"]


def test_the_same_text_again_an_empty_and_a_huge_one_are_refused(
    version: LawVersion, keeper: Person
) -> None:
    """Each with a sentence, and nothing is stored."""
    for text in (TEXT, "", " \n", "第一条 " + "甲" * 2_000_001):
        with pytest.raises(RefusedError):
            reading.take_text(
                version.law, pasted(text), since=None, name="", actor=keeper, today=DAY
            )
    assert LawVersion.objects.count() == 1


def test_heads_and_feet_of_pages_are_no_part_of_a_law(law: Law, keeper: Person) -> None:
    """Printed numbers come before their paragraphs; what stands in a header is left out."""
    text = "页眉 GB 1-2020\n目的。\n依据 GB 2-2020。"
    blocks = (
        TextBlock(start=0, end=12, part=Part.HEADER),
        TextBlock(start=13, end=16, numbering="第一条"),
        TextBlock(start=17, end=len(text), numbering="第二条"),
    )
    version = reading.take_text(
        law, BlockText(text=text, blocks=blocks), since=None, name="", actor=keeper, today=DAY
    )
    assert [(a.label, a.text) for a in version.articles.all()] == [
        ("第一条", "目的。"),
        ("第二条", "依据 GB 2-2020。"),
    ]
    assert [c.number for c in version.citations.all()] == ["GB 2-2020"]


def test_what_was_decided_holds_on_in_a_later_text(version: LawVersion, keeper: Person) -> None:
    """The same citation in the same article: confirmed and corrected modes stay; the rest waits."""
    law = version.law
    basing.rest_rule(law, "T-03", "", actor=keeper)
    first, second = version.citations.all()
    citing.decide([first], "rejected", actor=keeper, today=DAY)
    said = Said(number=second.number, label=second.label, clauses=(), mode="unknown")
    citing.correct(second, said, actor=keeper, today=DAY)
    again = TEXT + "第五条 并应符合 GB 50325-2020。\n"
    later = reading.take_text(
        law, pasted(again), since=dt.date(2027, 1, 1), name="", actor=keeper, today=DAY
    )
    assert list(later.citations.values_list("number", "state", "mode", "proposed_mode")) == [
        ("GB 18580-2017", "rejected", "exclusive", "exclusive"),
        ("GB/T 18883", "confirmed", "unknown", "indicative"),
        ("GB 50325-2020", "proposed", "exclusive", "exclusive"),
    ]
    assert law.rule_bases.get().marked == DAY


def test_the_text_that_holds_on_the_day_counts(version: LawVersion, keeper: Person) -> None:
    """Before its first day a later text cites nothing yet; from it on the earlier one no more."""
    later = "第二条 应当符合 GB 50325-2020。\n第三条 终。"
    start = dt.date(2027, 1, 1)
    reading.take_text(version.law, pasted(later), since=start, name="", actor=keeper, today=DAY)
    said = Said(number="GB 1-2020", label="附件", clauses=(), mode="unknown")
    citing.add_citation(version.law, said, actor=keeper, today=DAY)
    numbers = {
        day: sorted(current(day).values_list("number", flat=True))
        for day in (dt.date(2019, 1, 1), DAY, start)
    }
    assert list(numbers.values()) == [
        ["GB 1-2020"],
        ["GB 1-2020", "GB 18580-2017", "GB/T 18883"],
        ["GB 1-2020", "GB 50325-2020"],
    ]


def test_confirming_remembers_how_the_standard_stands(version: LawVersion, keeper: Person) -> None:
    """So that a change of it is known; a rejected one is not looked at."""
    first, second = version.citations.all()
    citing.decide([first], "confirmed", actor=keeper, today=DAY)
    citing.decide([second], "rejected", actor=keeper, today=DAY)
    assert list(CitedStanding.objects.values_list("slug", "outcome", "meant", "on")) == [
        ("GB-18580-2017", "in-force", "GB-18580-2017", DAY)
    ]
    assert citing.decide([CitedStandard.objects.first()], "confirmed", actor=keeper, today=DAY) == 0  # type: ignore[list-item]  # there is one


def test_the_page_of_a_law_shows_what_it_cites_where_it_does(
    client: Client, version: LawVersion
) -> None:
    """In its place as a link with how it stands; in the table with the way of citing."""
    page = client.get(f"/laws/{version.law.slug}").content.decode()
    assert 'class="cited tone-in_force" href="/standards/GB-18580-2017"' in page
    assert "唯一方式 · 注日期" in page
    assert "待核对" in page


def test_a_text_that_may_not_be_shown_is_shown_to_keepers_alone(
    client: Client, desk: Client, version: LawVersion
) -> None:
    """Readers get the link to the official text; the citations are facts and stay."""
    Law.objects.update(right="linked", address="https://example.org/law")
    page = client.get(f"/laws/{version.law.slug}").content.decode()
    assert "室内装修材料应当符合" not in page
    assert "https://example.org/law" in page
    assert "GB 18580-2017" in page
    assert "室内装修材料应当符合" in desk.get(f"/laws/{version.law.slug}").content.decode()


def test_the_page_asks_as_often_for_a_long_law(client: Client, law: Law, keeper: Person) -> None:
    """Many articles with many citations cost no more questions than two."""
    asked = []
    client.get(f"/laws/{law.slug}")  # what is kept for a while is asked for once
    for articles in (2, 2, 40):
        law.versions.all().delete()
        text = "".join(f"第{n}条 应当符合 GB {n + 100}-2020。\n" for n in range(1, articles + 1))
        reading.take_text(law, pasted(text), since=None, name="", actor=keeper, today=DAY)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(f"/laws/{law.slug}").context["page"]
        assert len(page.articles) == len(page.cited) == articles
        asked.append(len(captured))
    assert asked[1] == asked[2] < 40


def test_a_keeper_puts_a_text_in_and_confirms_all(desk: Client, law: Law) -> None:
    """By the forms: a file, its citations, one corrected, one rejected, the rest confirmed."""
    page = f"/desk/laws/at/{law.slug}"
    file = SimpleUploadedFile("办法.txt", TEXT.encode("gb18030"))
    answer = desk.post(f"{page}/texts", {"file": file, "since": "2020-03-01"})
    assert (answer.status_code, answer["Location"]) == (302, f"{page}/citations")
    first, second = CitedStandard.objects.all()
    told = {
        "number": "gb18580-2025",
        "label": "第二条",
        "clauses": "第4章、表1",
        "mode": "exclusive",
    }
    assert desk.post(f"{page}/citations/{first.pk}", told).status_code == 302
    first.refresh_from_db()
    assert (first.number, first.clauses, first.state) == (
        "GB 18580-2025",
        ["第4章", "表1"],
        "confirmed",
    )
    assert first.text == "GB 18580-2017"
    assert desk.post(f"{page}/citations/{first.pk}", {**told, "number": "甲"}).status_code == 422
    desk.post(f"{page}/citations", {"reject": "1", "citation": [str(second.pk)]})
    second.refresh_from_db()
    assert second.state == "rejected"
    desk.post(f"{page}/citations", {"confirm": "1"})  # nothing ticked
    desk.post(f"{page}/citations", {"add": "1", "number": "GB/T 1.1", "mode": "unknown"})
    assert CitedStandard.objects.filter(origin="by_hand", state="confirmed").count() == 1
    wrong = {"add": "1", "number": "甲", "mode": "unknown"}
    assert desk.post(f"{page}/citations", wrong).status_code == 422
    CitedStandard.objects.update(state="proposed", person="", decided=None)
    desk.post(f"{page}/citations", {"all": "1"})
    assert set(CitedStandard.objects.values_list("state", flat=True)) == {"confirmed"}
    version = LawVersion.objects.get()
    desk.post(f"{page}/texts/{version.pk}/remove")
    assert LawVersion.objects.count() == 0


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"text": "   "},
        {"text": "第一条 甲", "since": "x"},
        {"file": SimpleUploadedFile("a.docx", b"PK\x03\x04broken")},
        {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7 broken")},
    ],
)
def test_a_text_that_cannot_be_read_is_refused_in_words(
    desk: Client, told: dict[str, object]
) -> None:
    """422 with a sentence, and nothing stored."""
    law = law_of()
    answer = desk.post(f"/desk/laws/at/{law.slug}/texts", told)
    assert (answer.status_code, LawVersion.objects.count()) == (422, 0)
    assert 'class="small wrong"' in answer.content.decode() or "notice-danger" in str(
        answer.content
    )
