"""The register: adding, changing, its states on a day, its list."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.laws.actions import basing, registering
from biaozhun.cloud.laws.actions.refusing import RefusedError
from biaozhun.cloud.laws.actions.seeding import load_known, shipped
from biaozhun.cloud.laws.functions import FUNCTIONS
from biaozhun.cloud.laws.life import LawState, in_state, state_on
from biaozhun.cloud.laws.models import Amendment, Law, LawRelation, RuleBasis
from biaozhun.cloud.laws.queries.register import abolished
from biaozhun.core.validity.linting import AbolishedLaw
from tests.cloud.laws.conftest import DAY, law_of, person, signed_in

pytestmark = pytest.mark.django_db

DAYS = st.one_of(st.none(), st.dates(dt.date(2019, 1, 1), dt.date(2021, 12, 31)))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2019-12-31", LawState.DRAFT),
        ("2020-01-16", LawState.UPCOMING),
        ("2020-02-29", LawState.UPCOMING),
        ("2020-03-01", LawState.IN_FORCE),
        ("2026-11-21", LawState.IN_FORCE),
        ("2026-11-22", LawState.ABOLISHED),
    ],
)
def test_the_state_of_a_law_follows_from_its_days(day: str, expected: LawState) -> None:
    """The first day of each state is in it."""
    law = law_of(
        published="2020-01-16",
        in_force="2020-03-01",
        abolished="2026-11-22",
        abolished_basis="省令第20号",
    )
    assert state_on(law, dt.date.fromisoformat(day)) is expected


@given(DAYS, DAYS, DAYS, st.booleans(), st.dates(dt.date(2019, 1, 1), dt.date(2021, 12, 31)))
def test_the_list_by_state_and_the_state_of_a_law_are_one_rule(
    published: dt.date | None,
    in_force: dt.date | None,
    ended: dt.date | None,
    is_draft: bool,  # noqa: FBT001  -- drawn
    day: dt.date,
) -> None:
    """Whatever days are known: a law is found under its own state and under no other."""
    Law.objects.all().delete()
    law = Law.objects.create(
        slug="x",
        title="某法",
        title_key="某法",
        kind="law",
        issuer="某",
        published=published,
        in_force=in_force,
        is_draft=is_draft,
        abolished=ended,
        abolished_basis="某决定" if ended else "",
        changed=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    )
    found = [state for state in LawState if Law.objects.filter(in_state(state, day)).exists()]
    assert found == [state_on(law, day)]


def test_a_law_without_days_is_not_taken_for_a_draft() -> None:
    """Nothing is said of it but that nobody knows; a draft says so itself and has no days."""
    assert state_on(law_of(), DAY) is LawState.UNKNOWN
    assert state_on(law_of("另一办法", is_draft=True), DAY) is LawState.DRAFT
    with pytest.raises(RefusedError, match="草案"):
        law_of("又一办法", is_draft=True, published="2020-01-01")


def test_a_law_is_in_the_register_once(keeper: Person) -> None:
    """The same title, number, body and region again is refused; another number is another."""
    law_of(number="令第1号")
    with pytest.raises(RefusedError, match="同名同号"):
        law_of(number="令第1号")
    law_of(number="令第2号")
    assert Law.objects.count() == 2
    assert keeper.name


@pytest.mark.parametrize(
    "facts",
    [
        {"published": "2020-02-01", "in_force": "2020-01-01"},
        {"in_force": "2020-02-01", "abolished": "2020-01-01", "abolished_basis": "某"},
        {"in_force": "2020-02-01", "abolished": "2021-01-01"},
    ],
)
def test_days_that_do_not_fit_are_refused(facts: dict[str, str]) -> None:
    """In a wrong order, or an end without its basis."""
    with pytest.raises(RefusedError):
        law_of(**facts)
    assert Law.objects.count() == 0


def test_a_change_of_its_life_marks_the_rules_that_rest_on_a_law(keeper: Person) -> None:
    """Abolished, amended: marked with the reason; signed again they are free; a note marks none."""
    law = law_of(in_force="2020-03-01")
    basing.rest_rule(law, "T-03", "第二十二条", actor=keeper)
    registering.change_law(law, {"note": "某"}, actor=keeper, today=DAY)
    basis = RuleBasis.objects.get()
    assert basis.marked is None

    registering.amend(
        law,
        published=dt.date(2026, 11, 1),
        in_force=None,
        basis="省令第20号",
        actor=keeper,
        today=DAY,
    )
    basis.refresh_from_db()
    assert (basis.marked, basis.reason) == (DAY, "省令第20号 修改了这份文件")
    basing.sign_rule(basis, actor=keeper, today=DAY)
    basis.refresh_from_db()
    assert (basis.marked, basis.signed, basis.signed_by) == (None, DAY, keeper.name)

    ended = {"abolished": DAY, "abolished_basis": "某决定"}
    registering.change_law(law, ended, actor=keeper, today=DAY)
    basis = RuleBasis.objects.select_related("law").get()
    assert basis.marked == DAY
    with pytest.raises(RefusedError, match="废止"):
        basing.sign_rule(basis, actor=keeper, today=DAY)
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert {"laws.rules_marked", "laws.rule_signed", "laws.law_amended"} <= kinds


def test_the_same_link_is_written_down_once(keeper: Person) -> None:
    """Amendment, relation, function, rule: the second time is refused."""
    law, other = law_of(published="2020-01-01"), law_of("另一办法")
    day = dt.date(2021, 1, 1)
    doing = [
        lambda: registering.amend(
            law, published=day, in_force=None, basis="某", actor=keeper, today=DAY
        ),
        lambda: registering.relate(law, "replaces", other, actor=keeper),
        lambda: basing.govern(law, "filing", "第三条", actor=keeper),
        lambda: basing.rest_rule(law, "T-03", "", actor=keeper),
    ]
    for do in doing:
        do()
        with pytest.raises(RefusedError):
            do()
    with pytest.raises(RefusedError):
        registering.relate(law, "replaces", law, actor=keeper)
    with pytest.raises(RefusedError):
        basing.govern(law, "no such function", "", actor=keeper)
    assert (Amendment.objects.count(), LawRelation.objects.count()) == (1, 1)


def test_an_abolished_law_is_known_by_its_title_and_names_its_successor(keeper: Person) -> None:
    """Unless a law of the same title holds."""
    old = law_of("某管理办法", abolished="2020-01-01", abolished_basis="某")
    registering.relate(law_of("某管理条例"), "replaces", old, actor=keeper)
    told = AbolishedLaw(title="某管理办法", successor="某管理条例")
    assert abolished(["中华人民共和国某管理办法", "没有的"], DAY) == {"某管理办法": told}
    law_of("某管理办法", number="新")
    assert abolished(["某管理办法"], DAY) == {}


def test_the_shipped_laws_come_in_once_with_their_functions(keeper: Person) -> None:
    """As many as the sidecar says, each function known; a second time nothing is added."""
    assert load_known(actor=keeper) == len(shipped().lines) == Law.objects.count()
    assert load_known(actor=keeper) == 0
    order = Law.objects.get(slug="local-standards-order-26")
    assert (order.title, order.published, order.in_force, order.confidence) == (
        "地方标准管理办法",
        dt.date(2020, 1, 16),
        dt.date(2020, 3, 1),
        "second_hand",
    )
    used = set(order.functions.values_list("function", flat=True))
    assert used <= set(FUNCTIONS)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_as_often_for_many_laws(
    rows: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Filters and counts too."""
    for n in range(rows):
        law_of(f"办法{n}", published="2020-01-01")
    with django_assert_num_queries(5):
        assert client.get("/laws").status_code == 200


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=中华人民共和国甲办法", ["甲办法"]),
        ("q=令第1号", ["甲办法"]),
        ("kind=policy", ["乙意见"]),
        ("issuer=某市人民政府", ["乙意见"]),
        ("region=33", ["乙意见"]),
        ("region=-", ["甲办法"]),
        ("state=in_force", ["甲办法"]),
        ("state=draft&on=2019-01-01", ["乙意见", "甲办法"]),
        ("state=unknown", ["乙意见"]),
        ("year=2021", ["乙意见"]),
        ("year=1900", []),
        ("kind=nothing&year=x&page=99", ["乙意见", "甲办法"]),
    ],
)
def test_the_list_is_narrowed_by_each_filter(
    client: Client, query: str, expected: list[str]
) -> None:
    """What an address names is what is shown; what cannot be read narrows nothing."""
    law_of("甲办法", number="令第1号", published="2020-01-01", in_force="2020-02-01")
    law_of("乙意见", kind="policy", issuer="某市人民政府", region="33", published="2021-01-01")
    answer = client.get(f"/laws?{query}")
    assert [law.title for law, _state in answer.context["laws"]] == expected


