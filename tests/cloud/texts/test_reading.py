"""The page of a text, its file, and that what is not open goes nowhere."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.catalogue.indexing import build_anew, search_documents
from biaozhun.cloud.texts.actions.receiving import Order, receive
from biaozhun.cloud.texts.actions.showing import Disclosure
from biaozhun.cloud.texts.files import VIEWER_POLICY
from biaozhun.cloud.texts.models import Text
from biaozhun.cloud.ui.stored_files import part_of
from tests.cloud.texts.conftest import CLAUSES, OPEN, Put, Shelve
from tests.documents.test_full_texts import PNG, pdf
from tests.factories.catalogue import edition_of, relation_of

pytestmark = pytest.mark.django_db
CLOSED = Disclosure(
    right=Text.Right.CLOSED,
    reason="版权未取得",
    basis="合同第 3 条",
    read_at="https://example.org/read",
)
PLACE = "/texts/GB-55001-2021"
WITHHELD = "风荷载标准值"


def page_of(client: Client, address: str = PLACE, status: int = 200) -> str:
    """A page as text."""
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def file_of(
    client: Client, text: Text, headers: dict[str, str] | None = None
) -> tuple[HttpResponseBase, bytes]:
    """The answer with a file, read to its end."""
    answer = client.get(f"/texts/file/{text.pk}/any", headers=headers or {})
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]  # the two kinds of answers
    return answer, body  # closed by the client; twice would close the database's connection too


def test_every_clause_has_its_place_and_its_own_link(client: Client, shelve: Shelve) -> None:
    """The address of a clause is its number, and a link beside it shows it."""
    shelve()
    page = page_of(client)
    for number, words in CLAUSES.items():
        assert f'id="{number}"' in page
        assert page.count(f'href="#{number}"') == 1
        assert f"<p>{words}</p>" in page
    assert "SMART 2 · 机器可读的文件" in page


def test_the_page_says_how_the_edition_stands_and_leads_to_the_newest(
    client: Client, shelve: Shelve
) -> None:
    """A replaced edition says so in its sentence, with a link to what holds now."""
    old = edition_of("GB 55001-2021", title_zh="工程结构通用规范", in_force="2022-01-01")
    new = edition_of("GB 55001-2025", in_force="2026-01-01")
    relation_of(new, "replaces", old.number)
    shelve()
    page = page_of(client)
    assert "<strong>被代替</strong>" in page
    assert '<h1 lang="zh-Hans">工程结构通用规范</h1>' in page
    assert 'href="/texts/GB-55001-2025"' in page


def test_an_edition_that_is_not_held_is_said_not_to_be(client: Client, shelve: Shelve) -> None:
    """The text can be read all the same."""
    shelve()
    assert "这个版本还没有收录" in page_of(client)


def test_other_spellings_lead_to_the_one_address(client: Client, shelve: Shelve) -> None:
    """With what was asked for."""
    shelve()
    answer = client.get("/texts/gb55001-2021?q=a")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{PLACE}?q=a")


def test_where_there_is_no_text_the_rule_and_a_place_are_told(client: Client) -> None:
    """What is no number at all is not found."""
    page = page_of(client, "/texts/GB/T-1.1-2020", status=404)
    assert "只公开题录" in page
    assert 'href="https://openstd.samr.gov.cn/"' in page
    assert "馆里没有这个版本的文本" in page
    assert "馆里没有这个版本的文本" not in page_of(client, "/texts/nothing", status=404)


def test_looking_inside_a_text_counts_and_marks(client: Client, shelve: Shelve) -> None:
    """Folded as everywhere: Traditional writing finds Simplified; each clause with its count."""
    shelve()
    page = page_of(client, f"{PLACE}?q=風荷載")
    assert "在 2 条里找到 2 处。" in page
    assert page.count("<mark>风荷载</mark>") == 2
    assert "本文里没有。" in page_of(client, f"{PLACE}?q=地震")
    assert "在 1 条里找到 2 处。" in page_of(client, f"{PLACE}?q=风荷载 围护")


def test_old_anchors_are_places_still(client: Client, shelve: Shelve) -> None:
    """A link to a clause that has gone leads to where it went."""
    shelve()
    shelve(clauses={"1": CLAUSES["1"], "4.7": CLAUSES["4.6"]})
    page = page_of(client)
    assert 'id="4.7"><span id="4.6"></span>' in page


def test_a_translation_stands_beside_clause_by_clause(client: Client, shelve: Shelve) -> None:
    """By the same anchors; what one of both lacks is said."""
    shelve()
    shelve(
        clauses={"1": "To ensure safety.", "9": "Only here."},
        kind=Text.Kind.TRANSLATION,
        language="en",
        translator="李译",
    )
    assert "beside=en" in page_of(client)
    page = page_of(client, f"{PLACE}?beside=en")
    assert page.count("To ensure safety.") == 1
    assert page.count("这一条没有对照的文本。") == 2
    assert page.index("只有对照文本才有的条") < page.index("Only here.")
    alone = page_of(client, f"{PLACE}?kind=translation&language=en")
    assert "李译" in alone
    assert "译本供参考，以原文为准。" in alone
    assert "没有可以对照的这种语言" in page_of(client, f"{PLACE}?beside=fr")


def test_a_link_to_both_languages_shows_both_to_an_english_reader(
    client: Client, shelve: Shelve
) -> None:
    """What the address wants beside is not what the page of an English reader begins with."""
    edition_of("GB 55001-2021", title_zh="工程结构通用规范", title_en="Structures")
    shelve(title="")
    shelve(title="", clauses={"1": "To ensure safety."}, kind=Text.Kind.TRANSLATION, language="en")
    client.cookies["django_language"] = "en"
    both = page_of(client, f"{PLACE}?beside=en")
    assert ("There is no text in that language" in both, '<h1 lang="zh-Hans">工程结构' in both) == (
        False,
        True,
    )
    assert '<h1 lang="en">Structures</h1>' in page_of(client, PLACE)


def test_a_kind_that_is_not_held_is_said_and_the_nearest_shown(
    client: Client, shelve: Shelve
) -> None:
    """Nothing asked for in the address leads into the void."""
    shelve()
    page = page_of(client, f"{PLACE}?kind=illustrated_guide&language=ru")
    assert "馆里没有您要的这种文本" in page
    assert WITHHELD in page


def test_a_long_text_is_read_in_parts_and_every_clause_is_found(
    client: Client, shelve: Shelve
) -> None:
    """The part that holds the clause asked for; hits are counted over all, old anchors led on."""
    long = {"9.9": "旧的一条，后来并入。"}
    for chapter in range(1, 6):
        long |= {f"{chapter}": "章。"} | {f"{chapter}.{n}": "荷载。" for n in range(1, 100)}
    shelve(clauses=long)
    del long["9.9"]
    long["5.50"] = "旧的一条，后来并入。"
    shelve(clauses=long)
    first = page_of(client)
    assert ('id="1.99"' in first, 'id="3.1"' in first) == (True, False)
    assert first.count('<section class="clause') < 260
    fourth = page_of(client, f"{PLACE}?clause=4.20&q=荷载")
    assert ('id="4.20"' in fourth, 'id="1.1"' in fourth) == (True, False)
    assert "在 494 条里找到 494 处。" in fourth
    assert 'href="?clause=1.1&amp;q=%E8%8D%B7%E8%BD%BD#1.1"' in fourth
    assert 'href="?clause=4.20#4.20"' in fourth
    assert '<span id="9.9">' in page_of(client, f"{PLACE}?clause=9.9")
    assert 'id="1.99"' in page_of(client, f"{PLACE}?clause=nowhere")


@pytest.mark.parametrize("right", [Text.Right.CLOSED, Text.Right.METADATA])
def test_what_is_not_open_is_sent_nowhere(client: Client, shelve: Shelve, right: str) -> None:
    """Not on the page, not in it when searched, not as a file, not into the index."""
    edition = edition_of("GB 55001-2021")
    told = Disclosure(
        right=Text.Right(right), reason="版权未取得", read_at="https://example.org/read"
    )
    text = shelve(right=told)
    for address in (PLACE, f"{PLACE}?q={WITHHELD}", f"{PLACE}?beside=zh"):
        page = page_of(client, address)
        assert WITHHELD not in page.replace(f'value="{WITHHELD}"', "")
        assert "版权未取得" in page
        assert 'href="https://example.org/read"' in page
    assert client.get(f"/texts/file/{text.pk}/x.jsonl").status_code == 404
    assert [document.inside for document in search_documents([edition.pk])] == [""]


def test_a_draft_is_nobodys_to_read(client: Client, put: Put) -> None:
    """Neither its page nor its file."""
    draft = receive(put(), Order(number="GB 55001-2021"), name="x", actor=None)
    assert WITHHELD not in page_of(client, PLACE, status=404)
    assert client.get(f"/texts/file/{draft.pk}/x").status_code == 404


def test_a_keeper_may_have_the_file_of_what_is_closed(as_keeper: Client, shelve: Shelve) -> None:
    """To look after it."""
    text = shelve(right=CLOSED)
    assert file_of(as_keeper, text)[0].status_code == 200


def test_open_texts_are_found_by_what_stands_inside(client: Client, shelve: Shelve) -> None:
    """By a query that looks inside; the same words alone find nothing."""
    edition_of("GB 55001-2021", title_zh="工程结构通用规范", in_force="2022-01-01")
    shelve()
    build_anew()
    assert 'href="/standards/GB-55001-2021"' in page_of(client, f"/search?q=全文:{WITHHELD}")
    assert 'href="/standards/GB-55001-2021"' not in page_of(client, f"/search?q={WITHHELD}")
    told = client.get("/api/v1/search", {"q": WITHHELD, "inside": "true"}).json()
    assert [hit["slug"] for hit in told["hits"]] == ["GB-55001-2021"]
    assert client.get("/api/v1/search", {"q": WITHHELD}).json()["total"] == 0


@pytest.mark.parametrize("form", ["atom", "ics"])
@pytest.mark.parametrize(("right", "entries"), [(OPEN, 1), (CLOSED, 0)])
def test_a_search_inside_is_followed_as_it_is_asked(
    client: Client, shelve: Shelve, form: str, right: Disclosure, entries: int
) -> None:
    """Its feed and its calendar look into open texts too, and never into a closed one."""
    edition_of("GB 55001-2021", title_zh="工程结构通用规范", in_force="2026-12-01")
    shelve(right=right)
    build_anew()
    feed = page_of(client, f"/search?q={WITHHELD}&inside=1&format={form}")
    alone = page_of(client, f"/search?q={WITHHELD}&format={form}")
    mark = {"atom": "<entry>", "ics": "BEGIN:VEVENT"}[form]
    assert (feed.count(mark), alone.count(mark)) == (entries, 0)


# -- files --------------------------------------------------------------------------------------


def test_a_pdf_opens_in_the_browsers_own_viewer(
    client: Client, shelve: Shelve, tmp_path: Path
) -> None:
    """Inline, under a policy in which nothing of the file can run, never sniffed."""
    text = shelve(path=pdf(tmp_path / "t.pdf", True))
    answer, body = file_of(client, text)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="GB 55001-2021 zh.pdf"'
    assert answer.headers["Content-Security-Policy"] == VIEWER_POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert (answer.headers["Content-Length"], answer.headers["Accept-Ranges"]) == (
        str(text.size),
        "bytes",
    )
    assert body == (tmp_path / "t.pdf").read_bytes()
    assert "打开 PDF" in page_of(client)


def test_anything_else_is_handed_over_and_never_shown(client: Client, shelve: Shelve) -> None:
    """No upload comes back as a page."""
    text = shelve()
    answer, _ = file_of(client, text)
    assert answer.headers["Content-Type"] == "application/jsonl"
    assert answer.headers["Content-Disposition"].startswith("attachment; ")


def test_a_scan_says_that_it_is_only_pictures(
    client: Client, shelve: Shelve, tmp_path: Path
) -> None:
    """Level 0 is not dressed up."""
    shelve("DB44/T 1-2020", path=pdf(tmp_path / "s.pdf", False), pictures_confirmed=True)
    page = page_of(client, "/texts/DB44/T-1-2020")
    assert "只有图像，没有文字层" in page
    assert "SMART 0 · 纸质或图像" in page
    assert "下载扫描件（PDF）" in page


def test_an_illustrated_guide_is_a_document_of_the_edition(
    client: Client, shelve: Shelve, tmp_path: Path
) -> None:
    """Named on the page of the text, opened as a picture."""
    (tmp_path / "g.png").write_bytes(PNG)
    shelve()
    guide = shelve(path=tmp_path / "g.png", kind=Text.Kind.ILLUSTRATED_GUIDE, title="一图读懂")
    assert f"{PLACE}?kind=illustrated_guide" in page_of(client)
    page = page_of(client, f"{PLACE}?kind=illustrated_guide")
    assert f'src="/texts/file/{guide.pk}/GB%2055001-2021%20zh.png" alt="一图读懂"' in page
    answer, _ = file_of(client, guide)
    assert answer.headers["Content-Disposition"].startswith("inline; ")


@pytest.mark.parametrize(
    ("asked", "status", "part", "content_range"),
    [
        ("bytes=0-3", 206, slice(0, 4), "bytes 0-3/{size}"),
        ("bytes=5-", 206, slice(5, None), "bytes 5-{last}/{size}"),
        ("bytes=-4", 206, slice(-4, None), "bytes {tail}-{last}/{size}"),
        ("bytes=0-99999999", 206, slice(0, None), "bytes 0-{last}/{size}"),
        ("bytes=3-1", 200, slice(0, None), None),
        ("bytes=0-1,3-4", 200, slice(0, None), None),
        ("lines=1-2", 200, slice(0, None), None),
    ],
)
def test_a_viewer_may_ask_for_a_part(
    client: Client,
    shelve: Shelve,
    *,
    asked: str,
    status: int,
    part: slice,
    content_range: str | None,
) -> None:
    """One range is given as such; what is none is answered with the whole."""
    text = shelve()
    with text.file.open("rb") as kept:
        whole = kept.read()
    answer, body = file_of(client, text, {"range": asked})
    size = text.size
    expected = content_range and content_range.format(size=size, last=size - 1, tail=size - 4)
    assert answer.status_code == status
    assert body == whole[part]
    assert answer.headers.get("Content-Range") == expected


def test_a_part_behind_the_end_and_a_file_already_had(client: Client, shelve: Shelve) -> None:
    """416 tells the size, 304 sends nothing; a range of an older file gives the new one whole."""
    text = shelve()
    behind, _ = file_of(client, text, {"range": f"bytes={text.size}-"})
    assert (behind.status_code, behind.headers["Content-Range"]) == (416, f"bytes */{text.size}")
    had, body = file_of(client, text, {"if-none-match": behind.headers["ETag"]})
    assert (had.status_code, body) == (304, b"")
    older, body = file_of(client, text, {"range": "bytes=0-1", "if-range": '"older"'})
    assert (older.status_code, len(body)) == (200, text.size)


def test_the_address_of_an_older_file_leads_to_the_newer(client: Client, shelve: Shelve) -> None:
    """A link to a file does not die when the file is replaced."""
    older = shelve()
    newer = shelve(clauses={"1": "新的文本。"})
    answer = client.get(f"/texts/file/{older.pk}/x")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(f"/texts/file/{newer.pk}/")


def test_a_file_that_is_lost_is_not_found(client: Client, shelve: Shelve) -> None:
    """Somebody took it out of the folder; that is written in the log, and no page fails."""
    text = shelve()
    text.file.storage.delete(text.file.name or "")
    assert file_of(client, text)[0].status_code == 404


@given(st.text(max_size=30) | st.from_regex(r"bytes=\d*-\d*", fullmatch=True), st.integers(0, 99))
def test_any_range_is_answered(asked: str, size: int) -> None:
    """A part always lies inside the file."""
    part = part_of(asked, size)
    if part:
        assert 0 <= part[0] <= part[1] < size


# -- robustness and cost ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["/texts/file/99999999999999999999/x", "/texts/%00", "/texts/file/1/x", "/texts/a/b/c"],
)
def test_an_address_that_leads_nowhere_is_not_found(client: Client, address: str) -> None:
    """Numbers too large for the database and NUL among them."""
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_are_only_read(client: Client, shelve: Shelve, method: str) -> None:
    """Other methods are refused."""
    shelve()
    assert getattr(client, method)(PLACE).status_code == 405


Counted = Callable[..., object]


def test_the_page_asks_as_often_for_many_clauses_as_for_one(
    client: Client, shelve: Shelve, django_assert_num_queries: Counted
) -> None:
    """A hundred clauses and their translation cost no further question."""
    edition_of("GB 55001-2021", in_force="2022-01-01")
    edition_of("GB 1-2020", in_force="2022-01-01")
    many = {str(number): f"第{number}条。" for number in range(1, 101)}
    for number, clauses in (("GB 55001-2021", many), ("GB 1-2020", {"1": "一条。"})):
        shelve(number, clauses)
        shelve(number, clauses, kind=Text.Kind.TRANSLATION, language="en")
    for slug in ("GB-55001-2021", "GB-1-2020"):
        with django_assert_num_queries(16):  # type: ignore[attr-defined]  # pytest-django's fixture
            client.get(f"/texts/{slug}?beside=en&q=条")


def test_the_edition_page_names_its_texts(
    client: Client, as_keeper: Client, shelve: Shelve, keeper: Person
) -> None:
    """With language, medium, level, size and right; a keeper sees where to add one."""
    edition_of("GB 55001-2021", in_force="2022-01-01")
    edition_of("GB 1-2020", in_force="2022-01-01")
    shelve()
    page = page_of(as_keeper, "/standards/GB-55001-2021")
    assert "馆内文本" in page
    assert "公开，任何人可以阅读 · JSON Lines" in page
    assert f'href="{PLACE}"' in page
    assert "/desk/texts/new?number=GB%2055001-2021" in page
    assert keeper.may(keeper.role)  # type: ignore[arg-type]  # its own role
    client.logout()
    assert "馆内文本" not in page_of(client, "/standards/GB-1-2020")


PARAMETERS = st.dictionaries(
    st.sampled_from(["q", "kind", "language", "beside", "on", "scope", "page", "format", "state"]),
    st.text(max_size=30)
    | st.sampled_from(["csv", "44", "mandatory", "en", "zh", "全文:a", "\x00"]),
    max_size=4,
)


class TestAnyQuery(TestCase):
    """Query strings nobody thought of."""

    @settings(
        max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(PARAMETERS)
    def test_no_query_string_makes_a_page_fail(self, parameters: dict[str, str]) -> None:
        """Every public page answers with itself, or says that there is no index yet."""
        edition_of("GB 55001-2021", in_force="2022-01-01")
        build_anew()
        for address in (PLACE, "/texts"):
            answer = self.client.get(address, parameters)
            assert answer.status_code in (200, 404)
            if answer.streaming:
                b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a streaming answer
