"""The forms of the steps, and what the pages say."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from biaozhun.cloud.plans.models import Duty, Evidence, SupervisionLetter, Task
from biaozhun.cloud.plans.templatetags.work_on_plans import size_words, standing
from tests.cloud.plans.work.conftest import DAY, LAST, NOON, As, Cast
from tests.factories.plans import report_of


def address(task: Task) -> str:
    """The page of the task."""
    return f"/plans/{task.plan_id}/tasks/{task.pk}"


def step(task: Task, cast: Cast, name: str, action: str) -> str:
    """The form of a step about the duty of somebody's unit."""
    return f"/work/duty/{task.duties.get(organisation=cast.unit(name)).pk}/{action}"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"state": "open", "deadline": LAST}, "在办，还有 39 天。"),
        ({"state": "open", "deadline": DAY}, "在办，今天到期。"),
        (
            {"state": "open", "deadline": dt.date(2026, 11, 17)},
            "逾期 5 天，还没有报请销号。",
        ),
        ({"state": "open", "deadline": None, "ongoing": True}, "在办，持续推进。"),
        ({"state": "open", "deadline": None}, "在办，没有写明期限。"),
        (
            {"state": "submitted", "done_on": DAY},
            "牵头单位 2026-11-22 报请销号，等主管部门核查。",
        ),
        ({"state": "closed", "done_on": DAY}, "已完成并销号，完成日期 2026-11-22。"),
        ({"state": "cancelled"}, "已取消，不再办理。"),
        ({"state": "draft"}, "还没有确认，不对外公布。"),
        ({"state": "dropped"}, "确认计划时去除了，不对外公布。"),
    ],
)
def test_how_a_task_stands_is_one_sentence(told: dict[str, object], sentence: str) -> None:
    """In every state, on every side of its last day."""
    assert standing(Task(**told), DAY) == sentence


def test_a_report_with_files_comes_in_by_its_form(cast: Cast, task: Task, seen_by: As) -> None:
    """Two files and an address; back on the page with what was said; the file comes back whole."""
    told = {
        "text": "印发了通知",
        "share": "70",
        "addresses": "https://example.org/1\nhttps://example.org/1",
        "evidence": [SimpleUploadedFile("a.pdf", b"%PDF-1"), SimpleUploadedFile("b.txt", b"b")],
    }
    helper = seen_by("helper")
    answer = helper.post(step(task, cast, "helper", "report"), told)
    assert (answer.status_code, answer.headers["Location"]) == (302, address(task))
    names = list(Evidence.objects.values_list("name", flat=True))
    assert names == ["a.pdf", "b.txt", "https://example.org/1"]
    page = helper.get(address(task)).content.decode()
    assert "进展已报告。" in page
    assert "印发了通知" in page
    piece = Evidence.objects.get(name="a.pdf")
    file = helper.get(f"/work/evidence/{piece.pk}")
    assert b"".join(file) == b"%PDF-1"  # type: ignore[arg-type]  # an answer that streams
    assert file.headers["Content-Disposition"] == 'attachment; filename="a.pdf"'
    assert file.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"share": "101"}, "小于或等于100"),
        ({"share": "x"}, "整数"),
        ({"text": " "}, "必填"),
        ({"text": "\x00"}, "空字符"),
        ({"addresses": "ftp://e.org"}, "不是网址"),
        ({"addresses": "http://[e"}, "不是网址"),
        ({"addresses": "\n".join(f"https://e.org/{n}" for n in range(21))}, "一次最多 20 个网址"),
        ({"finished": "on"}, "还没有佐证材料"),
    ],
)
def test_a_report_that_is_not_taken_keeps_what_was_written(
    cast: Cast, task: Task, seen_by: As, wrong: dict[str, str], said: str
) -> None:
    """422 with the reason at its place and the words still there; nothing is written."""
    told = {"text": "写了很久的话", "share": "70", **wrong}
    answer = seen_by("helper").post(step(task, cast, "helper", "report"), told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert told["text"].strip("\x00 ") in page
    assert not Evidence.objects.exists()
    assert not Duty.objects.filter(reports__isnull=False).exists()


def test_too_many_files_are_refused(cast: Cast, task: Task, seen_by: As) -> None:
    """Twenty at most."""
    files = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(21)]
    told = {"text": "一", "share": "1", "evidence": files}
    answer = seen_by("helper").post(step(task, cast, "helper", "report"), told)
    assert "一次最多 20 个文件。" in answer.content.decode()


