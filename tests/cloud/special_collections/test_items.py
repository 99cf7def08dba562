"""What stands in a collection: pasted numbers, tables, pins, and what was left out."""

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.special_collections.actions import items as actions
from biaozhun.cloud.special_collections.actions.importing import ITEM_COLUMNS, import_items
from biaozhun.cloud.special_collections.actions.refusing import Fault, RefusedError
from biaozhun.cloud.special_collections.actions.tables import read_lines, read_text
from biaozhun.cloud.special_collections.actions.tree import write_terms
from biaozhun.cloud.special_collections.exports import table
from biaozhun.cloud.special_collections.models import Collection, Item, MembershipChange, Node
from biaozhun.cloud.special_collections.queries.lists import all_items
from biaozhun.cloud.special_collections.queries.shelves import Filters
from tests.cloud.special_collections.conftest import lines

pytestmark = pytest.mark.django_db


def _node(collection: Collection, code: str) -> Node:
    return Node.objects.get(collection=collection, code=code)


@pytest.mark.usefixtures("catalogue")
def test_numbers_are_placed_in_any_spelling_with_an_account(
    collection: Collection, keeper: Person
) -> None:
    """Each line is placed, moved, unchanged or at fault; what is not held is placed as well."""
    node = _node(collection, "1.1")
    text = "ＧＢ５００１０－２０１０\n\ngb 50010-2010\nGB 99999-2001\n不是编号\nGB50204"
    placed = actions.place(collection, text, node=node, actor=keeper)
    assert placed.placed == ["GB 50010-2010", "GB 99999-2001", "GB 50204"]
    assert placed.unchanged == ["GB 50010-2010"]
    assert placed.not_held == ["GB 99999-2001"]
    assert placed.faults == [Fault(5, "不是编号", "这不是标准编号，请对照原文改正。")]
    again = actions.place(collection, "GB 50010-2010", node=_node(collection, "2"), actor=keeper)
    assert (again.placed, again.moved) == ([], ["GB 50010-2010"])
    held = Item.objects.get(collection=collection, number="GB 50010-2010")
    assert (held.title, held.node) == ("混凝土结构设计规范", _node(collection, "2"))


def test_a_list_has_a_limit_and_something_in_it(collection: Collection, keeper: Person) -> None:
    """Nothing, and more than a thousand lines, are refused and change nothing."""
    with pytest.raises(RefusedError, match="每行写一个"):
        actions.place(collection, " \n\x00\n", node=None, actor=keeper)
    with pytest.raises(RefusedError, match="1000"):
        actions.place(collection, "GB 1-2000\n" * 1001, node=None, actor=keeper)
    assert Item.objects.count() == 0


def test_what_is_left_out_has_a_reason_and_is_logged(
    collection: Collection, keeper: Person
) -> None:
    """Leaving out and taking in again are changes of membership; pinning is none."""
    actions.place(collection, "GB 1-2000", node=None, actor=keeper)
    item = Item.objects.get()
    with pytest.raises(RefusedError, match="写明理由"):
        actions.hold(item, Item.Held.LEFT_OUT, " ", actor=keeper)
    actions.hold(item, Item.Held.LEFT_OUT, "已改用新版", actor=keeper)
    actions.hold(item, Item.Held.PINNED, "合同引用", actor=keeper)
    actions.hold(item, Item.Held.BY_HAND, "", actor=keeper)
    ways = list(MembershipChange.objects.order_by("id").values_list("way", "cause"))
    assert ways == [("in", "hand"), ("out", "hand"), ("in", "hand")]
    assert actions.take_out([item], actor=keeper) == 1
    assert MembershipChange.objects.filter(way="out").count() == 2


