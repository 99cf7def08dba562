"""The pages of the catalogue, by what a reader sees on them."""

import itertools
import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.catalogue.models import Document
from biaozhun.cloud.search.outbox import enqueue
from tests.cloud.conftest import Library
from tests.factories.catalogue import edition_of, record_of, relation_of, source_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def client() -> Client:
    """A reader of Simplified Chinese."""
    return Client(headers={"accept-language": "zh-CN"})


def read(client: Client, address: str, status: int = 200) -> str:
    """The page at an address."""
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_an_empty_library_says_how_to_fill_it(client: Client) -> None:
    """Home, coverage, conflicts and search are designed pages while nothing is held."""
    build_anew()
    assert "馆里还没有标准" in read(client, "/")
    assert "biaozhun demo" in read(client, "/")
    assert "馆里还没有标准" in read(client, "/coverage")
    assert "没有分歧" in read(client, "/conflicts")
    assert "没有找到" in read(client, "/search?q=钢")
    assert "还没有标注" in read(client, "/tags/S143")


def test_home_counts_what_is_held_and_lists_what_changed(client: Client, library: Library) -> None:
    """The live figures and the three lists come from the data."""
    library(2)
    page = read(client, "/")
    assert "馆藏 <strong>4</strong> 项" in page
    assert "现行 <strong>2</strong>" in page
    assert '<a href="/standards/GB/T-1-2020">' in page
    assert "近期废止、被代替" in page


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


def _answer(client: Client, address: str) -> str:
    """The sentence that says how an edition stands, as text."""
    sentence = read(client, address).split('class="answer', 1)[1].split("</p>", 1)[0]
    return re.sub("<[^>]+>", "", sentence.split("<p>", 1)[1]).strip()


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


@pytest.mark.parametrize(
    ("spelled", "status", "leads_to"),
    [
        ("gbt1-2020", 301, "/standards/GB/T-1-2020"),
        ("ＧＢ／Ｔ １—2020", 301, "/standards/GB/T-1-2020"),
        ("GB-T 1", 301, "/standards/GB/T-1"),
        ("gbt1?on=2020-01-01", 301, "/standards/GB/T-1?on=2020-01-01"),
    ],
)
def test_any_spelling_leads_to_the_one_address(
    client: Client, spelled: str, status: int, leads_to: str
) -> None:
    """Other spellings redirect for good and keep the parameters."""
    edition_of("GB/T 1-2020")
    answer = client.get(f"/standards/{spelled}")
    assert (answer.status_code, answer.headers["Location"]) == (status, leads_to)


def test_a_joint_number_leads_to_the_edition(client: Client) -> None:
    """The second number on the cover leads to the page of the edition."""
    relation_of(edition_of("GB/T 50-2010"), "joint", "JGJ 50-2010")
    answer = client.get("/standards/JGJ-50-2010")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/standards/GB/T-50-2010")


def test_a_record_is_found_by_its_id(client: Client) -> None:
    """The address of a record without a number leads to the number where it has one."""
    edition = edition_of("GB/T 1-2020")
    answer = client.get(f"/standards/~{edition.pk}")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/standards/GB/T-1-2020")
    assert client.get(f"/standards/~{10**30}").status_code == 404


def test_a_number_not_held_says_so_and_what_is(client: Client, library: Library) -> None:
    """Well formed and not held: other editions, near numbers and the coverage of the code."""
    library(1)
    page = read(client, "/standards/GB/T-1-2015", 404)
    assert "没有收录这个版本" in page
    assert "/standards/GB/T-1-2020" in page
    assert "本馆收录 GB/T 2 项" in page


def test_a_text_that_is_no_number_shows_what_is_wrong(client: Client) -> None:
    """Malformed: the reason, with the wrong piece marked."""
    page = read(client, "/standards/GB-50!0", 404)
    assert "<h1>这不是标准编号</h1>" in page
    assert "<mark>" in page
    assert "number_" in page


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x" * 3000, "x" * 120 + "<mark>…</mark>"),
        ("GB/T-1.1-2020" + "x" * 200, "GB/T-1.1-2020<mark>" + "x" * 107 + "…</mark>"),
        ("GB-" + "1" * 117, "GB<mark>-" + "1" * 117 + "</mark>"),
    ],
    ids=["far too long", "long behind a number", "as long as can be read"],
)
def test_a_long_text_that_is_no_number_is_shown_shortened(
    client: Client, text: str, shown: str
) -> None:
    """Its beginning is enough to see what was meant; a fault beyond it is marked at the cut."""
    page = read(client, f"/standards/{text}", 404)
    spelled = page.split('<p class="spelled"><code>', 1)[1].split("</code></p>", 1)[0]
    assert spelled == shown


