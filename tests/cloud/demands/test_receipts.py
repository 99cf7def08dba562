"""Receipts: who has no account comes back by a code, and by nothing else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.cases.receipts import SIGNS, code_of, kept, read_code
from biaozhun.cloud.demands.actions.demands import DemandStep, step_demand
from biaozhun.cloud.demands.limits import LOOKUPS_AN_HOUR, MOST_BYTES, MOST_FILES
from biaozhun.cloud.demands.models import Attachment, Contact, Demand, Suggestion
from biaozhun.cloud.demands.receipts import case_of
from biaozhun.cloud.demands.views.receipts import COOKIE
from biaozhun.cloud.demands.wording import FAULT
from tests.cloud.demands.conftest import NOW, As, filled, filled_suggestion

PDF = b"%PDF-1.4 a plan"


def _filed(client: Client, place: str = "/demands/new") -> tuple[Demand | Suggestion, str]:
    """File without an account; what was filed, and the code of its receipt."""
    told = filled(name="李女士", contact="13800000000")
    if place != "/demands/new":
        told = filled_suggestion()
    answer = client.post(place, told)
    code = answer.cookies[COOKIE].value
    case = case_of(code)
    assert case is not None
    return case, code


def test_only_what_a_code_hashes_to_is_kept(browser: As, db: None) -> None:  # noqa: ARG001  -- the database is what it writes to
    """Nobody who reads the database can show a receipt."""
    case, code = _filed(browser(None))
    assert case.receipt == kept(code)
    assert code not in str(Demand.objects.values())
    assert read_code(code) not in str(Demand.objects.values())


def test_the_code_opens_the_receipt_however_it_is_typed(browser: As, db: None) -> None:  # noqa: ARG001  -- likewise
    """Small letters, blanks, a zero for the letter O; a browser that knows nothing asks for it."""
    case, code = _filed(browser(None))
    anybody = browser(None)
    assert case.title not in anybody.get("/receipts").content.decode()
    typed = f"  {code.lower().replace('-', ' ').replace('o', '0')} "
    assert anybody.post("/receipts", {"code": typed})["Location"] == "/receipts"
    page = anybody.get("/receipts")
    assert (case.title in page.content.decode(), code in page.content.decode()) == (True, True)
    assert "no-store" in page["Cache-Control"]
    anybody.post("/receipts/leave")
    assert case.title not in anybody.get("/receipts").content.decode()


def test_the_cookie_of_a_receipt_is_for_these_pages_alone(browser: As, db: None) -> None:  # noqa: ARG001  -- likewise
    """No script reads it, no other page is sent it, and it ends after half an hour."""
    cookie = browser(None).post("/demands/new", filled()).cookies[COOKIE]
    told = (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"])
    assert told == ("/receipts", True, "Lax", 1800)


@pytest.mark.parametrize("code", ["", "ABCD", "AAAA-AAAA-AAAA-AAAA", "\x00" * 16, "壹" * 16])
@pytest.mark.django_db
def test_a_code_that_was_never_given_opens_nothing(browser: As, code: str) -> None:
    """It is said so beside the field; nothing of any case is told."""
    _filed(browser(None))
    answer = browser(None).post("/receipts", {"code": code})
    assert (answer.status_code, COOKIE in answer.cookies) == (422, False)


@pytest.mark.django_db
def test_codes_are_tried_only_so_often(browser: As) -> None:
    """One more in the hour is refused (429)."""
    anybody = browser(None)
    for _again in range(LOOKUPS_AN_HOUR):
        anybody.post("/receipts", {"code": "AAAA-AAAA-AAAA-AAAA"})
    answer = anybody.post("/receipts", {"code": "AAAA-AAAA-AAAA-AAAA"})
    assert answer.status_code == 429


@given(form=st.text(max_size=60))
def test_every_code_reads_back(form: str) -> None:
    """Whatever the form, its code is one, and reads as itself."""
    code = code_of(form)
    assert len(read_code(code)) == SIGNS
    assert kept(code) == kept(code.lower().replace("-", ""))


def test_a_code_typed_in_full_width_is_the_same() -> None:
    """As an input method for Chinese leaves it, ideographic blanks included."""
    wide = "ＲＪＫＱ－ＸＬ５Ｃ　ＶＧＧＤ－ｆｍｙｊ"
    assert read_code(wide) == read_code("RJKQ-XL5C-VGGD-FMYJ") == "RJKQXL5CVGGDFMYJ"


@given(typed=st.text(max_size=200))
def test_no_text_fails_to_be_read_as_a_code(typed: str) -> None:
    """It is one of sixteen signs, or none."""
    assert len(read_code(typed)) in {0, SIGNS}


def test_the_receipt_tells_what_became_of_it(
    browser: As, officer: Person, housing: Organisation
) -> None:
    """Each step, with the reason that the public does not read; and opens it again."""
    anybody = browser(None)
    case, _code = _filed(anybody)
    assert isinstance(case, Demand)
    step_demand(case, "withhold", DemandStep(text="请去掉电话"), actor=officer, at=NOW)
    assert "请去掉电话" in anybody.get("/receipts").content.decode()
    step_demand(case, "publish", DemandStep(), actor=officer, at=NOW)
    step_demand(case, "assign", DemandStep(department=housing), actor=officer, at=NOW)
    assert f"由{housing.name}办理" in anybody.get("/receipts").content.decode()
    step_demand(case, "decline", DemandStep(text="已有标准"), actor=officer, at=NOW)
    refused = anybody.post("/receipts/reopen", {"text": ""})
    assert refused.status_code == 422
    assert anybody.post("/receipts/reopen", {"text": "标准不够"})["Location"] == "/receipts"
    case.refresh_from_db()
    assert case.state == "open"


def test_a_suggestion_is_withdrawn_by_its_receipt(browser: As, officer: Person) -> None:
    """Without a reason too; nothing can be withdrawn twice."""
    anybody = browser(None)
    case, _code = _filed(anybody, "/suggestions/new")
    assert officer.pk
    assert anybody.post("/receipts/withdraw").status_code == 302
    case.refresh_from_db()
    assert case.state == "withdrawn"
    assert anybody.post("/receipts/withdraw").status_code == 422


def test_who_has_no_receipt_does_nothing_with_it(browser: As, db: None) -> None:  # noqa: ARG001  -- likewise
    """Every act leads to the page that asks for the code; what no filer does is not found."""
    anybody = browser(None)
    case, _code = _filed(anybody)
    for action in ("reopen", "file", "forget", "remove-file"):
        assert browser(None).post(f"/receipts/{action}")["Location"] == "/receipts"
    assert anybody.post("/receipts/publish").status_code == 404
    case.refresh_from_db()
    assert (case.state, Contact.objects.count()) == ("filed", 1)


def test_the_filer_takes_out_what_they_said_of_themselves(browser: As, officer: Person) -> None:
    """For good; the demand stays."""
    anybody = browser(None)
    case, _code = _filed(anybody)
    assert "13800000000" in anybody.get("/receipts").content.decode()
    anybody.post("/receipts/forget")
    assert Contact.objects.count() == 0
    assert "13800000000" not in browser(officer).get(f"/desk/demands/{case.pk}").content.decode()


def _upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_file_is_for_who_deals_with_it(
    browser: As, officer: Person, clerk: Person, stranger: Person, citizen: Person
) -> None:
    """The officer and the filer have it, as a file to save; nobody else, not even its name."""
    anybody = browser(None)
    case, _code = _filed(anybody)
    anybody.post("/receipts/file", {"file": _upload("照片 一.pdf", PDF)})
    held = Attachment.objects.get()
    answer = browser(officer).get(f"/demands/files/{held.pk}")
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    own = anybody.get(f"/receipts/files/{held.pk}")
    assert b"".join(own.streaming_content) == PDF
    for one in (clerk, stranger, citizen):
        assert browser(one).get(f"/demands/files/{held.pk}").status_code == 404
    assert browser(None).get(f"/demands/files/{held.pk}").status_code == 302
    assert browser(None).get(f"/receipts/files/{held.pk}").status_code == 404
    browser(officer).post(f"/desk/demands/{case.pk}/publish")
    page = browser(None).get(f"/demands/{case.pk}").content.decode()
    assert ("照片 一.pdf" in page, "1 份，只给办理的人看" in page) == (False, True)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("病毒.exe", b"MZ", "wrong_kind"),
        ("没有扩展名", PDF, "wrong_kind"),
        ("其实是网页.pdf", b"<html>", "not_what_it_says"),
        ("其实是程序.txt", b"\x7fELF\x00", "not_what_it_says"),
        ("其实是压缩包.docx", b"PK\x03\x04 photos/1.jpg", "not_what_it_says"),
        ("其实是文档.xlsx", b"PK\x03\x04 word/document.xml", "not_what_it_says"),
        ("空.pdf", b"", "empty_file"),
    ],
)
@pytest.mark.django_db
def test_a_file_that_is_not_taken_is_named(
    browser: As, name: str, content: bytes, code: str
) -> None:
    """The next page says which and why; nothing is kept."""
    anybody = browser(None)
    _filed(anybody)
    answer = anybody.post("/receipts/file", {"file": _upload(name, content)}, follow=True)
    page = answer.content.decode()
    assert (str(FAULT[code]) in page, Attachment.objects.count()) == (True, 0)


@pytest.mark.django_db
def test_files_are_few_and_small_and_lie_once(browser: As) -> None:
    """The same twice is one; one more than the most is refused; so is a large one."""
    anybody = browser(None)
    _filed(anybody)
    for place in [0, *range(MOST_FILES)]:
        anybody.post("/receipts/file", {"file": _upload(f"{place}.pdf", PDF + bytes([place]))})
    assert Attachment.objects.count() == MOST_FILES
    more = {"file": _upload("more.pdf", PDF + b"more")}
    page = anybody.post("/receipts/file", more, follow=True).content.decode()
    assert str(FAULT["too_many_files"]) in page
    first = Attachment.objects.first()
    assert first is not None
    anybody.post("/receipts/remove-file", {"pk": str(first.pk)})
    assert Attachment.objects.count() == MOST_FILES - 1
    huge = {"file": _upload("huge.pdf", PDF + b"0" * (MOST_BYTES + 2 * 1024 * 1024))}
    assert anybody.post("/receipts/file", huge).status_code == 413


@pytest.mark.parametrize("pk", ["", "x", "9" * 30, "-1", "\x00"])
@pytest.mark.django_db
def test_nothing_is_taken_out_by_a_number_that_is_none(browser: As, pk: str) -> None:
    """The page comes back; the file stays."""
    anybody = browser(None)
    _filed(anybody)
    anybody.post("/receipts/file", {"file": _upload("a.pdf", PDF)})
    assert anybody.post("/receipts/remove-file", {"pk": pk}).status_code == 302
    assert Attachment.objects.count() == 1


def test_no_filer_takes_out_the_file_of_another(browser: As, db: None) -> None:  # noqa: ARG001  -- likewise
    """The number of a file of somebody else's demand is none of one's own."""
    anybody, other = browser(None), browser(None)
    _filed(anybody)
    anybody.post("/receipts/file", {"file": _upload("a.pdf", PDF)})
    held = Attachment.objects.get()
    other.post("/demands/new", filled(title="养老机构助浴服务要求", seen="1"))
    other.post("/receipts/remove-file", {"pk": str(held.pk)})
    assert Attachment.objects.count() == 1
