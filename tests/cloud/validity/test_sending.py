"""Sending something in: what is taken, what is refused, what happens to what was sent."""

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.foundation.models import QueuedTask
from biaozhun.cloud.foundation.tasks import queue
from biaozhun.cloud.foundation.tasks.working import do
from biaozhun.cloud.validity.actions.correcting import ask_again, correct
from biaozhun.cloud.validity.actions.deleting import age, delete, file_is_used
from biaozhun.cloud.validity.actions.running import OUR_FAULT, run
from biaozhun.cloud.validity.actions.sending import Order, send
from biaozhun.cloud.validity.errors import CheckRefusedError
from biaozhun.cloud.validity.models import Check
from biaozhun.cloud.validity.queries.checks import (
    check_of,
    checks_of,
    columns_of,
    document_of,
    lines_of,
    original_of,
)
from biaozhun.cloud.validity.queries.lists import Columns
from biaozhun.cloud.validity.storage import check_storage
from biaozhun.core.validity import Citing, Outcome, Place
from tests.factories.catalogue import edition_of

pytestmark = pytest.mark.django_db

ON = dt.date(2026, 11, 1)


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Files of a test lie in a folder of its own."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def library() -> None:
    """One standard in two editions."""
    edition_of("GB/T 1-2000", in_force="2000-01-01")
    edition_of("GB/T 1-2010", in_force="2010-01-01")


@pytest.fixture
def reader() -> Person:
    """Somebody who is signed in."""
    return Person.objects.create_user("a@example.org", "long enough 1", name="甲")


def text_order(text: str = "按 GB/T 1-2000 执行", **more: object) -> Order:
    """A pasted text."""
    return Order(**{"on": ON, "citing": Citing.CONTRACT, "text": text, **more})  # type: ignore[arg-type]  -- members of the order


def file_order(content: bytes = "按 GB/T 1-2000 执行".encode(), **more: object) -> Order:
    """A file that was sent."""
    file = ContentFile(content, name="x")
    return Order(**{"on": ON, "file": file, "name": "合同.txt", **more})  # type: ignore[arg-type]  -- members of the order


def work() -> None:
    """Do what is queued."""
    while (row := queue.take()) is not None:
        do(row)


def stored() -> list[str]:
    """The files that are kept."""
    store = check_storage()
    return store.listdir("")[1] if store.exists("") else []


def test_a_short_text_is_answered_at_once() -> None:
    """Nothing is queued; the document says all that reports need."""
    check = send(text_order(client="甲方", purpose="投标"))
    assert check.state == Check.State.DONE
    assert not QueuedTask.objects.filter(cron="").exists()
    document = document_of(check)
    assert [line.answer.outcome for line in document.lines] == [Outcome.REPLACED]
    assert (document.on, document.citing, document.client) == (ON, Citing.CONTRACT, "甲方")
    assert document.sha256 == check.sha256 != ""


def test_a_secret_alone_finds_a_check(reader: Person) -> None:
    """Long, different each time, and nothing else leads there; its owner finds it in her list."""
    checks = [send(text_order(), owner=owner) for owner in (None, reader)]
    assert [len(check.secret) for check in checks] == [43, 43]
    assert [check_of(check.secret) for check in checks] == checks
    assert checks_of(reader) == checks[1:]
    for wrong in (
        "",
        "a" * 43,
        checks[0].secret[:-1],
        checks[0].secret + "\n",
        "\x00" * 43,
        "标" * 43,
    ):
        assert check_of(wrong) is None


def test_a_file_is_kept_in_private_and_read_in_the_background() -> None:
    """Its name on disk tells nothing; it is read by the worker."""
    check = send(file_order())
    assert check.state == Check.State.WAITING
    [name] = stored()
    assert (name, "合同" in name) == (check.file, False)
    assert (Path(check_storage().location) / name).stat().st_mode & 0o077 == 0
    work()
    check.refresh_from_db()
    assert (check.state, check.progress) == (Check.State.DONE, 100)
    assert [line.asked.text for line in lines_of(check)] == ["GB/T 1-2000"]
    with original_of(check) as path:
        assert path.read_text(encoding="utf-8") == "按 GB/T 1-2000 执行"


