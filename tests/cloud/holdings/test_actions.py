"""The life of acquisitions and copies, lending, seats: what is possible and what is refused."""

import contextlib
import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import IntegrityError, transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.holdings.actions import acquiring, counting, lending, seating, stocking
from biaozhun.cloud.holdings.facts import CopyFacts
from biaozhun.cloud.holdings.lifecycle import ACQUISITION, COPY, RefusedError, decide, verbs
from biaozhun.cloud.holdings.models import (
    Acquisition,
    Copy,
    Licence,
    Loan,
    Medium,
    Place,
    Reservation,
    Seat,
)
from biaozhun.cloud.holdings.queries.desk import differences
from biaozhun.cloud.holdings.queries.numbers import named
from tests.cloud.holdings.conftest import DAY, NOON, Readers, Stock

NUMBER = "GB/T 1.1-2020"


@contextlib.contextmanager
def refused(code: str) -> Iterator[None]:
    """That an action is refused for this reason and no other."""
    with pytest.raises(RefusedError) as caught:
        yield
    assert caught.value.code == code


def test_every_state_of_the_tables_is_one_the_database_takes() -> None:
    """The transition tables and the constraints of the tables name the same states."""
    acquired = {state for step in ACQUISITION for state in (step.before, step.after)} - {""}
    copies = {state for step in COPY for state in (step.before, step.after)} - {""}
    assert acquired == set(Acquisition.State)
    assert copies == set(Copy.State)


def test_what_has_ended_offers_no_verb() -> None:
    """Nothing can be done with what is refused, cancelled or withdrawn."""
    assert [verbs(ACQUISITION, state) for state in ("refused", "cancelled")] == [[], []]
    assert verbs(COPY, "withdrawn") == []
    assert verbs(COPY, "lost") == ["shelve", "withdraw"]


def test_an_illegal_step_differs_from_one_that_lacks_something() -> None:
    """A verb from the wrong state and a verb without its reason are refused with two codes."""
    with refused("illegal_state"):
        decide(COPY, "withdrawn", "shelve", known=["place"])
    with refused("not_known"):
        decide(COPY, "received", "shelve")


def test_from_the_wish_to_the_shelf(keeper: Person, reader: Person, shelf: Place) -> None:
    """A wish is ordered, received with accession numbers in sequence, and shelved."""
    wish = acquiring.wish(named(NUMBER), person=reader, reason="课题", on=DAY)
    wanted = acquiring.Ordered(quantity=2, price=4200)
    order = acquiring.order([(wish.acquisition_id, wanted)], " 书店 ", actor=keeper, on=DAY)
    copies = acquiring.receive(wish.acquisition_id, named(NUMBER), actor=keeper, on=DAY)
    assert [copy.accession for copy in copies] == ["2026-000001", "2026-000002"]
    assert [(copy.state, copy.supplier, copy.price) for copy in copies] == [
        ("received", "书店", 4200)
    ] * 2
    stocking.shelve(copies[0].pk, shelf, actor=keeper)
    assert Copy.objects.get(pk=copies[0].pk).state == "shelved"
    assert Acquisition.objects.get().state == "received"
    assert order.supplier == "书店"
    kinds = Event.objects.order_by("id").values_list("kind", flat=True)
    assert list(kinds) == [
        "holdings.standard_wished",
        "holdings.order_made",
        "holdings.copy_added",
        "holdings.copy_added",
        "holdings.acquisition_received",
        "holdings.copy_shelved",
    ]


def test_wishes_for_one_number_are_one_entry(reader: Person, reader_called: Readers) -> None:
    """A second reader joins the entry; the same reader is told that the wish stands already."""
    acquiring.wish(named(NUMBER), person=reader, reason="", on=DAY)
    acquiring.wish(named(NUMBER), person=reader_called("second"), reason="", on=DAY)
    assert Acquisition.objects.get().wishes.count() == 2
    with refused("wished_already"):
        acquiring.wish(named(NUMBER), person=reader, reason="", on=DAY)


