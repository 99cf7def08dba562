"""Many copies from one file, each row by itself."""

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.holdings.actions.stocking import add_copy
from biaozhun.cloud.holdings.importers.copies import Draft, Fault, Reader
from biaozhun.cloud.holdings.lifecycle import RefusedError
from biaozhun.cloud.holdings.models import Intake, IntakeFault, Licence, Place

AT_ONCE = 500  # faults kept in one statement


@transaction.atomic
def take_in(
    rows: Iterable[tuple[int, dict[str, str]]],
    *,
    file_name: str,
    actor: Person,
    at: dt.datetime,
    on: dt.date,
) -> Intake:
    """Make copies of the rows of a table; what cannot go in is kept with its reason.

    ``rows`` are positions in the file with cells by heading. In the account that is given back,
    every row is either stored or rejected.
    """
    reader = Reader(
        places={place.code: place for place in Place.objects.all()},
        licences={licence.name: licence for licence in Licence.objects.all()},
    )
    stored, faults = 0, []
    for position, cells in rows:
        fault = _stored(reader, cells, actor, on)
        if fault is None:
            stored += 1
        else:
            faults.append((position, fault, cells))
    intake = Intake.objects.create(
        file_name=file_name[:300],
        brought=at,
        brought_by=str(actor)[:150],
        stored=stored,
        rejected=len(faults),
    )
    _keep_faults(intake, faults)
    told = {"file": intake.file_name, "stored": stored, "rejected": len(faults)}
    record("holdings.copies_taken_in", subject=f"intake:{intake.pk}", actor=actor, facts=told)
    return intake


def _keep_faults(intake: Intake, faults: Iterable[tuple[int, Fault, dict[str, str]]]) -> None:
    IntakeFault.objects.bulk_create(
        (
            IntakeFault(
                intake=intake,
                position=position,
                code=fault.code,
                message=fault.message,
                cells=cells,
            )
            for position, fault, cells in faults
        ),
        batch_size=AT_ONCE,
    )


def _stored(reader: Reader, cells: dict[str, str], actor: Person, on: dt.date) -> Fault | None:
    read = reader.read(cells)
    if isinstance(read, Fault):
        return read
    return _added(read, actor, on)


def _added(draft: Draft, actor: Person, on: dt.date) -> Fault | None:
    try:
        with transaction.atomic():
            add_copy(draft.facts, actor=actor, on=on)
    except RefusedError as refused:
        return Fault(refused.code, refused.fragment)
    except IntegrityError:  # another process took the name in between
        return Fault("duplicate", draft.facts.accession or draft.facts.barcode)
    return None
