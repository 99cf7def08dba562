"""The collections as readers see them, and as keepers make them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.special_collections.actions import collections as actions
from biaozhun.cloud.special_collections.actions import items as item_actions
from biaozhun.cloud.special_collections.actions.examples import create_construction_collection
from biaozhun.cloud.special_collections.models import Collection, Item, Node
from tests.cloud.special_collections.conftest import person, signed_in
from tests.factories.catalogue import edition_of

pytestmark = pytest.mark.django_db


def _page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return " ".join(answer.content.decode().split())


@pytest.fixture
def construction(keeper: Person) -> Collection:
    """The example, published."""
    made = create_construction_collection(keeper)
    actions.publish(made, published=True, actor=keeper)
    return made


def test_the_example_has_a_tree_two_facets_and_three_kinds(construction: Collection) -> None:
    """Every item of the example stands on a node, in a discipline and a stage."""
    items = construction.items.all()
    assert {item.kind for item in items} == {"standard", "standard_design", "component"}
    assert all(item.node and item.discipline and item.stage for item in items)
    assert create_construction_collection().pk == construction.pk


@pytest.mark.usefixtures("catalogue")
def test_a_collection_is_filtered_by_tree_facets_kind_and_words(
    construction: Collection, client: Client
) -> None:
    """The tree counts what is below, the matrix both facets; filters narrow the list."""
    page = _page(client, f"/collections/{construction.slug}")
    assert 'aria-label="结构 设计 6"' in page
    assert "<strong>22 项</strong>" in page
    assert "<strong>11 项</strong>" in _page(client, "/collections/construction?node=2")
    both = _page(client, "/collections/construction?discipline=structure&stage=acceptance")
    assert "<strong>1 项</strong>" in both
    assert "GB 50204-2015" in both
    component = _page(client, "/collections/construction?kind=component")
    assert 'href="https://example.org/inspection/yzb-01"' in component
    assert 'href="/standards/GB-50010-2010"' in component
    assert "没有找到" in _page(client, "/collections/construction?q=zzz")


@pytest.mark.usefixtures("catalogue")
def test_an_item_shows_the_standing_of_its_edition(
    collection: Collection, keeper: Person, client: Client
) -> None:
    """An edition has its status; a number without a year that of the edition in force."""
    item_actions.place(collection, "GB 50204-2002\nGB 50204\nGB 7-2001", node=None, actor=keeper)
    actions.publish(collection, published=True, actor=keeper)
    page = _page(client, "/collections/concrete")
    assert page.count("tone-replaced") == 1
    assert page.count("tone-in_force") == 1
    assert '现在看的版本：<a href="/standards/GB-50204-2015"' in page
    assert page.count("本馆未收录") == 1


@pytest.mark.usefixtures("collection")
def test_what_is_not_published_is_for_keepers(client: Client, desk: Client) -> None:
    """Readers do not find it; whoever keeps it sees it with a word of warning."""
    assert "还没有发布专题库" in _page(client, "/collections")
    _page(client, "/collections/concrete", 404)
    _page(client, "/collections/concrete/changes", 404)
    assert "尚未发布" in _page(desk, "/collections/concrete")
    desk.post("/desk/collections/concrete/publish", {"published": "yes"})
    assert "混凝土" in _page(client, "/collections")
    assert Event.objects.latest("id").kind == "special_collections.collection_published"


@pytest.mark.usefixtures("catalogue")
def test_an_edition_names_the_collections_that_hold_it(
    construction: Collection, client: Client
) -> None:
    """The page of an edition leads to the published collections in which it stands."""
    page = _page(client, "/standards/GB-50010-2010")
    assert '<a href="/collections/construction">工程建设标准数据库</a>' in page
    assert "结构设计" in page
    construction.items.update(held=Item.Held.LEFT_OUT, reason="试")
    assert "收入专题库" not in _page(client, "/standards/GB-50010-2010")


def test_a_table_of_what_is_shown_can_be_taken_along(
    construction: Collection, client: Client
) -> None:
    """The table has the filtered items alone."""
    answer = client.get(f"/collections/{construction.slug}?kind=standard_design&format=csv")
    rows = answer.getvalue().decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert rows[1].startswith("标准设计图集,22G101-1,")


@pytest.mark.parametrize("count", [1, 3])
def test_a_collection_asks_as_much_of_the_database_for_many_items(
    collection: Collection,
    keeper: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
    client: Client,
    count: int,
) -> None:
    """The number of questions does not grow with the items."""
    for serial in range(1, count + 1):
        edition_of(f"GB {serial}-2020", in_force="2020-01-01")
    text = "\n".join(f"GB {serial}-2020" for serial in range(1, count + 1))
    item_actions.place(collection, text, node=Node.objects.all()[0], actor=keeper)
    actions.publish(collection, published=True, actor=keeper)
    with django_assert_num_queries(13):
        client.get("/collections/concrete")


DESK = (
    "/desk/collections",
    "/desk/collections/new",
    "/desk/collections/concrete",
    "/desk/collections/concrete/tree",
    "/desk/collections/concrete/items",
)


@pytest.mark.usefixtures("collection")
@pytest.mark.parametrize("address", DESK)
def test_the_desk_is_for_operators(client: Client, desk: Client, address: str) -> None:
    """Nobody signed in is asked to sign in, a cataloguer is refused, an operator let in."""
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/login")
    assert signed_in(person(Role.CATALOGUER)).get(address).status_code == 403
    assert desk.get(address).status_code == 200


def test_an_operator_makes_a_collection_and_fills_it(
    desk: Client,
    client: Client,
    catalogue: None,  # noqa: ARG001  -- the library to choose from
) -> None:
    """From the empty desk to a published collection built from a search."""
    assert "建立示例专题库" in _page(desk, "/desk/collections")
    form = _page(desk, "/desk/collections/new?query=q%3D混凝土%26page%3D3")
    assert 'value="q=%E6%B7%B7%E5%87%9D%E5%9C%9F"' in form
    told = {"slug": "Concrete", "title": "混凝土", "query": "q=混凝土&status=in_force"}
    answer = desk.post("/desk/collections/new", told)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/collections/concrete")
    assert "新列入 2 项" in _page(desk, "/desk/collections/concrete")
    again = desk.post("/desk/collections/new", told)
    assert again.status_code == 422
    assert "已经有一个专题库用这个网址名" in again.content.decode()
    desk.post("/desk/collections/concrete/publish", {"published": "yes"})
    assert "由这次检索建成" in _page(client, "/collections/concrete")
    assert "重新检索" in _page(client, "/collections/concrete/changes")


def test_the_example_is_one_button_away(desk: Client) -> None:
    """The empty desk makes the example; it is recorded who did it."""
    answer = desk.post("/desk/collections")
    assert answer.headers["Location"] == "/desk/collections/construction"
    made = Event.objects.filter(kind="special_collections.collection_created").latest("id")
    assert (made.subject, made.actor_name) == ("collection:construction", "某Operator")


def test_the_tree_is_kept_by_forms(collection: Collection, desk: Client) -> None:
    """Adding, a table with a fault, the values of a facet, moving and removing."""
    address = "/desk/collections/concrete/tree"
    top = Node.objects.get(code="1")
    desk.post(address, {"add": "1", "code": "1.2", "title": "施工", "parent": top.pk})
    assert Node.objects.get(code="1.2").parent == top
    refused = desk.post(address, {"add": "1", "code": "1.2", "title": "施工"})
    assert (refused.status_code, "已经有代号“1.2”" in refused.content.decode()) == (422, True)
    table = SimpleUploadedFile("tree.csv", "代号,名称,上级\n3,园林,\n4,,\n".encode("gb18030"))
    page = desk.post(address, {"file": table})
    assert page.status_code == 422
    assert "1 行已写入，1 行没有写入" in page.content.decode()
    assert desk.post(address, {"facet": "stage", "table": "d,设计\nc，施工"}).status_code == 302
    assert collection.terms.count() == 2
    node = f"{address}/{top.pk}"
    assert desk.get(node).status_code == 200
    assert desk.post(node, {"code": "1", "title": "结构工程", "order": "5"}).status_code == 302
    assert desk.post(node, {"code": "1", "title": "", "order": "5"}).status_code == 422
    assert desk.post(node, {"remove": "1"}).status_code == 302
    assert not Node.objects.filter(code__startswith="1").exists()
    assert desk.get(node).status_code == 404


def test_a_tree_that_was_taken_out_goes_in_unchanged(collection: Collection, desk: Client) -> None:
    """The table of a tree is one that an import takes, parents first."""
    address = "/desk/collections/concrete/tree"
    content = desk.get(f"{address}?format=csv").getvalue().decode("utf-8-sig")
    assert content.splitlines() == ["code,title,parent", "1,结构,", "1.1,设计,1", "2,验收,"]
    assert desk.post(address, {"table": content}).status_code == 302
    assert collection.nodes.count() == 3


def test_items_are_kept_by_forms(collection: Collection, desk: Client) -> None:
    """Placing with a fault, a table, moving, pinning, taking out."""
    address = "/desk/collections/concrete/items"
    page = desk.post(address, {"place": "1", "numbers": "GB 1-2000\n甲乙丙", "node": ""})
    assert page.status_code == 422
    assert "1 行不是标准编号" in page.content.decode()
    answer = desk.post(address, {"table": "种类,编号,名称\n构件,B-1,板\n"})
    assert answer.status_code == 302
    standard, component = Item.objects.order_by("kind")[::-1]
    desk.post(address, {"act": "move", "item": [standard.pk, "x", "9" * 30], "node": "1.1"})
    standard.refresh_from_db()
    assert standard.node is not None
    assert standard.node.code == "1.1"
    hold = f"{address}/{standard.pk}/held"
    desk.post(hold, {"held": "pinned", "reason": ""})
    assert "请写明理由" in _page(desk, address)
    desk.post(hold, {"held": "pinned", "reason": "合同引用"})
    standard.refresh_from_db()
    assert (standard.held, standard.reason) == ("pinned", "合同引用")
    assert desk.post(hold, {"held": "nonsense"}).status_code == 302
    assert desk.post(f"{address}/99999/held", {"held": "found"}).status_code == 404
    desk.post(address, {"act": "remove", "item": [component.pk]})
    assert collection.items.count() == 1
    assert "先在左边勾选" in desk.post(address, {"act": "remove"}, follow=True).content.decode()


def test_an_item_is_kept_in_a_form(collection: Collection, desk: Client) -> None:
    """A design is added and changed; a fault is told beside what was typed; the number stays."""
    address = "/desk/collections/concrete/items"
    told = {
        "kind": "standard_design",
        "number": "22G101-1",
        "title": "平法图集",
        "date": "2022-05-01",
        "node": "1.1",
        "rests_on": "gb50010-2010",
        "inspection_link": "ftp://x",
    }
    refused = desk.post(f"{address}/new", told)
    assert refused.status_code == 422
    assert "检验链接“ftp://x”不是网址" in refused.content.decode()
    assert 'value="平法图集"' in refused.content.decode()
    assert desk.post(f"{address}/new", told | {"inspection_link": ""}).status_code == 302
    item = collection.items.get()
    assert (item.rests_on, item.node) == (["GB-50010-2010"], Node.objects.get(code="1.1"))
    assert 'value="GB 50010-2010"' in _page(desk, f"{address}/{item.pk}")
    desk.post(f"{address}/{item.pk}", {"number": "other", "kind": "component", "title": "新名"})
    item.refresh_from_db()
    assert (item.number, item.kind, item.title) == ("22G101-1", "standard_design", "新名")
    assert collection.changes.get().cause == "hand"
    _page(desk, f"{address}/99999", 404)


def test_a_collection_is_removed_by_whoever_writes_its_name(
    collection: Collection, desk: Client, keeper: Person
) -> None:
    """A wrong name and a published collection are refused."""
    address = "/desk/collections/concrete/remove"
    desk.post(address, {"slug": "x"})
    actions.publish(collection, published=True, actor=keeper)
    desk.post(address, {"slug": "concrete"})
    assert Collection.objects.count() == 1
    desk.post("/desk/collections/concrete/publish", {"published": "no"})
    desk.post(address, {"slug": "concrete"})
    assert Collection.objects.count() == 0


PARAMETERS = ("node", "discipline", "stage", "kind", "q", "page", "format", "query")
FIELDS = (
    *("title", "slug", "query", "add", "code", "parent", "order"),
    *("facet", "table", "place", "numbers", "node", "act", "item"),
    *("kind", "number", "date", "rests_on", "inspection_link", "discipline"),
)
_VALUES = st.text(max_size=30) | st.sampled_from(["1", "standard", "\x00", "9" * 40, "-1"])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    address=st.sampled_from(["/collections/concrete", "/desk/collections/concrete/items"]),
    query=st.dictionaries(
        st.sampled_from(PARAMETERS),
        _VALUES,
    ),
)
@example(address="/desk/collections/new", query={"query": "q=\x00&ics=%"})
@example(address="/collections", query={"page": "x"})
def test_no_query_string_breaks_a_page(
    collection: Collection, desk: Client, address: str, query: dict[str, str]
) -> None:
    """Any parameters at all: a page, never a failure."""
    assert desk.get(address, query).status_code == 200
    assert collection.pk


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    place=st.sampled_from(["", "/tree", "/items", "/items/new", "/publish", "/search", "/remove"]),
    told=st.dictionaries(
        st.sampled_from(
            [
                "title",
                "slug",
                "query",
                "add",
                "code",
                "parent",
                "order",
                "facet",
                "table",
                "place",
                "numbers",
                "node",
                "act",
                "item",
            ]
        ),
        _VALUES,
    ),
)
def test_no_form_breaks_a_page(
    collection: Collection, desk: Client, place: str, told: dict[str, str]
) -> None:
    """Whatever is sent: done, or refused with what was sent, never a failure."""
    answer = desk.post(f"/desk/collections/concrete{place}", told)
    assert answer.status_code in {200, 302, 404, 422}
    assert collection.pk
