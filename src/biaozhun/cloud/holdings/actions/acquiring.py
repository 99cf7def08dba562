"""From a reader's wish to the parcel on the desk."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.holdings.actions.stocking import add_copy
from biaozhun.cloud.holdings.facts import CopyFacts
from biaozhun.cloud.holdings.lifecycle import ACQUISITION, RefusedError, decide
from biaozhun.cloud.holdings.models import Acquisition, Copy, Medium, PurchaseOrder, Wish
from biaozhun.cloud.holdings.queries.numbers import Named

MOST_COPIES = 99  # of one acquisition


class Ordered(msgspec.Struct, frozen=True, kw_only=True):
    """What is ordered of one number."""

    medium: Medium = Medium.PAPER
    language: str = "zh"
    quantity: int = 1
    price: int | None = None
    currency: str = "CNY"


@transaction.atomic
def wish(
    named: Named, *, person: Person, reason: str, on: dt.date, medium: Medium = Medium.PAPER
) -> Wish:
    """Ask that a standard be held; several readers' wishes for one number are one entry.

    Raises:
        RefusedError: the reader wishes it already (``wished_already``); or the entry that another
            reader made went again at this moment (``not_found``).
    """
    waiting = Acquisition.objects.select_for_update().filter(
        slug=named.slug, state__in=[Acquisition.State.WISHED, Acquisition.State.ORDERED]
    )
    acquisition = waiting.first() or _entry(named, on=on, medium=medium)
    made, is_new = Wish.objects.get_or_create(
        acquisition=acquisition, person=person, defaults={"reason": reason, "wished": on}
    )
    if not is_new:
        raise RefusedError("wished already", code="wished_already", fragment=named.number)
    record("holdings.standard_wished", subject=named.slug, actor=person, facts={"reason": reason})
    return made


def _entry(named: Named, *, on: dt.date, medium: Medium = Medium.PAPER) -> Acquisition:
    """The entry of the wish list for a number, locked; one that another makes now is that one."""
    entry, _is_new = Acquisition.objects.get_or_create(
        slug=named.slug,
        state=decide(ACQUISITION, "", "wish").after,
        defaults={
            "number": named.number,
            "sort_key": named.sort_key,
            "medium": medium,
            "opened": on,
        },
    )
    return _locked(entry.pk)


@transaction.atomic
def take_wish_back(acquisition_id: int, *, person: Person) -> None:
    """Drop a reader's own wish; an entry that nobody wishes any more goes with it.

    Raises:
        RefusedError: it is not on the wish list any more, or not this reader's.
    """
    acquisition = _locked(acquisition_id)
    if acquisition.state != Acquisition.State.WISHED:
        raise RefusedError("not on the wish list", fragment=acquisition.state)
    gone, _ = acquisition.wishes.filter(person=person).delete()
    if not gone:
        raise RefusedError("no such wish", code="not_found")
    if not acquisition.wishes.exists():
        acquisition.delete()
    record("holdings.wish_taken_back", subject=acquisition.slug, actor=person)


@transaction.atomic
def order(
    entries: Sequence[tuple[int, Ordered]], supplier: str, *, actor: Person, on: dt.date
) -> PurchaseOrder:
    """Order entries of the wish list from one supplier; they become one list.

    Args:
        entries: ids on the wish list, each with what is ordered of it.
        supplier: who is to deliver.
        actor: who orders.
        on: the day.

    Raises:
        RefusedError: nothing is chosen, an entry is not on the wish list, or no supplier is named.
    """
    if not entries:
        raise RefusedError("nothing is chosen", code="nothing_chosen")
    known = [*(["supplier"] if supplier.strip() else []), "quantity"]
    rows = [(_locked(pk), wanted) for pk, wanted in entries]
    after = [decide(ACQUISITION, row.state, "order", known=known).after for row, _ in rows]
    made = PurchaseOrder.objects.create(
        supplier=supplier.strip(), ordered=on, ordered_by=str(actor)[:150]
    )
    for (row, wanted), state in zip(rows, after, strict=True):
        _put_on(made, row, wanted, state)
    told = {"supplier": made.supplier, "numbers": [row.number for row, _ in rows]}
    record("holdings.order_made", subject=f"order:{made.pk}", actor=actor, facts=told)
    return made


def _put_on(made: PurchaseOrder, row: Acquisition, wanted: Ordered, state: str) -> None:
    row.order = made
    row.state = state
    for name in Ordered.__struct_fields__:
        setattr(row, name, getattr(wanted, name))
    row.save()


@transaction.atomic
def order_unwished(
    named: Named, wanted: Ordered, supplier: str, *, actor: Person, on: dt.date
) -> PurchaseOrder:
    """Order what nobody has wished: it is put on the wish list and ordered from there.

    Raises:
        RefusedError: no supplier is named; or another keeper ordered it at this moment.
    """
    return order([(_entry(named, on=on).pk, wanted)], supplier, actor=actor, on=on)


@transaction.atomic
def refuse(pk: int, reason: str, *, actor: Person, on: dt.date) -> Acquisition:
    """Refuse a wish; its readers see the reason.

    Raises:
        RefusedError: it is not on the wish list, or no reason is given.
    """
    return _closed(pk, "refuse", reason, actor, on)


@transaction.atomic
def cancel(pk: int, reason: str, *, actor: Person, on: dt.date) -> Acquisition:
    """Give up what was ordered and does not come.

    Raises:
        RefusedError: it is not ordered, or no reason is given.
    """
    return _closed(pk, "cancel", reason, actor, on)


def _closed(pk: int, verb: str, reason: str, actor: Person, on: dt.date) -> Acquisition:
    row = _locked(pk)
    known = ["reason"] if reason.strip() else []
    row.state = decide(ACQUISITION, row.state, verb, known=known).after
    row.reason = reason.strip()
    row.decided = on
    row.save(update_fields=["state", "reason", "decided"])
    told = {"reason": row.reason}
    record(f"holdings.acquisition_{row.state}", subject=row.slug, actor=actor, facts=told)
    return row


@transaction.atomic
def receive(pk: int, named: Named, *, actor: Person, on: dt.date) -> list[Copy]:
    """Take in what was ordered: every copy gets its accession number.

    Args:
        pk: the acquisition.
        named: the names of its number.
        actor: who takes it in.
        on: the day; its year is that of the accession numbers.

    Raises:
        RefusedError: it is not ordered.
    """
    row = _locked(pk)
    row.state = decide(ACQUISITION, row.state, "receive").after
    row.decided = on
    row.save(update_fields=["state", "decided"])
    facts = CopyFacts(
        named=named,
        medium=Medium(row.medium),
        language=row.language,
        price=row.price,
        currency=row.currency,
        supplier=row.order.supplier if row.order else "",
        acquired=on,
    )
    copies = [add_copy(facts, actor=actor, on=on, acquisition=row) for _ in range(row.quantity)]
    told = {"accessions": [copy.accession for copy in copies]}
    record("holdings.acquisition_received", subject=row.slug, actor=actor, facts=told)
    return copies


def _locked(pk: int) -> Acquisition:
    row = Acquisition.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise RefusedError("no such acquisition", code="not_found", fragment=str(pk))
    return row
