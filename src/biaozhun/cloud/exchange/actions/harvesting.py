"""Harvesting: a file, an address, or the service of another installation, into the catalogue."""

import datetime as dt
import shutil
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from biaozhun.cloud.catalogue.actions.importing import Step, import_file
from biaozhun.cloud.catalogue.actions.orders import ImportOrder, digest_of
from biaozhun.cloud.catalogue.actions.sources import SourceDescription, describe_source
from biaozhun.cloud.catalogue.models import ImportRun, Source
from biaozhun.cloud.exchange.actions.dropping import drop_rows
from biaozhun.cloud.exchange.actions.installation import own_identifier
from biaozhun.cloud.exchange.actions.runs import begin_run, end_run
from biaozhun.cloud.exchange.actions.taking import (
    Taken,
    first_days,
    settle_first_days,
    sort_statements,
)
from biaozhun.cloud.exchange.actions.taking_forms import order_for
from biaozhun.cloud.exchange.harvest.archives import unpacked
from biaozhun.cloud.exchange.harvest.client import Client, HarvestError
from biaozhun.cloud.exchange.harvest.download import Validators, download
from biaozhun.cloud.exchange.harvest.list_walk import Walk, forget_partial, kept_pages, walk
from biaozhun.cloud.exchange.harvest.record_files import record_file
from biaozhun.cloud.exchange.harvest.statement_rows import StatementOrder
from biaozhun.cloud.exchange.models import ExchangeRun, HarvestPoint
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.foundation.locking import sole_process
from biaozhun.core.errors import BiaozhunError

OAI_PMH = "oai-pmh"
OVERLAP = dt.timedelta(minutes=5)  # a transaction may commit a little after the instant it notes
PASSING = frozenset({"unreachable", "busy", "broken_off", "import_in_use"})  # gone on with later
_encode = msgspec.json.Encoder().encode


def nothing(step: Step) -> None:
    """For who does not want to see how far it is."""


