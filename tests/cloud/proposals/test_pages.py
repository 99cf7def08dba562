"""The pages: who may open them, what they show, what they refuse, how often they ask."""

import datetime as dt
import io
from collections.abc import Callable, Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.demands.models import Suggestion
from biaozhun.cloud.proposals.actions.batches import put_in, step_batch
from biaozhun.cloud.proposals.actions.calls import draft_call, step_call
from biaozhun.cloud.proposals.actions.programmes import issue_programme
from biaozhun.cloud.proposals.models import Application, Batch, Call, Objection
from tests.factories.proposals import (
    LATER,
    NOON,
    authority_at,
    batch_with,
    checked,
    concluded,
    drafted,
    noticed,
    person_at,
    submitted,
    told_of,
    unit_at,
)

As = Callable[[Person | None], Client]
LONG = (
    "粤港澳大湾区冷链物流 食用农产品产地预冷、分级包装、全程温度监测与信息追溯 第2部分："
    "荔枝、龙眼、火龙果等热带亚热带水果操作技术规范"
)


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every view acts at noon of one day."""
    for name in ("applications", "parts", "public", "batches", "arguing", "calls"):
        module = f"biaozhun.cloud.proposals.views.{name}"
        monkeypatch.setattr(f"{module}.now", lambda: NOON, raising=False)
        monkeypatch.setattr(f"{module}.today", NOON.date, raising=False)


@pytest.fixture
def planned(
    department: Organisation, authority: Organisation, applicant: Person, officer: Person
) -> Batch:
    """A batch whose programme was issued."""
    one = checked(submitted(department, authority, applicant, title=LONG), officer)
    batch = noticed(concluded(batch_with(authority, officer, [one]), officer), officer)
    step_batch(batch, "settle", actor=officer, at=LATER)
    told = {"number": "1号", "title": "计划", "day": dt.date(2027, 1, 20), "text": ""}
    issue_programme(batch, told, actor=officer, at=LATER)
    return batch


def test_an_application_is_written_completed_and_handed_in_on_its_pages(
    browser: As, applicant: Person, officer: Person, authority: Organisation
) -> None:
    """From the empty form to the office's list, with a suggestion that is taken up."""
    build_anew()
    department = applicant.organisation
    assert department is not None
    suggestion = Suggestion.objects.create(
        title="建议制定母婴室规范",
        necessity="需要",
        scope="公共场所",
        department=department,
        state="with_department",
        state_since=NOON,
        filed=NOON,
        published=NOON,
    )
    page = browser(applicant)
    told = {**told_of(LONG), "authority": authority.pk, "regime": "general", "procedure": "normal"}
    told |= {"ics": "03.080.30", "units": "某市标准化研究院\n某市妇幼保健院"}
    told |= {"taken": [f"suggestion:{suggestion.pk}"]}
    assert page.post("/desk/applications/new", told).status_code == 302
    made = Application.objects.get()
    address = f"/desk/applications/{made.pk}"
    refusal = page.post(f"{address}/step", {"action": "submit"})
    assert refusal.status_code == 422
    assert "没有上传标准草案或提纲" in refusal.content.decode()
    _complete(page, made, address)
    assert page.post(f"{address}/step", {"action": "submit"}).status_code == 302
    made.refresh_from_db()
    assert made.state == "submitted"
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.application) == ("taken_up", made.case_subject)
    assert LONG in browser(officer).get("/desk/applications").content.decode()
    kept = page.get(f"{address}/papers/{made.papers.get(kind='draft').pk}")
    assert b"".join(kept).decode().startswith("1 范围")  # type: ignore[arg-type]  # it streams