def test_search_marks_hits_and_counts_facets_as_links(client: Client, library: Library) -> None:
    """Hits with the words marked, filters as addresses with their counts."""
    library(2)
    page = read(client, "/search?q=食品安全")
    assert "<mark>食品安全</mark> 第1部分" in page
    assert "<strong>2 项</strong>" in page
    assert 'href="?q=%E9%A3%9F%E5%93%81%E5%AE%89%E5%85%A8&amp;level=national"' in page


def test_a_chosen_filter_narrows_and_can_be_let_go(client: Client, library: Library) -> None:
    """A filter in the address narrows the hits; its link lets it go again."""
    library(2)
    page = read(client, "/search?q=食品&status=replaced&page=1")
    assert "<strong>2 项</strong>" in page
    assert 'class="chosen"' in page
    assert 'href="?q=%E9%A3%9F%E5%93%81"' in page


def test_search_tells_the_status_of_the_day_asked(client: Client, library: Library) -> None:
    """The same filter finds other editions on another day."""
    library(1)
    assert "GB/T 1-2009" in read(client, "/search?q=食品&status=in_force&on=2015-01-01")
    later = read(client, "/search?q=食品&status=in_force").split('class="hits"')[1]
    assert "GB/T 1-2009" not in later


def test_a_number_in_the_query_is_a_card_and_few_hits_name_the_coverage(
    client: Client, library: Library
) -> None:
    """A number without a year puts the newest in force first and tells how much is held."""
    library(1)
    page = read(client, "/search?q=gbt1")
    card = page.split('<article class="card', 1)[1].split("</article>", 1)[0]
    assert "GB/T 1-2020" in card
    assert "<strong>现行</strong>。" in card
    assert "本馆收录 GB/T 2 项，其中现行 1 项，占公布总数" in page


def test_a_page_behind_the_last_says_so(client: Client, library: Library) -> None:
    """An address with too high a page is no error."""
    library(1)
    assert "这一页没有内容" in read(client, "/search?q=食品&page=9")


def test_suggestions_are_options(client: Client, library: Library) -> None:
    """What may be meant while typing, as options of the search box."""
    library(1)
    page = read(client, "/suggest?q=gbt1")
    assert '<option value="GB/T 1-2020"></option>' in page
    assert read(client, "/suggest?q=").strip() == ""


