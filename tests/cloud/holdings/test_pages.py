"""The pages: who may, what they say, what a form that is wrong is told, what goes out as a file."""

import csv
import datetime as dt
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from pymarc import MARCReader, parse_xml_to_array
from pytest_django.fixtures import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.holdings.actions import acquiring, counting, lending, stocking
from biaozhun.cloud.holdings.exports.marc import records
from biaozhun.cloud.holdings.models import (
    Copy,
    Goal,
    Intake,
    Licence,
    Loan,
    Medium,
    Place,
    Reservation,
    Seat,
    Wish,
)
from biaozhun.cloud.holdings.queries.figures import figures
from biaozhun.cloud.holdings.queries.numbers import Named, named
from biaozhun.cloud.search.port import FACETS
from tests.cloud.holdings.conftest import DAY, NOON, Readers, Stock, signed
from tests.factories.catalogue import edition_of

NUMBER = "GB/T 1.1-2020"
KEEPERS_PAGES = (
    "",
    "/add",
    "/wishes",
    "/orders",
    "/orders/new",
    "/lending",
    "/overdue",
    "/overdue?all=1",
    "/queues",
    "/intakes",
    "/stocktakes",
    "/duplicates",
    "/labels",
    "/places",
    "/licences",
    "/goals",
    "/export?format=marc",
    "?format=csv",
)


def read(client: Client, address: str, status: int = 200) -> str:
    """The page at an address."""
    answer = client.get(address)
    assert answer.status_code == status, address
    content = answer.content if not answer.streaming else b"".join(answer.streaming_content)
    return content.decode()


def said(client: Client, address: str, **form: object) -> str:
    """What the page says after a form was sent to an address."""
    answer = client.post(address, form, follow=True)
    assert answer.status_code == 200, address
    content: bytes = answer.content
    return content.decode()


@pytest.mark.parametrize("page", KEEPERS_PAGES)
def test_the_desk_is_open_to_keepers_alone(page: str, at_desk: Client, reader: Person) -> None:
    """A keeper reads it, a reader is refused, anybody else is asked to sign in."""
    address = f"/desk/holdings{page}"
    read(at_desk, address)
    assert signed(reader).get(address).status_code == 403
    assert Client().get(address).status_code == 302


def test_the_pages_of_one_thing_are_open_to_keepers(
    at_desk: Client, stocked: Stock, shelf: Place, keeper: Person, reader: Person
) -> None:
    """A copy, an order, a count, a shelf, a place; and each that is not there is not found."""
    copy = stocked()
    wanted = acquiring.Ordered()
    order = acquiring.order_unwished(named("ISO 9001:2015"), wanted, "书店", actor=keeper, on=DAY)
    count = counting.begin(shelf, actor=keeper, at=NOON)
    for page in (
        f"copies/{copy.pk}",
        f"orders/{order.pk}",
        f"orders/{order.pk}?format=csv",
        f"stocktakes/{count.pk}",
        f"places/{shelf.pk}",
        f"places/{shelf.pk}/shelf",
        f"labels?copy={copy.pk}",
    ):
        read(at_desk, f"/desk/holdings/{page}")
        assert signed(reader).get(f"/desk/holdings/{page}").status_code == 403
    for page in ("copies", "orders", "stocktakes", "places", "licences", "goals", "intakes"):
        for pk in ("0", "99999999999999999999999"):
            assert at_desk.get(f"/desk/holdings/{page}/{pk}").status_code == 404


def test_the_public_page_tells_records_copies_and_goals_apart(stocked: Stock) -> None:
    """Two copies of one edition are one edition held; a record without copy is a record."""
    edition_of("GB 2760-2024")
    edition_of("GB/T 9-2020", invented=True)
    stocked()
    stocked()
    stocked("ISO 9001:2015", medium=Medium.PDF)
    Goal.objects.create(year=2027, target=1_200_000, measure="copies", basis="规划第三条")
    found = figures(DAY)
    assert (found.total.records, found.total.editions, found.total.copies) == (1, 2, 3)
    assert [(line.key, line.records, line.editions, line.copies) for line in found.families] == [
        ("national", 1, 1, 2),
        ("international", 0, 1, 1),
    ]
    assert [(line.key, line.copies) for line in found.media] == [("paper", 2), ("pdf", 1)]
    assert [(line.key, line.copies) for line in found.years] == [("2026", 3)]
    page = read(Client(), "/holdings")
    assert "3 / 1\u202f200\u202f000" in page
    rows = list(csv.reader(io.StringIO(read(Client(), "/holdings?format=csv"))))
    assert rows[1] == ["2026-11-22", "合计", "", "1", "2", "3"]


