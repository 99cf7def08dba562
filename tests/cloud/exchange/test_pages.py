"""The register, the desk and the bulk files of the exchange."""

import csv
import datetime as dt
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
from biaozhun.cloud.catalogue.models import Edition, ImportRun
from biaozhun.cloud.exchange.actions.bulk import make_bulk
from biaozhun.cloud.exchange.exports.rows import BulkRow
from biaozhun.cloud.exchange.models import Agreement, ExchangeRun, Partner
from biaozhun.cloud.exchange.queries.bulk_fields import FIELDS
from biaozhun.cloud.foundation.clock import today
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


@pytest.fixture
def agreement() -> Agreement:
    """An agreement without an end."""
    partner = Partner.objects.create(name="ISO", kind="international")
    return Agreement.objects.create(
        partner=partner, title="开放数据", direction="in", begins="2026-02-01"
    )


def test_an_agreement_is_changed_and_ended(operator: Client, agreement: Agreement) -> None:
    """Both are in the journal; a fault keeps the agreement as it was."""
    address = f"/desk/exchange/agreement/{agreement.pk}"
    assert "今天终止" in operator.get(address).content.decode()
    changed = {
        "partner": agreement.partner_id,
        "title": "开放数据（修订）",
        "direction": "both",
        "begins": "2026-02-01",
    }
    refused = operator.post(address, changed | {"ends": "2025-01-01"})
    assert refused.status_code == 422
    assert "<h1>开放数据</h1>" in refused.content.decode()
    assert operator.post(address, changed).status_code == 302
    assert operator.post(f"{address}/end").status_code == 302
    held = Agreement.objects.get()
    assert (held.title, held.direction, held.ends) == ("开放数据（修订）", "both", today())
    assert "今天终止" not in operator.get(address).content.decode()
    kinds = list(Event.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds[-2:] == ["exchange.agreement_changed", "exchange.agreement_ended"]


def test_an_agreement_that_is_to_begin_ends_as_it_begins(
    operator: Client, agreement: Agreement
) -> None:
    """It never held; no day before its beginning is written."""
    later = today() + dt.timedelta(days=40)
    Agreement.objects.update(begins=later)
    operator.post(f"/desk/exchange/agreement/{agreement.pk}/end")
    assert Agreement.objects.get().ends == later


def test_only_operators_change_agreements(client: Client, agreement: Agreement) -> None:
    """Readers are sent to the sign-in, catalogers refused, and what is not there is not found."""
    address = f"/desk/exchange/agreement/{agreement.pk}"
    assert client.get(address).status_code == client.post(f"{address}/end").status_code == 302
    person = Person.objects.create_user(
        "c@example.org", "a long password 1", name="编目", role=Role.CATALOGUER
    )
    client.force_login(person)
    assert client.get(address).status_code == client.post(f"{address}/end").status_code == 403
    assert Agreement.objects.get().ends is None


def test_an_agreement_nobody_made_is_not_found(operator: Client) -> None:
    """However large its number."""
    for serial in (1, 2**63, 10**30):
        assert operator.get(f"/desk/exchange/agreement/{serial}").status_code == 404
        assert operator.post(f"/desk/exchange/agreement/{serial}/end").status_code == 404


def test_partners_come_in_pages_and_are_narrowed(
    client: Client, django_assert_num_queries: Callable[[int], object]
) -> None:
    """Fifty a page; by name, country, agreement and kind; as many questions for one as for all."""
    for serial in range(60):
        one = Partner.objects.create(name=f"p{serial:02}", kind="library", country="中国")
        Agreement.objects.create(partner=one, title="t", direction="in", begins="2026-01-01")
    Partner.objects.create(name="DIN", kind="foreign", country="德国")
    whole = client.get("/exchange").content.decode()
    assert ("全部 61 个伙伴" in whole, whole.count(">p")) == (True, 19)

    def names(**asked: str) -> list[str]:
        page = client.get("/exchange/partners", asked).context["page"]
        return [partner.name for partner in page]

    assert (len(names()), len(names(page="2"))) == (50, 11)
    assert names(q="德") == names(kind="foreign") == names(q="din", kind="foreign") == ["DIN"]
    assert names(q="none") == []
    assert len(names(kind="no such kind")) == 50
    with CaptureQueriesContext(connection) as one_row:
        names(q="p01")
    with django_assert_num_queries(len(one_row)):  # type: ignore[attr-defined]  # a context
        names(q="p")


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["q", "kind", "page"]), st.text(max_size=30))
def test_no_query_breaks_the_partners(client: Client, name: str, value: str) -> None:
    """Whatever is asked, the page answers."""
    assert client.get("/exchange/partners", {name: value}).status_code == 200


def test_the_desk_has_the_partners_in_pages_too(operator: Client) -> None:
    """Where there are many, they are narrowed as on the public page."""
    for serial in range(60):
        Partner.objects.create(name=f"p{serial:02}", kind="library")
    page = operator.get("/desk/exchange", {"q": "p5"})
    assert [partner.name for partner in page.context["page"]] == [f"p5{n}" for n in range(10)]
    assert len(operator.get("/desk/exchange", {"page": "2"}).context["page"]) == 10


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


def test_the_page_shows_a_record_as_the_file_has_it(client: Client) -> None:
    """The first line, set out; none where there is no record."""
    make_bulk()
    assert client.get("/bulk").context["sample"] == ""
    _library()
    folder = make_bulk()
    first = gzip.decompress((folder / "catalogue.jsonl.gz").read_bytes()).splitlines()[0]
    page = client.get("/bulk")
    assert json.loads(page.context["sample"]) == json.loads(first)
    assert "GB/T 1-2020" in page.content.decode()


def test_an_exchange_without_harvests_says_where_one_is_set_up(operator: Client) -> None:
    """The desk tells its keeper what to do on a page, and no command of a shell."""
    said = operator.get("/desk/exchange").content.decode()
    assert "在来源的页面填写地址" in said
    assert "biaozhun harvest" not in said


def test_an_empty_library_has_a_bulk_too(client: Client) -> None:
    """No record is no fault, before and after the files are made."""
    said = client.get("/bulk").content.decode()
    assert "第一次生成之后在这里下载" in said
    assert "biaozhun bulk" not in said
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
    assert ask(range="bytes=9-1")[:2] == (200, whole)
    assert ask(range="nonsense")[:2] == (200, whole)
    assert ask(if_none_match=etag)[0] == 304
    assert client.get("/bulk/../secret_key").status_code == 404


def test_a_harvest_leads_to_the_account_of_its_import(
    client: Client, django_assert_num_queries: Callable[[int], object]
) -> None:
    """Rejected rows and values not taken are one click away; as many questions for many."""
    source = source_of("library")

    def run() -> ImportRun:
        made = ImportRun.objects.create(
            source=source, file_name="rows", seen=today(), started=NOON, state="done"
        )
        told = ExchangeRun.objects.create(
            direction="in", protocol="oai-pmh", source="library", started=NOON
        )
        told.imports.add(made)
        return made

    first = run()
    page = client.get("/exchange").content.decode()
    assert f'<a href="/imports/{first.pk}">library</a>' in page
    with CaptureQueriesContext(connection) as one:
        client.get("/exchange")
    for _ in range(10):
        run()
    with django_assert_num_queries(len(one)):  # type: ignore[attr-defined]  # a context
        client.get("/exchange")
