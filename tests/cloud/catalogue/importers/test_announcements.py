"""Announcement tables: what the head says of every row, and what each part does."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
import pytest

from biaozhun.cloud.catalogue.importers import (
    AnnouncementHead,
    AnnouncementKind,
    Importer,
    ImportFormatError,
    open_importer,
)
from biaozhun.cloud.catalogue.importers.announcement_head import head_of
from biaozhun.core.bibliography import (
    BibliographicRecord,
    RelationKind,
    StatedRelation,
    StatusWord,
)

HEAD = [
    "中华人民共和国国家标准公告",
    "2026年第1号",
    "关于批准发布《气瓶检验机构技术条件》等2项推荐性国家标准和1项国家标准修改单的公告",
]
SIGNED = ["国家市场监督管理总局 国家标准化管理委员会", "2026年1月28日"]
BODIES = "国家市场监督管理总局、国家标准化管理委员会"
ISSUED = dt.date(2026, 1, 28)


def _word(tmp_path: Path, *parts: str | Sequence[Sequence[str]]) -> Path:
    """A Word document of paragraphs and tables."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(rows=len(part), cols=len(part[0]))
        for row, texts in enumerate(part):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
    document.save(str(tmp_path / "a.docx"))
    return tmp_path / "a.docx"


def _sheet(tmp_path: Path, *rows: Sequence[object]) -> Path:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(list(row))
    workbook.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def _records(importer: Importer) -> list[BibliographicRecord]:
    return [row.record for row in importer.rows() if row.record]


def test_a_national_announcement_publishes_and_amends(tmp_path: Path) -> None:
    """Standards take the date and number of the announcement; amendment sheets their own number."""
    standards = [
        ["序号", "标准编号", "标准名称", "代替标准号", "实施日期"],
        ["1", "GB/T 12135-2026", "气瓶检验机构技术条件", "GB/T 12135-2016", "2026-08-01"],
        ["2", "GB/T 46000-2026", "某要求", "", "自发布之日起实施"],
    ]
    sheets = [
        ["序号", "国家标准编号", "国家标准名称", "修改单编号", "实施日期"],
        ["1", "GB 19272-2024", "室外健身器材的安全 通用要求", "第1号修改单", "2026-02-01"],
    ]
    parts = [*HEAD, "一、国家标准", standards, "二、国家标准修改单", sheets, *SIGNED]
    importer = open_importer(_word(tmp_path, *parts))

    assert importer.announcement == AnnouncementHead(
        number="2026年第1号",
        kind=AnnouncementKind.PUBLISH,
        issuer=BODIES,
        title=HEAD[2],
        date=ISSUED,
    )
    assert importer.total == 3
    first, second, third = _records(importer)
    assert first == BibliographicRecord(
        number="GB/T 12135-2026",
        title_zh="气瓶检验机构技术条件",
        issuing_body=BODIES,
        published=ISSUED,
        in_force=dt.date(2026, 8, 1),
        announcement="2026年第1号",
        relations=(StatedRelation(kind=RelationKind.REPLACES, number="GB/T 12135-2016"),),
    )
    assert second.in_force == ISSUED
    assert third.number == "GB 19272-2024/XG1-2026"
    assert third.relations == (StatedRelation(kind=RelationKind.AMENDS, number="GB 19272-2024"),)
    assert [row.position for row in importer.rows(start=2)] == [3]


def test_a_filing_list_on_an_old_page(tmp_path: Path) -> None:
    """A table inside a layout table; a heading row per province is no row of the list."""
    page = """<html><table><tr><td><p>地方标准备案公告</p><p>2024年第3号（总第287号）</p>
    <table><tr><th>序号<th>备案号<th>标准编号<th>标准名称<th>代替标准号<th>批准日期<th>实施日期</tr>
    <tr><td colspan=7>北京市</tr>
    <tr><td>1<td>100001-2024<td>DB11/T 1234—2023<td>某规范<td>DB11/T 1234-2015
    <td>2023-12-25<td>2024-04-01</tr></table>
    <p>国家标准化管理委员会</p><p>二〇二四年三月八日</p></table></html>"""
    path = tmp_path / "page"
    path.write_bytes(page.encode("gb18030"))
    importer = open_importer(path)
    assert importer.announcement == AnnouncementHead(
        number="2024年第3号",
        kind=AnnouncementKind.FILING,
        issuer="国家标准化管理委员会",
        title="地方标准备案公告",
        date=dt.date(2024, 3, 8),
    )
    [record] = _records(importer)
    assert record.filing_number == "100001-2024"
    assert (record.published, record.in_force) == (dt.date(2023, 12, 25), dt.date(2024, 4, 1))
    assert record.announcement == "2024年第3号"