class HarvestOrder(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be harvested.

    Attributes:
        address: of a file or a service; empty where ``path`` is given.
        path: a file on disk.
        source: where the rows come from.
        format: ``oai-pmh`` for a service, else the name of an importer; empty to find out.
        ordered_by: who ordered it; empty for the timetable.
        anew: fetch everything, not only what is new.
    """

    address: str = ""
    path: Path | None = None
    source: SourceDescription
    format: str = ""
    ordered_by: str = ""
    anew: bool = False

    @property
    def is_service(self) -> bool:
        """Whether the address is asked by OAI-PMH: as told, else by its last part."""
        if self.format:
            return self.format == OAI_PMH
        return "oai" in urlsplit(self.address).path.lower().rsplit("/", 1)[-1]


def harvest(
    order: HarvestOrder, *, client: Client | None = None, report: Callable[[Step], None] = nothing
) -> ExchangeRun:
    """Do what is ordered, from where an interrupted harvest stood, and write it down.

    Raises:
        HarvestError: it cannot be fetched or read; what has come is kept for the next time where
            the other side was away, busy or cut off.
        BiaozhunError: the import refuses the file.
    """
    asking = client or Client(contact=settings.CONTACT)
    folder = _folder(order)
    with sole_process(folder / "lock", wait=False) as held:
        if not held:
            raise HarvestError(
                "this is being harvested already",
                code="harvest_in_use",
                fragment=order.address[:200],
            )
        run = begin_run(
            protocol=_protocol(order),
            source=order.source.slug,
            address=order.address or str(order.path and order.path.name),
            ordered_by=order.ordered_by,
            licence=order.source.licence,
        )
        _tidy_after_the_last(folder, run)
        try:
            state = _harvest(order, run, folder=folder, client=asking, report=report)
        except BiaozhunError as error:
            end_run(run, ExchangeRun.State.FAILED, error=f"{error.code}: {error}")
            if error.code not in PASSING:
                _clear(folder)  # what is wrong in itself would be wrong the next time as well
            raise
        end_run(run, state)
        _clear(folder)
    return run


def _protocol(order: HarvestOrder) -> str:
    if order.path is not None:
        return ExchangeRun.Protocol.FILE
    return ExchangeRun.Protocol.OAI_PMH if order.is_service else ExchangeRun.Protocol.DOWNLOAD


def _folder(order: HarvestOrder) -> Path:
    key = f"{order.source.slug} {order.address or order.path}"
    name = blake2b(key.encode(errors="surrogatepass"), digest_size=8).hexdigest()
    folder: Path = settings.DATA_DIR / "harvests" / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _tidy_after_the_last(folder: Path, run: ExchangeRun) -> None:
    """Clear what a run left that ended well and was killed before it could tidy up itself."""
    marker = folder / "run"
    last = marker.read_text() if marker.exists() else ""
    if last.isdecimal() and int(last) != run.pk:
        well = (ExchangeRun.State.DONE, ExchangeRun.State.UNCHANGED)
        if ExchangeRun.objects.filter(pk=int(last), state__in=well).exists():
            _clear(folder)
    marker.write_text(str(run.pk))


def _clear(folder: Path) -> None:
    """Remove what was kept for going on; the lock stays."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name not in ("lock", "run"):
            path.unlink()


def _harvest(
    order: HarvestOrder,
    run: ExchangeRun,
    *,
    folder: Path,
    client: Client,
    report: Callable[[Step], None],
) -> str:
    if order.path is not None:
        run.bytes = order.path.stat().st_size if order.path.is_file() else 0
        _import(_file_order(order, run, order.path, folder=folder), run, report)
        return ExchangeRun.State.DONE
    if order.is_service:
        return _service(order, run, folder=folder, client=client, report=report)
    return _download(order, run, folder=folder, client=client, report=report)


def _file_order(order: HarvestOrder, run: ExchangeRun, path: Path, *, folder: Path) -> ImportOrder:
    """The order to import a file: one of records is made rows first.

    Raises:
        HarvestError: it breaks off, or brings what no file of records has.
    """
    kept = None if order.format else record_file(path)
    if kept is not None:
        run.format = kept.form
        wanted = order_for(kept.form, kept.records(), folder=folder, source=order.source)
        if wanted is not None:
            return wanted
    return ImportOrder(path=path, source=order.source, format=order.format)


def _import(
    wanted: ImportOrder, run: ExchangeRun, report: Callable[[Step], None], *, count: bool = True
) -> None:
    """Import a file and count what all imports of the run did, however often it was killed."""
    done = _imported_before(wanted, run) or import_file(wanted, report=report).run
    with transaction.atomic():
        run.imports.add(done)
        told = run.imports.aggregate(
            rows=Sum("position"), stored=Sum("stored"), merged=Sum("merged"), bad=Sum("rejected")
        )
        run.stored, run.merged = told["stored"], told["merged"]
        if count:
            run.received, run.rejected = told["rows"], told["bad"]
        run.save()


def _imported_before(wanted: ImportOrder, run: ExchangeRun) -> int | None:
    """The import of this file that ended before the run itself was killed."""
    ended = ImportRun.objects.filter(
        source__slug=wanted.source.slug, state=ImportRun.State.DONE, started__gte=run.started
    )
    if not ended.exists():
        return None
    same = ended.filter(file_digest=digest_of(wanted.path))
    return same.values_list("pk", flat=True).first()


# --- a file of an address -------------------------------------------------------------------------


def _download(
    order: HarvestOrder,
    run: ExchangeRun,
    *,
    folder: Path,
    client: Client,
    report: Callable[[Step], None],
) -> str:
    point = _point(order)
    known = Validators(point.etag, point.last_modified) if point else Validators()
    got = download(client, order.address, folder, known)
    if got.path is None:
        _note_point(order, known)
        return ExchangeRun.State.UNCHANGED
    run.bytes, run.format = got.size, order.format
    path = unpacked(got.path, folder)
    _import(_file_order(order, run, path, folder=folder), run, report)
    _note_point(order, got.validators)
    return ExchangeRun.State.DONE


def _point(order: HarvestOrder) -> HarvestPoint | None:
    if order.anew:
        return None
    found = HarvestPoint.objects.filter(source=order.source.slug, address=order.address[:500])
    return found.first()


def _note_point(
    order: HarvestOrder, validators: Validators, until: dt.datetime | None = None
) -> None:
    HarvestPoint.objects.update_or_create(
        source=order.source.slug,
        address=order.address[:500],
        defaults={
            "etag": validators.etag,
            "last_modified": validators.last_modified,
            "until": until,
            "harvested": now(),
        },
    )


# --- a service ------------------------------------------------------------------------------------


def _service(
    order: HarvestOrder,
    run: ExchangeRun,
    *,
    folder: Path,
    client: Client,
    report: Callable[[Step], None],
) -> str:
    point = _point(order)
    begins = f"{point.until:%Y-%m-%dT%H:%M:%SZ}" if point and point.until else ""
    if order.anew:
        forget_partial(folder)
    state = walk(client, order.address, folder, begins)
    run.format = state.form
    run.bytes = sum(path.stat().st_size for path in folder.glob("page-*.xml"))
    if state.form == "biaozhun":
        changed = _take_statements(order, run, folder, report)
    else:
        changed = _take_records(order, run, state.form, folder=folder, report=report)
    until = _until(state) or (point.until if point else None)
    _note_point(order, Validators(), until)
    return ExchangeRun.State.DONE if changed else ExchangeRun.State.UNCHANGED


def _until(state: Walk) -> dt.datetime | None:
    return dt.datetime.fromisoformat(state.stamp) - OVERLAP if state.stamp else None


def _take_statements(
    order: HarvestOrder, run: ExchangeRun, folder: Path, report: Callable[[Step], None]
) -> bool:
    taken = _sorted(folder)
    run.received, run.own = taken.received, taken.own
    for source, name in sorted(taken.files.items()):
        path = folder / name
        if not path.exists():
            continue  # it went in before the harvest was interrupted
        wanted = StatementOrder(path=path, source=SourceDescription(slug=source))
        _import(wanted, run, report, count=False)
        for days in first_days(path):
            settle_first_days(source, days)
        path.unlink()
    drop_rows(taken.dropped)
    run.dropped = len(taken.dropped)
    refused = run.imports.aggregate(rows=Sum("rejected"))["rows"] or 0
    run.rejected = taken.unreadable + refused
    run.save()
    describe_source(order.source)
    return bool(taken.new or run.dropped)


def _sorted(folder: Path) -> Taken:
    """What is to be done, kept on disk, so that an interrupted import does the same again."""
    kept = folder / "taken.json"
    if kept.exists():
        return msgspec.json.decode(kept.read_bytes(), type=Taken)
    taken = sort_statements(kept_pages(folder), folder, own_identifier())
    beside = kept.with_suffix(".new")
    beside.write_bytes(_encode(taken))
    beside.replace(kept)
    return taken


def _take_records(
    order: HarvestOrder,
    run: ExchangeRun,
    form: str,
    *,
    folder: Path,
    report: Callable[[Step], None],
) -> bool:
    records = (record for page in kept_pages(folder) for record in page.records)
    wanted = order_for(form, records, folder=folder, source=order.source)
    if wanted is None:
        describe_source(order.source)
        return False
    _import(wanted, run, report)
    return True


# --- what is harvested regularly -----------------------------------------------------------------


def order_of(source: Source, *, ordered_by: str = "") -> HarvestOrder:
    """The harvest of a source from its address.

    Raises:
        HarvestError: the source has none.
    """
    if not source.harvest_address:
        raise HarvestError(
            "this source has no address to harvest",
            code="no_address",
            fragment=source.slug,
            hint="give one on the desk, or: biaozhun harvest ADDRESS --source NAME",
        )
    return HarvestOrder(
        address=source.harvest_address,
        source=SourceDescription(slug=source.slug),
        ordered_by=ordered_by,
    )


def remember_address(slug: str, address: str) -> None:
    """Keep where a source is harvested, for the next time."""
    Source.objects.filter(slug=slug).update(harvest_address=address)