def test_the_figures_follow_every_change_of_the_stock(keeper: Person, stocked: Stock) -> None:
    """Added, lost, found, withdrawn: each is told; without a change nothing is counted anew."""
    copy = stocked()
    assert figures(DAY).total.copies == 1
    with CaptureQueriesContext(connection) as asked:
        figures(DAY)
    assert not [one for one in asked.captured_queries if "COUNT(DISTINCT" in one["sql"]]
    stocked()
    assert figures(DAY).total.copies == 2
    stocking.lose(copy.pk, "找不到", actor=keeper, on=DAY)
    assert figures(DAY).total.copies == 1
    assert copy.place is not None
    stocking.shelve(copy.pk, copy.place, actor=keeper)
    assert figures(DAY).total.copies == 2
    stocking.withdraw(copy.pk, "破损", actor=keeper)
    assert figures(DAY).total.copies == 1


def test_the_rows_behind_a_figure_tell_no_borrower(
    reader: Person, keeper: Person, stocked: Stock
) -> None:
    """Anybody reads the copies in stock by class; of a lent one the day alone, of a lost none."""
    lent = stocked()
    stocked("ISO 9001:2015")
    stocking.lose(stocked("GB/T 2-2020").pk, "找不到", actor=keeper, on=DAY)
    lending.lend(lent.barcode, reader, actor=keeper, on=DAY)
    page = read(Client(), "/holdings/copies?family=national&state=lost")
    assert "1 件" in page
    assert "已借出" in page
    assert reader.name not in page
    assert "没有符合条件的馆藏" in read(Client(), "/holdings/copies?family=local")


def test_the_edition_page_shows_its_copies(reader: Person, keeper: Person, stocked: Stock) -> None:
    """Medium, place and the day a lent copy is due; the buttons of somebody signed in."""
    edition_of(NUMBER, title_zh="标准化工作导则")
    empty = read(Client(), "/standards/GB/T-1.1-2020")
    assert "本馆还没有这一版的馆藏。" in empty
    copy = stocked()
    assert "登录后借阅" in read(Client(), "/standards/GB/T-1.1-2020")
    assert "借阅</button>" in read(signed(reader), "/standards/GB/T-1.1-2020")
    lending.lend(copy.barcode, reader, actor=keeper, on=DAY)
    page = read(signed(reader), "/standards/GB/T-1.1-2020")
    assert "2026-12-22" in page
    assert "您已借着它。" in page


def test_the_panel_asks_no_more_for_many_copies(
    reader: Person, stocked: Stock, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """The page of an edition costs the same for one copy as for twelve."""
    edition_of(NUMBER)
    licence = Licence.objects.create(name="网络版", kind="subscription", seats=3)
    stocked(medium=Medium.ONLINE, licence=licence)
    client = signed(reader)
    read(client, "/standards/GB/T-1.1-2020")
    with CaptureQueriesContext(connection) as first:
        read(client, "/standards/GB/T-1.1-2020")
    for _ in range(11):
        stocked(medium=Medium.ONLINE, licence=licence)
    with django_assert_max_num_queries(len(first)):
        read(client, "/standards/GB/T-1.1-2020")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("q=gb/t 1.1", 1),
        ("q=ISO", 1),
        ("q=旧-1", 1),
        ("q=690", 1),
        ("q=质量", 1),
        ("q=1.1", 0),
        ("medium=pdf", 1),
        ("family=national", 2),
        ("place=A-1&year=2026", 2),
        ("year=2019", 1),
        ("state=received", 0),
    ],
)
def test_the_list_is_narrowed(query: str, count: int, at_desk: Client, stocked: Stock) -> None:
    """By the beginning of a number, by names of a copy, words of its title, and every filter."""
    stocked()
    stocked("GB/T 2-2020", barcode="690")
    facts = {"accession": "旧-1", "title": "质量管理", "acquired": dt.date(2019, 1, 2)}
    stocked("ISO 9001:2015", medium=Medium.PDF, **facts)
    page = read(at_desk, f"/desk/holdings?{query}")
    assert (f"{count} 件" in page) if count else ("没有符合条件的馆藏" in page)


