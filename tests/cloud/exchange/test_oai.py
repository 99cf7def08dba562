"""The provider of OAI-PMH 2.0."""

import datetime as dt
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from biaozhun.cloud.catalogue.actions.changes import note_gone, note_written
from biaozhun.cloud.catalogue.models import Edition, EditionChange
from biaozhun.cloud.exchange.models import Partner, ServedHarvest
from biaozhun.cloud.exchange.oai import service
from biaozhun.cloud.exchange.oai.metadata import FORMS
from tests.cloud.exchange.oai_rules import NS as RULES_NS
from tests.cloud.exchange.oai_rules import check
from tests.factories.catalogue import edition_of, record_of, relation_of, source_of

pytestmark = pytest.mark.django_db
NS = RULES_NS | {"dc": "http://purl.org/dc/elements/1.1/"}


def ask(client: Client, **arguments: object) -> etree._Element:
    """The answer to these arguments; every answer is a document with status 200."""
    given = {name.rstrip("_"): value for name, value in arguments.items()}
    answer = client.get("/oai", given)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
    root = etree.fromstring(answer.content)
    check(root)
    return root


def error_of(root: etree._Element) -> str:
    """The code of the error an answer tells."""
    found = root.find("o:error", NS)
    assert found is not None
    return str(found.get("code"))


def numbers(root: etree._Element) -> list[str]:
    """The slugs an answer lists, in its order."""
    found = (str(one.text).split(":", 2)[2] for one in root.iterfind(".//o:identifier", NS))
    return list(found)


Made = Callable[..., Edition]


@pytest.fixture
def library(db: None) -> Made:  # noqa: ARG001  -- the database is what it writes to
    """Make an edition with a row of a source and its entry in the log of changes."""
    sources = {"open": source_of("open", redistributable=True, rank=60), "own": source_of("own")}
    made_up = source_of("made-up", invented=True)

    def made(number: str, source: str = "own", **facts: object) -> Edition:
        edition = edition_of(number, origins={"*": source}, **facts)
        row = record_of(edition, made_up if facts.get("invented") else sources[source])
        told = {"number": number, "summary": facts.get("summary", "")}
        row.facts = str(told).replace("'", '"')
        row.save()
        note_written([edition.slug])
        return edition

    return made


def test_the_repository_describes_itself(client: Client, library: Made) -> None:
    """Identify tells what a harvester must know first."""
    library("GB/T 1-2020")
    part = ask(client, verb="Identify")[2]
    told = {etree.QName(child).localname: child.text for child in part}
    assert told["baseURL"] == "http://testserver/oai"
    assert (told["protocolVersion"], told["deletedRecord"]) == ("2.0", "persistent")
    assert told["granularity"] == "YYYY-MM-DDThh:mm:ssZ"


@pytest.mark.parametrize("prefix", sorted(FORMS))
def test_a_record_comes_in_every_form(client: Client, library: Made, prefix: str) -> None:
    """Each form is XML of its own name space about the edition that was asked for."""
    edition = library("GB/T 1-2020", title_zh="一 <&> 二", title_en="One\x0b")
    relation_of(edition, "replaces", "GB/T 1-2009")
    listed = ask(client, verb="ListIdentifiers", metadataPrefix=prefix)
    [identifier] = [str(one.text) for one in listed.iterfind(".//o:identifier", NS)]
    root = ask(client, verb="GetRecord", metadataPrefix=prefix, identifier=identifier)
    metadata = root.find(".//o:metadata", NS)
    assert metadata is not None
    assert etree.QName(metadata[0]).namespace == FORMS[prefix].namespace
    text = etree.tostring(metadata, encoding="unicode")
    assert "GB/T 1-2020" in text


def test_dublin_core_is_filled(client: Client, library: Made) -> None:
    """The elements every harvester understands."""
    edition = library("GB/T 1-2020", title_zh="食品", published="2020-03-31", ics=["67.040"])
    relation_of(edition, "replaces", "GB/T 1-2009")
    root = ask(client, verb="ListRecords", metadataPrefix="oai_dc")
    found = [(etree.QName(one).localname, one.text) for one in root.iterfind(".//dc:*", NS)]
    assert found == [
        ("title", "食品"),
        ("subject", "ICS 67.040"),
        ("date", "2020-03-31"),
        ("type", "Text"),
        ("identifier", "GB/T 1-2020"),
        ("identifier", "http://testserver/standards/GB/T-1-2020"),
        ("language", "zh"),
        ("relation", "replaces GB/T 1-2009"),
    ]