def test_an_entry_nobody_wishes_any_more_is_gone(reader: Person, reader_called: Readers) -> None:
    """Taking the last wish back removes the entry; a wish of somebody else cannot be taken."""
    wish = acquiring.wish(named(NUMBER), person=reader, reason="", on=DAY)
    with refused("not_found"):
        acquiring.take_wish_back(wish.acquisition_id, person=reader_called("other"))
    acquiring.take_wish_back(wish.acquisition_id, person=reader)
    assert Acquisition.objects.count() == 0


def test_refusing_and_cancelling_need_a_reason(keeper: Person, reader: Person) -> None:
    """Without a reason nothing happens; with one the readers see it."""
    wish = acquiring.wish(named(NUMBER), person=reader, reason="", on=DAY)
    with refused("not_known"):
        acquiring.refuse(wish.acquisition_id, "  ", actor=keeper, on=DAY)
    closed = acquiring.refuse(wish.acquisition_id, "已有电子版", actor=keeper, on=DAY)
    assert (closed.state, closed.reason) == ("refused", "已有电子版")
    with refused("illegal_state"):
        acquiring.cancel(wish.acquisition_id, "x", actor=keeper, on=DAY)


def test_an_order_without_supplier_leaves_nothing_behind(keeper: Person) -> None:
    """An order that is refused makes no list and no entry on the wish list."""
    with refused("not_known"):
        acquiring.order_unwished(named(NUMBER), acquiring.Ordered(), " ", actor=keeper, on=DAY)
    assert Acquisition.objects.count() == 0
    with refused("nothing_chosen"):
        acquiring.order([], "书店", actor=keeper, on=DAY)


def test_accession_numbers_have_no_gap_where_an_action_fails(
    keeper: Person, stocked: Stock
) -> None:
    """A number taken in a transaction that fails is given out again; the years count apart."""
    first = stocked()
    with transaction.atomic():
        assert stocking.next_accession(2026) == "2026-000002"
        transaction.set_rollback(True)
    assert (first.accession, stocked().accession) == ("2026-000001", "2026-000002")
    facts = CopyFacts(named=named(NUMBER), medium=Medium.PAPER)
    later = stocking.add_copy(facts, actor=keeper, on=dt.date(2027, 1, 1))
    assert later.accession == "2027-000001"


def test_names_of_copies_are_unique(stocked: Stock) -> None:
    """An accession number or a barcode twice is refused, as is one of the platform's own form."""
    stocked(accession="旧-1", barcode="690")
    with refused("duplicate"):
        stocked(accession="旧-1", barcode="691")
    with refused("duplicate"):
        stocked(barcode="690")
    with refused("accession_ours"):
        stocked(accession="2026-000009")


def test_no_barcode_stands_in_the_way_of_a_number_to_come(keeper: Person, stocked: Stock) -> None:
    """A barcode of the platform's own form is refused, new and mended; one's own number is not."""
    copy = stocked(barcode="690")
    with refused("accession_ours"):
        stocked(barcode="2026-000002")
    with refused("accession_ours"):
        stocking.mend(copy.pk, {"barcode": "2026-000002"}, actor=keeper)
    assert stocking.mend(copy.pk, {"barcode": copy.accession}, actor=keeper).barcode == (
        "2026-000001"
    )
    assert stocked().accession == "2026-000002"


