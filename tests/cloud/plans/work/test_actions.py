"""From the first report to the closing: each verb, what stands against it, and what it leaves."""

import datetime as dt
import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.messaging.models import Notice
from biaozhun.cloud.plans.actions import closing, dates, deciding, letters, reporting, splitting
from biaozhun.cloud.plans.errors import PlanRefusedError
from biaozhun.cloud.plans.models import Duty, Evidence, SupervisionLetter, Task
from biaozhun.cloud.plans.queries.letters import next_number
from tests.cloud.plans.work.conftest import DAY, LAST, NOON, Cast
from tests.factories.plans import duty_of, report_of, task_of


def duty(task: Task, cast: Cast, name: str) -> Duty:
    """The duty of the unit somebody works at."""
    return task.duties.get(organisation=cast.unit(name), parent=None)


def standing(task: Task) -> tuple[str, dict[str, tuple[str, int]]]:
    """State of the task; states and shares of its duties by unit."""
    task.refresh_from_db()
    return task.state, {one.named: (one.state, one.share) for one in task.duties.all()}


def refused(codes: tuple[str, ...], act: object, *args: object, **kwargs: object) -> None:
    """The step is refused for exactly these reasons."""
    with pytest.raises(StepRefusedError) as told:
        act(*args, **kwargs)  # type: ignore[operator]  # an action
    assert told.value.refusal.codes == codes


def all_helpers_done(task: Task, cast: Cast) -> None:
    """Both helpers have reported and were agreed with."""
    for name in ("helper", "other_helper"):
        said = reporting.Said(text="完成", share=100, addresses=("https://e.org",), finished=True)
        reporting.report(duty(task, cast, name).pk, said, actor=getattr(cast, name), at=NOON)
        deciding.approve_duty(duty(task, cast, name).pk, "", actor=cast.lead, at=NOON)


def test_a_report_keeps_text_share_files_and_addresses(cast: Cast, task: Task) -> None:
    """A file with its size and digest; the share counts only once it is approved."""
    said = reporting.Said(
        text="起草了初稿",
        share=40,
        files=(SimpleUploadedFile("../初稿\x00.txt", b"draft"),),
        addresses=("https://example.org/1",),
    )
    one = duty(task, cast, "helper")
    report = reporting.report(one.pk, said, actor=cast.helper, at=NOON)
    kept = list(report.evidence.values_list("name", "size", "sha256", "address"))
    assert kept == [
        ("初稿.txt", 5, hashlib.sha256(b"draft").hexdigest(), ""),
        ("https://example.org/1", 0, "", "https://example.org/1"),
    ]
    stored = report.evidence.first()
    assert stored is not None
    with stored.file.open("rb") as stream:
        assert stream.read() == b"draft"
    one.refresh_from_db()
    assert (one.state, one.share) == ("open", 0)
    event = Event.objects.get(kind="plans.duty_report")
    assert event.facts == {
        "unit": one.named,
        "share": 40,
        "evidence": 2,
        "task": task.pk,
        "visibility": "parties",
    }


def test_a_refused_report_leaves_neither_row_nor_file(cast: Cast, task: Task) -> None:
    """What came in goes out of the store again."""
    said = reporting.Said(text="完成", share=100, files=(SimpleUploadedFile("a", b"b"),))
    store = Evidence._meta.get_field("file").storage  # type: ignore[union-attr]  # a file
    before = store.listdir("evidence")[1] if store.exists("evidence") else []
    one = duty(task, cast, "helper")
    refused(("not_for_you",), reporting.report, one.pk, said, actor=cast.stranger, at=NOON)
    said = reporting.Said(text="完成", share=100, finished=True)
    refused(("evidence_missing",), reporting.report, one.pk, said, actor=cast.helper, at=NOON)
    after = store.listdir("evidence")[1] if store.exists("evidence") else []
    assert (Evidence.objects.count(), one.reports.count(), after) == (0, 0, before)