@pytest.mark.parametrize("prefix", sorted(FORMS))
def test_texts_by_others_go_out_only_where_allowed(
    client: Client, library: Made, prefix: str
) -> None:
    """Facts of every source, abstracts of those alone that may be redistributed."""
    library("GB/T 1-2020", "own", summary="KEPT")
    library("GB/T 2-2020", "open", summary="GIVEN")
    root = ask(client, verb="ListRecords", metadataPrefix=prefix)
    text = etree.tostring(root, encoding="unicode")
    assert ("KEPT" in text, "GIVEN" in text) == (False, True)


def test_invented_records_come_only_by_their_own_set(client: Client, library: Made) -> None:
    """A harvest of everything brings nothing invented."""
    library("GB/T 1-2020")
    library("GB/T 2-2020", invented=True)
    for name, expected in (
        ("", ["GB/T-1-2020"]),
        ("level:national", ["GB/T-1-2020"]),
        ("source:own", ["GB/T-1-2020"]),
        ("demonstration", ["GB/T-2-2020"]),
    ):
        given = {"set": name} if name else {}
        listed = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", **given)
        assert numbers(listed) == expected
    for name in ("source:made-up", "level:nothing", "nothing"):
        listed = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", set=name)
        assert error_of(listed) == "noRecordsMatch"


def test_every_set_listed_can_be_asked_for(client: Client, library: Made) -> None:
    """No set leads to an error but that of an empty list."""
    library("GB/T 1-2020")
    names = [one.text for one in ask(client, verb="ListSets").iterfind(".//o:setSpec", NS)]
    assert len(names) == len(set(names))
    for name in names:
        if name in ("level", "licence", "source"):
            continue
        listed = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", set=name)
        found = listed.find("o:error", NS)
        assert found is None or found.get("code") == "noRecordsMatch"


def test_what_went_is_told_as_deleted(client: Client, library: Made) -> None:
    """A harvester learns that an edition is no longer held."""
    edition = library("GB/T 1-2020")
    edition.delete()
    note_gone(["GB/T-1-2020"])
    root = ask(client, verb="ListRecords", metadataPrefix="oai_dc", set="level:national")
    [header] = root.iterfind(".//o:header", NS)
    assert header.get("status") == "deleted"
    other = ask(client, verb="ListRecords", metadataPrefix="oai_dc", set="level:sector")
    assert numbers(other) == []