def test_a_lead_that_leads_alone_is_not_asked_whether_its_part_is_done(
    cast: Cast, task: Task, seen_by: As
) -> None:
    """It says so with the task; a helper is asked."""
    asked = {
        name: 'name="finished"'
        in seen_by(name).get(step(task, cast, name, "report")).content.decode()
        for name in ("lead", "helper")
    }
    assert asked == {"lead": False, "helper": True}


def test_a_step_that_is_gone_meanwhile_leads_back(task: Task, seen_by: As) -> None:
    """With a word why; nothing is done."""
    Task.objects.filter(pk=task.pk).update(state="closed")
    lead = seen_by("lead")
    answer = lead.post(f"/work/task/{task.pk}/submit", {})
    assert answer.headers["Location"] == address(task)
    assert "现在的状态下不能这样做" in lead.get(address(task)).content.decode()
    task.refresh_from_db()
    assert task.state == "closed"


@pytest.mark.parametrize(
    "place", ["/work/task/1/fly", "/work/bird/1/close", f"/work/task/{'9' * 30}/close"]
)
@pytest.mark.usefixtures("task")
def test_a_step_that_is_none_is_not_found(seen_by: As, place: str) -> None:
    """Nor one of a task that is none."""
    assert seen_by("office").get(place).status_code == 404
    assert seen_by("office").post(place).status_code == 404


def test_the_page_names_what_stands_against_a_step(cast: Cast, task: Task, seen_by: As) -> None:
    """All of it at once, with the units it waits for."""
    page = seen_by("lead").get(address(task)).content.decode()
    assert "还没有佐证材料。" in page
    first, second = cast.unit("helper").name, cast.unit("other_helper").name
    assert f"还没有完成的单位：{first}、{second}。" in page


def test_units_of_a_collective_stand_against_a_step_by_their_own_names(
    task: Task, seen_by: As
) -> None:
    """Not twice by what the text calls them together."""
    task.duties.filter(role=Duty.Role.COOPERATE).update(named="各单位", of_collective=True)
    page = seen_by("lead").get(address(task)).content.decode()
    assert "还没有完成的单位：南山区人民政府、市财政局。" in page


@pytest.mark.parametrize("place", ["/work", "/work/tasks", "task"])
def test_the_pieces_of_an_item_can_be_told_apart(task: Task, seen_by: As, place: str) -> None:
    """By their place in it, until a person gives one a name of its own."""
    Task.objects.update(proposed={"title": task.title, "group": 2, "groups": 3})
    page = address(task) if place == "task" else place
    assert f"{task.title}（2/3）" in seen_by("lead").get(page).content.decode()
    Task.objects.update(title="另一个名称")
    assert "（2/3）" not in seen_by("lead").get(page).content.decode()


def test_one_button_approves(cast: Cast, task: Task, seen_by: As) -> None:
    """No form stands between a lead and a report it agrees with."""
    report = report_of(task.duties.get(organisation=cast.unit("helper")), share=80)
    page = seen_by("lead").get(address(task)).content.decode()
    assert f'action="/work/report/{report.pk}/approve"' in page
    seen_by("lead").post(f"/work/report/{report.pk}/approve", {})
    report.refresh_from_db()
    assert (report.state, report.duty.share) == ("approved", 80)