def _complete(page: Client, made: Application, address: str) -> None:
    """Bring everything beside the form: papers, undertakings, reviews, the search."""
    draft = SimpleUploadedFile("草案.txt", "1 范围\n本文件规定了母婴室的建设要求。".encode())
    answer = page.post(f"{address}/papers/new", {"kind": "draft", "file": draft})
    assert answer.status_code == 302
    for name in ("甲", "乙"):
        paper = SimpleUploadedFile(f"{name}.pdf", b"%PDF-1.4 signed")
        page.post(f"{address}/papers/new", {"kind": "undertaking", "file": paper})
    signed = made.papers.filter(kind="undertaking").latest("pk")
    for unit in made.units.all():
        answer = page.post(f"{address}/units/{unit.pk}/paper", {"paper": signed.pk})
        assert answer.status_code == 302
    page.post(f"{address}/legality", {"conclusion": "lawful", "text": "合法。"})
    assert page.post(f"{address}/screening").status_code == 302


def test_nothing_typed_is_lost_on_an_error(
    browser: As, applicant: Person, authority: Organisation
) -> None:
    """The form comes back with what was typed and with every fault named."""
    told = {"authority": authority.pk, "title": LONG, "kind": "revision", "revises": "不是编号"}
    told |= {"ics": "ABC", "regime": "general", "procedure": "normal", "necessity": "很必要"}
    answer = browser(applicant).post("/desk/applications/new", told)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert (
        LONG in text,
        "很必要" in text,
        "不像标准编号" in text,
        "不是国际标准分类号" in text,
    ) == (
        True,
        True,
        True,
        True,
    )
    assert Application.objects.count() == 0


@pytest.mark.parametrize(("level", "kind"), [("district", "department"), ("city", "enterprise")])
def test_others_are_shown_the_other_door(
    browser: As, authority: Organisation, level: str, kind: str
) -> None:
    """A district and an enterprise read why, with the way to a suggestion."""
    del authority
    person = person_at(unit_at("某单位", level, kind, "440105"), "outsider")
    answer = browser(person).get("/desk/applications/new")
    assert answer.status_code == 403
    assert "请提立项建议" in answer.content.decode()


def test_a_draft_is_its_departments_alone(
    browser: As,
    department: Organisation,
    authority: Organisation,
    applicant: Person,
    officer: Person,
) -> None:
    """Neither the office nor another department opens it; anonymous people are asked to sign in."""
    made = drafted(department, authority, applicant)
    other = person_at(unit_at("某市教育局"), "other")
    address = f"/desk/applications/{made.pk}"
    codes = [browser(one).get(address).status_code for one in (applicant, officer, other, None)]
    assert codes == [200, 404, 404, 302]
    assert browser(None).get(f"/proposals/{made.pk}").status_code == 404


def test_a_drafting_unit_undertakes_by_its_own_people(
    browser: As, department: Organisation, authority: Organisation, applicant: Person
) -> None:
    """Its people see the application and undertake; nobody else does so for it."""
    unit = unit_at("某市标准化研究院", kind="institution")
    drafter = person_at(unit, "drafter")
    made = drafted(department, authority, applicant)
    row = made.units.get(position=1)
    address = f"/desk/applications/{made.pk}"
    assert "代表本单位承诺" in browser(drafter).get(address).content.decode()
    browser(applicant).post(f"{address}/units/{row.pk}/undertake")
    row.refresh_from_db()
    assert row.undertook is None
    browser(drafter).post(f"{address}/units/{row.pk}/undertake")
    row.refresh_from_db()
    assert (row.undertook, row.undertaken_by) == (NOON, drafter)
    assert row.undertaking.startswith("某市标准化研究院承诺")
    assert browser(drafter).get(f"{address}/change").status_code == 302


def test_the_office_opens_its_batches_and_nobody_else(
    browser: As, authority: Organisation, officer: Person, applicant: Person
) -> None:
    """A reader has no batches, an expert of one has that one, without the scores of others."""
    batch = batch_with(authority, officer, [])
    expert = person_at(None, "expert")
    batch.assessors.update(person=expert)
    stranger = person_at(authority_at("别市局", division="440300"), "stranger", Role.OPERATOR)
    address = f"/desk/batches/{batch.pk}"
    people = (officer, expert, applicant, stranger, None)
    assert [browser(one).get(address).status_code for one in people] == [200, 200, 404, 404, 302]
    assert browser(expert).get(f"{address}?format=scores.xlsx").status_code == 403
    assert browser(expert).get(f"{address}/change").status_code == 403


