"""The pages of editions and standards, by what a reader sees on them."""

import itertools
import json
import re

import pytest
from django.test import Client

from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.catalogue.models import Document, Relation
from tests.cloud.catalogue.views.conftest import read
from tests.cloud.conftest import Library
from tests.factories.catalogue import edition_of, record_of, relation_of, source_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def _answer(client: Client, address: str) -> str:
    """The sentence that says how an edition stands, as text."""
    sentence = read(client, address).split('class="answer', 1)[1].split("</p>", 1)[0]
    return re.sub("<[^>]+>", "", sentence.split("<p>", 1)[1]).strip()


def test_an_edition_says_its_status_in_a_sentence_first(client: Client, library: Library) -> None:
    """Status, since when, in place of what: a sentence before any table."""
    library(1)
    page = read(client, "/standards/GB/T-1-2020")
    sentence = page.split('<div class="answer', 1)[1].split("</p>", 1)[0]
    assert "<strong>现行</strong>。" in sentence
    assert ">2026-07-01</time> 起实施，代替 " in sentence
    assert '<a href="/standards/GB/T-1-2009">' in sentence
    assert page.index("answer") < page.index('<dl class="facts">')


def test_the_status_is_told_for_the_day_asked(client: Client, library: Library) -> None:
    """The day in the address moves the status, and the page says which day it is."""
    library(1)
    page = read(client, "/standards/GB/T-1-2020?on=2026-06-15")
    assert "<strong>即将实施</strong>。" in page
    assert 'value="2026-06-15"' in page
    assert "不是一个日期" in read(client, "/standards/GB/T-1-2020?on=2026-02-30")


def test_a_replaced_edition_names_what_replaced_it(client: Client, library: Library) -> None:
    """The sentence of an ended edition leads to its successor."""
    library(1)
    sentence = read(client, "/standards/GB/T-1-2009").split('class="answer', 1)[1]
    assert sentence.index("被代替") < sentence.index("/standards/GB/T-1-2020")


def test_what_two_sources_say_replaced_it_is_named_once(client: Client) -> None:
    """Either end may state it; it is one in the sentence, among the hits and in JSON."""
    old = edition_of("GB/T 1-2009", title_zh="钢", in_force="2010-01-01")
    new = edition_of("GB/T 1-2020", title_zh="钢", in_force="2021-01-01")
    relation_of(new, "replaces", old.number)
    Relation.objects.create(
        edition=old,
        kind="replaces",
        subject=new.slug,
        object=old.slug,
        other_number=new.number,
    )
    build_anew()
    assert _answer(client, "/standards/GB/T-1-2009") == (
        "被代替。2021-01-01 起失效，由 GB/T 1-2020 代替。"
    )
    assert json.loads(read(client, "/standards/GB/T-1-2009?format=json"))["status_by"] == [
        "GB/T-1-2020"
    ]
    hits = read(client, "/search?q=钢&status=replaced").split('class="hits"', 1)[1]
    assert hits.count('href="/standards/GB/T-1-2020"') == 1


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        (
            "zh-CN",
            "现行。2013-01-01 起实施，2027-01-01 起有一部分由 DB99/7-2026 代替。",
            "部分代替。2013-01-01 起实施，有一部分由 DB99/7-2026 代替。",
        ),
        (
            "zh-TW",
            "現行。2013-01-01 起實施，2027-01-01 起有一部分由 DB99/7-2026 代替。",
            "部分代替。2013-01-01 起實施，有一部分由 DB99/7-2026 代替。",
        ),
        (
            "en",
            "In force: effective 2013-01-01, in part from 2027-01-01 replaced by DB99/7-2026.",
            "Partly replaced: effective 2013-01-01, a part is replaced by DB99/7-2026.",
        ),
    ],
)
def test_what_is_replaced_in_part_only_is_not_told_as_its_end(
    language: str, before: str, after: str
) -> None:
    """The day from which a part is replaced is none until which the edition holds."""
    edition_of("DB99/27-2012", in_force="2013-01-01")
    newer = edition_of("DB99/7-2026", published="2026-06-01", in_force="2027-01-01")
    relation_of(newer, "replaces", "DB99/27-2012", extent="partly")
    reader = Client(headers={"accept-language": language})
    assert _answer(reader, "/standards/DB99/27-2012") == before
    assert _answer(reader, "/standards/DB99/27-2012?on=2027-02-01") == after


def test_what_follows_a_part_and_a_suspension_are_told_as_what_they_are(client: Client) -> None:
    """Beside the part that goes first stands the end; a suspension to come is named so."""
    edition_of("GB/T 1-2012", in_force="2013-01-01", withdrawn="2028-01-01")
    newer = edition_of("GB/T 2-2026", published="2026-06-01", in_force="2027-01-01")
    relation_of(newer, "replaces", "GB/T 1-2012", extent="partly")
    said = "现行。2013-01-01 起实施，2027-01-01 起有一部分由 GB/T 2-2026 代替，到 2028-01-01 为止。"
    assert _answer(client, "/standards/GB/T-1-2012") == said
    edition_of("GB/T 3-2012", in_force="2013-01-01", suspended="2027-03-01")
    said = "现行。2013-01-01 起实施，2027-03-01 起暂缓实施。"
    assert _answer(client, "/standards/GB/T-3-2012") == said


