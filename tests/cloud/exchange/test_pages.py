"""The register, the desk and the bulk files of the exchange."""

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.exchange.actions.bulk import make_bulk
from biaozhun.cloud.exchange.exports.rows import BulkRow
from biaozhun.cloud.exchange.models import Agreement, ExchangeRun, Partner
from biaozhun.cloud.exchange.queries.bulk_fields import FIELDS
from biaozhun.cloud.foundation.models import QueuedTask
from tests.factories.catalogue import NOON, edition_of, record_of, relation_of, source_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client: Client) -> Client:
    """A client of an operator who is signed in."""
    person = Person.objects.create_user(
        "o@example.org", "a long password 1", name="操作员", role=Role.OPERATOR
    )
    client.force_login(person)
    return client


@pytest.fixture(autouse=True)
def folder(settings: object, tmp_path: Path) -> Path:
    """A data folder of the test's own."""
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]  # Django's settings
    return tmp_path


def _run(serial: int, **more: object) -> ExchangeRun:
    return ExchangeRun.objects.create(
        **{"direction": "in", "protocol": "download", "source": f"s{serial}", "started": NOON}
        | more
    )


def test_the_log_shows_runs_and_imports_once_each(client: Client) -> None:
    """A plain import is in the log, one that a harvest ended in is told by the harvest."""
    plain, harvested = source_of("plain"), source_of("harvested")
    record_of(edition_of("GB/T 1-2020"), plain)
    row = record_of(edition_of("GB/T 2-2020"), harvested)
    _run(1, source="harvested", address="https://example.org/x").imports.add(row.run)
    page = client.get("/exchange", {"format": "csv"}).content.decode()
    rows = list(csv.DictReader(io.StringIO(page)))
    assert [(r["protocol"], r["source"]) for r in rows] == [
        ("file", "plain"),
        ("download", "harvested"),
    ] or [(r["protocol"], r["source"]) for r in rows] == [
        ("download", "harvested"),
        ("file", "plain"),
    ]
    only = client.get("/exchange", {"format": "csv", "source": "plain"}).content.decode()
    assert [r["source"] for r in csv.DictReader(io.StringIO(only))] == ["plain"]
    out = client.get("/exchange", {"format": "csv", "direction": "out"}).content.decode()
    assert list(csv.DictReader(io.StringIO(out))) == []


def test_the_register_takes_the_same_questions_whatever_its_length(
    client: Client, django_assert_num_queries: Callable[[int], object]
) -> None:
    """One partner and run or many."""

    def more(serial: int) -> None:
        partner = Partner.objects.create(name=f"p{serial}", kind="library")
        Agreement.objects.create(partner=partner, title="t", direction="in", begins="2026-01-01")
        _run(serial, partner=partner)
        record_of(edition_of(f"GB/T {serial}-2020"), source_of(f"f{serial}"))

    more(1)
    client.get("/exchange")
    with CaptureQueriesContext(connection) as one:
        client.get("/exchange")
    for serial in range(2, 9):
        more(serial)
    with django_assert_num_queries(len(one)):  # type: ignore[attr-defined]  # a context
        assert client.get("/exchange").status_code == 200


def test_a_cell_that_a_spreadsheet_would_run_is_guarded(client: Client) -> None:
    """Addresses and licences are text by others."""
    _run(1, licence="=cmd()")
    rows = list(csv.DictReader(io.StringIO(client.get("/exchange?format=csv").content.decode())))
    assert rows[0]["licence"] == "'=cmd()"


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["direction", "source", "page", "format"]), st.text(max_size=30))
def test_no_query_breaks_the_register(client: Client, name: str, value: str) -> None:
    """Whatever is asked, the page answers."""
    assert client.get("/exchange", {name: value}).status_code == 200


