"""Editions in the forms of libraries (MARC 21) and of the field (Relaton)."""

import datetime as dt
import io
from pathlib import Path

import pytest
from django.test import Client
from lxml import etree
from pymarc import MARCReader, parse_xml_to_array

from biaozhun.cloud.catalogue.exports.editions.marc import marc_record, marcxml_text
from biaozhun.cloud.catalogue.exports.editions.relaton import relaton, relaton_yaml
from biaozhun.cloud.catalogue.exports.editions.relaton_xml import relaton_xml_text
from biaozhun.cloud.catalogue.importers import open_importer
from biaozhun.cloud.catalogue.models import Document, Edition
from biaozhun.core.bibliography import BibliographicRecord, RelationKind, StatedRelation
from tests.factories.catalogue import edition_of, record_of, relation_of, source_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition() -> Edition:
    """An edition of which every field of a record is told."""
    made = edition_of(
        "GB/T 1.1-2020",
        title_zh="标准化工作导则 第1部分：标准化文件的结构和起草规则",
        title_en="Directives for standardization - Part 1: Structure and drafting",
        title_fr="Directives - Partie 1",
        issuing_body="国家市场监督管理总局、国家标准化管理委员会",
        committee="SAC/TC 286",
        jurisdiction_body="全国标准化原理与方法标准化技术委员会",
        drafting_units=["中国标准化研究院"],
        drafters=["张三"],
        ics=["01.120"],
        ccs=["A00"],
        keywords=["起草"],
        published="2020-03-31",
        in_force="2020-10-01",
        withdrawn="2030-01-01",
        reviewed="2025-01-02",
        edition_label="3",
        doctype="standard",
    )
    relation_of(made, "replaces", "GB/T 1.1-2009")
    relation_of(made, "replaces", "GB/T 1.2-2002", extent="partly")
    relation_of(made, "corresponds", "ISO 9001:2015", degree="NEQ")
    relation_of(made, "cites", "GB/T 321-2005")
    Document.objects.create(
        edition=made,
        kind="text",
        language="zh",
        reading="open",
        reason="强制性标准公开",
        address="https://example.org/1.pdf",
    )
    Document.objects.create(edition=made, kind="translation", language="en", reading="closed")
    return made


def test_the_record_of_a_library_tells_all(edition: Edition) -> None:
    """Every field, in the order of its tags."""
    record = marc_record(edition, summary="规定了结构。")
    assert [(field.tag, field.format_field()) for field in record.fields] == [
        ("001", "GB/T-1.1-2020"),
        ("003", "biaozhun"),
        ("005", "20260701000000.0"),
        ("008", "260701e20200331cc ||||  u   |00| 0 chi d"),
        ("024", "GB/T 1.1-2020"),
        ("040", "biaozhun chi biaozhun"),
        ("041", "chi eng"),
        ("046", "20201001 20300101"),
        ("084", "01.120 ics"),
        ("084", "A00 ccs"),
        ("088", "GB/T 1.1—2020"),
        ("110", "国家市场监督管理总局、国家标准化管理委员会 issuing body"),
        ("245", f"{edition.title_zh}"),
        ("246", edition.title_en),
        ("246", edition.title_fr),
        ("246", "GB/T 1.1—2020"),
        ("250", "3"),
        ("264", "国家市场监督管理总局、国家标准化管理委员会 2020-03-31"),
        ("336", "text txt rdacontent"),
        ("520", "规定了结构。"),
        ("546", "中文; English"),
        ("650", "Standardization. General rules 01.120 ics"),
        ("650", "A00 A00 ccs"),
        ("653", "起草"),
        ("700", "张三 drafter"),
        ("710", "全国标准化原理与方法标准化技术委员会 jurisdiction body"),
        ("710", "SAC/TC 286 technical committee"),
        ("710", "中国标准化研究院 drafting unit"),
        ("780", "GB/T 1.1-2009"),
        ("780", "GB/T 1.2-2002"),
        ("787", "corresponds to NEQ ISO 9001:2015"),
        ("856", "https://example.org/1.pdf text (zh) 0 强制性标准公开"),
        ("880", edition.title_en),
    ]
    assert len(record["008"].data) == 40
    assert record["245"]["6"] == "880-01"
    assert record["880"]["6"] == "245-01/(B"
    replaced = {f["o"]: f.indicator2 for f in record.get_fields("780")}
    assert replaced == {"GB/T 1.1-2009": "2", "GB/T 1.2-2002": "3"}


def test_the_record_survives_both_forms_of_exchange(edition: Edition) -> None:
    """Read back from MARC 21 and from MARCXML by another's reader, it is the same."""
    record = marc_record(edition, summary="长" * 100_000)
    binary = next(MARCReader(record.as_marc()))
    assert binary is not None
    xml = parse_xml_to_array(io.BytesIO(marcxml_text(record).encode()))[0]
    own = [str(field) for field in record.fields]
    assert [str(field) for field in binary.fields] == own
    assert [str(field) for field in xml.fields] == own