def test_a_withdrawal_in_a_workbook(tmp_path: Path) -> None:
    """The day from which the listed standards are withdrawn stands in the text."""
    path = _sheet(
        tmp_path,
        ["某省市场监督管理局公告"],
        ["2025年第7号"],
        ["关于废止《某规范》等2项地方标准的公告"],
        ["自2025年7月1日起废止。"],
        ["序号", "标准编号", "标准名称", "替代标准号"],
        [1, "DB44/T 1-2010", "甲", "GB/T 1-2020"],
        [2, "DB44/T 2-2010", "乙", None],
        ["某省市场监督管理局"],
        ["2025年6月20日"],
    )
    importer = open_importer(path)
    assert importer.announcement is not None
    assert importer.announcement.kind is AnnouncementKind.WITHDRAW
    first, second = _records(importer)
    assert [(r.number, r.withdrawn, r.status) for r in (first, second)] == [
        ("DB44/T 1-2010", dt.date(2025, 7, 1), StatusWord.WITHDRAWN),
        ("DB44/T 2-2010", dt.date(2025, 7, 1), StatusWord.WITHDRAWN),
    ]
    # 替代标准号 of a withdrawal may be what replaces or what was replaced: reported, not guessed.
    assert first.relations == ()
    assert [finding.code for finding in first.findings] == ["remark"]


def test_results_of_a_review(tmp_path: Path) -> None:
    """继续有效 says something of today; 废止 as a result of review is a decision to come."""
    rows = [
        ["序号", "标准编号", "标准名称", "复审结论"],
        ["1", "DB44/T 1-2010", "甲", "继续有效"],
        ["2", "DB44/T 2-2010", "乙", "废止"],
    ]
    head = ["某省市场监督管理局公告", "2025年第9号", "关于公布地方标准复审结论的公告"]
    importer = open_importer(_word(tmp_path, *head, rows, "某省市场监督管理局", "2025-08-01"))
    assert importer.announcement is not None
    assert importer.announcement.kind is AnnouncementKind.REVIEW
    found = [(r.reviewed, r.status, r.status_text, r.withdrawn) for r in _records(importer)]
    reviewed = dt.date(2025, 8, 1)
    assert found == [
        (reviewed, StatusWord.IN_FORCE, "继续有效", None),
        (reviewed, None, "废止", None),
    ]


def test_an_amendment_without_its_ordinal_is_refused(tmp_path: Path) -> None:
    """Which sheet it is cannot be guessed."""
    rows = [["序号", "标准编号", "标准名称"], ["1", "GB 19272-2024", "室外健身器材"]]
    head = ["2026年第2号", "关于批准《室外健身器材》国家标准修改单的公告"]
    [row] = open_importer(_word(tmp_path, *head, rows, *SIGNED)).rows()
    assert row.error is not None
    assert row.error.code == "amendment_unnumbered"


@pytest.mark.parametrize(
    ("sheet", "ordinal"),
    [("第1号修改单", 1), ("第十号修改单", 10), ("第十一号修改单", 11), ("第二十号修改单", 20)],
)
def test_the_ordinal_of_an_amendment_in_either_writing(
    tmp_path: Path, sheet: str, ordinal: int
) -> None:
    """The sheet's ordinal is read in digits and in Chinese numerals."""
    header = ["序号", "标准编号", "标准名称", "修改单"]
    rows = [header, ["1", "GB 19272-2024", "室外健身器材", sheet]]
    head = ["2026年第2号", "关于批准《室外健身器材》国家标准修改单的公告"]
    [record] = _records(open_importer(_word(tmp_path, *head, rows, *SIGNED)))
    assert record.number == f"GB 19272-2024/XG{ordinal}-2026"


