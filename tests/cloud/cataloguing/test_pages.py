"""The keepers' pages: who may, what they show, what they do, what they refuse."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.catalogue.actions import undoing
from biaozhun.cloud.catalogue.models import (
    Conflict,
    Edition,
    ImportRun,
    NumberDecision,
    PrecedenceRule,
    Relation,
    SourceRecord,
)
from biaozhun.cloud.catalogue.queries.delays import sources
from biaozhun.cloud.cataloguing import tasks
from biaozhun.cloud.cataloguing.forms.editing import EditForm, written
from biaozhun.cloud.cataloguing.panels import KEEPING
from biaozhun.cloud.cataloguing.queries.editing import present
from biaozhun.cloud.ui.panels import register
from biaozhun.core.bibliography import STATED_BY_OPERATORS
from tests.cloud.cataloguing.conftest import (
    NUMBER,
    OTHER,
    ROW,
    SLUG,
    Bring,
    browser,
    work_off,
)
from tests.meanwhile import meanwhile

PAGES = ("/desk/conflicts", "/desk/rules", "/desk/numbers", "/desk/edit")


@pytest.mark.django_db
@pytest.mark.parametrize("address", [*PAGES, f"/desk/edit/{SLUG}", f"/desk/part/{SLUG}"])
def test_pages_are_for_cataloguers(client: Client, address: str) -> None:
    """Anonymous people are asked to sign in, readers are refused."""
    assert client.get(address).status_code == 302
    assert browser(Role.READER).get(address).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/desk/runs/1/undo", "/desk/runs/1/stop"])
def test_runs_are_taken_back_by_operators(address: str) -> None:
    """A cataloguer is refused; an empty list says so."""
    assert browser(Role.CATALOGUER).post(address).status_code == 403
    assert browser(Role.OPERATOR).get("/desk/runs").status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_empty_pages_say_so(cataloguer: Client, address: str) -> None:
    """Every list has its empty state."""
    assert cataloguer.get(address).status_code == 200


@pytest.mark.parametrize(
    ("address", "leads", "says"),
    [
        ("/desk/statements/1/withdraw", "/desk/edit", "没有这项核定，或者已经撤回。"),
        ("/desk/conflicts/1", "/desk/conflicts", "或者别人已经核定。"),
    ],
)
def test_what_was_done_already_is_told_and_is_no_error(
    cataloguer: Client, address: str, leads: str, says: str
) -> None:
    """A button pressed twice, or two keepers at the same thing: the second is led on in words."""
    answer = cataloguer.post(address, {}, follow=True)
    assert answer.redirect_chain == [(leads, 302)]
    assert says in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/desk/rules/1/withdraw", "/desk/numbers/1/take-back", f"/desk/part/{SLUG}"]
)
def test_what_is_not_there_is_not_found(cataloguer: Client, address: str) -> None:
    """A clear page and no failure."""
    assert cataloguer.post(address, {}).status_code == 404


def sent(edition: Edition | None, **changed: object) -> dict[str, object]:
    """What a browser sends of the form of an edition."""
    data: dict[str, object] = {}
    for name in STATED_BY_OPERATORS:
        shown = written(present(edition, name))
        shown = shown.isoformat() if isinstance(shown, dt.date) else shown
        data[f"initial-{name}"] = data[name] = shown or ""
    return data | {"reason": "封面如此", **changed}


@pytest.mark.usefixtures("two")
def test_a_changed_field_is_stated_and_withdrawn(cataloguer: Client) -> None:
    """Only what was changed; the page then lists it with its reason and takes it back."""
    edition = Edition.objects.get()
    page = cataloguer.get(f"/desk/edit/{SLUG}")
    assert "另一名称" in page.content.decode()
    answer = cataloguer.post(
        f"/desk/edit/{SLUG}", sent(edition, in_force="2001-07-01", evidence="馆藏原件")
    )
    assert answer.status_code == 302, answer.content.decode()
    edition.refresh_from_db()
    assert edition.in_force == dt.date(2001, 7, 1)
    row = SourceRecord.objects.get(source__slug="operator")
    assert '"stated":["in_force"]' in row.facts
    shown = cataloguer.get(f"/desk/edit/{SLUG}").content.decode()
    assert "封面如此" in shown
    assert "馆藏原件" in shown
    assert cataloguer.post(f"/desk/statements/{row.pk}/withdraw").status_code == 302
    edition.refresh_from_db()
    assert edition.in_force == dt.date(2001, 5, 1)
    events = Event.objects.order_by("id").values_list("kind", "actor_name")
    assert [kind for kind, _ in events] == [
        "catalogue.fact_stated",
        "catalogue.statement_withdrawn",
    ]


@pytest.mark.usefixtures("two")
def test_who_states_a_field_second_is_told_what_the_first_said(cataloguer: Client) -> None:
    """Nothing is overwritten unseen; sent once more it holds, and so does what is not contested."""
    address = f"/desk/edit/{SLUG}"
    both = sent(Edition.objects.get())  # two keepers open the page
    assert cataloguer.post(address, both | {"title_zh": "甲说"}).status_code == 302
    assert cataloguer.post(address, both | {"in_force": "2001-07-01"}).status_code == 302
    answer = cataloguer.post(address, both | {"title_zh": "乙说"})
    assert answer.status_code == 422
    assert "这一项已改为“甲说”" in answer.content.decode()
    assert Edition.objects.get().title_zh == "甲说"
    shown = answer.context["form"].data
    again = cataloguer.post(address, {name: shown[name] for name in shown})
    assert (again.status_code, Edition.objects.get().title_zh) == (302, "乙说")
    assert Edition.objects.get().in_force == dt.date(2001, 7, 1)


@pytest.mark.usefixtures("two")
def test_a_cleared_field_is_nothing(cataloguer: Client) -> None:
    """Emptying a day states that there is none; a list is read line by line."""
    edition = Edition.objects.get()
    cataloguer.post(f"/desk/edit/{SLUG}", sent(edition, in_force="", ics="01.140\n35.240"))
    edition.refresh_from_db()
    assert (edition.in_force, edition.ics) == (None, ["01.140", "35.240"])


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": ""},
        {"in_force": "2001-02-30"},
        {"title_zh": "甲\x00"},
        {"ics": "不是"},
        {"relation_kind": "replaces"},
        {"relation_kind": "replaces", "relation_number": "不是编号"},
        {"relation_kind": "x"},
        {"denied": "999"},
        {"status": "x"},
    ],
)
def test_a_faulty_form_keeps_what_was_typed(cataloguer: Client, wrong: dict[str, str]) -> None:
    """It is shown again with the faults (422), and nothing is kept."""
    data = sent(Edition.objects.get(), title_en="Typed", **wrong)
    answer = cataloguer.post(f"/desk/edit/{SLUG}", data)
    assert answer.status_code == 422
    assert "Typed" in answer.content.decode()
    assert not SourceRecord.objects.filter(source__slug="operator").exists()


@pytest.mark.usefixtures("two")
def test_a_form_without_change_says_so(cataloguer: Client) -> None:
    """Nothing is stated."""
    answer = cataloguer.post(f"/desk/edit/{SLUG}", sent(Edition.objects.get()), follow=True)
    assert "没有改动任何一项" in answer.content.decode()


@pytest.mark.usefixtures("two")
def test_line_ends_of_a_browser_are_no_change() -> None:
    """It sends lists with other line ends than they were shown with."""
    Edition.objects.update(ics=["01.140", "35.240"])
    edition = Edition.objects.get()
    form = EditForm(sent(edition, ics="01.140\r\n35.240"), edition=edition)
    assert form.is_valid(), form.errors
    assert form.statement().fields == {}


@pytest.mark.usefixtures("two")
def test_relations_are_added_and_denied(cataloguer: Client) -> None:
    """One by one, each with the reason."""
    edition = Edition.objects.get()
    wrong = edition.stated_relations.get()
    data = sent(
        edition,
        denied=str(wrong.pk),
        relation_kind="renumbered_from",
        relation_number="gb 100-2001",
    )
    assert cataloguer.post(f"/desk/edit/{SLUG}", data).status_code == 302
    assert list(edition.stated_relations.values_list("kind", "object")) == [
        ("renumbered_from", "GB-100-2001")
    ]


def test_an_edition_is_entered_by_hand(cataloguer: Client) -> None:
    """From its number to its form; a number without year or none at all is refused."""
    answer = cataloguer.post("/desk/edit", {"number": "gb/t7-2007"})
    assert answer.headers["Location"] == "/desk/edit/GB/T-7-2007"
    data = sent(None, title_zh="手录的标准")
    assert cataloguer.post("/desk/edit/GB/T-7-2007", data).status_code == 302
    assert Edition.objects.get().title_zh == "手录的标准"
    assert cataloguer.post("/desk/edit", {"number": "不是"}).status_code == 422
    assert cataloguer.get("/desk/edit/GB/T-7").status_code == 404
    assert cataloguer.get("/desk/edit/nonsense").status_code == 404


def test_conflicts_are_filtered_and_downloaded(cataloguer: Client, bring: Bring) -> None:
    """By field, source, level, code and state; the table leaves as CSV with safe cells."""
    bring("a", [ROW | {"title_zh": "=1+1"}], 10)
    bring("b", [OTHER])
    for query, count in (
        ("", 2),
        ("?field=title_zh", 1),
        ("?source=a&other=b", 2),
        ("?source=c", 0),
        ("?family=national&code=gb", 2),
        ("?family=sector", 0),
        ("?state=decided", 0),
        ("?state=open&field=in_force", 1),
        ("?field=%00&page=x", 2),
    ):
        found = cataloguer.get(f"/desk/conflicts{query}").context["found"]
        assert found.page.paginator.count == count, query
    table = cataloguer.get("/desk/conflicts?format=csv&field=title_zh")
    lines = b"".join(table.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]  # it streams
    assert lines[1] == f"{NUMBER},title_zh,'=1+1,a,另一名称,b,"


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("choice", "value", "day"),
    [
        ("2001-06-01", "", dt.date(2001, 6, 1)),
        ("nothing", "", None),
        ("other", "2001-08-01", dt.date(2001, 8, 1)),
    ],
)
def test_a_conflict_is_decided(
    cataloguer: Client, choice: str, value: str, day: dt.date | None
) -> None:
    """For a source, for nothing, for another value; it then counts as decided."""
    conflict = Conflict.objects.get(field="in_force")
    address = f"/desk/conflicts/{conflict.pk}"
    page = cataloguer.get(address)
    assert "2001-06-01" in page.content.decode()
    keys = {told.text: told.key for told in page.context["one"].choices}
    data = {"choice": keys.get(choice, choice), "value": value, "reason": "查原件"}
    assert cataloguer.post(address, data).status_code == 302
    assert Edition.objects.get().in_force == day
    decided = cataloguer.get("/desk/conflicts?state=decided&field=in_force")
    assert decided.context["found"].page.paginator.count >= 1


@pytest.mark.usefixtures("two")
def test_a_decision_leaves_the_other_disagreements_of_the_edition_where_they_are(
    cataloguer: Client,
) -> None:
    """Their pages stand open in other windows, and a list of links is worked down."""
    first, second = Conflict.objects.get(field="in_force"), Conflict.objects.get(field="title_zh")
    data = {"choice": "nothing", "reason": "查原件"}
    assert cataloguer.post(f"/desk/conflicts/{first.pk}", data).status_code == 302
    assert Conflict.objects.get(field="title_zh").pk == second.pk
    assert cataloguer.get(f"/desk/conflicts/{second.pk}").status_code == 200
    assert Conflict.objects.count() == len(set(Conflict.objects.values_list("field", "other")))


def test_what_is_chosen_stays_the_same_when_an_import_comes_between(
    cataloguer: Client, bring: Bring
) -> None:
    """The value that was read beside the button is decided, whatever place it has by now."""
    bring("b", [ROW], 10)
    bring("c", [OTHER], 20)
    address = f"/desk/conflicts/{Conflict.objects.get(field='title_zh').pk}"
    first, second = cataloguer.get(address).context["one"].choices
    bring("a", [OTHER | {"title_zh": "又一名称"}], 15)
    now = cataloguer.get(address).context["one"].choices
    assert [told.text for told in now] == [first.text, "又一名称", second.text]
    assert cataloguer.post(address, {"choice": second.key, "reason": "r"}).status_code == 302
    assert Edition.objects.get().title_zh == second.value


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    "data",
    [
        {},
        {"choice": "9", "reason": "r"},
        {"choice": "other", "value": "x", "reason": "r"},
        {"choice": "other", "value": "", "reason": "r"},
        {"choice": "0", "reason": "r"},
        {"choice": "nothing", "reason": ""},
    ],
)
def test_a_choice_that_cannot_be_read_is_shown_again(
    cataloguer: Client, data: dict[str, str]
) -> None:
    """With the faults, and nothing is decided."""
    conflict = Conflict.objects.get(field="in_force")
    assert cataloguer.post(f"/desk/conflicts/{conflict.pk}", data).status_code == 422
    assert not Conflict.objects.exclude(decided="").exists()


def test_a_conflict_about_the_nature_is_decided(cataloguer: Client, bring: Bring) -> None:
    """For the source or for the number; the page of the edition tells it."""
    bring("a", [ROW | {"nature": "强制性"}])
    conflict = Conflict.objects.get(field="nature")
    page = cataloguer.get(f"/desk/conflicts/{conflict.pk}")
    assert [(one.text, one.sources) for one in page.context["one"].choices] == [
        ("recommended", ["标准编号"]),
        ("mandatory", ["来源a"]),
    ]
    assert "各来源都不对，只按编号" in page.content.decode()
    key = page.context["one"].choices[1].key
    data = {"choice": key, "value": "", "reason": "公告第 7 号"}
    assert cataloguer.post(f"/desk/conflicts/{conflict.pk}", data).status_code == 302
    (decided,) = Conflict.objects.filter(field="nature")
    assert (decided.chosen, decided.other_source, decided.decided) == ("mandatory", "", "operator")
    shown = cataloguer.get(f"/standards/{SLUG}").content.decode()
    assert "按编目员的核定或规则" in shown
    form = cataloguer.get(f"/desk/edit/{SLUG}").context["form"]
    assert form["nature"].value() == "mandatory"
    listed = cataloguer.get("/desk/conflicts?field=nature").content.decode()
    assert "标准编号" in listed
    other = {"choice": "other", "value": "x", "reason": "r"}
    bring("b", [ROW | {"number": "GB 7-2007", "nature": "推荐性"}])
    pk = Conflict.objects.get(field="nature", decided="").pk
    assert cataloguer.post(f"/desk/conflicts/{pk}", other).status_code == 422


def test_a_conflict_about_a_relation_is_decided(cataloguer: Client, bring: Bring) -> None:
    """Each way it is told can be chosen; what is told alike is no choice."""
    cited = {"cites": [{"number": "GB/T 80-1980"}]}
    bring("a", [ROW | cited | {"replaces": [{"number": "GB/T 90-1990", "extent": "partly"}]}], 10)
    bring("b", [ROW | cited | {"replaces": [{"number": "GB/T 90-1990", "extent": "wholly"}]}])
    conflict = Conflict.objects.get(field="relations")
    page = cataloguer.get(f"/desk/conflicts/{conflict.pk}")
    assert [one.text for one in page.context["one"].choices] == [
        "代替 GB/T 90-1990（部分）",
        "代替 GB/T 90-1990（全部）",
    ]
    address = f"/desk/conflicts/{conflict.pk}"
    assert cataloguer.post(address, {"choice": "nothing", "reason": "r"}).status_code == 422
    key = page.context["one"].choices[1].key
    assert cataloguer.post(address, {"choice": key, "reason": "查原件"}).status_code == 302
    assert Relation.objects.get(kind="replaces").extent == "wholly"
    assert not Edition.objects.get(slug=SLUG).conflicting


def test_a_rule_may_name_the_number_for_the_nature_alone(cataloguer: Client, bring: Bring) -> None:
    """It is named on the list; for another field the form says why not."""
    bring("a", [ROW | {"nature": "强制性"}])
    wanted = RULE | {"field": "nature", "preferred": "=number", "do": "make"}
    assert cataloguer.post("/desk/rules", wanted).status_code == 302
    (row,) = cataloguer.get("/desk/rules").context["found"].rows
    assert (row.preferred, row.over) == ("标准编号", "")
    refused = cataloguer.post("/desk/rules", wanted | {"field": "title_zh"})
    assert (refused.status_code, "只说明性质" in refused.content.decode()) == (422, True)


RULE = {"field": "title_zh", "preferred": "b", "over": "", "code": "gb", "reason": "更近原件"}


@pytest.mark.usefixtures("two")
def test_a_rule_is_looked_at_made_and_withdrawn(cataloguer: Client) -> None:
    """The preview changes nothing; the background brings what is held in line, both ways."""
    page = cataloguer.post("/desk/rules", RULE | {"do": "look"})
    assert (page.status_code, page.context["preview"].changed) == (200, 1)
    assert not PrecedenceRule.objects.exists()
    assert cataloguer.post("/desk/rules", RULE | {"do": "make"}).status_code == 302
    assert work_off() == 1
    assert Edition.objects.get().title_zh == "另一名称"
    rule = PrecedenceRule.objects.get()
    assert cataloguer.get("/desk/rules").context["found"].rows[0].decides == 1
    again = cataloguer.post("/desk/rules", RULE | {"do": "make"})
    assert (again.status_code, "已经有了" in again.content.decode()) == (422, True)
    assert cataloguer.post(f"/desk/rules/{rule.pk}/withdraw").status_code == 302
    work_off()
    assert Edition.objects.get().title_zh == ROW["title_zh"]
    table = b"".join(cataloguer.get("/desk/rules?format=csv").streaming_content).decode()  # type: ignore[attr-defined]  # it streams
    assert len(table.splitlines()) == 2
    assert cataloguer.post("/desk/rules", {"field": "x"}).status_code == 422


def test_numbers_become_one_and_two_again(cataloguer: Client, bring: Bring) -> None:
    """Looked at first; the old address leads on; taken back it is as before."""
    bring("a", [ROW])
    bring("b", [{"number": "GB/T 1000-2001", "title_zh": "误"}])
    data = {"from_number": "GB/T 1000-2001", "to_number": NUMBER, "reason": "排印之误"}
    page = cataloguer.post("/desk/numbers", data | {"do": "look"})
    assert (page.status_code, page.context["preview"].rows) == (200, 1)
    assert cataloguer.post("/desk/numbers", data | {"do": "merge"}).status_code == 302
    assert Edition.objects.count() == 1
    assert cataloguer.get("/desk/edit/GB/T-1000-2001").headers["Location"] == f"/desk/edit/{SLUG}"
    moved = Client().get("/standards/GB/T-1000-2001")
    assert (moved.status_code, moved.headers["Location"]) == (301, f"/standards/{SLUG}")
    assert moved.headers["Cache-Control"] == "no-cache"  # it may be taken back, as below
    decision = NumberDecision.objects.get()
    assert cataloguer.post(f"/desk/numbers/{decision.pk}/take-back").status_code == 302
    assert Client().get("/standards/GB/T-1000-2001").status_code == 200
    assert Edition.objects.count() == 2
    wrong = cataloguer.post("/desk/numbers", data | {"to_number": "不是", "do": "merge"})
    assert wrong.status_code == 422
    assert cataloguer.get("/desk/numbers?format=csv").status_code == 200


@pytest.mark.usefixtures("two")
def test_rows_are_parted(cataloguer: Client) -> None:
    """Chosen rows count for another number; without a choice nothing happens."""
    row = SourceRecord.objects.get(source__slug="b")
    data = {"to_number": "GB/T 101-2001", "reason": "误并"}
    assert cataloguer.post(f"/desk/part/{SLUG}", data).status_code == 422
    assert cataloguer.post(f"/desk/part/{SLUG}", data | {"row": row.pk}).status_code == 302
    assert Edition.objects.get(slug="GB/T-101-2001").title_zh == "另一名称"


def test_a_run_is_taken_back(operator: Client, two: list[int]) -> None:
    """The consequences, the second yes, the background, the result; not twice."""
    address = f"/desk/runs/{two[1]}/undo"
    assert address in operator.get("/desk/runs").content.decode()
    assert operator.get(address).context["consequences"].rows == 1
    assert operator.post(address, {"reason": ""}).status_code == 422
    assert operator.post(address, {"reason": "文件拿错了"}).status_code == 302
    assert operator.post(address, {"reason": "文件拿错了"}).status_code == 302
    assert work_off() == 1
    assert not Conflict.objects.exists()
    assert ImportRun.objects.get(pk=two[1]).state == "undone"
    page = operator.get(address)
    assert page.context["ordered"].done == 1
    assert [each.source.slug for each in sources()] == ["a"]
    assert "已经撤销过" in operator.post(address, {"reason": "又"}, follow=True).content.decode()
    assert operator.get("/desk/runs/99999/undo").status_code == 404


def test_a_run_is_ordered_back_once(operator: Client, two: list[int]) -> None:
    """Of two who press the button the second reads that it is being done; one order is queued."""
    reason = {"reason": "错文件"}

    def order_too() -> None:
        run = ImportRun.objects.get(pk=two[1])
        tasks.undo.later(undoing.order_undo(run, actor=None, reason="r").pk)

    with meanwhile(order_too, after='SELECT "catalogue_importrun"'):
        answer = operator.post(f"/desk/runs/{two[1]}/undo", reason, follow=True)
    assert "已经有人下令撤销这次导入" in answer.content.decode()
    assert operator.post(f"/desk/runs/{two[1]}/undo", reason).status_code == 302
    assert work_off() == 1


def test_a_running_import_is_stopped_first(operator: Client, two: list[int]) -> None:
    """The page offers to stop it, and then to take it back."""
    ImportRun.objects.filter(pk=two[1]).update(state="running")
    address = f"/desk/runs/{two[1]}/undo"
    assert operator.get(address).context["is_running"]
    assert operator.post(f"/desk/runs/{two[1]}/stop").status_code == 302
    assert operator.get(address).context["consequences"].rows == 1


@pytest.mark.usefixtures("two")
def test_keepers_find_their_pages_on_an_edition() -> None:
    """Readers do not see them."""
    register(KEEPING)
    assert (
        f"/desk/part/{SLUG}" in browser(Role.CATALOGUER).get(f"/standards/{SLUG}").content.decode()
    )
    assert "/desk/part/" not in Client().get(f"/standards/{SLUG}").content.decode()


def test_lists_ask_a_constant_number_of_questions(
    cataloguer: Client,
    bring: Bring,
    django_assert_max_num_queries: Callable[..., object],
    django_assert_num_queries: Callable[..., object],
) -> None:
    """One row or many."""
    bring("a", [ROW], 10)
    bring("b", [OTHER])
    cataloguer.get("/desk/conflicts")
    with django_assert_max_num_queries(20) as first:  # type: ignore[attr-defined]  # pytest-django's context
        cataloguer.get("/desk/conflicts")
        cataloguer.get(f"/desk/edit/{SLUG}")
    rows = [ROW | {"number": f"GB/T {n}-2001"} for n in range(200, 230)]
    bring("a", rows, 10)
    bring("b", [row | {"title_zh": "异"} for row in [OTHER, *rows]])
    with django_assert_num_queries(len(first)):  # type: ignore[attr-defined]  # likewise
        cataloguer.get("/desk/conflicts")
        cataloguer.get(f"/desk/edit/{SLUG}")


WORDS = st.sampled_from(("", "x", "\x00", "title_zh", "open", "9" * 30, "-1", "国", "csv", "%"))
QUERY = st.dictionaries(
    st.sampled_from(
        ("field", "source", "other", "family", "code", "state", "page", "from", "relation")
    ),
    WORDS,
    max_size=4,
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(QUERY)
def test_any_address_is_answered(cataloguer: Client, query: dict[str, str]) -> None:
    """No query string brings a page down."""
    for address in (*PAGES, "/desk/edit/GB/T-7-2007"):
        assert cataloguer.get(address, query).status_code == 200


@pytest.mark.usefixtures("two")
def test_a_change_is_one_against_what_was_shown() -> None:
    """What an import changed meanwhile is no change of the person's."""
    edition = Edition.objects.get()
    data = sent(edition, title_en="New")
    Edition.objects.update(title_zh="其间改了")
    form = EditForm(data, edition=Edition.objects.get())
    assert form.is_valid(), form.errors
    assert set(form.statement().fields) == {"title_en"}