def test_the_list_asks_no_more_for_many_copies(
    at_desk: Client, stocked: Stock, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """The keepers' list costs the same for one copy as for twelve."""
    stocked()
    with CaptureQueriesContext(connection) as first:
        read(at_desk, "/desk/holdings")
    for serial in range(11):
        stocked(f"GB/T {serial + 2}-2020")
    with django_assert_max_num_queries(len(first)):
        page = read(at_desk, "/desk/holdings")
    assert "12 件" in page


def test_a_wish_for_a_number_nobody_holds(reader: Person) -> None:
    """The number of the address stands in the form; sent, it is on the reader's own page."""
    client = signed(reader)
    assert 'value="JB/T 99999-2031"' in read(client, "/holdings/wish?number=JB/T 99999-2031")
    page = said(client, "/holdings/wish", number="jb/t 99999-2031", medium="paper", reason="课题")
    assert "已记下您的愿望：JB/T 99999-2031。" in page
    assert Wish.objects.get().acquisition.slug == "JB/T-99999-2031"
    assert "您已经提出过这个愿望" in said(
        client, "/holdings/wish", number="JB/T 99999-2031", medium="paper"
    )


def test_a_wish_for_no_number_is_told_so_and_kept(reader: Person) -> None:
    """422, the sentence, and what was written."""
    form = {"number": "不是编号", "medium": "paper", "reason": "想读"}
    answer = signed(reader).post("/holdings/wish", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“不是编号”读不成标准编号" in page
    assert "想读" in page
    assert Wish.objects.count() == 0


def test_what_a_reader_does_on_their_own_page(
    reader: Person, keeper: Person, stocked: Stock
) -> None:
    """Reserve, cancel, renew, a seat and back again; each is said."""
    client, copy = signed(reader), stocked()
    licence = Licence.objects.create(name="网络版", kind="subscription", seats=1)
    assert "已登记借阅 GB/T 1.1-2020" in said(client, "/holdings/reserve", number="GB/T-1.1-2020")
    entry = Reservation.objects.get()
    assert "借阅登记已取消。" in said(client, f"/holdings/reservations/{entry.pk}/cancel")
    loan = lending.lend(copy.barcode, reader, actor=keeper, on=DAY)
    assert "已续借，2027-01-21 到期。" in said(client, f"/holdings/loans/{loan.pk}/renew")
    assert "席位已占用" in said(client, f"/holdings/licences/{licence.pk}/seat")
    assert "席位已释放" in said(client, f"/holdings/seats/{Seat.objects.get().pk}/release")
    huge = "99999999999999999999999"
    assert "找不到它" in said(client, f"/holdings/loans/{huge}/renew")


def test_another_readers_loan_is_not_renewed(
    reader: Person, reader_called: Readers, keeper: Person, stocked: Stock
) -> None:
    """It is not found, and nothing changes."""
    loan = lending.lend(stocked().barcode, reader, actor=keeper, on=DAY)
    client = signed(reader_called("other"))
    assert "找不到它" in said(client, f"/holdings/loans/{loan.pk}/renew")
    assert Loan.objects.get().renewals == 0


def test_the_own_page_asks_for_signing_in() -> None:
    """Anybody else is led to the sign-in page; a button without it does nothing."""
    assert Client().get("/holdings/mine").status_code == 302
    assert Client().post("/holdings/reserve", {"number": NUMBER}).status_code == 302
    assert Client().get("/holdings/reserve").status_code == 405


def test_one_field_lends_and_takes_back(at_desk: Client, reader: Person, stocked: Stock) -> None:
    """A reader's address, then a barcode out; the same barcode comes back."""
    copy = stocked()
    page = "/desk/holdings/lending"
    assert "请先输入读者的电子邮箱" in said(at_desk, page, scan=copy.barcode)
    assert "正在为 reader 办理。" in said(at_desk, page, scan="READER@example.org")
    serving = f"{page}?reader={reader.pk}"
    assert "2026-12-22 到期" in said(at_desk, serving, scan=copy.barcode)
    assert "已归还" in said(at_desk, page, scan=copy.accession)
    assert "没有这个条码或登录号" in said(at_desk, page, scan="1234")
    assert "没有这个账号" in said(at_desk, page, scan="nobody@example.org")


def test_from_the_wish_list_to_the_label(at_desk: Client, reader: Person, shelf: Place) -> None:
    """Ordered, received, shelved and labelled, by the buttons of the pages."""
    wish = acquiring.wish(named(NUMBER), person=reader, reason="课题", on=DAY)
    assert "课题" in read(at_desk, "/desk/holdings/wishes")
    form = {"medium": "paper", "language": "zh", "quantity": "1", "currency": "CNY"}
    without = at_desk.post("/desk/holdings/wishes", {**form, "entry": wish.acquisition_id})
    assert without.status_code == 422
    page = said(
        at_desk,
        "/desk/holdings/wishes",
        entry=wish.acquisition_id,
        supplier="书店",
        price="42.50",
        **form,
    )
    assert "订单已建立。" in page
    order = wish.acquisition.__class__.objects.get().order_id
    table = read(at_desk, f"/desk/holdings/orders/{order}?format=csv")
    assert table.splitlines()[1] == "GB/T 1.1-2020,纸本,中文,1,42.50,CNY,已订购"
    came = said(at_desk, f"/desk/holdings/acquisitions/{wish.acquisition_id}/receive")
    assert "登录号 2026-000001" in came
    copy = Copy.objects.get()
    assert "已上架到 A-1" in said(
        at_desk, f"/desk/holdings/copies/{copy.pk}/shelve", place=shelf.pk
    )
    label = read(at_desk, f"/desk/holdings/labels?copy={copy.pk}")
    assert label.count("<svg") - label.count('class="icon"') == 1
    assert "2026-000001" in label
    assert "已上架，可以来读" in read(signed(reader), "/holdings/mine")


def test_a_record_without_number_that_left_the_catalogue_is_told_of(
    at_desk: Client, keeper: Person
) -> None:
    """What was ordered by its record alone cannot be received without it; the line stays."""
    gone = Named(slug="~7", number="~7", family="national", code="", sort_key="~7")
    order = acquiring.order_unwished(gone, acquiring.Ordered(), "书店", actor=keeper, on=DAY)
    row = order.acquisitions.get()
    page = said(at_desk, f"/desk/holdings/acquisitions/{row.pk}/receive")
    assert "目录里已经没有这条记录" in page
    row.refresh_from_db()
    assert row.state == "ordered"


def test_one_copy_by_hand_and_mended(at_desk: Client, shelf: Place, stocked: Stock) -> None:
    """Added with an old accession number, corrected; a barcode of another copy is refused."""
    stocked(barcode="690")
    form = {"number": "gb/t 2-2020", "medium": "cd", "language": "en", "currency": "CNY"}
    page = said(at_desk, "/desk/holdings/add", accession="旧-7", place=shelf.pk, **form)
    assert "已入藏，登录号 旧-7。" in page
    copy = Copy.objects.get(accession="旧-7")
    assert (copy.barcode, copy.state, copy.family) == ("旧-7", "shelved", "national")
    address = f"/desk/holdings/copies/{copy.pk}"
    mended = said(at_desk, address, price="10", title="书名", **form)
    assert "已保存。" in mended
    copy.refresh_from_db()
    assert (copy.price, copy.title) == (1000, "书名")
    wrong = at_desk.post(address, {**form, "barcode": "690"})
    assert wrong.status_code == 422
    assert "已经属于另一件馆藏" in wrong.content.decode()
    assert at_desk.post(address, {**form, "price": "1.005"}).status_code == 422


@pytest.mark.usefixtures("shelf")
def test_a_table_comes_in_and_its_rejected_rows_go_out_and_in_again(at_desk: Client) -> None:
    """Every row is stored or told of; mended, the rejected ones are stored."""
    table = (
        "标准编号,载体,馆藏地,价格,登录号\n"
        "GB/T 1.1-2020,纸本,A-1,42.50,旧-1\n"
        "GB/T 2-2020,羊皮,A-1,,\n"
        "=1+1,纸本,A-1,,\n"
        "GB/T 3-2020,纸本,Z-9,,\n"
        "GB/T 4-2020,纸本,,abc,\n"
        "GB/T 5-2020,光盘,,,旧-1\n"
    )
    sent = SimpleUploadedFile("stock.csv", table.encode())
    page = said(at_desk, "/desk/holdings/intakes", file=sent)
    assert "入藏 1 件，退回 5 行。" in page
    intake = Intake.objects.get()
    codes = list(intake.faults.values_list("position", "code"))
    assert codes == [(3, "medium"), (4, "number"), (5, "place"), (6, "price"), (7, "duplicate")]
    rejected = read(at_desk, f"/desk/holdings/intakes/{intake.pk}?format=csv")
    assert "'=1+1" in rejected
    mended = rejected.replace("羊皮", "纸本").replace("Z-9", "A-1").replace("abc", "3")
    mended = mended.replace("'=1+1", "GB 1-2020").replace("旧-1,", ",").replace("旧-1\r", "旧-2\r")
    again = SimpleUploadedFile("again.csv", mended.encode())
    assert "入藏 5 件，退回 0 行。" in said(at_desk, "/desk/holdings/intakes", file=again)
    assert Copy.objects.count() == 6
    assert Event.objects.filter(kind="holdings.copies_taken_in").count() == 2


@pytest.mark.usefixtures("shelf")
def test_a_workbook_comes_in(at_desk: Client) -> None:
    """XLSX is read like CSV; a price that is a number is one."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["标准号", "单价", "馆藏地", "入藏日期"])
    sheet.append(["ISO 9001:2015", 120, "A-1", "2020/3/1".replace("/3/1", "-03-01")])
    content = io.BytesIO()
    book.save(content)
    sent = SimpleUploadedFile("stock.xlsx", content.getvalue())
    assert "入藏 1 件，退回 0 行。" in said(at_desk, "/desk/holdings/intakes", file=sent)
    copy = Copy.objects.get()
    assert (copy.family, copy.price, str(copy.acquired)) == ("international", 12000, "2020-03-01")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x00\x01\x02" * 50, "文件读不出来"),
        (b"a,b\n1,2\n", "没有“标准编号”这一列"),
        (b"{}", "这不是表格"),
        (b"", "提交的是空文件"),
    ],
)
def test_a_file_that_is_no_table_is_told_so(content: bytes, sentence: str, at_desk: Client) -> None:
    """422 with a sentence, and no intake is kept."""
    sent = SimpleUploadedFile("stock.csv", content)
    answer = at_desk.post("/desk/holdings/intakes", {"file": sent})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Intake.objects.count() == 0


def test_marc_reads_back_equal(at_desk: Client, stocked: Stock) -> None:
    """ISO 2709 and MARCXML give the records that were written, with 852 and 876 of every copy."""
    edition_of(NUMBER, title_zh="标准化工作导则 第1部分", title_en="Directives")
    stocked(price=4250)
    stocked()
    stocked("ISO 9001:2015", title="Quality management systems", accession="旧-9")
    written = list(records(Copy.objects.all()))
    answer = at_desk.get("/desk/holdings/export?format=marc")
    back = list(MARCReader(b"".join(answer.streaming_content), to_unicode=True))
    assert [one.as_dict() for one in back if one] == [
        {**one.as_dict(), "leader": str(came.leader)}
        for one, came in zip(written, back, strict=True)
        if came
    ]
    assert [len(one.get_fields("852")) for one in written] == [1, 2]
    first = written[1].get_fields("876")[0]
    assert (first.get("a"), first.get("c"), first.get("j")) == (
        "2026-000001",
        "42.50 CNY",
        "available",
    )
    answer = at_desk.get("/desk/holdings/export?format=marcxml")
    parsed = parse_xml_to_array(io.BytesIO(b"".join(answer.streaming_content)))
    fields = [[str(field) for field in one.fields] for one in parsed]
    assert fields == [[str(field) for field in one.fields] for one in written]
    assert at_desk.get("/desk/holdings/export?format=pdf").status_code == 400


def test_places_licences_and_goals_are_kept(at_desk: Client, stocked: Stock) -> None:
    """Added, changed, dropped; a place in use stays, and none lies in itself."""
    said(at_desk, "/desk/holdings/places", code="R1", name="阅览室", kind="room")
    room = Place.objects.get(code="R1")
    address = f"/desk/holdings/places/{room.pk}"
    form = {"code": "R1", "name": "一层", "kind": "room"}
    assert at_desk.post(address, {**form, "parent": room.pk}).status_code == 422
    said(at_desk, address, **form)
    assert Place.objects.get(code="R1").name == "一层"
    assert "已删除" in said(at_desk, f"{address}/drop")
    used = stocked().place
    assert used is not None
    assert "还有馆藏在用它" in said(at_desk, f"/desk/holdings/places/{used.pk}/drop")
    form = {"name": "网络版", "kind": "subscription", "seats": "2"}
    span = {"valid_from": "2026-02-01", "valid_until": "2026-01-01"}
    assert at_desk.post("/desk/holdings/licences", {**form, **span}).status_code == 422
    said(at_desk, "/desk/holdings/licences", **form)
    assert Licence.objects.get().seats == 2
    goal = {"year": "2027", "target": "1200000", "measure": "records", "basis": "规划"}
    said(at_desk, "/desk/holdings/goals", **goal)
    assert at_desk.post("/desk/holdings/goals", goal).status_code == 422
    assert Goal.objects.get().target == 1_200_000


def test_a_count_by_its_pages(at_desk: Client, stocked: Stock, shelf: Place) -> None:
    """Begun, scanned, closed."""
    copy = stocked()
    page = said(at_desk, "/desk/holdings/stocktakes", place=shelf.pk)
    assert "应在架而没有扫到：1" in page
    count = shelf.stocktakes.get()
    address = f"/desk/holdings/stocktakes/{count.pk}"
    page = said(at_desk, address, barcodes=f"{copy.barcode}\r\n不认得")
    assert "应在架而没有扫到：0" in page
    assert "不认得的条码：1" in page
    assert "盘点已结束" in said(at_desk, f"{address}/close")


PAGES_WITH_QUESTIONS = (
    "/holdings",
    "/holdings/copies",
    "/holdings/wish",
    "/desk/holdings",
    "/desk/holdings/labels",
    "/desk/holdings/wishes",
    "/desk/holdings/lending",
    "/desk/holdings/export",
)


@pytest.mark.parametrize("address", PAGES_WITH_QUESTIONS)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    asked=st.dictionaries(
        st.sampled_from(
            ["q", "state", "medium", "family", "place", "year", "page", "format", "copy", "number",
             "reader"]
        ),
        st.text(max_size=30) | st.sampled_from(["\x00", "9" * 30, "-1", "stock", "csv", "²"]),
    )
)  # fmt: skip
def test_no_query_string_breaks_a_page(
    address: str, asked: dict[str, str], at_desk: Client
) -> None:
    """Whatever stands in an address is read or left out; only an unknown format is told of."""
    assert at_desk.get(address, asked).status_code in (200, 400)


@pytest.mark.django_db
def test_the_number_of_records_of_a_class_leads_to_that_many() -> None:
    """The link of a class asks the search by the name under which the search knows it."""
    edition_of("GB/T 1.1-2020")
    edition_of("DB44/T 1-2020")
    page = read(Client(), "/holdings")
    assert re.findall(r'href="/search\?(\w+)=(\w+)">(\d+)</a>', page) == [
        ("level", "national", "1"),
        ("level", "local", "1"),
    ]
    assert "level" in FACETS


@pytest.mark.django_db
def test_an_empty_shelf_is_not_called_a_fault_of_the_filters() -> None:
    """Who filtered nothing is told that nothing is there yet, and where to go on."""
    page = read(Client(), "/holdings/copies")
    assert ("还没有馆藏" in page, "没有符合条件的馆藏" in page) == (True, False)
    assert 'href="/holdings/copies">清除' in read(Client(), "/holdings/copies?medium=paper")