def test_the_share_is_that_of_the_last_report_approved(cast: Cast, task: Task) -> None:
    """Whatever order they are approved in."""
    one = duty(task, cast, "helper")
    older = report_of(one, share=30, made=NOON)
    newer = report_of(one, share=60, made=NOON + dt.timedelta(days=1))
    deciding.approve_report(newer.pk, "好", actor=cast.lead, at=NOON)
    deciding.approve_report(older.pk, "", actor=cast.lead, at=NOON)
    one.refresh_from_db()
    newer.refresh_from_db()
    assert (one.share, newer.state, newer.remark) == (60, "approved", "好")


def test_a_returned_report_tells_its_unit_why_and_proves_nothing(cast: Cast, task: Task) -> None:
    """The reason is kept, told, and needed."""
    one = duty(task, cast, "helper")
    report = report_of(one)
    refused(("reason_missing",), deciding.return_report, report.pk, " ", actor=cast.lead, at=NOON)
    deciding.return_report(report.pk, "请附文件", actor=cast.lead, at=NOON)
    report.refresh_from_db()
    assert (report.state, report.remark) == ("returned", "请附文件")
    notice = Notice.objects.get()
    assert (notice.person, notice.subject) == (cast.helper, f"需要补充：{task.title}")
    assert notice.address == f"/plans/{task.plan_id}/tasks/{task.pk}"
    refused(("evidence_missing",), reporting.finish, one.pk, actor=cast.helper, at=NOON)


def test_from_reports_to_closing(cast: Cast, task: Task) -> None:
    """The lead waits for its helpers, the authority for evidence; leads are done with the task."""
    refused(
        ("evidence_missing", "duties_open"), closing.submit, task.pk, "", actor=cast.lead, at=NOON
    )
    refused(
        ("evidence_missing", "duties_open"), closing.close, task.pk, "", actor=cast.office, at=NOON
    )
    all_helpers_done(task, cast)
    closing.submit(task.pk, "已完成", actor=cast.lead, at=NOON)
    state, duties = standing(task)
    assert (state, task.done_on) == ("submitted", DAY)
    assert duties[cast.unit("lead").name] == ("reported", 0)
    closing.close(task.pk, "同意", actor=cast.office, at=NOON + dt.timedelta(days=9))
    assert standing(task) == (
        "closed",
        {one.named: ("done", 100) for one in task.duties.all()},
    )
    assert task.done_on == DAY
    told = Event.objects.get(kind="plans.task_close")
    assert told.facts == {
        "remark": "同意",
        "before": "submitted",
        "after": "closed",
        "visibility": "public",
    }
    assert Notice.objects.filter(person=cast.lead, subject=f"已销号：{task.title}").count() == 1


def test_a_task_sent_back_is_not_done(cast: Cast, task: Task) -> None:
    """The day goes, the duty of the lead is open again, its helpers stay done; so on reopening."""
    all_helpers_done(task, cast)
    lead, helper = cast.unit("lead").name, cast.unit("helper").name
    closing.submit(task.pk, "", actor=cast.lead, at=NOON)
    refused(("reason_missing",), closing.send_back, task.pk, "", actor=cast.office, at=NOON)
    closing.send_back(task.pk, "缺附件", actor=cast.office, at=NOON)
    state, duties = standing(task)
    assert (state, task.done_on, duties[lead], duties[helper]) == (
        "open",
        None,
        ("open", 0),
        ("done", 100),
    )
    closing.close(task.pk, "", actor=cast.office, at=NOON)
    closing.reopen(task.pk, "复查不合格", actor=cast.office, at=NOON)
    state, duties = standing(task)
    assert (state, task.done_on, duties[lead][0]) == ("open", None, "open")