def test_lending_renewing_and_taking_back(keeper: Person, reader: Person, stocked: Stock) -> None:
    """Thirty days, two renewals and no third, and back; the copy is then free again."""
    copy = stocked()
    loan = lending.lend(copy.barcode, reader, actor=keeper, on=DAY)
    assert loan.due == dt.date(2026, 12, 22)
    with refused("already_lent"):
        lending.lend(copy.barcode, reader, actor=keeper, on=DAY)
    lending.renew(loan.pk, person=reader, on=DAY)
    assert lending.renew(loan.pk, person=reader, on=DAY).due == dt.date(2027, 2, 20)
    with refused("renewed_out"):
        lending.renew(loan.pk, person=reader, on=DAY)
    lending.take_back(copy.accession, actor=keeper, on=DAY)
    with refused("not_lent"):
        lending.take_back(copy.accession, actor=keeper, on=DAY)
    assert lending.lend(copy.barcode, reader, actor=keeper, on=DAY).renewals == 0


def test_who_waits_goes_first_and_stops_renewals(
    keeper: Person, reader: Person, reader_called: Readers, stocked: Stock
) -> None:
    """A loan somebody waits for is not renewed, and the next loan is that person's."""
    copy, waiting = stocked(), reader_called("waiting")
    loan = lending.lend(copy.barcode, reader, actor=keeper, on=DAY)
    lending.reserve(named(NUMBER), person=waiting, at=NOON)
    with refused("queue_renew"):
        lending.renew(loan.pk, person=reader, on=DAY)
    lending.take_back(copy.barcode, actor=keeper, on=DAY)
    with refused("queue"):
        lending.lend(copy.barcode, reader, actor=keeper, on=DAY)
    lending.lend(copy.barcode, waiting, actor=keeper, on=DAY)
    assert Reservation.objects.get().state == "lent"


def test_a_copy_left_over_by_the_queue_may_go_to_anybody(
    keeper: Person, reader: Person, reader_called: Readers, stocked: Stock
) -> None:
    """With two free copies and one person waiting, somebody else may have the second."""
    first, _second = stocked(), stocked()
    lending.reserve(named(NUMBER), person=reader_called("waiting"), at=NOON)
    assert lending.lend(first.barcode, reader, actor=keeper, on=DAY).borrower == reader


def test_only_shelved_paper_and_discs_are_lent(
    keeper: Person, reader: Person, stocked: Stock, shelf: Place
) -> None:
    """A file, a copy without a place and an unknown barcode are not lent; nor reserved."""
    licensed = stocked(medium=Medium.PDF)
    new = stocked(place=None)
    for copy in (licensed, new):
        with refused("not_lendable"):
            lending.lend(copy.barcode, reader, actor=keeper, on=DAY)
    with refused("unknown_barcode"):
        lending.lend("没有", reader, actor=keeper, on=DAY)
    with refused("not_lendable"):
        lending.reserve(named(NUMBER), person=reader, at=NOON)
    assert shelf.copies.count() == 1


def test_a_place_in_the_queue_is_left_by_its_holder_or_a_keeper(
    keeper: Person, reader: Person, reader_called: Readers, stocked: Stock
) -> None:
    """Another reader cannot cancel it; waiting twice is refused."""
    stocked()
    entry = lending.reserve(named(NUMBER), person=reader, at=NOON)
    with refused("reserved_already"):
        lending.reserve(named(NUMBER), person=reader, at=NOON)
    with refused("not_found"):
        lending.cancel_reservation(entry.pk, person=reader_called("other"))
    lending.cancel_reservation(entry.pk, person=keeper)
    assert Reservation.objects.get().state == "cancelled"


def test_the_database_itself_holds_the_last_invariants(
    reader: Person, reader_called: Readers, stocked: Stock
) -> None:
    """Two open loans of a copy, a lent file, a third renewal, a seat too many: all refused."""
    copy, day = stocked(), {"lent": DAY, "due": DAY, "medium": "paper", "borrower": reader}
    Loan.objects.create(copy=copy, **day)
    licence = Licence.objects.create(name="a", kind="subscription", seats=1)
    seat = {"licence": licence, "of": 1, "taken": NOON, "until": DAY, "person": reader}
    Seat.objects.create(place_no=1, **seat)
    wrong = (
        (Loan, {"copy": copy, **day}),
        (Loan, {"copy": stocked(), **day, "medium": "pdf"}),
        (Loan, {"copy": stocked(), **day, "renewals": 3}),
        (Loan, {"copy": stocked(), **day, "due": DAY - dt.timedelta(days=1)}),
        (Seat, {**seat, "place_no": 2}),
        (Seat, {**seat, "place_no": 1, "person": reader_called("other")}),
    )
    for model, values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(**values)


