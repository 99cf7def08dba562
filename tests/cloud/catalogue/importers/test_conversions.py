"""Announcements that turn mandatory standards into recommended ones (转化为推荐性标准)."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from biaozhun.cloud.catalogue.importers import AnnouncementKind, open_importer
from biaozhun.core.bibliography import BibliographicRecord, RelationKind, StatedRelation

NATIONAL = "关于《水泥包装袋》等1077项强制性国家标准转化为推荐性国家标准的公告"
CONVERTING = "关于3项强制性地方标准转化为推荐性标准的公告"
MIXED = "关于废止和转化为推荐性标准一批强制性地方标准的公告"


def listed(tmp_path: Path, title: str, row: dict[str, str]) -> BibliographicRecord:
    """The record of the one row of an announcement with this title."""
    workbook = openpyxl.Workbook()
    head: Sequence[Sequence[str]] = (["2017年第7号"], [title], ["2017年3月23日"])
    for cells in (*head, ["序号", *row], ["1", *row.values()]):
        workbook.active.append(list(cells))
    workbook.save(tmp_path / "a.xlsx")
    importer = open_importer(tmp_path / "a.xlsx")
    assert importer.announcement is not None
    assert importer.announcement.kind is AnnouncementKind.RENUMBER
    [record] = [found.record for found in importer.rows()]
    assert record is not None
    return record


def change(former: str, *, inverse: bool = False) -> StatedRelation:
    """The change of number with the announcement as its ground and its day."""
    return StatedRelation(
        kind=RelationKind.RENUMBERED_FROM,
        number=former,
        inverse=inverse,
        date=dt.date(2017, 3, 23),
        basis="2017年第7号",
    )


def test_a_conversion_renumbers(tmp_path: Path) -> None:
    """The former number is the same text; basis and date are the announcement's."""
    row = {"标准编号": "GB 2312-1980", "标准名称": "甲", "转化后标准编号": "GB/T 2312-1980"}
    record = listed(tmp_path, NATIONAL, row)
    assert (record.number, record.published) == ("GB/T 2312-1980", None)
    assert record.relations == (change("GB 2312-1980"),)


@pytest.mark.parametrize(
    ("named", "other"),
    [("GB 2312-1980", "GB/T 2312-1980"), ("GB/T 2312-1980", "GB 2312-1980")],
)
def test_a_list_of_conversions_may_name_one_number_only(
    tmp_path: Path, named: str, other: str
) -> None:
    """What becomes recommended keeps its number but for the mark; day and basis come from above."""
    record = listed(tmp_path, NATIONAL, {"标准编号": named, "标准名称": "甲"})
    assert record.number == named
    assert record.relations == (change(other, inverse=named == "GB 2312-1980"),)


@pytest.mark.parametrize(
    ("title", "column", "cell", "converted"),
    [
        (MIXED, "处理意见", "废止", False),
        (MIXED, "处理意见", "", False),
        (MIXED, "处理意见", "不转化为推荐性标准", False),
        (MIXED, "处理意见", "转化为推荐性标准", True),
        (MIXED, "处理意见", "转化", True),
        (CONVERTING.replace("转化", "整合或转化"), "处理意见", "整合", False),
        (CONVERTING, "处理意见", "", True),
        (CONVERTING, "处理意见", "废止", False),
        (CONVERTING, "处理意见", "整合", False),
        (CONVERTING, "处理意见", "暂不转化为推荐性标准", False),
        (CONVERTING, "标准状态", "现行", True),
        (CONVERTING, "标准状态", "废止", False),
        (CONVERTING, "标准状态", "即将实施", False),
        (CONVERTING, "废止日期", "2016-01-01", False),
        (CONVERTING.replace("转化", "拟转化"), "处理意见", "", False),
    ],
)
def test_a_row_is_a_conversion_only_where_nothing_else_becomes_of_it(
    tmp_path: Path, title: str, column: str, cell: str, *, converted: bool
) -> None:
    """A title that combines actions leaves it to the row, and a withdrawn text gets no number."""
    row = {"标准编号": "DB44/100-2001", "标准名称": "甲", column: cell}
    found = listed(tmp_path, title, row).relations
    assert found == ((change("DB44/T 100-2001", inverse=True),) if converted else ())


@pytest.mark.parametrize("title", [MIXED, CONVERTING])
def test_what_replaces_another_is_not_renumbered_as_well(tmp_path: Path, title: str) -> None:
    """A row that names what it replaces says itself what was before it."""
    row = {"标准编号": "DB44/100-2001", "标准名称": "甲", "代替标准号": "DB44/99-1999"}
    assert listed(tmp_path, title, row).relations == (
        StatedRelation(kind=RelationKind.REPLACES, number="DB44/99-1999"),
    )
