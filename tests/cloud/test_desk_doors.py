"""Every address of the desk opens to its role and to nobody below it, however it is asked."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.catalogue.models import Source
from tests.factories.catalogue import conflict_of, edition_of

FILLED = {"int": "1", "str": "zh-hans", "slug": "nothing-here", "path": "GB-1-2020"}
"""One value for each kind of part that an address has; nothing is found under any of them."""
ENORMOUS = FILLED | {"int": "9" * 40, "slug": "n" * 3000, "path": "\x00", "str": "\x00"}
LEAST = {
    "desk": Role.READER,  # what waits for oneself
    "desk/projects": Role.READER,
    "desk/calls": Role.READER,
    "desk/applications": Role.READER,
    "desk/batches": Role.READER,  # whoever is named an assessor
    "desk/proposals": Role.OPERATOR,
    "desk/forms": Role.OPERATOR,
    "desk/committees": Role.READER,
    "desk/posts": Role.OPERATOR,
    "desk/experts": Role.OPERATOR,
    "desk/contributions": Role.OPERATOR,
    "desk/demands": Role.READER,
    "desk/suggestions": Role.READER,
    "desk/approvals": Role.READER,
    "desk/issuing": Role.OPERATOR,
    "desk/consultations": Role.READER,
    "desk/letters-to-us": Role.READER,  # whoever answers for the unit that was asked
    "desk/hearings": Role.READER,
    "desk/representatives": Role.OPERATOR,
    "desk/checks": Role.READER,
    "desk/technical-reviews": Role.READER,
    "desk/my-reviews": Role.READER,
    "desk/green-channel": Role.READER,
    "desk/clocks": Role.READER,
    "desk/limits": Role.OPERATOR,
    "desk/holidays": Role.OPERATOR,
    "desk/takeover": Role.OPERATOR,
    "desk/people": Role.ADMINISTRATOR,
    "desk/organisations": Role.ADMINISTRATOR,
    "desk/events": Role.ADMINISTRATOR,
    "desk/conflicts": Role.CATALOGUER,
    "desk/rules": Role.CATALOGUER,
    "desk/edit": Role.CATALOGUER,
    "desk/statements": Role.CATALOGUER,
    "desk/numbers": Role.CATALOGUER,
    "desk/part": Role.CATALOGUER,
    "desk/holdings": Role.CATALOGUER,
    "desk/collections": Role.OPERATOR,
    "desk/texts": Role.CATALOGUER,
    "desk/runs": Role.OPERATOR,
    "desk/tasks": Role.OPERATOR,
    "desk/uploads": Role.OPERATOR,
    "desk/sources": Role.OPERATOR,
    "desk/new-source": Role.OPERATOR,
    "desk/guidance": Role.OPERATOR,
    "desk/notices": Role.OPERATOR,
    "desk/exchange": Role.OPERATOR,
    "desk/clause-withdrawals": Role.CATALOGUER,
    "desk/complete-holdings": Role.CATALOGUER,
    "desk/laws": Role.CATALOGUER,
    "desk/withdrawals": Role.OPERATOR,
}
"""The least role for each part of the desk, as the manual tells it (docs/accounts.md)."""
NARROWER = {
    f"desk/batches/<int:pk>/{part}": Role.OPERATOR
    for part in (
        "applications",
        "applications/<int:application>/conclusion",
        "assessors/<int:assessor>/remove",
        "assessors/new",
        "change",
        "criteria",
        "issue",
        "notice",
        "notice/paper",
        "objections/<int:objection>",
        "step",
    )
}
NARROWER |= {
    "desk/calls/new": Role.OPERATOR,
    "desk/hearings/criteria": Role.OPERATOR,
    "desk/clocks/times/<int:pk>": Role.OPERATOR,
    "desk/green-channel/grounds": Role.OPERATOR,
    "desk/green-channel/grounds/<int:pk>/retire": Role.OPERATOR,
    "desk/representatives/projects/<int:pk>": Role.READER,  # whoever keeps the project invites
    "desk/representatives/invitations/<int:pk>": Role.READER,
    "desk/representatives/invitations/<int:pk>/<slug:action>": Role.READER,
}
"""Pages within a part that ask for more than the part itself, or for less."""
OF_A_UNIT = {
    "desk/applications/new",
    "desk/batches/new",
    "desk/batches/numbering",
    "desk/proposals/calls/new",
}
"""Pages for people of a department or an authority, whatever their role; these here have none."""


def _desk_routes() -> Iterator[str]:
    for each in get_resolver().url_patterns:
        for pattern in getattr(each, "url_patterns", [each]):
            route = str(pattern.pattern)
            if isinstance(pattern, URLPattern) and re.match(r"desk(/|$)", route):
                yield route


ROUTES = sorted(set(_desk_routes()))


def _address(route: str, parts: dict[str, str] = FILLED) -> str:
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda part: parts[part[1] or "str"], route)


def _part(route: str) -> str:
    return "/".join(route.split("/")[:2])


def _as(role: Role) -> Client:
    client = Client()
    client.force_login(Person.objects.create_user(f"{role}@example.org", name=role, role=role))
    return client


def test_every_part_of_the_desk_has_a_least_role_written_down() -> None:
    """A new part of the desk is forgotten nowhere."""
    assert {_part(route) for route in ROUTES} == set(LEAST)


@pytest.mark.django_db
def test_who_is_not_signed_in_is_led_to_the_sign_in_from_every_address() -> None:
    """Read or sent, existing or not: the sign-in with the way back, and nothing is told."""
    for address in map(_address, ROUTES):
        for asked in (Client().get, Client().post):
            answer = asked(address)
            if answer.status_code == 405:
                continue
            assert (answer.status_code, answer.headers["Location"]) == (
                302,
                f"/account/login?next={address}",
            ), address


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_every_address_refuses_whoever_is_below_its_least_role(role: Role) -> None:
    """403 below the least role, for pages and forms; neither that nor a failure from it upwards."""
    client, person = _as(role), Person(role=role)
    for route in ROUTES:
        for asked in (client.get, client.post):
            status = asked(_address(route)).status_code
            if status == 405:
                continue
            least = NARROWER.get(route, LEAST[_part(route)])
            if person.may(least) and route not in OF_A_UNIT:
                assert status not in (401, 403, 500), (route, asked)
            else:
                assert status == 403, (route, asked)


@pytest.mark.django_db
@pytest.mark.parametrize("junk", ["\x00", "<script>", "x" * 100_000])
def test_no_form_of_the_desk_fails_on_what_is_sent(junk: str) -> None:
    """Whatever stands in the fields and in the address, the answer is a page and not a failure."""
    client = _as(Role.ADMINISTRATOR)
    names = ["reason", "number", "title", "q", "ids", "state", "name", "slug", "email", "code"]
    for route in ROUTES:
        for parts in (FILLED, ENORMOUS):
            address = _address(route, parts)
            told = dict.fromkeys(names, junk)
            assert client.post(address, told).status_code < 500, route
            asked = dict.fromkeys(names, junk[:3000])
            assert client.get(address, asked).status_code < 500, route


@pytest.mark.django_db
def test_every_form_of_the_desk_asks_for_our_token() -> None:
    """A form sent from another site changes nothing, whoever is signed in."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        Person.objects.create_user("a@example.org", name="a", role=Role.ADMINISTRATOR)
    )
    for route in ROUTES:
        assert client.post(_address(route)).status_code in (403, 405), route


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_the_first_page_of_the_desk_opens_to_every_role(role: Role) -> None:
    """With every slice's part on it, also in a library that is still empty."""
    assert _as(role).get("/desk").status_code == 200


