"""The pages of issuing: the desk played through by its officers, public pages, refusals."""

import datetime as dt
import io
import re

import pytest
from django.test import Client
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.form_templates.models import FormTemplate
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.issuing.actions import filing
from biaozhun.cloud.issuing.actions.approving import Said, begin, cancel
from biaozhun.cloud.issuing.models import (
    Announcement,
    Approval,
    ApprovalSettings,
    Filing,
    IssuingPower,
    Objection,
)
from biaozhun.cloud.issuing.queries.materials import REQUIRED
from tests.cloud.issuing.making import (
    AT,
    House,
    approved,
    examined,
    house,
    person,
    put_document,
    unit,
)

pytestmark = pytest.mark.django_db
PUBLIC = (
    "/issuing/powers",
    "/issuing/announcements",
    "/issuing/notices",
    "/issuing/filings",
    "/issuing/disclosure",
)


@pytest.fixture
def own(db: None) -> House:  # noqa: ARG001  -- the database is what it writes to
    """The authority of a province."""
    return house()


def as_(who: Person) -> Client:
    """The browser of somebody."""
    client = Client()
    client.force_login(who)
    return client


def text(client: Client, address: str) -> str:
    """A page that opens, as text."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_project_goes_from_the_desk_to_the_public_pages(own: House) -> None:
    """Begun, agreed to by every post, announced, filed: through forms and buttons alone."""
    project = examined(own, title="岭南腊味加工技术规范")
    put_document(project, "standard_text", b"x", "text.docx")
    handler = as_(own.people["handler"])
    assert "岭南腊味" in text(handler, "/desk/approvals")
    begun = handler.post(f"/desk/approvals/begin/{project.pk}", {})
    approval = Approval.objects.get()
    assert begun.headers["Location"] == f"/desk/approvals/{approval.pk}"
    address = f"/desk/approvals/{approval.pk}"
    for post in approval.steps:
        browser, action = as_(own.people[post]), "complete" if post == "director" else "agree"
        assert "办理：" in text(browser, address)
        told = {"opinion": "同意", "materials": [str(kind) for kind in REQUIRED]}
        assert browser.post(f"{address}/{action}", told).status_code == 302
    project.refresh_from_db()
    assert project.number.startswith("DB44/T 1-")
    director = as_(own.people["director"])
    assert project.title in text(director, "/desk/issuing")
    told = {
        "title": "关于发布地方标准的公告",
        "text": "",
        "day": today().isoformat(),
        "in_force": (today() + dt.timedelta(days=60)).isoformat(),
        "projects": [str(project.pk)],
    }
    assert (
        director.post(f"/desk/issuing/announcements/new/{own.authority.pk}", told).status_code
        == 302
    )
    held = Announcement.objects.get()
    place = f"/desk/issuing/announcements/{held.pk}"
    for action in ("sign", "issue"):
        assert director.post(f"{place}/{action}", {}).status_code == 302
    held.refresh_from_db()
    assert held.state == "issued"
    assert Edition.objects.get().title_zh == "岭南腊味加工技术规范"
    public = Client()
    assert held.number in text(public, "/issuing/announcements")
    assert "岭南腊味" in text(public, f"/issuing/announcements/{held.pk}")
    assert "DB44" in text(public, "/issuing/filings")
    handed = Filing.objects.get()
    filed = f"/desk/issuing/filings/{handed.pk}"
    assert director.post(f"{filed}/submit", {}).status_code == 302
    assert director.post(f"{filed}/accept", {"number": "98765-2026"}).status_code == 302
    handed.refresh_from_db()
    assert (handed.state, handed.filing_number) == ("accepted", "98765-2026")
    assert Edition.objects.get().filing_number == "98765-2026"
    assert "98765-2026" in text(public, "/issuing/filings?state=accepted")


def test_papers_are_written(own: House) -> None:
    """The announcement, the approval form and the filing form open in Word's own reader."""
    project = approved(own)
    put_document(project, "standard_text", b"x", "text.docx")
    director = as_(own.people["director"])
    approval = Approval.objects.get()
    papers = [f"/desk/approvals/{approval.pk}/form.docx"]
    day = today()
    fields = {"title": "关于发布的公告", "day": day, "in_force": day + dt.timedelta(days=60)}
    from biaozhun.cloud.foundation.clock import now  # noqa: PLC0415  -- beside what it is for
    from biaozhun.cloud.issuing.actions import composing  # noqa: PLC0415  -- likewise
    from biaozhun.cloud.issuing.actions.publishing import issue  # noqa: PLC0415  -- likewise

    held = composing.compose(
        own.authority, fields, [project], actor=own.people["handler"], at=now()
    )
    composing.sign(held, actor=own.people["director"], at=now())
    issue(held, actor=own.people["handler"], at=now())
    papers += [
        f"/issuing/announcements/{held.pk}.docx",
        f"/desk/issuing/filings/{Filing.objects.get().pk}/form.docx",
    ]
    for address in papers:
        answer = director.get(address)
        assert answer.status_code == 200, address
        document = Document(io.BytesIO(answer.content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        assert any(project.title in cell for cell in cells), address


def test_a_refused_step_says_why_and_changes_nothing(own: House) -> None:
    """The sentence of each code; the chain stays where it is."""
    project = examined(own)
    handler = as_(own.people["handler"])
    handler.post(f"/desk/approvals/begin/{project.pk}", {})
    approval = Approval.objects.get()
    answer = handler.post(f"/desk/approvals/{approval.pk}/agree", {"opinion": "同意"}, follow=True)
    assert "请逐项核对并勾选报批材料" in answer.content.decode()
    answer = handler.post(f"/desk/approvals/{approval.pk}/nonsense", {})
    assert answer.status_code == 404
    answer = handler.post(f"/desk/approvals/{approval.pk}/agree", {"meeting_day": "x"}, follow=True)
    assert "会议日期" in answer.content.decode()
    assert Approval.objects.get().position == 0


def test_an_approval_is_seen_by_its_authority_alone(own: House) -> None:
    """Readers of other units, and who is not signed in, are refused."""
    project = examined(own)
    as_(own.people["handler"]).post(f"/desk/approvals/begin/{project.pk}", {})
    address = f"/desk/approvals/{Approval.objects.get().pk}"
    other = person("fremd", unit("别的单位"), Role.READER)
    assert as_(other).get(address).status_code == 403
    assert as_(other).post(f"{address}/agree", {}).status_code == 403
    assert Client().get(address).status_code == 302
    assert as_(other).get(f"/desk/approvals/begin/{project.pk}").status_code == 403


def test_absence_is_entered_and_ended(own: House) -> None:
    """By the holder of the post; nobody else's post can be lent."""
    head, legal = own.people["section_head"], own.people["legal"]
    browser = as_(head)
    page = text(browser, "/desk/approvals/absence")
    place = re.search(r"/desk/approvals/absence/\d+", page)
    assert place is not None
    day = today()
    told = {"to": legal.pk, "since": day, "until": day, "reason": "出差"}
    assert browser.post(place[0], told | {"until": "2000-01-01"}).status_code == 422
    assert browser.post(place[0], told).status_code == 302
    assert legal.name in text(browser, "/desk/approvals/absence")
    other = person("fremd", unit("别的单位"), Role.READER)
    assert as_(other).get(place[0]).status_code == 403
    end = re.search(r"/desk/approvals/absence/\d+/end", text(browser, "/desk/approvals/absence"))
    assert end is not None
    assert browser.post(end[0]).status_code == 302
    assert legal.name not in text(browser, "/desk/approvals/absence")


def test_powers_are_kept_by_officers_and_a_district_is_refused_in_words(own: House) -> None:
    """The page says what everybody may do; a district reads that it suggests and supervises."""
    browser = as_(own.people["director"])
    district = unit("示范区市场监督管理局", level="district", division="440306")
    told = {
        "organisation": district.pk,
        "regime": "general",
        "basis": "自行决定",
        "since": "2020-01-01",
    }
    answer = browser.post("/desk/issuing/powers/new", told)
    assert answer.status_code == 422
    assert "可以提出立项建议、监督实施" in answer.content.decode()
    city = unit("示范市市场监督管理局", level="city", division="440300")
    told |= {"organisation": city.pk, "scope": "本市", "basis": "粤府函〔2018〕1号"}
    assert browser.post("/desk/issuing/powers/new", told).status_code == 302
    page = text(Client(), "/issuing/powers")
    assert "DB4403" in page
    assert "县、区（含直辖市的区）" in page
    power = IssuingPower.objects.get(code="DB4403")
    assert (
        browser.post(f"/desk/issuing/powers/{power.pk}/end", {"until": "2019-01-01"}).status_code
        == 422
    )
    assert (
        browser.post(f"/desk/issuing/powers/{power.pk}/end", {"until": "2021-01-01"}).status_code
        == 302
    )


def test_switches_posts_and_rules_are_kept_by_the_own_authority(own: House) -> None:
    """An officer of another authority is refused; faults stay on the form."""
    browser, place = as_(own.people["director"]), own.authority.pk
    switches = {"notice": "on", "notice_days": 7, "transition_days": 30}
    form = f"/desk/issuing/officers/{place}/settings"
    assert browser.post(form, switches | {"announcement_form": "{x}"}).status_code == 422
    good = switches | {"announcement_form": "粤市监公告{year}年第{serial}号"}
    assert browser.post(form, good).status_code == 302
    assert ApprovalSettings.objects.get(organisation=own.authority).notice is True
    officers = f"/desk/issuing/officers/{place}"
    entered = {"person": own.people["legal"].pk, "post": "director", "since": "2026-01-01"}
    assert browser.post(officers, entered).status_code == 302
    assert browser.post(officers, entered).status_code == 422
    rules = f"/desk/issuing/rules/{place}"
    assert browser.post(rules, {"right": "closed"}).status_code == 422
    assert browser.post(rules, {"right": "closed", "reason": "涉密"}).status_code == 302
    other = as_(house("示范市局", level="city", division="440300").people["director"])
    for address in (form, officers, rules):
        assert other.get(address).status_code == 403


def test_anybody_objects_to_a_notice_and_reads_the_answer(own: House) -> None:
    """Without an account; a machine that fills the hidden field leaves nothing behind."""
    ApprovalSettings.objects.update(notice=True)
    project = examined(own)
    handler = as_(own.people["handler"])
    handler.post(f"/desk/approvals/begin/{project.pk}", {})
    approval = Approval.objects.get()
    place = f"/desk/approvals/{approval.pk}"
    told = {"opinion": "同意", "materials": [str(kind) for kind in REQUIRED]}
    for post in ("handler", "section_head", "deputy_director"):
        as_(own.people[post]).post(f"{place}/agree", told)
    until = (today() + dt.timedelta(days=9)).isoformat()
    draft = project.documents.get(kind="draft_for_approval")
    paper = f"/projects/{project.pk}/documents/{draft.pk}"
    public = Client()
    assert public.get(paper).status_code == 404
    page = text(handler, place)
    assert "发布公示后，报批稿同时公开" in page
    assert f'href="{paper}"' in page
    handler.post(f"{place}/open_notice", {"notice_ends": until})
    assert public.get(paper).getvalue() == b"x"
    assert project.title in text(public, "/issuing/notices")
    address = f"/issuing/notices/{approval.pk}"
    filed = {"name": "李某", "contact": "li@example.org", "text": "限量没有依据"}
    assert public.post(address, filed | {"website": "http://spam"}).status_code == 302
    assert public.post(address, filed | {"text": ""}).status_code == 422
    assert public.post(address, filed).status_code == 302
    objection = Objection.objects.get()
    page = text(public, address)
    assert "另有 1 条异议等待答复" in page
    assert "li@example.org" not in page
    assert f'<a href="{paper}">报批稿</a>' in page
    handler.post(f"/desk/approvals/objections/{objection.pk}", {"answer": "见编制说明"})
    page = text(public, address)
    assert "见编制说明" in page
    assert "li@example.org" not in page


def test_an_announcement_without_a_text_says_so_before_and_after(own: House) -> None:
    """Beside the row and in the list; no more once it was read from the announcement's page."""
    project = approved(own)
    browser = as_(own.people["director"])
    told = {
        "title": "关于发布地方标准的公告",
        "day": today().isoformat(),
        "in_force": (today() + dt.timedelta(days=60)).isoformat(),
        "projects": [str(project.pk)],
    }
    browser.post(f"/desk/issuing/announcements/new/{own.authority.pk}", told)
    place = f"/desk/issuing/announcements/{Announcement.objects.get().pk}"
    assert "有 1 项还没有读入发布稿" in text(browser, place)
    assert "没有文本" not in text(browser, "/desk/issuing/announcements")
    for action in ("sign", "issue"):
        assert browser.post(f"{place}/{action}", {}).status_code == 302
    assert "有 1 项发布了，还没有文本" in text(browser, place)
    assert "1 项没有文本" in text(browser, "/desk/issuing/announcements")
    document = Document()
    document.add_paragraph("1 范围")
    document.add_paragraph("本文件规定了加工要求。")
    out = io.BytesIO()
    document.save(out)
    put_document(project, "standard_text", out.getvalue(), "标准.docx")
    answer = browser.post(f"/desk/issuing/texts/{project.pk}", {})
    assert answer.headers["Location"] == place
    assert "没有文本" not in text(browser, place)
    assert "没有文本" not in text(browser, "/desk/issuing/announcements")


def test_what_was_typed_of_a_filing_stays_where_it_is_refused(own: House) -> None:
    """Number, announcement and reasons are on the page that says why."""
    project = approved(own)
    put_document(project, "standard_text", b"x", "text.docx")
    director = as_(own.people["director"])
    filing.prepare_filings(project, at=AT)
    held = Filing.objects.get()
    filing.submit([held], actor=own.people["director"], at=AT)
    place = f"/desk/issuing/filings/{held.pk}"
    told = {"number": "98765-2026", "announcement": "2026年第11号", "announcement_day": "x"}
    for action, sent, kept in (
        ("accept", told, 'value="2026年第11号"'),
        ("send_back", {"reason": "  "}, "<details open>"),
        ("send_back", {"reason": "缺" * 2001}, "缺" * 2001),
    ):
        answer = director.post(f"{place}/{action}", sent)
        assert answer.status_code == 422
        assert kept in answer.content.decode()
    held.refresh_from_db()
    assert held.state == "submitted"


def test_an_announcement_in_the_making_is_not_public(own: House) -> None:
    """Neither its page nor its paper."""
    held = Announcement.objects.create(
        authority=own.authority, title="草稿", state_since=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    )
    for address in (f"/issuing/announcements/{held.pk}", f"/issuing/announcements/{held.pk}.docx"):
        assert Client().get(address).status_code == 404
    assert (
        as_(own.people["director"]).get(f"/issuing/announcements/{held.pk}.docx").status_code == 200
    )


def test_faults_of_rows_stand_beside_them(own: House) -> None:
    """A withdrawal of something not held is named in its row; the row can be taken out."""
    browser = as_(own.people["director"])
    told = {"title": "公告", "day": "", "in_force": ""}
    browser.post(f"/desk/issuing/announcements/new/{own.authority.pk}", told)
    place = f"/desk/issuing/announcements/{Announcement.objects.get().pk}"
    assert browser.post(f"{place}/rows", {"kind": "publish"}).status_code == 422
    assert browser.post(f"{place}/rows", {"kind": "withdraw"}).status_code == 422
    row = {"kind": "withdraw", "number": "DB44/T 1-2001"}
    assert browser.post(f"{place}/rows", row).status_code == 302
    page = text(browser, place)
    assert "馆藏里没有这项标准" in page
    remove = re.search(r"/desk/issuing/rows/\d+/remove", page)
    assert remove is not None
    assert browser.post(remove[0]).status_code == 302
    assert "还没有任何一项" in text(browser, place)


def test_the_year_of_a_number_is_changed_on_a_page(own: House) -> None:
    """From the register of numbers, with a reason."""
    project = approved(own)
    browser = as_(own.people["director"])
    page = text(browser, "/desk/issuing/numbers")
    place = re.search(r"/desk/issuing/numbers/\d+/year", page)
    assert place is not None
    assert browser.post(place[0], {"year": 2027, "reason": ""}).status_code == 422
    assert browser.post(place[0], {"year": 2027, "reason": "公告在次年"}).status_code == 302
    project.refresh_from_db()
    assert project.number == "DB44/T 1-2027"


def test_a_standard_of_another_body_ends_the_project(own: House) -> None:
    """With number and place, once the decision lies on the project."""
    project = examined(own, regime="food")
    browser = as_(own.people["handler"])
    place = f"/desk/issuing/elsewhere/{project.pk}"
    told = {"body": "示范省卫生健康委员会", "number": "DBS44/ 009-2026", "day": "2026-10-01"}
    assert browser.post(place, told | {"number": "009"}).status_code == 422
    answer = browser.post(place, told)
    assert answer.status_code == 422
    assert "缺少必需的材料" in answer.content.decode()
    put_document(project, "decision")
    approval = begin(project, actor=own.people["handler"], at=AT)
    assert "请先停止审批" in browser.post(place, told).content.decode()
    cancel(approval, Said(opinion="由他处发布"), actor=own.people["handler"], at=AT)
    assert browser.post(place, told).status_code == 302
    page = text(browser, f"/projects/{project.pk}")
    assert "<strong>由他处发布</strong>。" in page
    assert re.search(r"由示范省卫生健康委员会于 .* 发布，编号 DBS44/009-2026", page)
    project.refresh_from_db()
    assert project.state == "issued_elsewhere"
    assert project.issued_elsewhere.number == "DBS44/009-2026"


def test_lists_ask_as_often_for_many_as_for_one(
    own: House, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Inbox, numbers, overview and filings: the number of questions is bounded."""
    handler, browser = own.people["handler"], as_(own.people["director"])
    for _ in range(6):
        as_(handler).post(f"/desk/approvals/begin/{examined(own).pk}", {})
        approved(own)
    for address, client in (
        ("/desk/approvals", as_(handler)),
        ("/desk/issuing/numbers", browser),
        ("/desk/issuing", browser),
        ("/desk/issuing/filings", browser),
        ("/issuing/filings", browser),
        ("/issuing/announcements", browser),
        ("/issuing/powers", browser),
    ):
        with django_assert_max_num_queries(14):
            assert client.get(address).status_code == 200


def test_public_pages_open_empty_and_as_tables() -> None:
    """Before anything happened, and as CSV."""
    for address in PUBLIC:
        assert Client().get(address).status_code == 200
        if address != "/issuing/notices":
            answer = Client().get(f"{address}?format=csv")
            lines = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a file that is sent
            assert lines.startswith("\ufeff".encode())


class TestAnything(TestCase):
    """Whatever stands in the addresses of public pages is answered."""

    @given(
        st.sampled_from(PUBLIC),
        st.sampled_from(["q", "state", "page", "year", "authority"]),
        st.text(max_size=40),
    )
    def test_any_query_is_answered(self, address: str, name: str, value: str) -> None:
        """No failure, whatever is asked."""
        assert Client().get(address, {name: value}).status_code == 200


def test_the_page_of_a_project_shows_what_became_of_it(own: House) -> None:
    """Its number and its approval for everybody, the way into the chain for its officer."""
    project = approved(own)
    page = text(Client(), f"/projects/{project.pk}")
    assert "DB44/T" in page
    assert "已批准" in page
    waiting = examined(own)
    way_in = f"/desk/approvals/begin/{waiting.pk}"
    assert way_in in text(as_(own.people["handler"]), f"/projects/{waiting.pk}")
    assert way_in not in text(Client(), f"/projects/{waiting.pk}")


def test_english_pages_are_english(own: House) -> None:
    """Headings, states and refusals of the public pages."""
    assert IssuingPower.objects.filter(organisation=own.authority).exists()
    client = Client(headers={"accept-language": "en"})
    assert "Who may propose, approve, number and publish" in text(client, "/issuing/powers")
    assert "Filing of local standards" in text(client, "/issuing/filings")


def test_a_template_that_cannot_be_filled_is_said_on_the_page_of_the_case(own: House) -> None:
    """Where the file of the region's template is gone, the way leads back with a sentence."""
    approved(own)
    FormTemplate.objects.create(
        form="issuing.approval",
        version=1,
        valid_from=today(),
        file="gone.docx",
        name="审批表.docx",
        size=1,
        digest="0" * 64,
        added=dt.datetime(2026, 1, 5, tzinfo=dt.UTC),
    )
    place = f"/desk/approvals/{Approval.objects.get().pk}"
    answer = as_(own.people["director"]).get(f"{place}/form.docx", follow=True)
    assert answer.redirect_chain == [(place, 302)]
    assert "审批表.docx" in answer.content.decode()
