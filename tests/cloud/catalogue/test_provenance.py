"""Where facts came from: the pages of announcements and of past imports."""

import csv
import io
import json
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from biaozhun.cloud.catalogue.models import (
    Announcement,
    Edition,
    Filing,
    ImportRun,
    RejectedRow,
    RunFinding,
    Source,
)
from biaozhun.cloud.catalogue.queries.announcements import (
    announcement_page,
    announcements,
    announcements_named,
)
from biaozhun.cloud.catalogue.queries.edition import edition_page
from biaozhun.cloud.catalogue.queries.runs import run_page, runs
from tests.cloud.conftest import TODAY
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


def announcement_of(number: str, *editions: Edition, **facts: object) -> Announcement:
    """An announcement that lists editions, each with the facts of a row."""
    given = {"issuer": "某局", "kind": "withdraw", "date": "2025-03-01", "title": "关于废止的公告"}
    stated = {name: facts.pop(name) for name in ("withdrawn",) if name in facts}
    announcement = Announcement.objects.create(
        **({"slug": f"某局-{number}", "number": number} | given | facts)
    )
    source, _ = Source.objects.get_or_create(slug="announcements", defaults={"title": "公告"})
    for edition in editions:
        record = record_of(edition, source)
        record.announcement, record.facts = announcement, json.dumps(stated)
        record.digest = f"{number}:{edition.pk}"
        record.save()
    announcement.refresh_from_db()
    return announcement


def run_of(source: Source, *rejected: str) -> ImportRun:
    """A run with a finding and a rejected row for each fragment."""
    record_of(edition_of(f"GB/T {source.pk}-2020"), source)
    run = ImportRun.objects.get(source=source)
    run.position, run.stored, run.rejected = len(rejected) + 1, 1, len(rejected)
    run.save()
    RunFinding.objects.create(
        run=run, code="ics_malformed", field="ics", count=3, example="978", example_position=1
    )
    for position, fragment in enumerate(rejected, start=2):
        RejectedRow.objects.create(
            run=run,
            position=position,
            code="number_format",
            message="no number",
            fragment=fragment,
            raw=f'{{"secret": "{position}"}}',
        )
    return run


def test_an_announcement_has_a_page_with_what_it_lists(client: Client) -> None:
    """Head, kind, day, and every edition of its rows once, as it stands today."""
    gone = edition_of("GB/T 1-2000", in_force="2000-05-01", withdrawn="2025-04-01")
    found = announcement_of("2025年第3号", gone, edition_of("GB/T 2-2000"))
    page = read(client, f"/announcements/{found.slug}")
    assert "<h1>关于废止的公告</h1>" in page
    assert "废止标准" in page
    assert '<time datetime="2025-03-01">' in page
    assert "所列标准 2 项" in page
    entry = page.split('href="/standards/GB/T-1-2000"', 1)[1].split("</li>", 1)[0]
    assert "废止" in entry
    assert client.get("/announcements/nothing").status_code == 404
    assert client.get("/announcements/a%00b").status_code == 404


def test_announcements_are_listed_the_newest_first_and_by_kind(client: Client) -> None:
    """The list names number, day, what each does and how much it lists."""
    announcement_of("2025年第3号", edition_of("GB/T 1-2000"))
    announcement_of("2026年第1号", kind="publish", date="2026-01-05", title="关于发布的公告")
    page = read(client, "/announcements")
    assert page.index("2026年第1号") < page.index("2025年第3号")
    assert "2026年第1号" not in read(client, "/announcements?kind=withdraw")
    assert "2026年第1号" in read(client, "/announcements?kind=nonsense")


def test_an_empty_library_has_designed_lists(client: Client) -> None:
    """Without announcements and imports the pages say how they come about."""
    assert "还没有公告" in read(client, "/announcements")
    assert "还没有导入过" in read(client, "/imports")


def test_an_edition_leads_to_the_announcements_behind_its_days(client: Client) -> None:
    """From the day it states, from the source's row and from a filing."""
    gone = edition_of("GB/T 1-2000", in_force="2000-05-01", withdrawn="2025-04-01")
    found = announcement_of("2025年第3号", gone, withdrawn="2025-04-01")
    filed = announcement_of("2001年第9号", kind="filing")
    Filing.objects.create(edition=gone, number="J1-2001", announcement=filed)
    assert edition_page(gone, TODAY).announced == {"withdrawn": found}
    page = read(client, "/standards/GB/T-1-2000")
    facts, sources = page.split('id="facts"', 1)[1].split('id="sources"', 1)
    assert facts.count(">2025年第3号</a>") == 1
    assert facts.count(">2001年第9号</a>") == 1
    assert sources.count(">2025年第3号</a>") == 1


def test_an_announcement_that_states_another_day_is_no_ground_for_this_one() -> None:
    """Only a row that states the very day shown stands beside it."""
    gone = edition_of("GB/T 1-2000", withdrawn="2025-04-01")
    announcement_of("2025年第3号", gone, withdrawn="2025-05-01")
    assert edition_page(gone, TODAY).announced == {}


