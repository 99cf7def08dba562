"""The pages: who sees and does what, what is public and what is not, lists that scale."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.green_channel.actions.checking import check
from biaozhun.cloud.green_channel.models import LeftOutStep, OwnGround, Use
from biaozhun.cloud.metrics.registry import Arguments, metric
from tests.cloud.green_channel import making
from tests.cloud.green_channel.making import FLOOD, NOON, Cast
from tests.factories.drafting import project_of, somebody

pytestmark = pytest.mark.django_db
DESK = "/desk/green-channel"


@pytest.fixture
def people() -> Cast:
    """Everybody, with the authority placed in a province."""
    made = making.cast()
    making.placed()
    return made


def as_(person: Person | None) -> Client:
    """A browser, with somebody signed in or nobody."""
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def test_a_department_asks_an_officer_grants_and_a_step_goes_with_another(people: Cast) -> None:
    """By the forms alone; the public page shows the reasons and the office, and no person."""
    project = project_of()
    clerk, officer, chief = as_(people.clerk), as_(people.officer), as_(people.chief)
    at = f"{DESK}/projects/{project.pk}/ask"
    assert clerk.post(at, {"procedure": "emergency"}).status_code == 422
    program = SimpleUploadedFile("setup.exe", b"MZ")
    filled = {"procedure": "emergency", "ground": "emergency_event", "justification": FLOOD}
    wrong = clerk.post(at, filled | {"file": program})
    assert (wrong.status_code, "不收这种文件。" in wrong.content.decode()) == (422, True)
    answer = clerk.post(at, filled)
    use = Use.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{DESK}/{use.pk}")
    assert as_(None).get(f"/green-channel/{use.pk}").status_code == 404
    step = f"{DESK}/{use.pk}/steps/grant"
    assert clerk.post(step, {"text": "同意"}).status_code == 403
    assert officer.post(step, {"text": " "}).status_code == 422
    assert (
        officer.post(step, {"text": "汛情紧急，同意。", "paper_number": "〔2026〕9号"}).status_code
        == 302
    )
    assert officer.post(step, {"text": "再点一次"}).status_code == 422
    assert officer.get(step)["Location"] == f"{DESK}/{use.pk}"
    skip = f"{DESK}/{use.pk}/skips"
    offered = officer.get(skip).content.decode()
    assert ("hearing" in offered, 'value="consultation"' in offered) == (True, False)
    kept = officer.post(skip, {"step": "consultation", "reason": "急"})
    assert (kept.status_code, "地方标准管理办法" in kept.content.decode()) == (422, True)
    officer.post(skip, {"step": "hearing", "reason": "书面征求过各方意见。"})
    held = LeftOutStep.objects.get()
    approve = f"{DESK}/skips/{held.pk}/approve"
    assert officer.post(approve, {"text": "同意"}).status_code == 422
    assert chief.post(approve, {"text": "同意省去。"}).status_code == 302
    public = as_(None).get(f"/green-channel/{use.pk}").content.decode()
    shown = (FLOOD, "汛情紧急，同意。", "书面征求过各方意见。", "听证会", "技术审查必须开会")
    assert [one in public for one in shown] == [True] * 5
    names = (people.clerk.name, people.officer.name, people.chief.name)
    assert [one in public for one in names] == [False] * 3
    on_project = as_(None).get(f"/projects/{project.pk}").content.decode()
    assert ("书面征求过各方意见。" in on_project, FLOOD in on_project) == (True, True)


def test_who_has_no_part_neither_sees_nor_asks(people: Cast) -> None:
    """A stranger and a drafter are refused; nobody else's use is to be known."""
    use = making.asked(people)
    ask = f"{DESK}/projects/{use.project_id}/ask"
    assert as_(None).get(ask).status_code == 302
    assert (
        as_(people.stranger).get(ask).status_code,
        as_(people.drafter).get(ask).status_code,
    ) == (
        403,
        403,
    )
    assert as_(people.stranger).get(f"{DESK}/{use.pk}").status_code == 404
    assert as_(people.drafter).get(f"{DESK}/{use.pk}").status_code == 200
    assert as_(people.drafter).post(f"{DESK}/{use.pk}/steps/withdraw").status_code == 403
    refused = ("steps/grant", "check", "confirm", "skips")
    seen = [as_(people.drafter).get(f"{DESK}/{use.pk}/{one}").status_code for one in refused]
    assert seen == [403] * 4
    assert as_(people.officer).post(f"{DESK}/{use.pk}/steps/fly").status_code == 404
    assert as_(people.clerk).get(f"{DESK}/grounds").status_code == 403
    assert as_(people.clerk).get(f"{DESK}/{10**30}").status_code == 404
    assert as_(people.clerk).post(f"{DESK}/{use.pk}/steps/withdraw").status_code == 302
    use.refresh_from_db()
    assert use.state == "withdrawn"


def test_a_change_of_procedure_leads_to_the_channel_and_lists_carry_the_mark(people: Cast) -> None:
    """The page of changes offers it no more; the register shows what is urgent."""
    project = project_of()
    clerk = as_(people.clerk)
    answer = clerk.get(f"/projects/{project.pk}/changes/new?kind=procedure")
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"{DESK}/projects/{project.pk}/ask",
    )
    assert (
        'value="procedure"' not in clerk.get(f"/projects/{project.pk}/changes/new").content.decode()
    )
    assert "优先程序" not in as_(None).get("/projects").content.decode()
    making.granted(people, project)
    assert "优先程序" in as_(None).get("/projects").content.decode()