def test_a_report_sent_twice_stands_once(cast: Cast, task: Task) -> None:
    """Two presses of the button write one report and keep one file; to be done is more to say."""
    one = duty(task, cast, "helper")
    store = Evidence._meta.get_field("file").storage  # type: ignore[union-attr]  # a file

    def send(share: int, *, finished: bool = False) -> int:
        file = SimpleUploadedFile("a.txt", b"proof of sending twice")
        said = reporting.Said(text="完成", share=share, files=(file,), finished=finished)
        return reporting.report(one.pk, said, actor=cast.helper, at=NOON).pk

    first = send(90)
    kept = len(store.listdir("evidence")[1])
    assert send(90) == first
    assert len(store.listdir("evidence")[1]) == kept
    assert len({first, send(95), send(95, finished=True), send(95, finished=True)}) == 3
    assert one.reports.count() == 3


def test_a_cancelled_task_takes_no_more_reports(cast: Cast, task: Task) -> None:
    """Its page and what happened stay."""
    closing.cancel(task.pk, "机构改革", actor=cast.office, at=NOON)
    said = reporting.Said(text="完成", share=100)
    one = duty(task, cast, "helper")
    refused(("task_not_open",), reporting.report, one.pk, said, actor=cast.helper, at=NOON)
    assert standing(task)[0] == "cancelled"


def test_of_two_leads_each_says_it_is_done(cast: Cast, plan: object) -> None:
    """Neither can submit the task before the other is done."""
    task = task_of(
        plan,  # type: ignore[arg-type]  # the fixture
        "联合开展试点",
        leads=[cast.unit("lead"), cast.unit("other_helper")],
        deadline=LAST,
    )
    report_of(duty(task, cast, "lead"))
    refused(("duties_open",), closing.submit, task.pk, "", actor=cast.lead, at=NOON)
    said = reporting.Said(text="完成", share=100, addresses=("https://e.org",), finished=True)
    reporting.report(duty(task, cast, "other_helper").pk, said, actor=cast.other_helper, at=NOON)
    closing.submit(task.pk, "", actor=cast.lead, at=NOON)
    closing.close(task.pk, "", actor=cast.office, at=NOON)
    assert standing(task)[1] == {one.named: ("done", 100) for one in task.duties.all()}


def test_another_date_is_asked_for_granted_and_the_old_one_kept(cast: Cast, task: Task) -> None:
    """One at a time, later than today, not the same; the unit is told."""
    wanted = dt.date(2027, 6, 30)
    for day, code in ((LAST, "date_is_the_same"), (dt.date(2026, 1, 1), "date_is_past")):
        with pytest.raises(PlanRefusedError) as told:
            dates.ask(task.pk, day, "机构改革", actor=cast.lead, at=NOON)
        assert told.value.code == code
    refused(("not_for_you",), dates.ask, task.pk, wanted, "为", actor=cast.helper, at=NOON)
    refused(("reason_missing",), dates.ask, task.pk, wanted, "", actor=cast.lead, at=NOON)
    change = dates.ask(task.pk, wanted, "机构改革", actor=cast.lead, at=NOON)
    refused(("date_change_asked",), dates.ask, task.pk, wanted, "再", actor=cast.lead, at=NOON)
    dates.grant(change.pk, "情况属实", actor=cast.office, at=NOON)
    task.refresh_from_db()
    change.refresh_from_db()
    assert (task.deadline, change.before, change.state) == (wanted, LAST, "granted")
    assert change.decision == "情况属实"
    event = Event.objects.get(kind="plans.date_change_grant")
    assert event.facts == {
        "wanted": "2027-06-30",
        "deadline": "2026-12-31",
        "decision": "情况属实",
        "before": "asked",
        "after": "granted",
        "visibility": "public",
    }
    assert Notice.objects.get().subject == f"同意延期到 2027-06-30：{task.title}"


