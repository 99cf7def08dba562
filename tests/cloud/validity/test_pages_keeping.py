"""The keepers' pages: clauses withdrawn by announcement, and codes that are held completely."""

import datetime as dt
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.validity.models import ClauseWithdrawal, CompleteHolding
from tests.factories.catalogue import edition_of

pytestmark = pytest.mark.django_db
CLAUSES, HOLDINGS = "/desk/clause-withdrawals", "/desk/complete-holdings"
TOLD = {
    "number": "gb50016-2014",
    "clauses": "3.1.2、4.2.1(2)，3.1.2",
    "since": "2022-04-01",
    "basis": "住房和城乡建设部公告 2021 年第 62 号",
    "by": "GB55001-2021",
}


@pytest.fixture
def keeper(client: Client) -> Client:
    """A cataloguer's browser."""
    client.force_login(
        Person.objects.create_user("k@example.org", name="馆员甲", role=Role.CATALOGUER)
    )
    return client


def test_an_entry_is_recorded_changed_and_dropped_and_the_journal_says_so(keeper: Client) -> None:
    """The number in its one writing, each clause once, who and from which day."""
    edition_of("GB 50016-2014")
    assert keeper.post(CLAUSES, TOLD).status_code == 302
    kept = ClauseWithdrawal.objects.get()
    assert (kept.slug, kept.number, kept.by) == ("GB-50016-2014", "GB 50016-2014", "GB 55001-2021")
    assert (kept.clauses, kept.since) == (["3.1.2", "4.2.1(2)"], dt.date(2022, 4, 1))
    assert kept.person == "馆员甲"
    assert "3.1.2、4.2.1(2)" in keeper.get(f"{CLAUSES}/{kept.pk}").content.decode()
    assert keeper.post(f"{CLAUSES}/{kept.pk}", TOLD | {"clauses": ""}).status_code == 302
    assert ClauseWithdrawal.objects.get().clauses == []
    assert "全部强制性条文" in keeper.get(CLAUSES).content.decode()
    assert keeper.post(f"{CLAUSES}/{kept.pk}/drop").status_code == 302
    assert not ClauseWithdrawal.objects.exists()
    assert list(Event.objects.order_by("pk").values_list("kind", flat=True)) == [
        "validity.clauses_withdrawn",
        "validity.clauses_changed",
        "validity.clauses_dropped",
    ]


def test_the_same_announcement_on_the_same_edition_is_set_right_and_not_doubled(
    keeper: Client,
) -> None:
    """Sent again it replaces what was recorded; an entry cannot become a second one of another."""
    keeper.post(CLAUSES, TOLD)
    keeper.post(CLAUSES, TOLD | {"clauses": "5.1.1"})
    assert ClauseWithdrawal.objects.get().clauses == ["5.1.1"]
    keeper.post(CLAUSES, TOLD | {"number": "GB 50045-1995"})
    other = ClauseWithdrawal.objects.get(number="GB 50045-1995")
    answer = keeper.post(f"{CLAUSES}/{other.pk}", TOLD)
    assert answer.status_code == 422
    assert "同一公告对这一版的记录另有一条" in answer.content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"number": "GB 50016"}, "编号要写到年份"),
        ({"number": "不是编号"}, "读不成标准编号"),
        ({"since": "昨天"}, "since_error"),
        ({"basis": ""}, "basis_error"),
        ({"clauses": "x" * 41}, "条文号写作"),
    ],
)
def test_what_cannot_be_recorded_is_refused_beside_its_field(
    keeper: Client, wrong: dict[str, str], said: str
) -> None:
    """422, the rest kept, nothing written."""
    answer = keeper.post(CLAUSES, TOLD | wrong)
    page = answer.content.decode()
    assert (answer.status_code, said in page, "55001" in page) == (422, True, True)
    assert not ClauseWithdrawal.objects.exists()