def test_an_edition_shows_sources_conflicts_relations_and_documents(
    client: Client, library: Library
) -> None:
    """Where facts come from, where sources disagree, what is cited and what may be read."""
    edition = library(1)[0]
    Document.objects.create(
        edition=edition, kind="text", language="zh", reading="open", address="https://example.org/a"
    )
    Document.objects.create(
        edition=edition, kind="translation", language="en", reading="closed", address="javascript:x"
    )
    page = read(client, "/standards/GB/T-1-2020")
    assert "首次见于" in page
    assert "2026-08-01" in page.split('id="conflicts"', 1)[1]
    assert "等同采用" in page
    assert "GB 2760-2024" in page
    assert 'href="https://example.org/a"' in page
    assert "javascript:x" not in page


@pytest.mark.parametrize("family_number", ["JJG 1-2020", "TSG 21-2016"])
def test_what_is_no_standard_in_the_sense_of_the_law_is_marked(
    client: Client, family_number: str
) -> None:
    """Metrology and safety regulations are held, found, and said to be none."""
    edition = edition_of(family_number)
    assert "这类文件不是标准" in read(client, f"/standards/{edition.slug}")


def test_invented_records_are_marked_on_page_and_export(client: Client) -> None:
    """A reader and a program both see that the record is invented; crawlers leave it out."""
    edition_of("DB99/T 1-2021", in_force="2021-01-01", invented=True)
    page = read(client, "/standards/DB99/T-1-2021")
    assert "演示用的虚构记录" in page
    assert '<meta name="robots" content="noindex">' in page
    assert json.loads(read(client, "/standards/DB99/T-1-2021?format=json"))["invented"] is True
    assert "演示用的虚构记录" in read(client, "/standards/DB99/T-1")


def test_a_standard_is_given_as_json_and_in_no_other_form(client: Client, library: Library) -> None:
    """Programs read a standard with its editions under the address people use."""
    library(1)
    said = json.loads(read(client, "/standards/GB/T-1?format=json&on=2015-01-01"))
    assert (said["newest_in_force"], said["as_of"]) == ("GB/T 1-2009", "2015-01-01")
    assert "json" in read(client, "/standards/GB/T-1?format=ris", 400)


def test_text_from_sources_is_never_markup(client: Client) -> None:
    """Whatever a source writes is shown as text."""
    nasty = "<script>alert(1)</script>"
    edition = edition_of("GB/T 1-2020", title_zh=nasty, issuing_body=nasty, keywords=[nasty])
    record_of(edition, source_of("one", title=nasty), field=nasty)
    build_anew()
    for address in ("/standards/GB/T-1-2020", "/standards/GB/T-1", "/search?q=alert", "/"):
        assert nasty not in read(client, address)


def test_an_edition_carries_its_facts_for_programs(client: Client) -> None:
    """The page holds the facts as linked data, and no title can break out of it."""
    edition_of("GB/T 1-2020", title_zh="</script><b>", in_force="2021-01-01")
    page = read(client, "/standards/GB/T-1-2020")
    text = page.split('<script type="application/ld+json">', 1)[1].split("</script>", 1)[0]
    said = json.loads(text)
    assert (said["identifier"], said["name"], said["creativeWorkStatus"]) == (
        "GB/T 1-2020",
        "</script><b>",
        "in_force",
    )


def test_tags_in_a_sources_own_words_are_shown_and_lead_nowhere(
    client: Client, library: Library
) -> None:
    """A source may tag with anything; only a policy field has a page."""
    [edition] = library(1)
    edition.tags = ["../x", "a/b", "S143"]
    edition.save()
    page = read(client, "/standards/GB/T-1-2020")
    assert '<span class="code">../x</span><span class="code">a/b</span>' in page
    assert '<a class="code" href="/tags/S143">' in page
    assert page.count('href="/tags/') == 1


def test_a_doubt_names_its_own_reason(client: Client) -> None:
    """An edition that only a newer one ends is doubtful for that, not for its stated start."""
    edition_of("GB/T 7-2009", published="2009-06-17", in_force="2010-01-01")
    edition_of("GB/T 7-2020", published="2020-03-31", in_force="2020-10-01")
    build_anew()
    page = read(client, "/standards/GB/T-7-2009?on=2015-01-01")
    doubt = page.split("不能完全确定：", 1)[1].split("</p>", 1)[0]
    assert doubt == "没有来源写明它由哪一版代替；中间可能还有本馆没有收录的版本。"


def test_an_edition_whose_end_is_doubted_has_a_page_in_words(client: Client) -> None:
    """Replaced by another standard, and later still shown in force: unknown, and it says why."""
    old = edition_of(
        "JT/T 414-2006",
        in_force="2006-05-01",
        statements=[{"word": "in_force", "seen": "2026-07-01", "source": "one"}],
    )
    other = edition_of("JT/T 1-2020", published="2020-01-01", in_force="2020-05-01")
    relation_of(other, "replaces", old.number)
    page = read(client, "/standards/JT/T-414-2006")
    assert "有来源写明被另一标准代替，但此后仍有来源显示现行" in page


def test_the_pages_say_in_words_what_the_rules_of_succession_leave_open(client: Client) -> None:
    """Rings, ends of long chains, other editions in force, and editions that may be the newest."""
    ring = [edition_of(f"GB {n}-200{n}", in_force="2010-01-01") for n in (1, 2)]
    relation_of(ring[0], "replaces", ring[1].number)
    relation_of(ring[1], "replaces", ring[0].number)
    assert "绕成了一圈" in read(client, "/standards/GB-1-2001")
    chained = [edition_of(f"GB/T {n}-2000", in_force=f"200{n}-01-01") for n in (1, 2, 3)]
    for former, latter in itertools.pairwise(chained):
        relation_of(latter, "replaces", former.number)
    assert "它的后继一路追到" in read(client, "/standards/GB/T-1-2000")
    edition_of("GB/T 9-2020", published="2020-01-01")
    assert "状态不详，可能是现行版本" in read(client, "/standards/GB/T-9")