def test_seats_are_as_many_as_the_licence_has(reader: Person, reader_called: Readers) -> None:
    """The second reader of one seat waits until it is given back or the day is over."""
    licence = Licence.objects.create(name="网络版", kind="subscription", seats=1)
    other, tomorrow = reader_called("other"), DAY + dt.timedelta(days=1)
    seat = seating.take_seat(licence.pk, person=reader, at=NOON, on=DAY)
    with refused("seated_already"):
        seating.take_seat(licence.pk, person=reader, at=NOON, on=DAY)
    with refused("no_seat"):
        seating.take_seat(licence.pk, person=other, at=NOON, on=DAY)
    with refused("not_found"):
        seating.give_seat_back(seat.pk, person=other, at=NOON)
    assert seating.take_seat(licence.pk, person=other, at=NOON, on=tomorrow).place_no == 1


def test_a_licence_that_does_not_run_seats_nobody(reader: Person) -> None:
    """Over, not begun, or without any limit: three refusals."""
    day = dt.timedelta(days=1)
    over = Licence.objects.create(name="a", kind="bought", seats=1, valid_until=DAY - day)
    coming = Licence.objects.create(name="b", kind="bought", seats=1, valid_from=DAY + day)
    free = Licence.objects.create(name="c", kind="open")
    for licence, code in ((over, "licence_over"), (coming, "licence_over"), (free, "open")):
        with refused(code):
            seating.take_seat(licence.pk, person=reader, at=NOON, on=DAY)


def test_leaving_the_stock(keeper: Person, reader: Person, stocked: Stock) -> None:
    """A lent copy is not withdrawn; a lost one ends its loan; what is withdrawn stays so."""
    copy = stocked()
    lending.lend(copy.barcode, reader, actor=keeper, on=DAY)
    with refused("not_known"):
        stocking.withdraw(copy.pk, "破损", actor=keeper)
    stocking.lose(copy.pk, "读者遗失", actor=keeper, on=DAY)
    assert Loan.objects.get().returned == DAY
    stocking.withdraw(copy.pk, "不再寻找", actor=keeper)
    with refused("illegal_state"):
        stocking.lose(copy.pk, "x", actor=keeper, on=DAY)


def test_a_count_tells_what_differs(
    keeper: Person, reader: Person, stocked: Stock, shelf: Place
) -> None:
    """Met, missing, foreign, lent and unknown barcodes are told apart; scanning twice is once."""
    here, missing, lent = stocked(), stocked("GB/T 2-2020"), stocked("GB/T 3-2020")
    elsewhere = stocked("GB/T 4-2020", place=Place.objects.create(code="B", name="二楼"))
    lending.lend(lent.barcode, reader, actor=keeper, on=DAY)
    count = counting.begin(shelf, actor=keeper, at=NOON)
    codes = [here.barcode, lent.barcode, elsewhere.barcode, "无此码", here.barcode, " "]
    assert counting.scan(count.pk, codes, actor=keeper) == 4
    assert counting.scan(count.pk, codes, actor=keeper) == 0
    found = differences(count)
    assert (found.met, found.expected) == (4, 2)
    assert (found.missing, found.foreign, found.lent) == ([missing], [elsewhere], [lent])
    assert found.unknown == ["无此码"]
    assert counting.begin(shelf, actor=keeper, at=NOON) == count
    counting.close(count.pk, actor=keeper, at=NOON, facts={})
    with refused("not_found"):
        counting.scan(count.pk, ["x"], actor=keeper)