def test_a_list_in_parts_gives_each_once_while_records_change(
    client: Client, library: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What changes meanwhile comes with the next harvest; nothing is left out or given twice."""
    monkeypatch.setattr(service, "PAGE", 2)
    for serial in range(1, 6):
        library(f"GB/T {serial}-2020")
    first = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc")
    begun = str(first[0].text)
    note_written(["GB/T-4-2020"])  # moves behind the end of the list
    library("GB/T 6-2020")
    found, root = numbers(first), first
    while token := root.findtext(".//o:resumptionToken", "", NS):
        root = ask(client, verb="ListIdentifiers", resumptionToken=token)
        found += numbers(root)
    assert found == ["GB/T-1-2020", "GB/T-2-2020", "GB/T-3-2020", "GB/T-5-2020"]
    assert root.find(".//o:resumptionToken", NS) is not None
    after = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", from_=begun)
    rest = numbers(after)
    while token := after.findtext(".//o:resumptionToken", "", NS):
        after = ask(client, verb="ListIdentifiers", resumptionToken=token)
        rest += numbers(after)
    assert {"GB/T-4-2020", "GB/T-6-2020"} <= set(rest)


def test_a_period_takes_its_seconds_and_days_whole(client: Client, library: Made) -> None:
    """``from`` and ``until`` both count, to the second or to the day."""
    for serial, instant in enumerate(
        ("2026-01-01T00:00:00.5", "2026-01-01T23:59:59.9", "2026-01-02T00:00:00"), start=1
    ):
        library(f"GB/T {serial}-2020")
        changed = dt.datetime.fromisoformat(instant).replace(tzinfo=dt.UTC)
        EditionChange.objects.filter(slug=f"GB/T-{serial}-2020").update(changed=changed)
    for begins, ends, expected in (
        ("2026-01-01", "2026-01-01", [1, 2]),
        ("2026-01-01T00:00:01Z", "2026-01-01T23:59:59Z", [2]),
        ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", [1]),
        ("2026-01-02", "2026-01-02", [3]),
    ):
        listed = ask(
            client, verb="ListIdentifiers", metadataPrefix="oai_dc", from_=begins, until=ends
        )
        assert numbers(listed) == [f"GB/T-{serial}-2020" for serial in expected]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=Nothing", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&x=1", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=20260101", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=9999-12-31", "badArgument"),
        (
            "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-02T00:00:00Z",
            "badArgument",
        ),
        (
            "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01",
            "badArgument",
        ),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2099-01-01", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=source:%00", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=a%20b:", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=source:none", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=nothing", "cannotDisseminateFormat"),
        ("verb=ListRecords&resumptionToken=nowhere", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=x&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListSets&resumptionToken=x", "badResumptionToken"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=x", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=%00", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListMetadataFormats&identifier=x", "idDoesNotExist"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_wrong_requests_are_told_by_the_codes_of_the_protocol(
    library: Made, query: str, code: str, method: str
) -> None:
    """Every error is an answer of the protocol, by both methods, without a token of a form."""
    library("GB/T 1-2020")
    client = Client(enforce_csrf_checks=True)
    if method == "GET":
        answer = client.get(f"/oai?{query}")
    else:
        answer = client.post("/oai", query, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    root = etree.fromstring(answer.content)
    check(root)
    assert error_of(root) == code


def test_a_token_of_one_verb_is_none_of_another(
    client: Client, library: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A token leads on in its own list alone."""
    monkeypatch.setattr(service, "PAGE", 1)
    library("GB/T 1-2020")
    library("GB/T 2-2020")
    first = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc")
    token = first.findtext(".//o:resumptionToken", "", NS)
    assert error_of(ask(client, verb="ListRecords", resumptionToken=token)) == "badResumptionToken"


_WORD = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["ListRecords", "oai_dc", "2026-01-01", "level:national", "\x00", "9" * 400]),
)
_NAME = st.sampled_from(
    ["verb", "metadataPrefix", "from", "until", "set", "identifier", "resumptionToken", "other"]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(_NAME, _WORD), max_size=5))
def test_no_query_breaks_the_provider(client: Client, pairs: list[tuple[str, str]]) -> None:
    """Whatever is asked, the answer is a document of the protocol."""
    answer = client.get(f"/oai?{urlencode([(n, v.encode(errors='ignore')) for n, v in pairs])}")
    assert answer.status_code == 200
    check(etree.fromstring(answer.content))


@pytest.mark.parametrize("prefix", sorted(FORMS))
def test_a_list_takes_the_same_questions_whatever_its_length(
    client: Client,
    library: Made,
    prefix: str,
    django_assert_num_queries: Callable[[int], object],
) -> None:
    """One record or many: the database is asked equally often."""
    library("GB/T 1-2020", "open", summary="a")
    ask(client, verb="ListRecords", metadataPrefix=prefix)
    with CaptureQueriesContext(connection) as one:
        ask(client, verb="ListRecords", metadataPrefix=prefix)
    for serial in range(2, 20):
        relation_of(
            library(f"GB/T {serial}-2020", "open", summary="a"), "cites", f"GB/T {serial - 1}-2020"
        )
    with django_assert_num_queries(len(one)):  # type: ignore[attr-defined]  # a context
        ask(client, verb="ListRecords", metadataPrefix=prefix)


def test_what_is_served_is_counted_by_the_name_of_the_harvester(
    client: Client, library: Made
) -> None:
    """A day, a program, a form: no address and nothing of a person."""
    partner = Partner.objects.create(name="省馆", kind="library", user_agent="Harvester")
    library("GB/T 1-2020")
    for agent in ("Harvester/1.0 (mailto:a@example.org)", "Harvester/2", "", "<x>"):
        client.get("/oai?verb=ListRecords&metadataPrefix=oai_dc", headers={"user-agent": agent})
    rows = ServedHarvest.objects.values_list("agent", "partner", "requests", "records")
    assert sorted(rows, key=str) == [("Harvester", partner.pk, 2, 2), ("unnamed", None, 2, 2)]


def test_an_identifier_survives_every_slug(client: Client, library: Made) -> None:
    """Chinese and signs in a number come back from the identifier as they were."""
    edition = library("JJG(电子) 30101-1987")
    listed = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc")
    identifier = str(listed.findtext(".//o:identifier", "", NS))
    assert identifier.isascii()
    root = ask(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=identifier)
    assert edition.number in [one.text for one in root.iterfind(".//dc:identifier", NS)]