@pytest.mark.parametrize(
    "name", ["合同" * 60 + ".txt", "..", ".", "/", "", "a/../..", "\u202e.txt"]
)
def test_a_file_is_read_whatever_its_name_is(name: str) -> None:
    """A name longer than a disk can write (255 bytes), of dots, or of nothing at all."""
    check = send(file_order(name=name))
    work()
    check.refresh_from_db()
    assert (check.state, len(lines_of(check))) == (Check.State.DONE, 1)


def test_a_long_text_is_checked_in_the_background() -> None:
    """Beyond what one waits for."""
    check = send(text_order("按 GB/T 1-2000 执行。" * 20_000))
    assert check.state == Check.State.WAITING
    work()
    check.refresh_from_db()
    assert len(lines_of(check)) == 20_000


def test_a_file_that_cannot_be_read_says_why() -> None:
    """The check fails with the code of the reader, which is an answer: nothing is tried again."""
    check = send(file_order(b"\x89PNG\r\n\x1a\n" + b"\x00" * 100))
    work()
    check.refresh_from_db()
    assert (check.state, check.fault["code"]) == (Check.State.FAILED, "no_text")
    assert not QueuedTask.objects.filter(cron="").exists()


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (text_order(" \n"), "nothing_sent"),
        (file_order(text="GB/T 1"), "several_doors"),
        (file_order(b""), "empty_file"),
        (file_order(b"x" * (1024 * 1024 + 1)), "too_large"),
        (text_order("x" * 1001), "text_too_long"),
        (text_order("GB/T 1\n" * 5, is_list=True), "too_many_rows"),
        (text_order(callback="ftp://a"), "address_invalid"),
    ],
)
def test_what_cannot_be_checked_is_refused(
    order: Order, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a code; nothing of it is kept."""
    for name, most in {"MEGABYTES": 1, "CHARACTERS": 1000, "ROWS": 3}.items():
        monkeypatch.setattr(settings, f"CHECK_{name}", most)
    with pytest.raises(Exception) as refused:  # noqa: PT011  -- two kinds, told by their code
        send(order)
    assert getattr(refused.value, "code", "") == code
    assert not Check.objects.exists()
    assert stored() == []


@pytest.mark.parametrize("kind", ["file", "rows"])
def test_a_file_that_holds_too_much_is_refused(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a look into it tells."""
    monkeypatch.setattr(settings, "CHECK_CHARACTERS", 100 if kind == "file" else 10_000)
    monkeypatch.setattr(settings, "CHECK_ROWS", 3)
    check = send(file_order(b"GB/T 1-2000\n" * 40, is_list=kind == "rows"))
    work()
    check.refresh_from_db()
    code = {"file": "text_too_long", "rows": "too_many_rows"}[kind]
    assert (check.state, check.fault["code"]) == (Check.State.FAILED, code)


@pytest.mark.parametrize("order", [text_order, file_order])
def test_a_text_that_cites_too_much_is_refused(
    order: Callable[..., Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However it came, no page would ever show it all."""
    monkeypatch.setattr("biaozhun.cloud.validity.actions.running.MOST_CITATIONS", 3)
    text = "见 GB/T 1-2000。" * 4
    check = send(order(text if order is text_order else text.encode()))
    work()
    check.refresh_from_db()
    assert (check.state, check.fault["code"]) == (Check.State.FAILED, "too_many_citations")


def test_signs_that_no_database_keeps_are_replaced() -> None:
    """A NUL and half a character do not stop a check, and move nothing."""
    check = send(text_order("\x00\ud800 GB/T 1-2000"))
    [line] = lines_of(check)
    assert (line.start, line.end) == (3, 14)


def test_a_list_takes_each_line_as_one_number() -> None:
    """With its title behind a tab, and a heading; what is none is malformed."""
    text = "标准编号\t名称\nGB/T 1-2000\t导则\n\n1,GB/T 1-2010\n没有编号"
    check = send(text_order(text, is_list=True))
    lines = lines_of(check)
    assert [(text[line.start : line.end], line.asked.title) for line in lines] == [
        ("GB/T 1-2000", "导则"),
        ("GB/T 1-2010", ""),
        ("没有编号", ""),
    ]
    assert lines[2].answer.outcome is Outcome.MALFORMED


def test_a_workbook_is_a_list_by_its_column_of_numbers() -> None:
    """Found by what it holds, titles by their heading; another column may be chosen."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "清单"
    for row in (("序号", "名称", "标准编号", "旧编号"), (1, "导则", "GB/T 1-2010", "GB/T 1-2000")):
        sheet.append(row)
    sheet.append((2, "其他", "Q235", "GB/T 7-1999"))
    sheet.append((3, "三", "GB/T 9-2000", ""))
    sheet.append((4, "四", "GB/T 10-2000", ""))
    content = io.BytesIO()
    book.save(content)
    check = send(file_order(content.getvalue(), name="清单.xlsx", is_list=True))
    work()
    check.refresh_from_db()
    assert columns_of(check) == Columns(sheet="清单", number=3, title=2, first=2)
    lines = lines_of(check)
    assert [(line.place, line.asked.text) for line in lines][:2] == [
        (Place(sheet="清单", cell="C2"), "GB/T 1-2010"),
        (Place(sheet="清单", cell="C3"), "Q235"),
    ]
    assert lines[0].asked.title == "导则"
    again = ask_again(check, columns=Columns(sheet="清单", number=4, first=2))
    assert [line.asked.text for line in lines_of(again)] == ["GB/T 1-2000", "GB/T 7-1999"]
    with pytest.raises(CheckRefusedError) as refused:
        ask_again(check, columns=Columns(sheet="没有", number=1))
    assert refused.value.code == "unknown_sheet"


def test_a_killed_worker_leaves_a_check_that_is_done_again() -> None:
    """It was running and its task is leased again: the state ends as if nothing had been."""
    check = send(file_order())
    Check.objects.filter(pk=check.pk).update(state=Check.State.RUNNING, progress=60)
    work()
    check.refresh_from_db()
    assert (check.state, len(lines_of(check))) == (Check.State.DONE, 1)
    before = check.lines
    run(check.pk, then=lambda _: pytest.fail("it has ended before"))
    check.refresh_from_db()
    assert check.lines == before


def test_nobody_waits_for_what_the_platform_fails_at(own_folder: Path) -> None:
    """The check says so at once; tried again, it may still be done."""
    check = send(file_order())
    aside = own_folder / "aside"
    Path(own_folder / "checks").rename(aside)
    (own_folder / "checks").mkdir()
    (own_folder / "checks" / check.file).mkdir()
    row = queue.take()
    assert row is not None
    do(row)
    check.refresh_from_db()
    assert (check.state, check.fault["code"]) == (Check.State.FAILED, OUR_FAULT)
    (own_folder / "checks" / check.file).rmdir()
    (own_folder / "checks").rmdir()
    aside.rename(own_folder / "checks")
    QueuedTask.objects.filter(cron="").update(due=now())
    work()
    check.refresh_from_db()
    assert (check.state, check.fault) == (Check.State.DONE, {})


def test_a_check_deleted_while_it_runs_stays_deleted() -> None:
    """Its worker finds nothing to write to."""
    check = send(file_order())
    delete(check)
    work()
    assert not Check.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_deleting_takes_the_file_and_the_text(reader: Person) -> None:
    """Nothing of what was sent is left, but that it was."""
    check = send(file_order(), owner=reader)
    delete(check, actor=reader)
    assert (Check.objects.count(), stored()) == (0, [])
    kinds = list(Event.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["validity.check_sent", "validity.check_deleted"]


@pytest.mark.django_db(transaction=True)
def test_a_check_goes_when_its_time_is_over() -> None:
    """With its file; one whose time is not over stays."""
    over, held = send(file_order()), send(file_order())
    Check.objects.filter(pk=over.pk).update(expires=now())
    age()
    assert [check.pk for check in Check.objects.all()] == [held.pk]
    assert stored() == [held.file]


@pytest.mark.django_db(transaction=True)
def test_the_file_goes_after_the_first_report_unless_it_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The check and its answers stay; a file is not taken from under a check that waits."""
    monkeypatch.setattr(settings, "CHECK_FILE_MINUTES", 0)
    used, kept = send(file_order()), send(file_order(keep=True))
    for check in (used, kept):
        file_is_used(check)
    age()
    assert len(stored()) == 2
    work()
    age()
    used.refresh_from_db()
    assert (used.file, used.state, stored()) == ("", Check.State.DONE, [kept.file])
    assert len(lines_of(used)) == 1
    with pytest.raises(CheckRefusedError) as refused, original_of(used):
        pass
    assert refused.value.code == "file_gone"


def test_the_same_order_under_one_key_is_one_check(reader: Person) -> None:
    """For a person and for a stranger; something else under it is refused to a person."""
    for owner in (None, reader):
        first = send(text_order(idempotency_key="k"), owner=owner)
        assert send(text_order(idempotency_key="k"), owner=owner) == first
    with pytest.raises(CheckRefusedError) as refused:
        send(text_order("GB/T 2", idempotency_key="k"), owner=reader)
    assert refused.value.code == "idempotency_key_reused"
    assert (
        send(text_order("GB/T 2", idempotency_key="k"))
        not in Check.objects.exclude(sha256=first.sha256)[1:]
    )
    assert Check.objects.count() == 3


def test_a_reading_is_set_right_and_judged_again() -> None:
    """A typed number, then a stroke; the last word on a place counts."""
    check = send(text_order("按 GB/T I-2000 执行,见 GB/T 1-2010"))
    at = "按 GB/T I-2000 执行".index("GB")
    check = correct(check, at, at + 11, "GB/T 1-2000")
    assert [line.corrected for line in lines_of(check)] == [True, False]
    assert lines_of(check)[0].answer.outcome is Outcome.REPLACED
    check = correct(check, at, at + 11, None)
    assert [line.asked.text for line in lines_of(check)] == ["GB/T 1-2010"]
    assert len(check.corrections) == 1


@pytest.mark.parametrize(
    ("start", "end", "typed", "code"),
    [
        (0, 999, "GB/T 1", "nothing_found"),
        (5, 5, "GB/T 1", "nothing_found"),
        (-1, 3, "GB/T 1", "nothing_found"),
        (0, 3, "没有", "number_unreadable"),
    ],
)
def test_a_correction_of_nothing_is_refused(start: int, end: int, typed: str, code: str) -> None:
    """With a code, and the readings stay."""
    check = send(text_order())
    with pytest.raises(CheckRefusedError) as refused:
        correct(check, start, end, typed)
    assert refused.value.code == code
    check.refresh_from_db()
    assert check.corrections == []


def test_another_day_and_another_who_cites_are_asked_of_the_same_text() -> None:
    """What was set right stays so."""
    check = send(text_order())
    again = ask_again(check, on=dt.date(2005, 1, 1), citing=Citing.LAW)
    assert [line.answer.outcome for line in lines_of(again)] == [Outcome.IN_FORCE]
    assert (again.on, again.citing) == (dt.date(2005, 1, 1), "law")
    with pytest.raises(CheckRefusedError):
        ask_again(send(file_order()), on=ON)


def test_an_order_that_comes_to_nothing_leaves_no_file() -> None:
    """The file goes with the row that could not be written."""
    with pytest.raises(ValueError, match="ApiKey"), transaction.atomic():
        send(file_order(), made_with="no key")  # type: ignore[arg-type]  -- on purpose
    assert stored() == []
