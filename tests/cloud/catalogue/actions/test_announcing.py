"""Announcements are the first-ranked source of the facts they state."""

import datetime as dt
from pathlib import Path

import pytest

from biaozhun.cloud.catalogue.actions.importing import import_file
from biaozhun.cloud.catalogue.actions.orders import ImportOrder
from biaozhun.cloud.catalogue.actions.previewing import Change, preview
from biaozhun.cloud.catalogue.actions.sources import SourceDescription, register_source
from biaozhun.cloud.catalogue.models import Announcement, Conflict, Edition, Filing, Source
from biaozhun.cloud.catalogue.queries.standings import with_standings
from biaozhun.core.succession import Status
from tests.cloud.catalogue.actions.conftest import DAY, Import, Write
from tests.cloud.catalogue.actions.dump import catalogue_dump

WITHDRAWAL = """<html><body>
<h1>示范省市场监督管理局公告</h1><p>2026年第3号</p>
<p>关于废止《社区服务规范》等2项地方标准的公告</p>
<p>下列地方标准自2026年5月1日起废止。</p>
<table><tr><th>序号</th><th>标准编号</th><th>标准名称</th></tr>
<tr><td>1</td><td>DB99/T 11-2012</td><td>社区服务规范</td></tr>
<tr><td>2</td><td>DB99/T 12-2012</td><td>社区食堂管理规范</td></tr></table>
<p>2026年4月20日</p></body></html>"""


@pytest.fixture
def withdrawal(tmp_path: Path) -> ImportOrder:
    """A withdrawing announcement as a page of the authority."""
    path = tmp_path / "公告.html"
    path.write_text(WITHDRAWAL, encoding="utf-8")
    return ImportOrder(path=path, source=SourceDescription(slug=""), seen=DAY)


@pytest.fixture
def held(take_in: Import, write: Write) -> None:
    """A catalogue that believes one of the two to be in force, from another day on."""
    row = {
        "number": "DB99/T 11-2012",
        "title_zh": "社区服务规范",
        "published": "2012-03-01",
        "in_force": "2012-06-01",
        "status": "现行",
        "withdrawn": "2026-06-01",
    }
    take_in(write("own.jsonl", [row]), "own")


@pytest.mark.usefixtures("held")
def test_a_withdrawing_announcement_ends_the_editions_it_lists(withdrawal: ImportOrder) -> None:
    """The day it states is believed before any catalogue's, and its page lists its rows."""
    account = import_file(withdrawal, report=lambda _: None)
    assert (account.rows, account.stored, account.merged) == (2, 1, 1)
    announcement = Announcement.objects.get()
    assert (announcement.kind, announcement.number) == ("withdraw", "2026年第3号")
    assert announcement.issuer == "示范省市场监督管理局"
    assert announcement.rows.count() == 2
    assert Source.objects.get(slug="announcements").rank == 0
    editions = Edition.objects.filter(slug="DB99/T-11-2012")
    [before] = with_standings(editions, dt.date(2026, 4, 30))
    [after] = with_standings(editions, dt.date(2026, 5, 1))
    assert before.standing.status == Status.IN_FORCE
    assert (after.standing.status, after.standing.since) == (
        Status.WITHDRAWN,
        dt.date(2026, 5, 1),
    )
    assert Conflict.objects.get(field="withdrawn").chosen_source == "announcements"


@pytest.mark.usefixtures("held")
def test_a_preview_shows_every_fact_and_changes_nothing(withdrawal: ImportOrder) -> None:
    """Before and after of each fact, and the catalogue as it was."""
    before = catalogue_dump()
    changes = {
        (found.number, found.field): (found.before, found.after)
        for found in preview(withdrawal)
        if isinstance(found, Change)
    }
    assert changes["DB99/T 11-2012", "withdrawn"] == ("2026-06-01", "2026-05-01")
    assert changes["DB99/T 12-2012", "withdrawn"] == (None, "2026-05-01")
    assert changes["DB99/T 12-2012", "status"] == (None, "withdrawn")
    assert catalogue_dump() == before
    assert not Announcement.objects.exists()
    assert not Source.objects.filter(slug="announcements").exists()


def test_a_filing_list_gives_each_edition_its_filing(tmp_path: Path, take_in: Import) -> None:
    """备案公告: the filing number stands with the edition and points to the announcement."""
    page = WITHDRAWAL.replace("关于废止《社区服务规范》等2项地方标准的公告", "地方标准备案公告")
    page = page.replace("下列地方标准自2026年5月1日起废止。", "下列地方标准予以备案。")
    page = page.replace("<th>标准名称</th>", "<th>标准名称</th><th>备案号</th>")
    page = page.replace("规范</td></tr>", "规范</td><td>99887-2026</td></tr>", 1)
    path = tmp_path / "备案.html"
    path.write_text(page, encoding="utf-8")
    take_in(path, "filings", rank=0)
    filing = Filing.objects.get()
    assert (filing.number, filing.edition.slug) == ("99887-2026", "DB99/T-11-2012")
    assert filing.announcement == Announcement.objects.get(kind="filing")
    assert filing.date == dt.date(2026, 4, 20)
    register_source(SourceDescription(slug="filings", rank=7))
    assert Filing.objects.get().announcement == filing.announcement


def test_a_preview_shows_what_becomes_of_others(take_in: Import, write: Write) -> None:
    """A new edition that replaces another is shown with its relation and the other's new status."""
    take_in(
        write("a.jsonl", [{"number": "GB/T 1-2001", "title_zh": "旧", "in_force": "2001-05-01"}]),
        "a",
    )
    row = {
        "number": "GB/T 2-2020",
        "title_zh": "新",
        "in_force": "2020-05-01",
        "replaces": [{"number": "GB/T 1-2001", "extent": "wholly"}],
    }
    order = ImportOrder(path=write("b.jsonl", [row]), source=SourceDescription(slug="b"), seen=DAY)
    changes = {
        (found.number, found.field): (found.before, found.after)
        for found in preview(order)
        if isinstance(found, Change)
    }
    assert changes == {
        ("GB/T 1-2001", "status"): ("in_force", "replaced"),
        ("GB/T 2-2020", "title_zh"): (None, "新"),
        ("GB/T 2-2020", "in_force"): (None, "2020-05-01"),
        ("GB/T 2-2020", "relations"): (None, "replaces GB/T-2-2020 GB/T-1-2001 wholly"),
        ("GB/T 2-2020", "status"): (None, "in_force"),
    }