def test_an_operator_keeps_partners_and_agreements(operator: Client) -> None:
    """Each is written down with an event; faults keep the input."""
    answer = operator.post("/desk/exchange/partner", {"name": "ISO", "kind": "international"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/exchange")
    partner = Partner.objects.get()
    given_ = {
        "partner": partner.pk,
        "title": "开放数据",
        "direction": "in",
        "begins": "2026-02-01",
        "ends": "2026-01-01",
    }
    refused = operator.post("/desk/exchange/agreement", given_)
    assert refused.status_code == 422
    assert "开放数据" in refused.content.decode()
    operator.post("/desk/exchange/agreement", given_ | {"ends": "2027-01-01"})
    assert Agreement.objects.get().title == "开放数据"
    operator.post(f"/desk/exchange/partner/{partner.pk}", {"name": "ISO/CS", "kind": "other"})
    assert Partner.objects.get().name == "ISO/CS"
    kinds = list(Event.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds[-3:] == [
        "exchange.partner_added",
        "exchange.agreement_added",
        "exchange.partner_changed",
    ]
    assert "开放数据" in operator.get("/exchange").content.decode()


def test_a_harvest_is_ordered_with_a_button(operator: Client) -> None:
    """It is queued, not done while the operator waits."""
    source_of("iso", harvest_address="https://example.org/iso.jsonl", schedule="daily")
    assert "立即收割" in operator.get("/desk/exchange").content.decode()
    assert operator.post("/desk/exchange/harvest/iso").status_code == 302
    assert QueuedTask.objects.filter(name="exchange.harvest").count() == 1
    assert operator.post("/desk/exchange/harvest/none").status_code == 404


@pytest.mark.parametrize(
    "address", ["/desk/exchange", "/desk/exchange/partner", "/desk/exchange/agreement"]
)
def test_the_desk_is_for_operators(client: Client, address: str) -> None:
    """Nobody else is let in."""
    assert client.get(address).status_code == 302
    reader = Person.objects.create_user(
        "r@example.org", "a long password 1", name="读者", role=Role.CATALOGUER
    )
    client.force_login(reader)
    assert client.get(address).status_code == 403


def _library() -> list[Edition]:
    kept, given_ = source_of("kept", licence="A"), source_of("given", redistributable=True)
    first = edition_of("GB/T 1-2020", title_zh="一", summary="s", in_force="2020-01-01")
    second = edition_of("GB/T 2-2020", title_zh="二", summary="s", ics=["67.040"])
    for edition, source, text in ((first, kept, "KEPT"), (second, given_, "GIVEN")):
        row = record_of(edition, source)
        row.facts = json.dumps({"number": edition.number, "summary": text})
        row.save()
    relation_of(second, "corresponds", "ISO 1:2016", degree="IDT")
    edition_of("GB/T 3-2020", invented=True)
    return [first, second]


def test_both_files_hold_the_public_records_and_nothing_else() -> None:
    """Row by row as the database has them; abstracts only where they may be handed on."""
    editions = _library()
    folder = make_bulk()
    lines = gzip.decompress((folder / "catalogue.jsonl.gz").read_bytes()).splitlines()
    rows = [msgspec.json.decode(line, type=BulkRow) for line in lines]
    table = pq.read_table(folder / "catalogue.parquet").to_pylist()
    assert table == [msgspec.to_builtins(row) for row in rows]
    assert [(r.number, r.title_zh, r.ics) for r in rows] == [
        (e.number, e.title_zh, e.ics) for e in editions
    ]
    assert [(r.summary, r.licence) for r in rows] == [("", "A"), ("GIVEN", "")]
    assert [(r.kind, r.number, r.degree) for r in rows[1].relations] == [
        ("corresponds", "ISO 1:2016", "IDT")
    ]
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert manifest["records"] == 2
    assert [source["source"] for source in manifest["sources"]] == ["given", "kept"]
    assert list(FIELDS) == list(BulkRow.__struct_fields__)


def test_an_empty_library_has_a_bulk_too(client: Client) -> None:
    """No record is no fault, before and after the files are made."""
    assert "biaozhun bulk" in client.get("/bulk").content.decode()
    assert client.get("/bulk/catalogue.parquet").status_code == 404
    folder = make_bulk()
    assert pq.read_table(folder / "catalogue.parquet").num_rows == 0
    assert client.get("/bulk").status_code == 200


def test_old_bulks_are_pruned_and_an_unfinished_one_is_not_served(folder: Path) -> None:
    """Three are kept; nothing lies about."""
    for _ in range(5):
        make_bulk()
    (folder / "bulk" / "99999999").mkdir()
    kept = sorted(path.name for path in (folder / "bulk").iterdir() if path.name != "99999999")
    assert len(kept) == 3


def test_a_bulk_is_fetched_in_parts_and_conditionally(client: Client) -> None:
    """A broken download goes on; an unchanged file is not sent again."""
    _library()
    make_bulk()

    def ask(**headers: str) -> tuple[int, bytes, str]:
        answer = client.get("/bulk/manifest.json", headers=headers)
        body = b"".join(answer) if answer.streaming else answer.content
        return answer.status_code, body, answer.headers.get("ETag", "")

    status, whole, etag = ask()
    assert status == 200
    assert ask(range="bytes=0-9")[:2] == (206, whole[:10])
    assert ask(range="bytes=10-", if_range=etag)[:2] == (206, whole[10:])
    assert ask(range="bytes=-5")[:2] == (206, whole[-5:])
    assert ask(range="bytes=10-", if_range='"other"')[:2] == (200, whole)
    assert ask(range=f"bytes={len(whole)}-")[0] == 416
    assert ask(range="bytes=9-1")[0] in (200, 416)
    assert ask(range="nonsense")[:2] == (200, whole)
    assert ask(if_none_match=etag)[0] == 304
    assert client.get("/bulk/../secret_key").status_code == 404