def test_a_bare_number_is_a_record() -> None:
    """Nothing is written of what nobody told; characters XML does not know are left out."""
    bare = edition_of("ISO 9001:2015", title_en="Quality \x0bmanagement")
    record = marc_record(bare, changed=dt.datetime(2026, 1, 2, 3, 4, 5, 600_000, tzinfo=dt.UTC))
    assert [field.tag for field in record.fields] == [
        *("001", "003", "005", "008", "024", "040", "088", "245", "246", "264", "336", "546"),
    ]
    assert record["005"].data == "20260102030405.6"
    assert record["008"].data == "260701s2015    xx ||||  u   |00| 0 eng d"
    assert record["245"]["a"] == "Quality management"
    assert etree.fromstring(marcxml_text(record).encode()) is not None


def _read_back(edition: Edition, folder: Path, summary: str = "") -> BibliographicRecord:
    path = folder / "record.yaml"
    path.write_text(relaton_yaml(relaton(edition, summary=summary)), encoding="utf-8")
    [row] = open_importer(path, format="relaton").rows()
    assert row.record is not None, row.error
    return row.record


def test_what_is_written_in_relaton_is_read_back(edition: Edition, tmp_path: Path) -> None:
    """The importer reads our own file to the facts it was made of."""
    read = _read_back(edition, tmp_path, summary="规定了结构。")
    for field in (
        *("number", "title_zh", "title_en", "title_fr", "issuing_body", "committee", "doctype"),
        *("published", "in_force", "withdrawn", "reviewed"),
    ):
        assert getattr(read, field) == getattr(edition, field), field
    assert (read.ics, read.ccs, read.keywords) == (("01.120",), ("A00",), ("起草",))
    assert (read.edition, read.summary) == ("3", "规定了结构。")
    assert set(read.relations) == {
        StatedRelation(kind=RelationKind.REPLACES, number="GB/T 1.1-2009"),
        StatedRelation(kind=RelationKind.REPLACES, number="GB/T 1.2-2002"),
        StatedRelation(kind=RelationKind.CORRESPONDS, number="ISO 9001:2015"),
        StatedRelation(kind=RelationKind.CITES, number="GB/T 321-2005"),
    }


def test_a_joint_number_is_a_second_identifier(tmp_path: Path) -> None:
    """One cover with two numbers does not become an adoption when it is read again."""
    made = edition_of("GB 50010-2010", title_zh="混凝土结构设计规范")
    relation_of(made, "joint", "JGJ 3-2010")
    record = relaton(made)
    assert [one["id"] for one in record["docid"]] == ["GB 50010-2010", "JGJ 3-2010"]  # type: ignore[attr-defined]  # plain data
    assert _read_back(made, tmp_path).relations == ()


def test_the_model_in_xml_keeps_the_order_of_its_grammar(edition: Edition) -> None:
    """The parts of ``bibdata`` come as its grammar has them."""
    root = etree.fromstring(
        relaton_xml_text(relaton(edition, address="https://example.org/x")).encode()
    )
    assert (root.tag, root.get("type")) == ("bibdata", "standard")
    order = list(dict.fromkeys(str(child.tag) for child in root))
    assert order == [
        *("title", "uri", "docidentifier", "date", "contributor", "edition", "language", "script"),
        *("relation", "keyword", "ext"),
    ]
    [partly] = [one for one in root.findall("relation") if one.findtext("description") == "partly"]
    assert partly.findtext("bibitem/docidentifier") == "GB/T 1.2-2002"
    assert [
        one.findtext("code") for one in root.iterfind("ext/*") if one.find("code") is not None
    ] == ["01.120", "A00"]


@pytest.mark.parametrize("redistributable", [True, False])
def test_the_page_of_an_edition_offers_these_forms(client: Client, redistributable: bool) -> None:  # noqa: FBT001  -- both cases of one rule
    """The abstract is text by others: it goes out only where its source may be handed on."""
    made = edition_of("GB/T 9-2020", title_zh="九", summary="说明文字", origins={"*": "told"})
    record_of(made, source_of("told", redistributable=redistributable))
    relation_of(edition_of("GB/T 9-2024", title_zh="新"), "replaces", "GB/T 9-2020")
    for wanted, content_type in (
        ("marcxml", "application/marcxml+xml; charset=utf-8"),
        ("relaton", "application/yaml; charset=utf-8"),
        ("relaton-xml", "application/xml; charset=utf-8"),
    ):
        answer = client.get("/standards/GB/T-9-2020", {"format": wanted})
        text = answer.content.decode()
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, content_type)
        assert ("说明文字" in text) is redistributable
        assert "GB/T 9-2024" in text  # stated by the other end alone
