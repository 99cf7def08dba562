"""How many standards in force have their text online."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.texts.actions.showing import Disclosure, take_down
from biaozhun.cloud.texts.models import Text
from biaozhun.cloud.texts.queries.completeness import Completeness, lacking, report
from tests.cloud.texts.conftest import TODAY, Shelve
from tests.factories.catalogue import edition_of

pytestmark = pytest.mark.django_db
METADATA = Disclosure(right=Text.Right.METADATA, reason="版权")


@pytest.fixture
def editions() -> None:
    """Three local standards of Guangdong and one of Shenzhen in force; what does not count."""
    for number in ("DB44/T 1-2020", "DB44/T 2-2020", "DB44/T 3-2020", "DB4403/T 4-2020"):
        edition_of(number, title_zh="地方", in_force="2020-06-01")
    edition_of("GB 55001-2021", title_zh="规范", in_force="2022-01-01")
    edition_of("DB44/T 9-2010", in_force="2010-01-01", withdrawn="2015-01-01")
    edition_of("GB/T 1.1-2020", in_force="2020-10-01")
    edition_of("DB44/T 8-2020", in_force="2020-06-01", invented=True)
    edition_of("GB 8-2020", in_force="2020-06-01", invented=True)
    build_anew()


@pytest.mark.usefixtures("editions")
def test_shares_are_counted_by_scope_and_right(shelve: Shelve) -> None:
    """Open, record only and lacking; withdrawn, recommended national and invented do not count."""
    shelve("DB44/T 1-2020")
    shelve("DB44/T 2-2020", right=METADATA)
    shelve("GB 55001-2021")
    shelve("DB44/T 9-2010")
    whole = report(TODAY)
    assert whole.mandatory == Completeness(scope="mandatory", in_force=1, online=1)
    assert whole.regions == [
        Completeness(scope="44", in_force=3, online=1, metadata=1),
        Completeness(scope="4403", in_force=1),
    ]
    assert (whole.local.in_force, whole.local.share, whole.local.lacking) == (4, 0.25, 2)


@pytest.mark.usefixtures("editions")
def test_what_changes_is_counted_again(shelve: Shelve) -> None:
    """A text that is taken down lowers the share at once."""
    text = shelve("DB44/T 1-2020")
    assert report(TODAY).local.online == 1
    take_down(text.pk, "错了", actor=None)
    assert report(TODAY).local.online == 0


@pytest.mark.usefixtures("editions")
def test_those_without_a_text_are_listed(shelve: Shelve) -> None:
    """By region in order of numbers; invented ones are not among them."""
    shelve("DB44/T 2-2020")
    assert [e.number for e in lacking("44", TODAY).editions] == ["DB44/T 1-2020", "DB44/T 3-2020"]
    assert [e.number for e in lacking("mandatory", TODAY).editions] == ["GB 55001-2021"]
    assert lacking("99", TODAY).total == 0


@pytest.mark.usefixtures("editions")
def test_the_report_is_a_page_and_a_table(client: Client, shelve: Shelve) -> None:
    """Each figure of what is lacking leads to the list, which can be taken away too."""
    shelve("DB44/T 1-2020")
    page = client.get("/texts").content.decode()
    assert "现行地方标准有 4 项，其中 1 项的文本可以在这里直接阅读" in page
    assert '<a href="?scope=44">2</a>' in page
    table = client.get("/texts?format=csv")
    rows = b"".join(table.streaming_content).decode().splitlines()  # type: ignore[attr-defined]  # a streaming answer
    assert rows[1:] == [
        "mandatory,强制性国家标准,1,0,0,0,1,0.0000",
        "44,广东省,3,1,0,0,2,0.3333",
        "4403,深圳市,1,0,0,0,1,0.0000",
    ]
    listed = client.get("/texts?scope=44").content.decode()
    assert ("DB44/T 1-2020" in listed, "DB44/T 2-2020" in listed) == (False, True)
    taken = client.get("/texts?scope=44&format=csv")
    lines = b"".join(taken.streaming_content).decode().splitlines()  # type: ignore[attr-defined]  # likewise
    assert [line.split(",")[0] for line in lines[1:]] == ["DB44/T 2-2020", "DB44/T 3-2020"]


def test_without_an_index_the_page_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counting waits for the index; nothing fails."""
    from biaozhun.cloud.search.port import RebuildRequiredError  # noqa: PLC0415  -- only here

    def missing(*_: object) -> None:
        raise RebuildRequiredError("none")

    monkeypatch.setattr("biaozhun.cloud.texts.queries.completeness.reader", missing)
    answer = client.get("/texts")
    assert answer.status_code == 503
    assert "检索索引正在建立" in answer.content.decode()


Counted = Callable[..., object]


@pytest.mark.usefixtures("editions")
def test_the_report_asks_as_often_for_many_texts_as_for_one(
    client: Client, shelve: Shelve, django_assert_num_queries: Counted
) -> None:
    """What was counted for a state is not counted again; the list asks a fixed number of times."""
    shelve("DB44/T 1-2020")
    client.get("/texts")
    with django_assert_num_queries(8):  # type: ignore[attr-defined]  # pytest-django's fixture
        client.get("/texts")
    with django_assert_num_queries(6):  # type: ignore[attr-defined]  # likewise
        client.get("/texts?scope=44")
    for number in ("DB44/T 2-2020", "DB44/T 3-2020", "DB4403/T 4-2020"):
        shelve(number)
    client.get("/texts")
    with django_assert_num_queries(8):  # type: ignore[attr-defined]  # likewise
        client.get("/texts")
    with django_assert_num_queries(6):  # type: ignore[attr-defined]  # likewise
        client.get("/texts?scope=44")


def test_the_texts_that_can_be_read_are_listed(client: Client, shelve: Shelve) -> None:
    """With their edition's title, the latest first, whatever their class; closed ones are not."""
    edition_of("GB/T 1.1-2020", title_zh="标准化工作导则")
    build_anew()
    shelve("GB/T 1.1-2020", title="")
    shelve("GB 2-2020", right=METADATA)
    page = client.get("/texts?page=99").content.decode()
    shelf = page[page.index('id="shelf"') :]
    assert re.findall(r'<li><a href="(/texts/[^"]*)"', shelf) == ["/texts/GB/T-1.1-2020"]
    assert "标准化工作导则" in shelf
