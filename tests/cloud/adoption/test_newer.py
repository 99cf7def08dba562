"""Standards whose international model has a newer edition, and what was decided about it."""

import datetime as dt

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.adoption.actions.assessing import assess
from biaozhun.cloud.adoption.models import Assessment
from biaozhun.cloud.adoption.queries import newer as queries
from biaozhun.cloud.adoption.queries.newer import in_order, newer_page
from biaozhun.cloud.audit.models import Event
from tests.factories.catalogue import edition_of, relation_of

TODAY = dt.date(2026, 7, 1)
NOON = dt.datetime(2026, 7, 1, 4, tzinfo=dt.UTC)
PLACE = "/adoption/assess?edition=GB/T-500-2010&newer=ISO-500:2022"


@pytest.fixture(autouse=True)
def on_this_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages believe it is a fixed day."""
    monkeypatch.setattr("biaozhun.cloud.adoption.views.today", lambda: TODAY)


def _adopting(serial: int, degree: str = "IDT", **facts: str) -> None:
    edition = edition_of(
        f"GB/T {serial}-2010", published="2010-01-01", in_force="2010-06-01", **facts
    )
    relation_of(edition, "corresponds", f"ISO {serial}:2008", degree=degree)
    edition_of(f"ISO {serial}:2008", published="2008-01-01", in_force="2008-01-01")


@pytest.fixture
def library(db: None) -> None:  # noqa: ARG001  -- the database is what it writes to
    """Of six standards only one is in force, adopts, and has a model with a newer edition."""
    _adopting(500)
    edition_of("ISO 500:2015", published="2015-01-01", in_force="2015-01-01")
    edition_of("ISO 500:2022", published="2022-01-01", in_force="2022-01-01")
    _adopting(501)  # nothing newer
    _adopting(502, degree="NEQ")  # no adoption
    edition_of("ISO 502:2022", published="2022-01-01", in_force="2022-01-01")
    _adopting(503, withdrawn="2020-01-01")  # ended
    edition_of("ISO 503:2022", published="2022-01-01", in_force="2022-01-01")
    _adopting(504)  # the newer one is yet to be published
    edition_of("ISO 504:2027", published="2027-01-01")
    _adopting(505)  # the newer one was withdrawn
    edition_of(
        "ISO 505:2022", published="2022-01-01", in_force="2022-01-01", withdrawn="2024-01-01"
    )


@pytest.fixture
def keeper(db: None) -> Person:  # noqa: ARG001  -- likewise
    """Somebody who may assess."""
    return Person.objects.create_user("keeper@example.org", name="甲", role=Role.CATALOGUER)


def _told() -> list[tuple[str, str, str]]:
    found = in_order(TODAY, is_open=False)
    return [(one.row.edition.number, one.adopted, one.newer.number) for one in found]


@pytest.mark.usefixtures("library")
def test_only_adoptions_in_force_with_a_newer_model_are_told() -> None:
    """The newest edition of the model counts; correspondence alone and what has ended do not."""
    assert _told() == [("GB/T 500-2010", "ISO 500:2008", "ISO 500:2022")]


@pytest.mark.usefixtures("library")
def test_an_assessment_is_shown_and_closes_the_question(keeper: Person) -> None:
    """Once assessed it leaves the open ones; the last word counts, and each is in the journal."""
    [found] = in_order(TODAY, is_open=True)
    assess(found, Assessment.Decision.IGNORE, "先不采用", actor=keeper, at=NOON)
    later = NOON + dt.timedelta(days=1)
    assess(found, Assessment.Decision.ADOPT, "明年修订", actor=keeper, at=later)
    assert list(in_order(TODAY, is_open=True)) == []
    [known] = in_order(TODAY, is_open=False)
    assert known.assessment is not None
    assert (known.assessment.decision, known.assessment.note) == ("adopt", "明年修订")
    assert Event.objects.filter(kind="adoption.newer_assessed").count() == 2


@pytest.mark.django_db
def test_pages_follow_one_another_without_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    """However the work is cut, each standard stands on one page, in the order of numbers."""
    monkeypatch.setattr(queries, "PAGE", 2)
    monkeypatch.setattr(queries, "_AT_ONCE", 3)
    for serial in (601, 9, 33, 700, 12):
        _adopting(serial)
        edition_of(f"ISO {serial}:2022", published="2022-01-01", in_force="2022-01-01")
    found, after = [], None
    for _page in range(3):
        shown, after = newer_page(TODAY, is_open=False, after=after)
        found += [one.row.edition.number for one in shown]
    assert found == [f"GB/T {serial}-2010" for serial in (9, 12, 33, 601, 700)]
    assert after is None


@pytest.mark.usefixtures("library")
def test_the_list_and_the_page_of_the_edition_say_it(client: Client) -> None:
    """Both name the newer edition; nobody but a keeper is offered to assess."""
    for address in ("/adoption", "/standards/GB/T-500-2010"):
        page = client.get(address).content.decode()
        assert "ISO 500:2022" in page
        assert "/adoption/assess" not in page
    table = client.get("/adoption?format=csv")
    lines = b"".join(table.streaming_content).decode().splitlines()  # type: ignore[attr-defined]  # streamed
    assert lines[1].split(",")[:6] == [
        *("GB/T 500-2010", "", "ISO 500:2008", "IDT", "ISO 500:2022", "2022-01-01")
    ]


@pytest.mark.usefixtures("library")
def test_a_keeper_assesses_in_a_form(client: Client, keeper: Person) -> None:
    """A decision needs a note; readers and strangers may not, an unknown pair is not found."""
    assert client.get(PLACE).status_code == 302
    reader = Person.objects.create_user("reader@example.org", name="读者")
    client.force_login(reader)
    assert client.get(PLACE).status_code == 403
    client.force_login(keeper)
    assert client.post(PLACE, {"decision": "adopt", "note": ""}).status_code == 422
    assert client.post(PLACE, {"decision": "burn", "note": "x"}).status_code == 422
    assert client.post(PLACE, {"decision": "adopt", "note": "年内立项"}).status_code == 302
    assert Assessment.objects.get().note == "年内立项"
    assert client.get(PLACE.replace("2022", "2015")).status_code == 404


@pytest.mark.usefixtures("library")
def test_a_long_list_asks_as_often_as_a_short_one(
    client: Client, django_assert_max_num_queries: object
) -> None:
    """One row and thirty cost the same questions."""
    with django_assert_max_num_queries(11):  # type: ignore[operator]  # a fixture of the plugin
        client.get("/adoption")
    for serial in range(600, 630):
        _adopting(serial)
        edition_of(f"ISO {serial}:2022", published="2022-01-01", in_force="2022-01-01")
    with django_assert_max_num_queries(11):  # type: ignore[operator]  # likewise
        client.get("/adoption")


class AnyAddress(TestCase):
    """Whatever stands in the address, the page answers."""

    @given(st.text(max_size=40))
    def test_no_address_fails(self, after: str) -> None:
        """Nonsense begins the list anew."""
        assert self.client.get("/adoption", {"after": after}).status_code == 200


@pytest.mark.usefixtures("library")
def test_a_keeper_reads_that_the_assessment_is_kept(client: Client, keeper: Person) -> None:
    """On the list to which the form leads, with the day and not the instant."""
    client.force_login(keeper)
    page = client.post(PLACE, {"decision": "adopt", "note": "x"}, follow=True).content.decode()
    assert page.count('role="status"') == 1
    assert "+00:00" not in page