def test_a_letter_is_written_listed_and_printed(cast: Cast, task: Task, seen_by: As) -> None:
    """Number suggested, addressees chosen among the units; late ones marked; a table of all."""
    office, place = seen_by("office"), f"/work/task/{task.pk}/issue_letter"
    form = office.get(place).content.decode()
    assert 'value="〔2026〕1号"' in form
    assert cast.unit("stranger").name not in form
    told = {
        "number": "〔2026〕1号",
        "addressee": str(cast.unit("helper").pk),
        "demand": "请说明",
        "due": "2026-11-29",
    }
    assert office.post(place, told).status_code == 302
    again = office.post(place, told)
    assert (again.status_code, "这个编号已经用过" in again.content.decode()) == (422, True)
    SupervisionLetter.objects.update(due=dt.date(2026, 11, 20))
    letter = SupervisionLetter.objects.get()
    page = seen_by("helper").get(f"/work/letters/{letter.pk}").content.decode()
    assert "待答复，逾期 2 天。" in re.sub(r"\s*\n\s*", "", page)
    listed = seen_by("city").get("/work/letters?late=1").content.decode()
    assert "〔2026〕1号" in listed
    assert seen_by("stranger").get(f"/work/letters/{letter.pk}").status_code == 404
    rows = b"".join(office.get("/work/letters?format=csv")).decode()  # type: ignore[arg-type]  # likewise
    assert rows.splitlines()[1].split(",")[:2] == ["〔2026〕1号", cast.unit("helper").name]


def test_the_history_is_public_where_the_plan_says_so(cast: Cast, task: Task, seen_by: As) -> None:
    """What everybody may know, without the names of people; else nothing."""
    for duty in task.duties.filter(role=Duty.Role.COOPERATE):
        seen_by("office").post(f"/work/duty/{duty.pk}/release", {"reason": "内部原因"})
    report_of(task.duties.get(role=Duty.Role.LEAD))
    seen_by("office").post(f"/work/task/{task.pk}/close", {"remark": "已核查"})
    anybody = seen_by("anybody")
    assert 'id="history"' not in anybody.get(address(task)).content.decode()
    type(task.plan).objects.filter(pk=task.plan_id).update(shows_history=True)
    page = anybody.get(address(task)).content.decode()
    assert "已核查" in page
    assert "内部原因" not in page
    assert cast.office.name not in page
    assert "内部原因" in seen_by("office").get(address(task)).content.decode()


def test_sizes_in_words() -> None:
    """As people say them."""
    sizes = [size_words(one).replace("\u202f", " ") for one in (5, 2048, 3 * 2**20, 2**30)]
    assert sizes == ["5 B", "2.0 KB", "3.0 MB", "1.0 GB"]


def test_what_is_asked_for_is_shown_as_it_was(task: Task, cast: Cast, seen_by: As) -> None:
    """A change of date with its days, its reason, and the decision."""
    change = task.date_changes.create(
        asked_by=cast.unit("lead"),
        before=LAST,
        wanted=dt.date(2027, 6, 30),
        reason="机构改革",
        made=NOON,
        state_since=NOON,
    )
    seen_by("office").post(f"/work/date/{change.pk}/refuse", {"reason": "按期完成"})
    page = seen_by("lead").get(address(task)).content.decode()
    for words in ("机构改革", "按期完成", "不同意", "2027-06-30"):
        assert words in page
    assert "机构改革" not in seen_by("anybody").get(address(task)).content.decode()


@pytest.mark.parametrize("name", ["wanted", "deadline", "due"])
def test_days_no_calendar_has_are_refused(cast: Cast, task: Task, seen_by: As, name: str) -> None:
    """Neither as another last day, nor as that of a part or of a letter."""
    person, place = {
        "wanted": ("lead", f"/work/task/{task.pk}/ask_date"),
        "deadline": ("lead", step(task, cast, "lead", "hand_on")),
        "due": ("office", f"/work/task/{task.pk}/issue_letter"),
    }[name]
    day = "0001-01-01" if name == "deadline" else "9999-12-31"
    answer = seen_by(person).post(place, {name: day})
    assert answer.status_code == 422
    assert answer.context["form"].errors[name] == ["请填 1900 到 2200 年之间的日期。"]
