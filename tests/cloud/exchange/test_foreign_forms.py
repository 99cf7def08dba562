"""Records of others: from services and files, in Dublin Core, MARCXML and the Relaton model."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from biaozhun.cloud.catalogue.actions.sources import SourceDescription
from biaozhun.cloud.catalogue.exports.editions.marc import marc_record, marcxml_text
from biaozhun.cloud.catalogue.models import Edition, ImportRun, Relation, Source
from biaozhun.cloud.exchange.actions.harvesting import HarvestOrder, harvest
from biaozhun.cloud.exchange.actions.taking_forms import READERS
from biaozhun.cloud.exchange.harvest.client import Client, HarvestError
from biaozhun.cloud.exchange.harvest.forms import Offered, best
from biaozhun.cloud.exchange.harvest.pages import Harvested
from biaozhun.cloud.exchange.harvest.record_files import record_file
from biaozhun.cloud.exchange.models import ExchangeRun, HarvestPoint
from biaozhun.core.errors import BiaozhunError
from tests.cloud.exchange import foreign
from tests.factories.catalogue import edition_of, relation_of
from tests.web import web

pytestmark = pytest.mark.django_db
SOURCE = SourceDescription(slug="library", title="某馆")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Harvests of a test lie in a folder of its own."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path / "data")


def from_service(address: str) -> ExchangeRun:
    """Harvest a service without waiting."""
    order = HarvestOrder(address=f"{address}/oai", source=SOURCE)
    return harvest(order, client=Client(wait=lambda _: None))


def from_file(path: Path, content: bytes) -> ExchangeRun:
    """Harvest a file."""
    path.write_bytes(content)
    return harvest(HarvestOrder(path=path, source=SOURCE))


def held(run: ExchangeRun) -> Edition:
    """The one edition that came, with what every form tells of it."""
    assert (run.state, run.received, run.stored, run.rejected) == ("done", 1, 1, 0)
    edition = Edition.objects.get()
    assert (edition.number, edition.title_zh, str(edition.published), edition.ics) == (
        "GB/T 7-2020",
        "食品通则",
        "2020-03-31",
        ["67.040"],
    )
    return edition


def unknown(run: ExchangeRun) -> set[str]:
    """Columns that the account of a run names as not taken."""
    found = run.imports.get().findings.filter(code="unknown_column")
    return set(found.values_list("field", flat=True))


def _dublin_core(run: ExchangeRun) -> None:
    assert held(run).title_en == "Food"
    assert unknown(run) == {"dc.rights", "dc.relation", "dc.date"}
    assert _relations() == [("replaces", "GB/T 7-2009", "")]


def _marc(run: ExchangeRun) -> None:
    edition = held(run)
    assert (edition.title_en, edition.issuing_body, str(edition.in_force)) == (
        "Food : general principles",
        "SAC",
        "2020-10-01",
    )
    assert (edition.language, edition.keywords) == ("de", ["Food"])
    assert unknown(run) == {"marc.500", "marc.780"}
    assert _relations() == [("replaces", "GB/T 7-2009", "wholly")]


def _relaton(run: ExchangeRun) -> None:
    edition = held(run)
    assert (edition.title_en, edition.issuing_body, edition.keywords) == ("Food", "SAC", ["food"])
    assert unknown(run) == {"note"}
    assert [row[:2] for row in _relations()] == [("corresponds", "ISO 7:2018")]


def _relations() -> list[tuple[str, str, str]]:
    return list(Relation.objects.values_list("kind", "other_number", "extent"))


CHECKS = {"dc": _dublin_core, "marc-xml": _marc, "relaton": _relaton}


@pytest.mark.parametrize("name", CHECKS)
def test_a_foreign_service_is_taken_in_each_form(name: str) -> None:
    """By its own name of the form; what has no field is named in the account; gone is no row."""
    metadata = foreign.FORMS[name][1]
    answer = foreign.service(
        ["mods", name], lambda _: foreign.listed(foreign.record(metadata), foreign.record("", "x"))
    )
    with web({"/oai": answer}) as (address, asked):
        run = from_service(address)
        CHECKS[name](run)
        assert f"metadataPrefix={name}" in asked[-1][0]
        again = from_service(address)  # the same rows once more change nothing
        assert (again.stored, again.merged, Edition.objects.count()) == (0, 1, 1)
        assert any("from=2026-01-05&" in path + "&" for path, _ in asked)  # a day, as it tells time


@pytest.mark.parametrize("packed", ["plain", "gzip", "zip"])
@pytest.mark.parametrize("name", CHECKS)
def test_a_file_of_records_is_taken_in_each_form(tmp_path: Path, name: str, packed: str) -> None:
    """The record within whatever wraps it: a collection, an answer of a service kept as a file."""
    content = foreign.listed(foreign.record(foreign.FORMS[name][1]))
    place = tmp_path / "records.xml"
    if packed == "gzip":
        content = gzip.compress(content)
    if packed == "zip":
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w") as package:
            package.writestr("records.xml", content)
        answer = {"/records.zip": lambda handler: foreign.reply(handler, 200, kept.getvalue())}
        with web(answer) as (address, _):
            order = HarvestOrder(address=f"{address}/records.zip", source=SOURCE)
            CHECKS[name](harvest(order, client=Client(wait=lambda _: None)))
        return
    run = from_file(place, content)
    CHECKS[name](run)
    assert run.format in READERS


def test_what_tells_more_is_preferred() -> None:
    """A name space settles what a form is, the service's name only where there is none."""
    offered = [Offered(name, space) for name, (space, _) in foreign.FORMS.items()]
    assert getattr(best(offered), "prefix", "") == "relaton"
    assert getattr(best(offered[:3]), "form", "") == "marcxml"
    assert best(offered[:1]) is None
    assert getattr(best([Offered("oai_dc")]), "form", "") == "oai_dc"