def test_an_auditor_writes_down_a_finding_whose_text_is_not_public(people: Cast) -> None:
    """Who decided is refused; the public reads the finding alone."""
    use = making.granted(people)
    at = f"{DESK}/{use.pk}/check"
    told = {"finding": "unjustified", "text": "没有突发事件的证明。"}
    assert as_(people.officer).post(at, told).status_code == 403
    assert as_(people.auditor).post(at, told).status_code == 302
    public = as_(None).get(f"/green-channel/{use.pk}").content.decode()
    assert ("使用不当" in public, told["text"] in public) == (True, False)
    assert told["text"] in as_(people.auditor).get(f"{DESK}/{use.pk}").content.decode()


def test_a_region_keeps_its_grounds_on_a_page(people: Cast) -> None:
    """Added with its rule, refused without, retired by a button."""
    project_of()
    officer = as_(people.officer)
    assert officer.post(f"{DESK}/grounds", {"name": "防汛抢险"}).status_code == 422
    told = {"name": "防汛抢险", "basis": "江原省绿色通道办法"}
    assert officer.post(f"{DESK}/grounds", told).status_code == 302
    own = OwnGround.objects.get()
    page = officer.get(f"{DESK}/grounds").content.decode()
    assert ("江原省绿色通道办法" in page, "重大公共利益" in page, "生态安全" in page) == (
        True,
        True,
        False,
    )
    elsewhere = as_(somebody("邻省", "东江省市场监督管理局", people.officer.role))
    assert elsewhere.post(f"{DESK}/grounds/{own.pk}/retire").status_code == 403
    own.refresh_from_db()
    assert own.retired is None
    officer.post(f"{DESK}/grounds/{own.pk}/retire")
    own.refresh_from_db()
    assert own.retired is not None


def test_the_public_list_is_narrowed_and_taken_away(people: Cast) -> None:
    """By year, department and ground; CSV and XLSX hold the rows and no person."""
    first = making.granted(people)
    making.left_out(people, first)
    making.granted(people, project_of(2), ground="legal_duty", justification="=1+1")
    anybody = as_(None)
    page = anybody.get("/green-channel").content.decode()
    assert (page.count("hit-title"), "使用 2 次" in page) == (2, True)
    for query, count in (
        ("year=2026", 2),
        ("year=2025", 0),
        ("ground=legal_duty", 1),
        (f"department={first.project.department_id}", 2),
        ("year=x&department=-1&page=zz", 2),
        ("year=9999", 2),
        ("year=1", 2),
        ("year=9998", 0),
    ):
        assert anybody.get(f"/green-channel?{query}").content.decode().count("hit-title") == count
    answer = anybody.get("/green-channel?format=xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert [one[0] for one in rows[1:]] == ["JY2026-002", "JY2026-001"]
    assert (rows[1][6], rows[2][8]) == ("'=1+1", "听证会")
    csv = b"".join(anybody.get("/green-channel?format=csv")).decode()
    assert (FLOOD in csv, people.officer.name in csv) == (True, False)


def test_lists_ask_as_often_for_many_as_for_few(people: Cast) -> None:
    """The public page, the desk and the page of a project; the desk puts what is late first."""
    counts = {}
    for upto in (2, 8):
        for serial in range(1 if upto == 2 else 3, upto + 1):
            use = making.granted(people, project_of(serial))
            making.left_out(people, use)
            making.asked(people, project_of(100 + serial))
            check(use, "justified", "查过。", actor=people.auditor, at=NOON)
        asked = []
        for person, address in (
            (None, "/green-channel"),
            (people.officer, DESK),
            (people.officer, "/projects"),
        ):
            client = as_(person)
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            asked.append(len(queries))
        counts[upto] = asked
    assert counts[2] == counts[8]
    assert max(counts[8]) <= 30


def test_the_desk_puts_emergencies_and_near_days_first(people: Cast) -> None:
    """Those of the own office, with their days left."""
    later = making.granted(people, wanted=dt.date(2027, 3, 1))
    sooner = making.granted(people, project_of(2), wanted=dt.date(2026, 8, 1))
    urgent = making.granted(people, project_of(3), procedure="emergency", wanted=None)
    Project.objects.filter(pk=later.project_id).update(title="最后")
    Project.objects.filter(pk=sooner.project_id).update(title="居中")
    Project.objects.filter(pk=urgent.project_id).update(title="最先")
    page = as_(people.officer).get(DESK).content.decode()
    table = page[page.index("<table") : page.index("</table>")]
    assert sorted(("最先", "居中", "最后"), key=table.index) == ["最先", "居中", "最后"]
    assert as_(people.stranger).get(DESK).content.decode().count("最先") == 0


def test_the_figures_of_the_registry_are_those_of_the_pages(people: Cast) -> None:
    """How often, what share, how many unjustified; a median only of five."""
    use = making.granted(people)
    project_of(2)
    check(use, "unjustified", "没有证明。", actor=people.auditor, at=NOON)
    on = dt.date(2026, 12, 31)
    told = {
        name: metric(f"green_channel.{name}").figure(Arguments(), on).value
        for name in ("used", "share", "unjustified", "median_days")
    }
    assert told == {"used": 1, "share": 50, "unjustified": 1, "median_days": None}
    before = dt.date(2026, 6, 1)
    assert metric("green_channel.used").figure(Arguments(), before).value == 0
    assert metric("green_channel.used").figure(Arguments({"ground": "legal_duty"}), on).value == 0


def test_the_form_of_the_decision_is_filled(people: Cast) -> None:
    """From the default template, for who takes part in the project."""
    use = making.granted(people)
    making.left_out(people, use)
    answer = as_(people.clerk).get(f"{DESK}/{use.pk}/form.docx")
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")
    assert as_(people.stranger).get(f"{DESK}/{use.pk}/form.docx").status_code == 404
