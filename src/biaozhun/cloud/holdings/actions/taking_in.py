"""Many copies from one file, each row by itself."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.holdings.actions.stocking import add_copies
from biaozhun.cloud.holdings.facts import CopyFacts
from biaozhun.cloud.holdings.importers.copies import Fault, Reader
from biaozhun.cloud.holdings.models import Intake, IntakeFault, Licence, Place

AT_ONCE = 500  # faults kept in one statement
Rejected = tuple[int, dict[str, str], Fault]


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
    every row is either stored or rejected. All rows are read before the transaction begins, so
    other writers wait for the storing alone.
    """
    reader = Reader(
        places={place.code: place for place in Place.objects.all()},
        licences={licence.name: licence for licence in Licence.objects.all()},
    )
    drafts: list[tuple[int, dict[str, str], CopyFacts]] = []
    faults: list[Rejected] = []
    for position, cells in rows:
        read = reader.read(cells)
        if isinstance(read, Fault):
            faults.append((position, cells, read))
        else:
            drafts.append((position, cells, read.facts))
    intake = Intake(file_name=file_name[:300], brought=at, brought_by=str(actor)[:150])
    _store(intake, drafts, faults, actor=actor, on=on)
    return intake


@transaction.atomic
def _store(
    intake: Intake,
    drafts: Sequence[tuple[int, dict[str, str], CopyFacts]],
    faults: Sequence[Rejected],
    *,
    actor: Person,
    on: dt.date,
) -> None:
    refused = add_copies([facts for _, _, facts in drafts], actor=actor, on=on)
    rejected = [
        (position, cells, Fault(why.code, why.fragment))
        for (position, cells, _), why in zip(drafts, refused, strict=True)
        if why is not None
    ]
    intake.stored = len(drafts) - len(rejected)
    intake.rejected = len(faults) + len(rejected)
    intake.save()
    _keep_faults(intake, [*faults, *rejected])
    told = {"file": intake.file_name, "stored": intake.stored, "rejected": intake.rejected}
    record("holdings.copies_taken_in", subject=f"intake:{intake.pk}", actor=actor, facts=told)


def _keep_faults(intake: Intake, faults: Iterable[Rejected]) -> None:
    IntakeFault.objects.bulk_create(
        (
            IntakeFault(
                intake=intake,
                position=position,
                code=fault.code,
                message=fault.message,
                cells=cells,
            )
            for position, cells, fault in faults
        ),
        batch_size=AT_ONCE,
    )
