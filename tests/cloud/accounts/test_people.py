"""Looking after accounts: who may, what happens, and that somebody is always left who can."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.accounts.actions import people as actions
from biaozhun.cloud.accounts.actions.invitations import invite
from biaozhun.cloud.accounts.errors import EmailTakenError, LastAdministratorError
from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.audit.models import Event
from tests.cloud.accounts.conftest import As, Make

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<code class="secret">(http://testserver/account/invitation/[^<]+)</code>')


def _said(kind: str) -> list[tuple[str, str, dict[str, object]]]:
    events = Event.objects.filter(kind=kind).order_by("id")
    return [(event.actor_name, event.subject, event.facts) for event in events]


@pytest.mark.parametrize("address", ["/desk/people", "/desk/people/add", "/desk/people/1"])
def test_people_are_looked_after_by_administrators(
    address: str, make: Make, signed_in_as: As, client: Client
) -> None:
    """Who is not signed in is asked to; an operator without an organisation to lead is refused."""
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"/account/login?next={address}",
    )
    assert signed_in_as(make("operator", Role.OPERATOR)).get(address).status_code == 403


def test_a_person_is_added_and_the_link_is_shown_once(
    administrator: Person, signed_in_as: As
) -> None:
    """The account, its event, and a link that is gone on the next look."""
    body = Organisation.objects.create(name="示范省标准馆")
    browser = signed_in_as(administrator)
    told = {
        "name": "王编目",
        "email": "Wang@Example.org",
        "role": "cataloguer",
        "organisation": body.pk,
        "leads": "on",
    }
    answer = browser.post("/desk/people/add", told)
    person = Person.objects.get(email="wang@example.org")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/desk/people/{person.pk}")
    assert (person.name, person.role, person.organisation, person.leads_organisation) == (
        "王编目",
        "cataloguer",
        body,
        True,
    )
    assert not person.has_usable_password()
    assert len(LINK.findall(browser.get(f"/desk/people/{person.pk}").content.decode())) == 1
    assert LINK.findall(browser.get(f"/desk/people/{person.pk}").content.decode()) == []
    assert _said("accounts.person_added") == [
        (
            "administrator",
            "person:wang@example.org",
            {"role": "cataloguer", "organisation": "示范省标准馆"},
        )
    ]
    assert len(_said("accounts.person_invited")) == 1


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("email", "administrator@example.org", "这个邮箱已经有账户了。"),
        ("email", "no address", "输入一个有效的 Email 地址。"),
        ("name", "", "这个字段是必填项。"),
        ("name", "x" * 101, "不超过 100"),
        ("role", "emperor", "选择一个有效的选项"),
        ("organisation", "99", "选择一个有效的选项"),
        ("leads", "on", "先选择组织，才能管理它的账户。"),
    ],
)
def test_a_faulty_form_is_given_back_as_it_was(
    field: str, value: str, fault: str, administrator: Person, signed_in_as: As
) -> None:
    """What is wrong stands beside the field; nothing typed is lost, nobody is added."""
    told = {"name": "王", "email": "w@example.org", "role": "reader", field: value}
    answer = signed_in_as(administrator).post("/desk/people/add", told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert fault in page
    assert f'value="{told["email"]}"' in page
    assert list(Person.objects.all()) == [administrator]


def test_an_address_is_one_account_even_in_a_race(administrator: Person) -> None:
    """The database refuses what slipped past the form."""
    with pytest.raises(EmailTakenError):
        actions.add_person(
            "Administrator@example.org", name="乙", role=Role.READER, actor=administrator
        )
    assert Person.objects.count() == 1


def test_a_role_is_changed_and_told(administrator: Person, make: Make, signed_in_as: As) -> None:
    """Name and role at once; one event each; saving the same again is no event."""
    person = make()
    browser = signed_in_as(administrator)
    for _ in range(2):
        answer = browser.post(
            f"/desk/people/{person.pk}", {"name": "新名", "role": "operator", "organisation": ""}
        )
        assert answer.status_code == 302
    person.refresh_from_db()
    assert (person.name, person.role) == ("新名", "operator")
    facts = {"before": "reader", "role": "operator"}
    assert _said("accounts.role_changed") == [("administrator", "person:reader@example.org", facts)]
    assert _said("accounts.person_changed") == [
        (
            "administrator",
            "person:reader@example.org",
            {"before": ["reader", "", False], "after": ["新名", "", False]},
        )
    ]


def test_who_is_disabled_is_out_at_once_and_can_come_back(
    administrator: Person, make: Make, signed_in_as: As
) -> None:
    """The open session ends; afterwards the account is as it was; each told once."""
    person = make()
    theirs, browser = signed_in_as(person), signed_in_as(administrator)
    assert theirs.get("/account").status_code == 200
    for _ in range(2):
        assert browser.post(f"/desk/people/{person.pk}/disable").status_code == 302
    assert theirs.get("/account").status_code == 302
    for _ in range(2):
        assert browser.post(f"/desk/people/{person.pk}/enable").status_code == 302
    assert theirs.get("/account").status_code == 200
    assert (len(_said("accounts.person_disabled")), len(_said("accounts.person_enabled"))) == (1, 1)


def test_the_last_administrator_stays(administrator: Person, signed_in_as: As, make: Make) -> None:
    """Neither disabled nor demoted, by anybody; a disabled one does not count."""
    gone = make("gone", Role.ADMINISTRATOR)
    actions.disable(gone, actor=administrator)
    for action in (
        lambda: actions.disable(administrator, actor=None),
        lambda: actions.change_role(administrator, Role.OPERATOR, actor=administrator),
    ):
        with pytest.raises(LastAdministratorError):
            action()
    browser = signed_in_as(administrator)
    told = {"name": "改名", "role": "reader"}  # nothing of a refused form is stored
    answer = browser.post(f"/desk/people/{administrator.pk}", told)
    assert answer.status_code == 422
    assert "这是最后一位管理员" in answer.content.decode()
    browser.post(f"/desk/people/{administrator.pk}/disable")
    assert "这是最后一位管理员" in browser.get("/desk/people").content.decode()
    administrator.refresh_from_db()
    held = (administrator.name, administrator.role, administrator.is_active)
    assert held == ("administrator", "administrator", True)


def test_one_of_two_administrators_may_go(administrator: Person, make: Make) -> None:
    """Only the last is held."""
    other = make("other", Role.ADMINISTRATOR)
    actions.change_role(administrator, Role.READER, actor=other)
    administrator.refresh_from_db()
    assert administrator.role == "reader"


@pytest.fixture
def bodies(db: None) -> tuple[Organisation, Organisation]:  # noqa: ARG001  -- the database is what it writes to
    """Two organisations."""
    return Organisation.objects.create(name="甲院"), Organisation.objects.create(name="乙院")


def test_who_leads_an_organisation_sees_its_people_alone(
    bodies: tuple[Organisation, Organisation], make: Make, signed_in_as: As
) -> None:
    """In the list, in the table, and by address."""
    leader = make("leader", Role.CATALOGUER, organisation=bodies[0], leads=True)
    own, other = make("own", organisation=bodies[0]), make("other", organisation=bodies[1])
    browser = signed_in_as(leader)
    page = browser.get("/desk/people").content.decode()
    table = b"".join(browser.get("/desk/people?format=csv").streaming_content).decode()  # type: ignore[attr-defined]  # it streams
    for text in (page, table):
        assert ("own@example.org" in text, "other@example.org" in text) == (True, False)
    assert browser.get(f"/desk/people/{own.pk}").status_code == 200
    for address in ("", "/disable", "/enable", "/invite"):
        assert browser.post(f"/desk/people/{other.pk}{address}").status_code == 404
    assert browser.get("/desk/organisations").status_code == 403
    assert browser.get("/desk/events").status_code == 403


def test_who_leads_an_organisation_gives_roles_up_to_the_own(
    bodies: tuple[Organisation, Organisation], make: Make, signed_in_as: As
) -> None:
    """New people are of the own organisation whatever the form says; no higher role is offered."""
    leader = make("leader", Role.CATALOGUER, organisation=bodies[0], leads=True)
    browser = signed_in_as(leader)
    page = browser.get("/desk/people/add").content.decode()
    assert re.findall(r'<option value="(\w+)"', page) == ["reader", "cataloguer"]
    told = {"name": "新", "email": "n@example.org", "role": "cataloguer", "organisation": "99"}
    assert browser.post("/desk/people/add", told).status_code == 302
    assert Person.objects.get(email="n@example.org").organisation == bodies[0]
    assert browser.post("/desk/people/add", told | {"role": "operator"}).status_code == 422


def test_who_leads_an_organisation_changes_nobody_above(
    bodies: tuple[Organisation, Organisation], make: Make, signed_in_as: As
) -> None:
    """An operator or administrator of the same organisation is shown, and left alone."""
    leader = make("leader", Role.CATALOGUER, organisation=bodies[0], leads=True)
    browser = signed_in_as(leader)
    for role in (Role.OPERATOR, Role.ADMINISTRATOR):
        above = make(role.value, role, organisation=bodies[0])
        page = browser.get(f"/desk/people/{above.pk}").content.decode()
        assert "由管理员管理" in page
        browser.post(f"/desk/people/{above.pk}", {"name": "x", "role": "reader"})
        for verb in ("disable", "enable", "invite"):
            assert browser.post(f"/desk/people/{above.pk}/{verb}").status_code == 403
        above.refresh_from_db()
        assert (above.name, above.role, above.is_active) == (role.value, role.value, True)


def test_nobody_gives_what_they_may_not(
    bodies: tuple[Organisation, Organisation], make: Make
) -> None:
    """The action itself refuses, whatever page calls it."""
    leader = make("leader", Role.OPERATOR, organisation=bodies[0], leads=True)
    own = make("own", organisation=bodies[0])
    with pytest.raises(PermissionDenied):
        actions.change_role(own, Role.ADMINISTRATOR, actor=leader)
    with pytest.raises(PermissionDenied):
        actions.change_person(
            own, name="x", organisation=bodies[1], leads=False, role=Role.READER, actor=leader
        )
    with pytest.raises(PermissionDenied):
        actions.add_person(
            "x@example.org", name="x", role=Role.READER, organisation=bodies[1], actor=leader
        )


def test_the_list_is_filtered_and_paged(
    administrator: Person, make: Make, signed_in_as: As
) -> None:
    """By words, role, organisation and state; fifty on a page."""
    body = Organisation.objects.create(name="甲院")
    for serial in range(51):
        make(f"reader{serial:02}")
    make("chosen", Role.OPERATOR, organisation=body)
    browser = signed_in_as(administrator)

    def names(query: str) -> list[str]:
        page = browser.get(f"/desk/people{query}").content.decode()
        return re.findall(
            r'<th class="keep" scope="row"><a href="/desk/people/\d+">(\w+)</a>', page
        )

    assert len(names("")) == 50
    assert len(names("?page=2")) == 3
    assert names("?q=CHOSEN@") == ["chosen"]
    assert names("?role=operator") == ["chosen"]
    assert names(f"?organisation={body.pk}") == ["chosen"]
    assert names("?state=disabled") == []
    assert names("?state=active") == ["administrator"]
    assert "没有符合的人" in browser.get("/desk/people?q=龘").content.decode()


def test_the_list_asks_a_fixed_number_of_questions(
    administrator: Person,
    make: Make,
    signed_in_as: As,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """Session, person, count, rows, organisations: five, with one row or with twenty."""
    browser = signed_in_as(administrator)
    body = Organisation.objects.create(name="甲院")
    for _ in range(2):
        with django_assert_num_queries(5):
            browser.get("/desk/people")
        for serial in range(20):
            make(f"r{serial}", organisation=body) if _ == 0 else None


def test_the_table_runs_no_formula(administrator: Person, make: Make, signed_in_as: As) -> None:
    """A name that a spreadsheet would run is text."""
    Person.objects.filter(pk=make("x").pk).update(name="=cmd()")
    answer = signed_in_as(administrator).get("/desk/people?format=csv")
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]  # it streams
    assert lines[0] == "\ufeffname,email,role,role_name,organisation,leads,active,last_login"
    assert lines[1] == "'=cmd(),x@example.org,reader,读者,,0,1,"


def test_who_was_let_go_a_moment_ago_does_nothing_any_more(
    administrator: Person, make: Make
) -> None:
    """Three administrators: the request of one was under way when another took the role away."""
    late, third = make("late", Role.ADMINISTRATOR), make("third", Role.ADMINISTRATOR)
    actions.change_role(Person.objects.get(pk=late.pk), Role.READER, actor=administrator)
    late.role = Role.ADMINISTRATOR  # as the request of it still holds it
    for doing in (
        lambda: actions.disable(third, actor=late),
        lambda: actions.change_role(third, Role.READER, actor=late),
        lambda: actions.add_person("x@example.org", name="x", role=Role.READER, actor=late),
        lambda: actions.enable(third, actor=late),
        lambda: invite(third, actor=late),
    ):
        with pytest.raises(PermissionDenied):
            doing()
    assert list(Event.objects.values_list("kind", flat=True)) == ["accounts.role_changed"]


def test_an_administrator_steps_down(administrator: Person, make: Make, signed_in_as: As) -> None:
    """With another one there: role and name are saved together, and the pages are shut at once."""
    make("other", Role.ADMINISTRATOR)
    browser, place = signed_in_as(administrator), f"/desk/people/{administrator.pk}"
    told = {"name": "退下的", "role": "operator", "organisation": ""}
    assert browser.post(place, told).status_code == 302
    administrator.refresh_from_db()
    assert (administrator.role, administrator.name) == ("operator", "退下的")
    assert browser.get("/desk/people").status_code == 403