def test_a_refused_date_leaves_the_deadline(cast: Cast, task: Task) -> None:
    """With a reason; one taken back as well; a task without a last day has none to change."""
    wanted = dt.date(2027, 6, 30)
    change = dates.ask(task.pk, wanted, "为", actor=cast.lead, at=NOON)
    refused(("reason_missing",), dates.refuse_change, change.pk, "", actor=cast.office, at=NOON)
    dates.refuse_change(change.pk, "按期完成", actor=cast.office, at=NOON)
    again = dates.ask(task.pk, wanted, "为", actor=cast.lead, at=NOON)
    dates.take_back(again.pk, actor=cast.lead, at=NOON)
    task.refresh_from_db()
    assert task.deadline == LAST
    Task.objects.filter(pk=task.pk).update(deadline=None, ongoing=True)
    refused(("deadline_missing",), dates.ask, task.pk, wanted, "为", actor=cast.lead, at=NOON)


def test_a_part_goes_to_a_unit_below_and_rolls_up(cast: Cast, task: Task) -> None:
    """The mean of the parts, until the unit itself reports; done only when all parts are."""
    bureau, section = cast.unit("lead"), cast.unit("section")
    second = type(section).objects.create(name="法规处", parent=bureau)
    whole = duty(task, cast, "lead")
    parts = [
        splitting.hand_on(
            whole.pk,
            splitting.Part(organisation=unit.pk, text="起草"),
            actor=cast.lead,
            at=NOON,
        )
        for unit in (section, second)
    ]
    assert Notice.objects.filter(person=cast.section).count() == 1
    said = reporting.Said(text="完成", share=100, addresses=("https://e.org",), finished=True)
    reporting.report(parts[0].pk, said, actor=cast.section, at=NOON)
    refused(("not_for_you",), deciding.approve_duty, parts[0].pk, "", actor=cast.helper, at=NOON)
    deciding.approve_duty(parts[0].pk, "", actor=cast.lead, at=NOON)
    whole.refresh_from_db()
    assert whole.share == 50
    refused(("duties_open",), reporting.finish, whole.pk, actor=cast.lead, at=NOON)
    own = report_of(whole, share=80)
    deciding.approve_report(own.pk, "", actor=cast.office, at=NOON)
    whole.refresh_from_db()
    assert whole.share == 80
    deciding.release(parts[1].pk, "改由标准化处承担", actor=cast.lead, at=NOON)
    reporting.finish(whole.pk, actor=cast.lead, at=NOON)
    whole.refresh_from_db()
    assert whole.state == "reported"


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ({"organisation": 0, "text": "起草"}, "not_below"),
        ({"text": "  "}, "part_missing"),
        ({"text": "起草", "deadline": dt.date(2027, 1, 1)}, "deadline_too_late"),
    ],
)
def test_a_part_that_is_none_is_refused(
    cast: Cast, task: Task, part: dict[str, object], code: str
) -> None:
    """A unit elsewhere, no words, a day after that of the task."""
    told = splitting.Part(**{"organisation": cast.unit("section").pk, **part})  # type: ignore[arg-type]  # by the table above
    with pytest.raises(PlanRefusedError) as refusal:
        splitting.hand_on(duty(task, cast, "lead").pk, told, actor=cast.lead, at=NOON)
    assert refusal.value.code == code


def test_one_unit_has_one_part_and_who_has_nobody_below_hands_nothing_on(
    cast: Cast, task: Task
) -> None:
    """The same part twice is refused; a unit without parts cannot split."""
    part = splitting.Part(organisation=cast.unit("section").pk, text="起草")
    whole = duty(task, cast, "lead")
    splitting.hand_on(whole.pk, part, actor=cast.lead, at=NOON)
    with pytest.raises(PlanRefusedError) as refusal:
        splitting.hand_on(whole.pk, part, actor=cast.lead, at=NOON)
    assert refusal.value.code == "part_exists"
    other = duty(task, cast, "other_helper")
    refused(("nobody_below",), splitting.hand_on, other.pk, part, actor=cast.other_helper, at=NOON)