def test_invented_announcements_and_sources_are_marked(client: Client) -> None:
    """On the page, in the list and in the interface."""
    found = announcement_of("2025年第3号", invented=True)
    page = read(client, f"/announcements/{found.slug}")
    assert "演示用的虚构公告" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "演示用，虚构" in read(client, "/announcements")
    said = json.loads(read(client, f"/api/v1/announcements/{found.slug}"))
    assert said["invented"] is True
    run = run_of(source_of("demo", invented=True))
    assert "演示用的虚构来源" in read(client, f"/imports/{run.pk}")
    assert "演示用，虚构" in read(client, "/imports")


def test_the_interface_gives_an_announcement_with_its_editions(client: Client) -> None:
    """The same facts for programs; one that is not held is a problem with its code."""
    found = announcement_of("2025年第3号", edition_of("GB/T 1-2000", withdrawn="2025-04-01"))
    said = json.loads(read(client, f"/api/v1/announcements/{found.slug}"))
    assert (said["number"], said["kind"], said["date"]) == ("2025年第3号", "withdraw", "2025-03-01")
    assert [(line["number"], line["status"]) for line in said["editions"]] == [
        ("GB/T 1-2000", "withdrawn")
    ]
    missing = client.get("/api/v1/announcements/nothing")
    assert (missing.status_code, missing.json()["code"]) == (404, "not_held")


NATIONAL = {"issuer": "国家质量监督检验检疫总局、国家标准化管理委员会", "title": "关于转化的公告"}
MINISTRY = {
    "issuer": "工业和信息化部",
    "title": "关于批准的公告",
    "slug": "工业和信息化部-2017年第7号",
}


@pytest.mark.parametrize(
    ("basis", "lists"),
    [
        ("2017年第7号", ["GB/T 1-2000"]),
        ("2017年第7号", ["GB 1-2000"]),
        ("国家标准公告 2017年第7号", []),
        ("中华人民共和国国家标准公告（２０１７年 第７号）", []),
        ("国家质检总局、国家标准委公告2017年第7号", []),
        ("国家标准化管理委员会2017年第7号公告 关于转化的公告", []),
        ("标2017年第7号", ["GB/T 1-2000"]),
    ],
    ids=[
        *("of this edition", "of the other end", "with its issuer", "in full width"),
        *("with short names", "with its title", "by what it lists"),
    ],
)
def test_the_basis_of_a_relation_leads_to_its_announcement(
    client: Client, basis: str, lists: list[str]
) -> None:
    """Where the announcement is held; its words stay as the source wrote them."""
    held = {number: edition_of(number) for number in ("GB/T 1-2000", "GB 1-2000")}
    found = announcement_of("2017年第7号", *(held[number] for number in lists), **NATIONAL)
    relation_of(held["GB/T 1-2000"], "renumbered_from", "GB 1-2000", basis=basis)
    address = reverse("catalogue:announcement", args=[found.slug])
    for slug in ("GB/T-1-2000", "GB-1-2000"):
        assert f'<a href="{address}">{basis}</a>' in read(client, f"/standards/{slug}")


@pytest.mark.parametrize(
    ("basis", "held"),
    [
        ("2017年第7号", []),
        ("2017年第7号", [NATIONAL]),
        ("公告 2017年第7号", [NATIONAL, MINISTRY]),
        ("工业和信息化部公告 2017年第7号", [NATIONAL]),
        ("国家标准公告 2017年第17号", [NATIONAL]),
        ("强制性转化为推荐性", [NATIONAL]),
        ("标2017年第7号", [NATIONAL]),
        ("2017年第7号 的", [NATIONAL]),
        ("管理委员会 2017年第7号", [NATIONAL]),
        ("转化 2017年第7号", [NATIONAL]),
        ("工业和信息化部关于国家标准的公告 2017年第7号", [NATIONAL]),
        ("国家标准公告 2017年第7号", [NATIONAL | {"kind": "filing"}]),
    ],
    ids=[
        *("not held", "lists others", "no issuer", "other issuer", "other number", "no number"),
        *("a piece", "a particle", "a piece of the issuer", "a piece of the title"),
        *("another body beside", "a list of filings"),
    ],
)
def test_a_basis_that_names_no_one_announcement_is_no_link(
    client: Client, basis: str, held: list[dict[str, str]]
) -> None:
    """A wrong ground is worse than one that has to be looked up."""
    for facts in held:
        announcement_of("2017年第7号", **facts)
    relation_of(edition_of("GB/T 1-2000"), "renumbered_from", "GB 1-2000", basis=basis)
    page = read(client, "/standards/GB/T-1-2000")
    assert f'<span class="quiet small">{basis}</span>' in page