@pytest.mark.django_db
def test_the_work_beside_the_desk_stands_under_headings_and_none_is_empty() -> None:
    """A cataloguer sees, besides what everybody has to do, the work of a cataloguer."""
    page = _as(Role.CATALOGUER).get("/desk").content.decode()
    headings = re.findall(r'<summary class="desk-nav-work"[^>]*>([^<]+)</summary>', page)
    assert headings == ["规划与任务", "起草与审查", "编目", "馆藏与文本"]
    page = _as(Role.READER).get("/desk").content.decode()
    assert re.findall(r'<summary class="desk-nav-work"[^>]*>([^<]+)</summary>', page) == [
        "规划与任务",
        "起草与审查",
    ]


@pytest.mark.django_db
def test_the_desk_counts_the_conflicts_that_wait(client: Client) -> None:
    """Open ones by field, decided ones not; nothing waits in an empty library."""
    client.force_login(Person.objects.create_user("c@example.org", name="c", role=Role.CATALOGUER))
    assert "没有等待核定的来源分歧" in client.get("/desk").content.decode()
    edition = edition_of("GB/T 1-2020")
    for serial, decided in enumerate(("", "", "operator")):
        conflict = conflict_of(edition, "title_zh", "a", f"b{serial}")
        type(conflict).objects.filter(pk=conflict.pk).update(decided=decided)
    assert "还没有核定 2 处" in client.get("/desk").content.decode()


@pytest.mark.django_db
def test_what_stands_beside_the_desk_hides_nothing_that_a_page_tells() -> None:
    """The frame sets one name of its own, which no page uses."""
    Source.objects.create(slug="list", title="目录", rank=50)
    page = _as(Role.OPERATOR).get("/desk/sources/list")
    assert page.status_code == 200
    assert 'id="works"' not in page.content.decode()