def test_releasing_a_duty_releases_what_was_handed_on_of_it(cast: Cast, task: Task) -> None:
    """All the way down; what is released proves nothing open any more."""
    one = duty(task, cast, "helper")
    part = duty_of(task, cast.unit("section"), Duty.Role.COOPERATE, parent=one)
    below = duty_of(task, cast.unit("stranger"), Duty.Role.COOPERATE, parent=part)
    deciding.release(one.pk, "职责调整", actor=cast.office, at=NOON)
    states = Duty.objects.filter(pk__in=(one.pk, part.pk, below.pk)).values_list("state", flat=True)
    assert set(states) == {"released"}


def order(cast: Cast, **told: object) -> letters.Order:
    """A letter to the helper."""
    usual = {"number": "〔2026〕1号", "addressee": cast.unit("helper").pk, "demand": "请说明进展"}
    return letters.Order(**{**usual, "due": LAST, **told})  # type: ignore[arg-type]  # as above


def test_a_letter_is_sent_answered_sent_back_and_settled(cast: Cast, task: Task) -> None:
    """Only the unit it was sent to answers, only the authority accepts."""
    letter = letters.issue(task.pk, order(cast), actor=cast.office, at=NOON)
    assert Notice.objects.get(person=cast.helper).address == f"/work/letters/{letter.pk}"
    refused(("answer_missing",), letters.answer, letter.pk, " ", actor=cast.helper, at=NOON)
    refused(("not_for_you",), letters.answer, letter.pk, "已办", actor=cast.lead, at=NOON)
    letters.answer(letter.pk, "已办", actor=cast.helper, at=NOON)
    assert Notice.objects.get(person=cast.office).subject == "督办单 〔2026〕1号 已答复"
    letters.send_back(letter.pk, "太笼统", actor=cast.office, at=NOON)
    letters.answer(letter.pk, "已印发，见附件", actor=cast.helper, at=NOON)
    letters.accept(letter.pk, "可以", actor=cast.office, at=NOON)
    letter.refresh_from_db()
    assert (letter.state, letter.answer, letter.remark) == ("settled", "已印发，见附件", "可以")
    refused(("not_from_here",), letters.take_back, letter.pk, "x", actor=cast.office, at=NOON)
    kinds = list(Event.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == [
        "plans.task_issue_letter",
        "plans.letter_answer",
        "plans.letter_send_back",
        "plans.letter_answer",
        "plans.letter_accept",
    ]


def test_a_letter_that_cannot_be_sent(cast: Cast, task: Task) -> None:
    """A number twice, a unit that has no duty, a day that is past."""
    letters.issue(task.pk, order(cast), actor=cast.office, at=NOON)
    wrong: dict[str, dict[str, object]] = {
        "number_taken": {},
        "not_charged": {"number": "2", "addressee": cast.unit("stranger").pk},
        "date_is_past": {"number": "2", "due": dt.date(2026, 1, 1)},
    }
    for code, told in wrong.items():
        with pytest.raises(PlanRefusedError) as refusal:
            letters.issue(task.pk, order(cast, **told), actor=cast.office, at=NOON)
        assert refusal.value.code == code
    assert SupervisionLetter.objects.count() == 1


def test_the_next_number_of_a_letter(cast: Cast, task: Task) -> None:
    """One more than the highest of the year, with the words of the last; each year anew."""
    assert next_number(2026) == "〔2026〕1号"
    for number in ("粤标督〔2026〕9号", "粤标督〔2026〕10号", "特〔2026〕甲号", "〔2025〕88号"):
        letters.issue(task.pk, order(cast, number=number), actor=cast.office, at=NOON)
    assert next_number(2026) == "粤标督〔2026〕11号"
    assert next_number(2027) == "〔2027〕1号"


def test_nothing_is_reopened_in_a_plan_that_is_concluded(cast: Cast, task: Task) -> None:
    """The plan is opened again first."""
    all_helpers_done(task, cast)
    closing.close(task.pk, "", actor=cast.office, at=NOON)
    type(task.plan).objects.filter(pk=task.plan_id).update(state="concluded")
    refused(("plan_not_in_force",), closing.reopen, task.pk, "复查", actor=cast.office, at=NOON)