def test_two_announcements_with_one_number_are_told_apart() -> None:
    """By issuer or by what they list; all bases are looked up in one question."""
    edition = edition_of("GB/T 1-2000")
    national = announcement_of("2017年第7号", edition, **NATIONAL).slug
    ministry = announcement_of("2017年第7号", **MINISTRY).slug
    texts = {
        "国家标准公告 2017年第7号": national,
        "工业和信息化部公告2017年第7号": ministry,
        "2017年第7号": national,
    }
    for size in (1, 3):
        asked = dict(list(texts.items())[:size])
        with CaptureQueriesContext(connection) as questions:
            assert announcements_named(asked, [edition.slug]) == asked
        assert len(questions) == 1
    nothing = ["", "2017年第7号", "a\x00b", "2017年第٧号", "某局公告 2017年第7号"]
    assert announcements_named(nothing, ["GB-2-2000"]) == {}


def test_a_run_has_a_page_with_its_account(client: Client) -> None:
    """Source, file, day, the three figures, what was not taken and what came back."""
    run = run_of(source_of("ours"), "GB 1 之一", "GB 2 之二")
    page = read(client, f"/imports/{run.pk}")
    assert "3 行 = 新增 1 + 并入 0 + 退回 2" in page
    assert "标准编号的写法不属于任何一类" in page
    assert "GB 1 之一" in page
    assert "第 1 行" in page
    RunFinding.objects.update(example_position=0)  # of a column: it is known when all is read
    assert "第 0 行" not in read(client, f"/imports/{run.pk}")
    assert f'href="/desk/uploads/runs/{run.pk}/rejected"' in page
    assert f'href="/imports/{run.pk}"' in read(client, "/imports?source=ours")
    assert f'href="/imports/{run.pk}"' not in read(client, "/imports?source=other")
    assert client.get("/imports/999999").status_code == 404
    assert client.get(f"/imports/{10**30}").status_code == 404


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("zh-hans", "不是 ICS 分类号，没有采用"),
        ("zh-hant", "不是 ICS 分類號，沒有採用"),
        ("en", "Not a code of the ICS; not taken"),
    ],
)
def test_a_value_that_was_not_taken_is_told_in_a_sentence(
    client: Client, language: str, sentence: str
) -> None:
    """In the reader's language, with the code beside it for whoever asks about it."""
    run = run_of(source_of("ours"))
    page = client.get(f"/imports/{run.pk}", headers={"Accept-Language": language})
    code = '<code class="quiet small">ics_malformed</code>'
    assert f'<th scope="row">{sentence} {code}</th>' in page.content.decode()


def test_rejected_rows_can_be_downloaded_without_what_stood_in_them(client: Client) -> None:
    """Reasons as a table and as lines; the rows themselves stay with whoever sent them."""
    run = run_of(source_of("ours"), "=1+1", "GB 2")
    table = client.get(f"/imports/{run.pk}?format=csv").getvalue().decode("utf-8-sig")
    assert list(csv.DictReader(io.StringIO(table))) == [
        {"_row": "2", "_code": "number_format", "_reason": "no number", "_fragment": "'=1+1"},
        {"_row": "3", "_code": "number_format", "_reason": "no number", "_fragment": "GB 2"},
    ]
    lines = client.get(f"/imports/{run.pk}?format=jsonl").getvalue().decode().splitlines()
    assert [json.loads(line)["_fragment"] for line in lines] == ["=1+1", "GB 2"]
    page = read(client, f"/imports/{run.pk}")
    assert "secret" not in table + "".join(lines) + page
    assert client.get(f"/imports/{run.pk}?format=xlsx").status_code == 400


def test_many_rejected_rows_are_paged(client: Client) -> None:
    """Fifty on a page, the rest behind it."""
    run = run_of(source_of("ours"), *(f"row {n}" for n in range(60)))
    assert "<code>row 59</code>" not in read(client, f"/imports/{run.pk}")
    assert "<code>row 59</code>" in read(client, f"/imports/{run.pk}?page=2")


ASKED: dict[str, Callable[[], object]] = {
    "announcements": lambda: announcements("", 1),
    "announcement": lambda: announcement_page(Announcement.objects.latest("pk"), 1, TODAY),
    "runs": lambda: list(runs("", 1)),
    "run": lambda: run_page(ImportRun.objects.select_related("source").latest("pk"), 1),
}


@pytest.mark.parametrize("name", ASKED)
def test_the_number_of_questions_does_not_grow(name: str) -> None:
    """Three announcements, runs, rows and editions ask as often as one of each."""
    counts = []
    for size in (1, 3):
        for each in range(size):
            listed = [edition_of(f"JB/T {size}{each}{n}-2020") for n in range(size)]
            announcement_of(f"20{size}{each}年第1号", *listed)
            run_of(source_of(f"s{size}{each}"), *(f"x{n}" for n in range(size)))
        with CaptureQueriesContext(connection) as asked:
            ASKED[name]()
        counts.append(len(asked))
    assert counts[0] == counts[1]