def test_our_own_marc_comes_back_as_it_went(tmp_path: Path) -> None:
    """What the platform writes for libraries it reads again, the degree and the extent included."""
    edition = edition_of(
        "GB/T 7-2020",
        title_zh="食品通则",
        title_en="Food",
        committee="SAC/TC 64",
        drafting_units=["某院"],
        ccs=["X04"],
        in_force="2020-10-01",
    )
    relation_of(edition, "replaces", "GB/T 7-2009", extent="partly")
    relation_of(edition, "corresponds", "ISO 7:2018", degree="MOD")
    text = marcxml_text(marc_record(edition, summary="规定了食品。"))
    Relation.objects.all().delete()
    edition.delete()
    run = from_file(tmp_path / "own.xml", text.encode())
    found = Edition.objects.get()
    assert (run.stored, found.title_en, found.committee, found.drafting_units, found.ccs) == (
        1,
        "Food",
        "SAC/TC 64",
        ["某院"],
        ["X04"],
    )
    assert sorted(Relation.objects.values_list("kind", "other_number", "extent", "degree")) == [
        ("corresponds", "ISO 7:2018", "", "MOD"),
        ("replaces", "GB/T 7-2009", "partly", ""),
    ]


def test_records_that_name_no_standard_come_back_with_their_reason() -> None:
    """Nothing is lost: the row, why it was refused, and the identifier it came under."""
    book = foreign.MARC.replace("GB/T 7-2020", "ISBN 3-00").replace("no number", "")
    answer = foreign.service(
        ["marc-xml"],
        lambda _: foreign.listed(
            foreign.record(book), foreign.record("<p>not marc</p>", "oai:x:2")
        ),
    )
    with web({"/oai": answer}) as (address, _):
        run = from_service(address)
    assert (run.received, run.rejected, Edition.objects.count()) == (2, 2, 0)
    raws = ImportRun.objects.get().rejected_rows.values_list("raw", flat=True)
    assert sum("oai:x:2" in str(raw) for raw in raws) == 1


def test_a_service_without_a_form_that_is_read_is_told_which_are() -> None:
    """The names it offers, and those that would do."""
    with (
        web({"/oai": foreign.service(["mods"], lambda _: b"")}) as (address, _),
        pytest.raises(HarvestError) as refused,
    ):
        from_service(address)
    assert (refused.value.code, refused.value.fragment) == ("no_common_form", "mods")
    assert "marcxml" in str(refused.value.hint)
    assert not HarvestPoint.objects.exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (foreign.listed(foreign.record(foreign.MARC))[:-40], "broken_xml"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]>' + foreign.MARC.encode(), "entities"),
        (gzip.compress(foreign.listed(foreign.record(foreign.MARC)))[:-30], "truncated_file"),
    ],
)
def test_a_broken_file_of_records_is_refused_with_its_reason(
    tmp_path: Path, content: bytes, code: str
) -> None:
    """A file that breaks off, one with entities: nothing goes in, the run says why."""
    with pytest.raises(BiaozhunError) as refused:
        from_file(tmp_path / "records.xml", content)
    assert refused.value.code == code
    assert (Source.objects.count(), ExchangeRun.objects.get().state) == (0, "failed")


def test_a_bomb_of_gzip_is_not_unpacked_to_its_end(tmp_path: Path) -> None:
    """A small file of endless white space behind a record ends in a sentence."""
    path = tmp_path / "bomb.xml.gz"
    space = b"<x>" + b" " * 9_000_000 + b"</x>"
    with gzip.open(path, "wb", compresslevel=1) as stream:
        stream.write(b"<collection>" + foreign.MARC.encode())
        for _ in range(9):
            stream.write(space)
        stream.write(b"</collection>")
    assert path.stat().st_size < 500_000
    found = record_file(path)
    assert found is not None
    with pytest.raises(HarvestError) as refused:
        list(found.records())
    assert refused.value.code == "compression_bomb"


@pytest.mark.parametrize("content", [b"", b"<", b"<html><table></table></html>", b"a,b\n1,2\n"])
def test_a_file_that_is_none_of_records_is_left_to_the_importers(
    tmp_path: Path, content: bytes
) -> None:
    """A page, a table, an empty file."""
    path = tmp_path / "file"
    path.write_bytes(content)
    assert record_file(path) is None


_NAMES = st.sampled_from(["record", "datafield", "subfield", "title", "dc", "docidentifier", "x"])
_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)


@examples(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(_NAMES, _TEXTS), max_size=6), st.sampled_from(sorted(READERS)))
def test_no_metadata_breaks_a_reader(parts: list[tuple[str, str]], form: str) -> None:
    """Any element in any order is a row, however little it says."""
    inner = "".join(
        f'<{name} tag="245" code="a" type="t">{text.replace("&", "").replace("<", "")}</{name}>'
        for name, text in parts
    )
    for outer in ("bibdata", 'record xmlns="http://www.loc.gov/MARC21/slim"'):
        text = f"<{outer}>{inner}</{outer.split(' ')[0]}>"
        record = Harvested(identifier="x", gone=False, statements=[], metadata=text)
        assert isinstance(READERS[form](record), dict)