def test_a_table_going_on_over_the_page(tmp_path: Path) -> None:
    """A second table of the same width without header continues; a repeated header is no row."""
    header = ["序号", "标准编号", "标准名称"]
    parts = [
        *HEAD,
        [header, ["1", "GB/T 1-2026", "甲"]],
        [["2", "GB/T 2-2026", "乙"]],
        [header, ["3", "GB/T 3-2026", "丙"]],
        [["附件", "说明"]],
        *SIGNED,
    ]
    importer = open_importer(_word(tmp_path, *parts))
    numbers = [record.number for record in _records(importer)]
    assert numbers == ["GB/T 1-2026", "GB/T 2-2026", "GB/T 3-2026"]
    assert importer.unknown_columns == {"table 7": 1}


def test_a_document_without_a_list_is_refused(tmp_path: Path) -> None:
    """A letter is no announcement table."""
    with pytest.raises(ImportFormatError) as refused:
        open_importer(_word(tmp_path, "通知", [["a", "b"]]))
    assert refused.value.code == "no_number_column"


@pytest.mark.parametrize(
    ("paragraphs", "number", "kind"),
    [
        (["行业标准备案公告", "2024年第1号（总第289号）"], "2024年第1号", AnnouncementKind.FILING),
        (
            ["关于批准发布XX团体标准的公告", "〔2024〕第5号"],
            "2024年第5号",
            AnnouncementKind.PUBLISH,
        ),
        (["关于废止若干标准的公告", "粤市监标〔2024〕12号"], "粤市监标〔2024〕12号", "withdraw"),
        (["关于发布某标准及废止某标准的公告", "2024年第5号"], "2024年第5号", "publish"),
        (["关于变更编号的公告", "2024 年 第 5 号"], "2024年第5号", "renumber"),
        (["关于废止若干标准的公告", "二〇二四年第十二号"], "2024年第12号", "withdraw"),
        (
            ["关于批准《甲》2020年第一号修改单的公告", "2024年第5号"],
            "2024年第5号",
            AnnouncementKind.AMEND,
        ),
    ],
)
def test_heads_in_their_many_forms(paragraphs: list[str], number: str, kind: str) -> None:
    """Number and kind are read whatever the issuer's habit."""
    head = head_of(paragraphs)
    assert head is not None
    assert (head.number, head.kind) == (number, kind)


def test_text_without_number_is_no_head() -> None:
    """A heading 公告 alone is not an announcement."""
    assert head_of(["公告", "各有关单位"]) is None


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        (
            "原标准自2026年5月31日起废止，新标准自2026年6月1日起实施。",
            dt.date(2026, 6, 1),
            dt.date(2026, 5, 31),
        ),
        ("原标准自2026年5月31日起予以废止。", None, dt.date(2026, 5, 31)),
        ("原标准自本公告发布之日起废止。", None, None),
        ("自本公告发布之日起实施。", ISSUED, None),
        ("以上标准自2026年6月1日起正式实施。", dt.date(2026, 6, 1), None),
    ],
)
def test_the_day_on_which_older_standards_end_is_no_day_of_entry_into_force(
    text: str, begins: dt.date | None, ends: dt.date | None
) -> None:
    """An announcement that publishes may name the end of others, before or instead of a start."""
    head = head_of([*HEAD, text, *SIGNED])
    assert head is not None
    assert (head.effective, head.ends) == (begins, ends)


def test_a_withdrawal_beside_a_publication_has_its_own_day(tmp_path: Path) -> None:
    """Under one head what is published begins on one day and what is withdrawn ends on another."""
    header = ["序号", "标准编号", "标准名称"]
    parts = [
        *HEAD,
        "原标准自2026年5月31日起废止，新标准自2026年6月1日起实施。",
        "一、批准发布的标准",
        [header, ["1", "GB/T 1-2026", "甲"]],
        "二、废止的标准",
        [header, ["1", "GB/T 2-2006", "乙"]],
        *SIGNED,
    ]
    new, old = _records(open_importer(_word(tmp_path, *parts)))
    assert (new.in_force, new.withdrawn) == (dt.date(2026, 6, 1), None)
    assert (old.in_force, old.withdrawn) == (None, dt.date(2026, 5, 31))