_TABLE = """种类,编号,名称,日期,目录代号,阶段,依据的标准,检验链接
,gb 50010-2010,,2010-08-18,1.1,设计,,
图集,22G101-1,平法图集,,1,,GB 50010-2010；gb50011-2010,
构件,YZB-01,叠合板,,,,,https://example.org/x
桌子,1,,,,,,
图集,22g101-1,又一次,,,,,
,不是编号,,,,,,
构件,B,,某年,,,,
构件,C,,,9.9,,,
构件,D,,,,,,javascript:alert(1)
构件,E,,,,,不是编号,
"""


@pytest.mark.usefixtures("catalogue")
def test_a_table_of_items_goes_in_row_by_row(collection: Collection, keeper: Person) -> None:
    """Good rows go in, each faulty one is named with its line and what is wrong."""
    write_terms(collection, "stage", lines("code,title", "design,设计"), actor=keeper)
    read = read_lines(_TABLE, ITEM_COLUMNS, needed=("number",))
    written = import_items(collection, read, actor=keeper)
    assert written.taken == 3
    assert [(fault.line, fault.message) for fault in written.faults] == [
        (5, "没有“桌子”这个种类；写标准、标准设计图集或构件。"),
        (6, "这个编号前面的行里已经有了。"),
        (7, "“不是编号”不是标准编号。"),
        (8, "“某年”不是日期，请写成 2020-10-01。"),
        (9, "本专题库没有“9.9”，请先加进去。"),
        (10, "检验链接“javascript:alert(1)”不是网址，请以 https:// 开头。"),
        (11, "“不是编号”不是标准编号。"),
    ]
    design = Item.objects.get(kind="standard_design")
    assert design.rests_on == ["GB-50010-2010", "GB-50011-2010"]
    standard = Item.objects.get(kind="standard")
    assert (standard.title, standard.stage.title) == ("混凝土结构设计规范", "设计")


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_a_table_that_was_taken_out_goes_in_unchanged(
    collection: Collection, keeper: Person, language: str
) -> None:
    """What is exported and imported again changes nothing, in any language, formulas included."""
    write_terms(collection, "stage", lines("code,title", "design,设计"), actor=keeper)
    import_items(collection, read_lines(_TABLE, ITEM_COLUMNS, needed=("number",)), actor=keeper)
    Item.objects.filter(kind="component").update(title="=1+1")
    fields = ("kind", "slug", "title", "date", "rests_on", "inspection_link", "node", "stage")
    before = list(Item.objects.values_list(*fields))
    with translation.override(language):
        content = table("concrete", all_items(collection, Filters())).getvalue()
    assert b",'=1+1," in content
    read = read_lines(read_text(content), ITEM_COLUMNS, needed=("number",))
    assert import_items(collection, read, actor=keeper).faults == []
    assert list(Item.objects.values_list(*fields)) == before


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "读不出来"),
        (b"x" * 2_000_001, "太大"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, message: str) -> None:
    """A picture and a file that is too large are refused in a sentence."""
    with pytest.raises(RefusedError, match=message):
        read_text(content)


def test_a_table_without_the_column_it_needs_is_refused() -> None:
    """The sentence names the column."""
    with pytest.raises(RefusedError, match="缺少：number"):
        read_lines("名称\n某", ITEM_COLUMNS, needed=("number",))


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(
        st.dictionaries(st.sampled_from(list(ITEM_COLUMNS)), st.text(max_size=20)), max_size=6
    )
)
def test_any_cells_go_in_or_are_named(
    collection: Collection, keeper: Person, rows: list[dict[str, str]]
) -> None:
    """Whatever stands in the cells: a row goes in or is a fault with a sentence."""
    text = ",".join(ITEM_COLUMNS) + "\n"
    for row in rows:
        cells = (row.get(name, "").replace('"', '""') for name in ITEM_COLUMNS)
        text += ",".join(f'"{cell}"' for cell in cells) + "\n"
    try:
        read = read_lines(text, ITEM_COLUMNS, needed=("number",))
    except RefusedError:
        return
    written = import_items(collection, read, actor=keeper)
    assert written.taken + len(written.faults) == len(read)
    assert all(fault.message for fault in written.faults)