def test_a_list_goes_in_and_its_faulty_rows_come_back_to_be_mended(keeper: Client) -> None:
    """A workbook as keepers have it: good rows are in, the others stand in the field below."""
    book = openpyxl.Workbook()
    book.active.append(["标准编号", "条文", "自", "公告", "由"])
    book.active.append(["GB 50016-2014", "3.1.2、3.1.3", dt.date(2022, 4, 1), "公告", ""])
    book.active.append(["GB 50045", "1.0.1", "2022-04-01", "公告", ""])
    book.active.append(["", "", "", "", ""])
    book.active.append(["GB 50067-2014", 7, None, "", "GB 55001-2021"])
    sent = io.BytesIO()
    book.save(sent)
    answer = keeper.post(
        f"{CLAUSES}/import", {"file": SimpleUploadedFile("清单.xlsx", sent.getvalue())}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert [kept.number for kept in ClauseWithdrawal.objects.all()] == ["GB 50016-2014"]
    assert ClauseWithdrawal.objects.get().since == dt.date(2022, 4, 1)
    assert "有 2 行没有收下" in page
    assert "GB 50045\t1.0.1\t2022-04-01\t公告" in page
    mended = "标准编号\t条文\t自\t公告\t由\nGB 50045-1995\t1.0.1\t2022-04-01\t公告\t\n"
    assert keeper.post(f"{CLAUSES}/import", {"lines": mended}).status_code == 302
    assert ClauseWithdrawal.objects.count() == 2
    event = Event.objects.filter(kind="validity.clause_list_taken_in").latest("pk")
    assert event.facts == {"recorded": 1}


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "没有选文件，也没有粘贴文字"),
        ({"lines": "名称,条文\n某物,1"}, "看不出哪一列是标准编号"),
        ({"lines": "标准编号\n" + "GB 1-2020\n" * 2001}, "行数超过上限"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4 nothing")}, "不支持这种文件"),
    ],
)
def test_what_is_no_list_is_refused_with_what_to_do(
    keeper: Client, sent: dict[str, object], said: str
) -> None:
    """422 with a sentence; nothing of it goes in."""
    answer = keeper.post(f"{CLAUSES}/import", sent)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not ClauseWithdrawal.objects.exists()


def test_entries_leave_as_a_table_that_comes_in_again(keeper: Client) -> None:
    """What is downloaded, sent again, changes nothing; without entries it is an empty table."""
    keeper.post(CLAUSES, TOLD)
    table = b"".join(keeper.get(f"{CLAUSES}?format=csv").streaming_content)
    assert "GB 50016-2014,3.1.2、4.2.1(2),2022-04-01," in table.decode()
    kept = ClauseWithdrawal.objects.values("slug", "clauses", "since", "basis", "by")
    before = kept.get()
    sent = {"file": SimpleUploadedFile("a.csv", table)}
    assert keeper.post(f"{CLAUSES}/import", sent).status_code == 302
    assert (
        ClauseWithdrawal.objects.values("slug", "clauses", "since", "basis", "by").get() == before
    )
    empty = b"".join(keeper.get(f"{CLAUSES}/import?format=csv").streaming_content)
    assert empty.decode("utf-8-sig").split() == ["标准编号,条文,自,公告,由"]


def test_a_code_is_vouched_for_once_a_later_word_replaces_it_and_it_can_be_taken_back(
    keeper: Client,
) -> None:
    """The code in its one writing; the second word on it replaces the first."""
    word = {"code": "gb/t", "serial": "45000", "source": "全国标准信息公共服务平台"}
    assert keeper.post(HOLDINGS, word | {"seen": "2026-11-01"}).status_code == 302
    keeper.post(HOLDINGS, word | {"seen": "2026-11-02", "serial": "45100"})
    kept = CompleteHolding.objects.get()
    assert (kept.code, kept.serial, kept.seen) == ("GB/T", 45100, dt.date(2026, 11, 2))
    assert 'value="45100"' in keeper.get(f"{HOLDINGS}?code=GB/T").content.decode()
    assert keeper.post(f"{HOLDINGS}/{kept.pk}/drop").status_code == 302
    assert not CompleteHolding.objects.exists()
    assert keeper.post(f"{HOLDINGS}/{kept.pk}/drop", follow=True).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"code": "无此代号"}, "没有使用"),
        ({"serial": "0"}, "serial_error"),
        ({"serial": "9" * 30}, "serial_error"),
        ({"seen": "2999-01-01"}, "日期还没有到"),
        ({"source": ""}, "source_error"),
    ],
)
def test_a_word_without_ground_is_refused(keeper: Client, wrong: dict[str, str], said: str) -> None:
    """No code, no serial, no source, no day to come."""
    word = {"code": "GB/T", "serial": "45000", "source": "目录", "seen": "2026-11-01"}
    answer = keeper.post(HOLDINGS, word | wrong)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not CompleteHolding.objects.exists()


@pytest.mark.parametrize("address", [CLAUSES, f"{CLAUSES}/import", f"{CLAUSES}/1", HOLDINGS])
def test_readers_and_strangers_are_kept_out(client: Client, address: str) -> None:
    """The sign-in for who is not signed in, 403 for a reader."""
    assert client.get(address).headers["Location"].startswith("/account/login")
    client.force_login(Person.objects.create_user("r@example.org", name="读者"))
    assert client.get(address).status_code == 403


def test_the_list_costs_the_same_however_long_it_is(keeper: Client) -> None:
    """One entry or forty: the same number of questions to the database."""
    counted = []
    for more in (1, 40):
        for serial in range(more):
            keeper.post(CLAUSES, TOLD | {"number": f"GB {more}{serial:03}-2014"})
        with CaptureQueriesContext(connection) as queries:
            keeper.get(CLAUSES)
        counted.append(len(queries))
    assert counted[0] == counted[1]