@pytest.mark.parametrize("verb", ["废止", "发布"])
def test_a_refused_row_takes_along_what_the_head_says_of_it(tmp_path: Path, verb: str) -> None:
    """Mended and sent again alone, a row says the same as it would have said in its place."""
    head = [f"关于{verb}2项标准的公告", "2026年第1号", f"自2026年6月1日起{verb}。", *SIGNED]
    if verb == "发布":
        head[2] = "自2026年6月1日起实施。"
    rows = [["标准编号", "标准名称"], ["GB/T 1-2006", "甲"], ["GB/T", "乙"]]
    whole, refused = open_importer(_word(tmp_path, *head, rows)).rows()
    assert whole.record is not None
    assert refused.record is None
    again = tmp_path / "again.jsonl"
    raw = refused.raw if isinstance(refused.raw, str) else refused.raw.decode()
    again.write_text(raw.replace('"GB/T"', '"GB/T 2-2006"'), encoding="utf-8")
    [mended] = _records(open_importer(again))
    for fact in ("published", "in_force", "withdrawn", "issuing_body", "status"):
        assert getattr(mended, fact) == getattr(whole.record, fact), fact
    assert (mended.withdrawn or mended.in_force) == dt.date(2026, 6, 1)


@pytest.mark.parametrize("last", ["2026年2月30日", "2026 年 13 月 1 日"])
def test_a_day_that_is_none_in_the_head_is_told_once(tmp_path: Path, last: str) -> None:
    """The date line names no day: the rows go in without it, and the run says so."""
    begins = "以上标准自2026年6月31日起实施。"
    table = [["标准编号", "标准名称"], ["坏", "x"], ["GB/T 1-2026", "甲"], ["GB/T 2-2026", "乙"]]
    importer = open_importer(_word(tmp_path, *HEAD, begins, SIGNED[0], last, table))
    records = _records(importer)
    assert [(r.number, r.published, r.in_force) for r in records] == [
        ("GB/T 1-2026", None, None),
        ("GB/T 2-2026", None, None),
    ]
    told = [[(f.code, f.field, f.fragment) for f in r.findings] for r in records]
    first = [("bad_date", "announcement", text) for text in (last, "2026年6月31日")]
    assert told == [first, []]
    assert [row.record for row in importer.rows(start=2)] == [records[1]]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("原标准编号", "标准编号"),
        ("原标准号", "转化后标准号"),
        ("原标准号", "转化后标准编号"),
        ("原标准号", "现标准号"),
        ("原标准号", "新标准号"),
        ("标准编号", "新标准号"),
        ("变更前标准号", "变更后标准号"),
    ],
)
def test_the_columns_of_a_conversion_in_their_many_names(
    tmp_path: Path, older: str, newer: str
) -> None:
    """Whatever the two are called, the newer number is that of the edition."""
    table = [["序号", older, newer], ["1", "GB 1-2000", "GB/T 1-2000"]]
    head = ["2017年第7号", "关于《水泥》等强制性国家标准转化为推荐性国家标准的公告"]
    [record] = _records(open_importer(_word(tmp_path, *head, table, SIGNED[0], "2017年3月23日")))
    assert (record.number, record.findings) == ("GB/T 1-2000", ())
    assert [(r.kind, r.number, r.inverse) for r in record.relations] == [
        (RelationKind.RENUMBERED_FROM, "GB 1-2000", False)
    ]


def test_an_amendment_is_numbered_by_the_column_that_is_filled(tmp_path: Path) -> None:
    """Of two columns for the number the first is empty."""
    rows = [["编号", "标准编号", "标准名称"], ["", "GB 19272-2024", "《器材》第1号修改单"]]
    head = ["2026年第2号", "关于批准《室外健身器材》国家标准修改单的公告"]
    [record] = _records(open_importer(_word(tmp_path, *head, rows, *SIGNED)))
    assert record.number == "GB 19272-2024/XG1-2026"