def test_a_notice_takes_an_objection_of_anybody(
    browser: As,
    department: Organisation,
    authority: Organisation,
    applicant: Person,
    officer: Person,
) -> None:
    """Without an account, with a receipt; who filed it is never shown."""
    one = checked(submitted(department, authority, applicant, title=LONG), officer)
    batch = noticed(concluded(batch_with(authority, officer, [one]), officer), officer)
    address = f"/proposals/notices/{batch.pk}"
    told = {"text": "与国家标准重复。", "name": "张三丰", "sent": "f" * 32, "website": ""}
    answer = browser(None).post(address, told, follow=True)
    text = answer.content.decode()
    assert "异议已收到" in text
    assert "张三丰" not in text
    code = text.split("回执码 ")[1].split("，")[0]
    looked = browser(None).post("/proposals/objection", {"code": code}).content.decode()
    assert "与国家标准重复。" in looked
    row = Objection.objects.get()
    desk = browser(officer)
    desk.post(
        f"/desk/batches/{batch.pk}/objections/{row.pk}", {"action": "reject", "answer": "不重复。"}
    )
    shown = browser(None).get(address).content.decode()
    assert ("不重复。" in shown, "张三丰" in shown) == (True, False)


def test_what_a_machine_fills_in_is_not_taken(
    browser: As,
    department: Organisation,
    authority: Organisation,
    applicant: Person,
    officer: Person,
) -> None:
    """The field nobody sees must stay empty."""
    one = checked(submitted(department, authority, applicant), officer)
    batch = noticed(concluded(batch_with(authority, officer, [one]), officer), officer)
    told = {"text": "买药", "sent": "f" * 32, "website": "https://spam.example"}
    answer = browser(None).post(f"/proposals/notices/{batch.pk}", told)
    assert (answer.status_code, Objection.objects.count()) == (422, 0)


def test_a_programme_is_public_with_its_papers(browser: As, planned: Batch) -> None:
    """Page, Word file and table name the project; so does the public list."""
    programme = planned.programme
    address = f"/programmes/{programme.pk}"
    page = browser(None)
    assert LONG in page.get(address).content.decode()
    paper = Document(io.BytesIO(page.get(f"{address}?format=docx").content))
    (table,) = paper.tables
    assert [cell.text for cell in table.rows[1].cells][1:3] == ["DB4401JH2026-001", LONG]
    rows = b"".join(page.get("/programmes?format=csv")).decode()  # type: ignore[arg-type]  # it streams
    assert rows.splitlines()[1].startswith("DB4401JH2026-001," + LONG)
    assert LONG in page.get(f"/proposals/{planned.applications.get().pk}").content.decode()


def test_the_files_of_a_batch_hold_its_rows(browser: As, officer: Person, planned: Batch) -> None:
    """Workbooks and papers open and name the application."""
    desk = browser(officer)
    address = f"/desk/batches/{planned.pk}"
    book = load_workbook(io.BytesIO(desk.get(f"{address}?format=xlsx").content))
    assert book.active["B2"].value == LONG
    scores = load_workbook(io.BytesIO(desk.get(f"{address}?format=scores.xlsx").content))
    assert scores.sheetnames == ["评分汇总", "专家评分"]
    paper = Document(io.BytesIO(desk.get(f"{address}?format=scores.docx").content))
    assert paper.tables[0].rows[1].cells[1].text == LONG
    assert desk.get(f"{address}/notice/paper").status_code == 200


def test_the_forms_of_an_application_are_filled(
    browser: As, department: Organisation, authority: Organisation, applicant: Person
) -> None:
    """The three forms of an application come as Word files; others are not there."""
    made = drafted(department, authority, applicant, title=LONG)
    page = browser(applicant)
    for name in ("application", "feasibility", "undertaking"):
        answer = page.get(f"/desk/applications/{made.pk}/forms/{name}")
        assert LONG in "\n".join(_words(answer.content))
    assert page.get(f"/desk/applications/{made.pk}/forms/none").status_code == 404
    other = person_at(unit_at("某市教育局"), "other")
    refused = browser(other).get(f"/desk/applications/{made.pk}/forms/application")
    assert refused.status_code == 404


