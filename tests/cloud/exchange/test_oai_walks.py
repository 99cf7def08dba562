"""Whoever harvests again and again knows in the end what is held, whatever changed meanwhile."""

import datetime as dt

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from biaozhun.cloud.catalogue.actions import changes
from biaozhun.cloud.catalogue.actions.changes import note_gone, note_written
from biaozhun.cloud.catalogue.models import Edition, EditionChange
from biaozhun.cloud.exchange.oai import service
from biaozhun.cloud.exchange.oai.metadata import FORMS
from tests.cloud.exchange.oai_rules import NS, check
from tests.factories.catalogue import edition_of

pytestmark = pytest.mark.django_db


def asked(client: Client, **told: str) -> etree._Element:
    """An answer that keeps the rules."""
    answer = client.get("/oai", told)
    assert answer.status_code == 200
    root = etree.fromstring(answer.content)
    check(root)
    return root


class Harvester:
    """One that knows nothing but the protocol.

    Attributes:
        held: identifiers of records that are not deleted.
    """

    def __init__(self, client: Client, prefix: str = "oai_dc", **told: str) -> None:
        self._client = client
        self._first = {"metadataPrefix": prefix, **told}
        self._begins = ""
        self._token: str | None = None
        self._stamp = ""
        self.held: set[str] = set()

    def step(self) -> bool:
        """Take one answer; tells whether the list goes on."""
        if self._token:
            root = asked(self._client, verb="ListRecords", resumptionToken=self._token)
        else:
            since = {"from": self._begins} if self._begins else {}
            root = asked(self._client, verb="ListRecords", **self._first, **since)
            self._stamp = str(root[0].text)
        for header in root.iterfind(".//o:header", NS):
            name = str(header.findtext("o:identifier", "", NS)).split(":", 2)[2]
            is_gone = header.get("status") == "deleted"
            (self.held.discard if is_gone else self.held.add)(name)
        self._token = root.findtext(".//o:resumptionToken", "", NS)
        if not self._token:
            self._begins = self._stamp
        return bool(self._token)

    def whole(self) -> None:
        """Go to the end of the list."""
        while self.step():
            pass


def write(serial: int) -> None:
    """Bring an edition, or write it again."""
    slug = f"GB/T-{serial}-2020"
    if not Edition.objects.filter(slug=slug).exists():
        edition_of(f"GB/T {serial}-2020")
    note_written([slug])


def take_back(serial: int) -> None:
    """Remove an edition, where it is held."""
    gone, _ = Edition.objects.filter(slug=f"GB/T-{serial}-2020").delete()
    if gone:
        note_gone([f"GB/T-{serial}-2020"])


def held() -> set[str]:
    """What is held now."""
    return set(Edition.objects.values_list("slug", flat=True))


_ACT = st.tuples(st.sampled_from(["write", "take back", "give again"]), st.integers(1, 6))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.one_of(_ACT, st.just(("ask", 0)), st.just(("tick", 0))), max_size=30))
def test_what_changes_during_a_list_comes_with_the_next(
    client: Client, acts: list[tuple[str, int]]
) -> None:
    """Taken back, given again, written, page by page in any order: one more harvest, all equal."""
    Edition.objects.all().delete()
    EditionChange.objects.all().delete()
    clock = [dt.datetime(2026, 1, 1, tzinfo=dt.UTC)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(service, "PAGE", 2)
        patch.setattr(changes, "now", lambda: clock[0])
        patch.setattr("biaozhun.cloud.exchange.views.oai.now", lambda: clock[0])
        for serial in range(1, 6):
            write(serial)
        harvester = Harvester(client)
        for act, serial in acts:
            if act == "ask":
                harvester.step()
            elif act == "tick":
                clock[0] += dt.timedelta(milliseconds=700)
            else:
                if act != "write":
                    take_back(serial)
                if act != "take back":
                    write(serial)
        harvester.whole()
        harvester.whole()
        assert harvester.held == held()


@pytest.mark.parametrize("prefix", sorted(FORMS))
def test_a_deletion_is_told_in_every_form(
    client: Client, prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a list, in parts, and when it is asked for alone."""
    monkeypatch.setattr(service, "PAGE", 2)
    for serial in range(1, 6):
        write(serial)
    harvester = Harvester(client, prefix)
    harvester.whole()
    assert len(harvester.held) == 5
    take_back(4)
    harvester.whole()
    assert harvester.held == held()
    own = str(
        asked(client, verb="ListIdentifiers", metadataPrefix=prefix).findtext(
            ".//o:identifier", "", NS
        )
    )
    name = own.rsplit(":", 1)[0] + ":GB/T-4-2020"
    root = asked(client, verb="GetRecord", metadataPrefix=prefix, identifier=name)
    assert [one.get("status") for one in root.iterfind(".//o:header", NS)] == ["deleted"]


def test_many_that_went_from_another_level_make_no_empty_answer(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A token is given only where a record follows, a list is told only where it has one."""
    monkeypatch.setattr(service, "PAGE", 2)
    write(1)
    for serial in range(2, 12):
        write(serial)
        take_back(serial)
    edition_of("HB 12-2020")
    note_written(["HB-12-2020"])
    harvester = Harvester(client, set="level:sector")
    assert harvester.step() is False
    assert harvester.held == {"HB-12-2020"}
    answer = client.get(
        "/oai", {"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "level:group"}
    )
    assert b"noRecordsMatch" in answer.content


def test_a_list_of_which_all_the_rest_changed_ends_with_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No answer without a record, though nothing of the old list is left."""
    monkeypatch.setattr(service, "PAGE", 2)
    for serial in range(1, 5):
        write(serial)
    harvester = Harvester(client)
    assert harvester.step() is True
    write(3)
    write(4)
    assert harvester.step() is False
    assert harvester.held == held()


def test_a_set_holds_what_its_parts_hold(client: Client) -> None:
    """The names above the others in the list of sets can be asked for as well."""
    write(1)
    for name in ("level", "source"):
        harvester = Harvester(client, set=name)
        harvester.whole()
        assert harvester.held == held()
    root = asked(client, verb="ListRecords", metadataPrefix="oai_dc", set="licence")
    assert root.find("o:error", NS) is not None