def test_the_register_can_be_taken_away_and_brought_back(client: Client, desk: Client) -> None:
    """The CSV of the list is a table that the import takes without a change; JSON has the state."""
    law_of("甲办法", number="令第1号", published="2020-01-01", in_force="2020-02-01", region="33")
    content = b"".join(client.get("/laws?format=csv"))  # type: ignore[arg-type]  # a streaming answer
    told = client.get("/laws?format=json").getvalue()
    assert b'"state":"in_force"' in told
    answer = desk.post(
        "/desk/laws/import", {"file": SimpleUploadedFile("laws.csv", content)}, follow=True
    )
    assert "没有变动 1 份，退回 0 行" in answer.content.decode()


def test_a_keeper_adds_changes_and_removes_a_law(desk: Client) -> None:
    """By the forms, with the events of each."""
    told = {"title": "某办法", "kind": "policy", "issuer": "某厅", "right": "shown"}
    told |= {"confidence": "read", "region": "33", "in_force": "2020-03-01"}
    answer = desk.post("/desk/laws/new", told)
    law = Law.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/laws/at/{law.slug}")
    desk.post(f"/desk/laws/at/{law.slug}", {**told, "title": "某某办法"})
    assert Law.objects.get().title == "某某办法"
    desk.post(f"/desk/laws/at/{law.slug}/remove")
    assert Law.objects.count() == 0
    assert list(Event.objects.order_by("id").values_list("kind", flat=True)) == [
        "laws.law_added",
        "laws.law_changed",
        "laws.law_removed",
    ]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"title": ""}, "必填"),
        ({"kind": "nothing"}, "nothing"),
        ({"region": "99"}, "没有这个行政区划代码"),
        ({"abolished": "2021-01-01"}, "写明废止的依据"),
        ({"title": "a\x00b"}, "空字符"),
        ({"in_force": "2020-13-01"}, "日期"),
    ],
)
def test_a_faulty_form_comes_back_with_what_was_typed(
    desk: Client, changed: dict[str, str], message: str
) -> None:
    """422, a sentence, the input kept, and nothing stored."""
    told = {"title": "某办法", "kind": "policy", "issuer": "某某厅", "right": "shown"}
    told |= {"confidence": "read", "in_force": "2020-03-01", **changed}
    answer = desk.post("/desk/laws/new", told)
    page = answer.content.decode()
    assert (answer.status_code, Law.objects.count()) == (422, 0)
    assert message in page
    assert "某某厅" in page