def _words(content: bytes) -> Iterator[str]:
    document = Document(io.BytesIO(content))
    for paragraph in document.paragraphs:
        yield paragraph.text
    for table in document.tables:
        for row in table.rows:
            yield from (cell.text for cell in row.cells)


def test_a_call_is_published_and_answered(
    browser: As, authority: Organisation, officer: Person, applicant: Person
) -> None:
    """A draft is nobody's; once published it is public, and the departments are told."""
    told = {"year": 2027, "kind": "yearly", "title": LONG, "text": "", "priorities": ["养老服务"]}
    told |= {"opens": dt.date(2026, 11, 1), "closes": dt.date(2026, 12, 31)}
    call = draft_call(told, authority=authority, actor=officer, at=NOON)
    page, desk = browser(None), browser(officer)
    assert page.get(f"/proposals/calls/{call.pk}").status_code == 404
    refused = desk.post(f"/desk/proposals/calls/{call.pk}/step", {"action": "publish"})
    assert (refused.status_code, "没有填写指南的正文" in refused.content.decode()) == (422, True)
    Call.objects.update(text="请申报。")
    step_call(call, "publish", actor=officer, at=NOON)
    assert LONG in page.get("/proposals/calls").content.decode()
    assert "养老服务" in page.get(f"/proposals/calls/{call.pk}").content.decode()
    assert applicant.notices.count() == 1


def test_public_pages_ask_as_often_for_many_as_for_one(
    browser: As,
    department: Organisation,
    authority: Organisation,
    applicant: Person,
    officer: Person,
) -> None:
    """A notice with one row and one with three, an application with two units and with ten."""
    asked: list[int] = []
    for place, titles in enumerate((["甲"], ["乙", "丙", "丁"])):
        units = [f"单位{n}" for n in range(2 + 8 * place)]
        made = [
            checked(submitted(department, authority, applicant, title=one, units=units), officer)
            for one in titles
        ]
        told = {"title": f"第{place}批"}
        batch = noticed(concluded(batch_with(authority, officer, made, **told), officer), officer)
        page, own = browser(None), browser(applicant)
        counts = []
        for client, address in (
            (page, f"/proposals/notices/{batch.pk}"),
            (own, f"/desk/applications/{made[0].pk}"),
        ):
            with CaptureQueriesContext(connection) as seen:
                assert client.get(address).status_code == 200
            counts.append(len(seen))
        asked = asked or counts
        assert counts == asked


def test_lists_ask_as_often_for_many_as_for_one(
    browser: As,
    department: Organisation,
    authority: Organisation,
    applicant: Person,
    officer: Person,
    django_assert_num_queries: Callable[[int], object],
) -> None:
    """The list of applications, the page of a batch and the notice."""
    first = checked(submitted(department, authority, applicant, title="甲"), officer)
    batch = batch_with(authority, officer, [first])
    desk = browser(officer)
    addresses = ("/desk/applications", "/desk/batches", f"/desk/batches/{batch.pk}")
    asked = []
    for address in addresses:
        with CaptureQueriesContext(connection) as seen:
            desk.get(address)
        asked.append(len(seen))
    more = [
        checked(submitted(department, authority, applicant, title=title), officer)
        for title in ("乙", "丙", "丁")
    ]
    put_in(batch, more, actor=officer, at=NOON)
    for address, count in zip(addresses, asked, strict=True):
        with django_assert_num_queries(count):  # type: ignore[attr-defined]  # a context manager
            desk.get(address)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(values=st.lists(st.text(max_size=12), min_size=4, max_size=4))
def test_no_query_string_breaks_a_list(browser: As, officer: Person, values: list[str]) -> None:
    """Whatever an address asks for, the lists answer."""
    names = dict(zip(("q", "state", "year", "page"), values, strict=True))
    desk = browser(officer)
    for address in (
        "/desk/applications",
        "/desk/batches",
        "/desk/proposals/calls",
        "/programmes",
        "/proposals/notices",
        "/proposals/calls",
    ):
        assert desk.get(address, names).status_code == 200