def test_without_an_index_search_says_what_to_do(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """No index yet is a designed page, and coverage does without what only the index counts."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    edition_of("GB/T 1-2020", in_force="2021-01-01")
    assert "还没有索引" in read(client, "/search?q=钢")
    assert "1 个版本" in read(client, "/coverage")
    assert read(client, "/suggest?q=钢").strip() == ""


def test_coverage_names_codes_totals_and_sources(client: Client, library: Library) -> None:
    """What is held of a code, the published total with its day, and the delay of each source."""
    library(1)
    page = read(client, "/coverage")
    assert "现行 1 · " in page
    assert "41\u202f844" in page
    assert "来源 strong" in page
    assert "30 天（1 项）" in page


def test_conflicts_can_be_filtered_by_field(client: Client, library: Library) -> None:
    """The list of disagreements by field; an unknown field shows all."""
    library(1)
    assert "2026-08-01" in read(client, "/conflicts?field=in_force")
    assert "GB/T 1-2020" not in read(client, "/conflicts?field=published")
    assert "GB/T 1-2020" in read(client, "/conflicts?field=nonsense")


def test_policy_fields_list_what_is_tagged(client: Client, library: Library) -> None:
    """A tag page lists the editions of the field; an unknown field is not found."""
    library(1)
    assert "智慧城市" in read(client, "/tags")
    assert "GB/T 1-2020" in read(client, "/tags/S143")
    assert client.get("/tags/S999").status_code == 404


def test_a_standard_is_given_as_json_and_in_no_other_form(client: Client, library: Library) -> None:
    """Programs read a standard with its editions under the address people use."""
    library(1)
    said = json.loads(read(client, "/standards/GB/T-1?format=json&on=2015-01-01"))
    assert (said["newest_in_force"], said["as_of"]) == ("GB/T 1-2009", "2015-01-01")
    assert "json" in read(client, "/standards/GB/T-1?format=bibtex", 400)


def test_a_page_says_how_far_the_index_lags(client: Client, library: Library) -> None:
    """While changes wait for the index, the page of hits says how many."""
    edition = library(1)[0]
    assert "正在写入索引" not in read(client, "/search?q=食品")
    enqueue([edition.pk])
    assert "另有 1 项改动正在写入索引" in read(client, "/search?q=食品")


def test_a_citation_can_be_downloaded_and_an_unknown_form_is_refused(client: Client) -> None:
    """Citations for writers; another form is refused with the list of those there are."""
    edition_of("GB/T 1-2020", title_zh="标题", issuing_body="国家标准化管理委员会")
    cited = read(client, "/standards/GB/T-1-2020?format=gbt7714")
    assert cited == "国家标准化管理委员会. 标题: GB/T 1—2020[S].\n"
    assert "@techreport{GB-T-1-2020," in read(client, "/standards/GB/T-1-2020?format=bibtex")
    assert "json, bibtex, gbt7714" in read(client, "/standards/GB/T-1-2020?format=doc", 400)


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


PARAMETERS = ("q", "on", "sort", "page", "status", "level", "ics", "issuer", "region", "nothing")


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.dictionaries(
        st.sampled_from(PARAMETERS),
        st.text() | st.text(alphabet='GB/T1.-:"“()*年号标准 \x00').map(str),
        max_size=4,
    )
)
def test_no_query_string_is_a_failure(client: Client, query: dict[str, str]) -> None:
    """Whatever stands in the address of a search, the answer is a page."""
    encoded = {name: value.encode("utf-8", "surrogatepass") for name, value in query.items()}
    assert client.get("/search", encoded).status_code == 200
    assert client.get("/suggest", encoded).status_code == 200


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(min_size=1, max_size=60).filter(lambda text: text.strip("/.") != ""))
def test_no_address_of_a_standard_is_a_failure(client: Client, text: str) -> None:
    """Whatever stands where a number is expected is read, redirected or not found."""
    address = "/standards/" + quote(text.encode("utf-8", "surrogatepass"), safe="/")
    assert client.get(address).status_code in (200, 301, 302, 404)


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


def test_links_of_a_search_carry_only_what_a_search_reads(client: Client, library: Library) -> None:
    """A pasted document or a foreign parameter is not repeated in every filter of the page."""
    library(2)
    asked = "食品 " * 5000
    page = read(client, f"/search?q={quote(asked)}&level=national&utm_source={'x' * 2000}")
    filters = page.split('id="filters"', 1)[1]
    assert "utm_source" not in filters
    assert len(filters) < 60 * 1000 * len(quote("食"))
    read_again = read(client, "/search?q=食品&level=national&sort=date&on=2026-11-20")
    assert 'href="?q=' in read_again
    assert "level=national" in read_again
    assert "on=2026-11-20" in read_again


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


def test_hits_found_by_pieces_are_announced(client: Client, library: Library) -> None:
    """A reader sees that the words do not stand as typed."""
    library(1)
    assert "以下按字词相近查得" in read(client, "/search?q=安全食品")


@pytest.mark.parametrize("address", ["/suggest", "/search", "/api/v1/search"])
@pytest.mark.parametrize("text", ["1" * 1000, "a" * 999 + "*", "GB/T " + "1" * 994 + "*"])
def test_a_long_text_is_answered(client: Client, library: Library, address: str, text: str) -> None:
    """What nobody types by hand is looked up and found nowhere, whichever way it is asked."""
    library(1)
    assert client.get(address, {"q": text}).status_code == 200


def test_digits_of_another_script_are_explained(client: Client, library: Library) -> None:
    """Where they find nothing the page says why, as the address of the number does."""
    library(1)
    page = read(client, "/search?q=GB/T ٢٣١٢-١٩٨٠")
    assert "这些数字不是 0 到 9" in page
    assert "2312-1980</span>" in page