def test_life_and_links_are_written_down_and_taken_back(desk: Client) -> None:
    """Every form of the page of life, and the buttons that take back."""
    law, other = law_of(published="2020-01-01"), law_of("另一办法")
    page = f"/desk/laws/at/{law.slug}/life"
    forms = [
        {"add": "amendment", "published": "2021-01-01", "basis": "某令"},
        {"add": "relation", "kind": "replaces", "other": other.slug},
        {"add": "function", "function": "filing", "article": "第三条"},
        {"add": "rule", "rule": "T-03", "article": "第三条"},
    ]
    for told in forms:
        assert desk.post(page, told).status_code == 302
        assert desk.post(page, told).status_code == 422
    assert desk.post(page, {"add": "rule", "rule": "x y"}).status_code == 422
    assert desk.post(page, {"add": "nothing"}).status_code == 422
    shown = desk.get(page).content.decode()
    assert all(word in shown for word in ("某令", "另一办法", "备案", "T-03"))
    for what, rows in (
        ("relation", law.relations),
        ("function", law.functions),
        ("rule", law.rule_bases),
    ):
        told = {"what": what, "pk": str(rows.get().pk)}
        desk.post(f"/desk/laws/at/{law.slug}/unlink", told)
        assert rows.count() == 0
        assert desk.post(f"/desk/laws/at/{law.slug}/unlink", told).status_code == 302


def test_rules_are_signed_on_their_page(desk: Client, keeper: Person) -> None:
    """A marked rule is signed by a button; one that is gone is told."""
    law = law_of()
    basing.rest_rule(law, "T-03", "", actor=keeper)
    basing.mark_rules(law, "某", on=DAY, actor=keeper)
    assert "待重新签署" in desk.get("/desk/laws/rules").content.decode()
    assert "待重新签署" in desk.get("/desk").content.decode()
    desk.post(reverse("laws:desk_sign", args=[RuleBasis.objects.get().pk]))
    assert RuleBasis.objects.get().marked is None
    assert desk.post(reverse("laws:desk_sign", args=[10**30])).status_code == 302


def test_nobody_below_a_cataloguer_keeps_the_register(client: Client) -> None:
    """A reader is refused, a stranger is led to the sign-in, and neither changes anything."""
    law = law_of()
    reader = signed_in(person(Role.READER))
    for address in ("/desk/laws", "/desk/laws/new", f"/desk/laws/at/{law.slug}"):
        assert reader.get(address).status_code == 403
        assert client.get(address).status_code == 302
    assert reader.post(f"/desk/laws/at/{law.slug}/remove").status_code == 403
    assert Law.objects.count() == 1
