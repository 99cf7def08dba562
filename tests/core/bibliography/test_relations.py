"""The free text of a replacement field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.bibliography.record import Extent, RelationKind, StatedRelation
from biaozhun.core.bibliography.relations import read_replacement

OWN = "GB/T 2566-2010"


def _replaces(number: str, extent: Extent | None = None) -> StatedRelation:
    return StatedRelation(kind=RelationKind.REPLACES, number=number, extent=extent)


def _replaced_by(number: str) -> StatedRelation:
    return StatedRelation(kind=RelationKind.REPLACES, number=number, inverse=True)


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("代替GB 2566-1981", (_replaces("GB 2566-1981"),)),
        ("替代 GB 2566-1981;", (_replaces("GB 2566-1981"),)),
        ("代替GB 1-2000;GB 2-2000", (_replaces("GB 1-2000"), _replaces("GB 2-2000"))),
        ("被GB/T 2566-2020代替", (_replaced_by("GB/T 2566-2020"),)),
        (
            "代替GB 2566-1981被GB/T 2566-2020代替",
            (_replaced_by("GB/T 2566-2020"), _replaces("GB 2566-1981")),
        ),
        ("部分代替：GBZ/T160.48-2004", (_replaces("GBZ/T 160.48-2004", Extent.PARTLY),)),
        ("代替YY/T 0686-2008(部分)(部分)", (_replaces("YY/T 0686-2008", Extent.PARTLY),)),
        ("代替CJ/T 111-2000废止", (_replaces("CJ/T 111-2000"),)),
        ("GB 2566-1981", (_replaces("GB 2566-1981"),)),
    ],
)
def test_directions_and_lists(text: str, relations: tuple[StatedRelation, ...]) -> None:
    """Both directions, both at once, partial replacement, and a bare predecessor."""
    found = read_replacement(text, OWN)
    assert found.relations == relations
    assert found.findings == ()


def test_a_bare_number_behind_a_direction_must_be_a_predecessor() -> None:
    """被A代替B says of B only what follows from its being an older edition."""
    found = read_replacement("被JJG140-2008代替JJG140-1991", "JJG 140-1998")
    assert found.relations == (_replaced_by("JJG 140-2008"), _replaces("JJG 140-1991"))
    assert found.findings == ()


def test_labels_are_taken_for_what_they_are() -> None:
    """The category of a metrology document and the department are no replacements."""
    found = read_replacement(
        "替代JJG(交通)080-2007标准类别：计量检定规程主管部门：交通运输部", "JJG(交通) 80-2020"
    )
    assert found.doctype == "计量检定规程"
    assert found.sector_department == "交通运输部"
    assert found.relations == (_replaces("JJG(交通) 080-2007"),)
    assert found.findings == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("公告:废止的铁路部门计量规程规范目录", "withdrawal_notice"),
        ("GB/T 2566-2010废止", "withdrawal_notice"),
        ("JJG 50-1996", "relation_unstated"),
        ("代替TC291", "relation_number"),
        ("代替GB/T 2566-2010", "replaces_itself"),
        ("代替GB 1535-2019", "replacement_backwards"),
        ("被GB/T 2566-1981代替", "replacement_backwards"),
        ("本规程引用以下文件:JJF1004-2004流量计量名词术语", "not_a_replacement"),
    ],
)
def test_what_is_no_replacement_is_named(text: str, code: str) -> None:
    """Notices, citations, other numbers and nonsense are reported and make no relation."""
    found = read_replacement(text, OWN)
    assert [finding.code for finding in found.findings] == [code]
    assert found.relations == ()


def test_the_last_piece_of_a_cut_text_is_not_taken() -> None:
    """A text of exactly the length at which sources cut ends in half a number."""
    listed = "代替" + ",".join(f"GB 10408.{part}-2000" for part in range(1, 8))
    text = listed + "," + "GB 10408.10-2000"[: 120 - len(listed) - 1]
    text = text if len(text) == 120 else text.ljust(120, "1")
    found = read_replacement(text, "GB 10408-2025")
    assert [finding.code for finding in found.findings] == ["text_cut"]
    assert "GB 10408.7-2000" in {relation.number for relation in found.relations}


def test_the_number_of_a_notice_is_kept() -> None:
    """A notice that names itself by number is the announcement."""
    text = (
        "JC 477-1992;强制性转化为推荐性标准;公告：中华人民共和国工业和信息化部公告 2017年(第11号)"
    )
    found = read_replacement(text, "JC 477-2005")
    assert found.announcement == "中华人民共和国工业和信息化部公告 2017年(第11号)"
    renumbered = StatedRelation(
        kind=RelationKind.RENUMBERED_FROM,
        number="JC/T 477-2005",
        inverse=True,
        basis="强制性转化为推荐性标准",
    )
    assert set(found.relations) == {renumbered, _replaces("JC 477-1992")}


def test_a_renumbering_names_its_basis() -> None:
    """调整(转号) is the same text under a new number."""
    found = read_replacement("调整(转号)JJG1046-1994", "JJF 1046-1994")
    assert found.relations == (
        StatedRelation(
            kind=RelationKind.RENUMBERED_FROM, number="JJG 1046-1994", basis="调整(转号)"
        ),
    )


WORDS = ["代替", "被", "部分", "公告:", "标准类别：", "GB 1-2000", "GB/T 2-2001", ";", "、", "废止"]


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=4)).map("".join))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    """Whatever stands in the field, it is sorted, and nothing relates to itself."""
    found = read_replacement(text, "GB 1-2000")
    assert "GB 1-2000" not in {r.number for r in found.relations}
