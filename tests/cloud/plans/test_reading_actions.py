"""From a read text to a confirmed plan: what was read stays, what a person changed is beside it."""

import datetime as dt

import msgspec
import pytest

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.organisations.actions.naming import add_name
from biaozhun.cloud.plans.actions.assigning import Charged, assign, set_units, standing
from biaozhun.cloud.plans.actions.comparing import stamp_of, units_stamp
from biaozhun.cloud.plans.actions.confirming import confirm_plan, step
from biaozhun.cloud.plans.actions.correcting import (
    add_target,
    correct_plan,
    correct_target,
    correct_task,
    drop_target,
    settle,
)
from biaozhun.cloud.plans.actions.shaping import (
    NewTask,
    add_task,
    drop_task,
    merge_tasks,
    restore_task,
    split_task,
)
from biaozhun.cloud.plans.errors import (
    AlreadyHereError,
    ChangedMeanwhileError,
    PlanRefusedError,
)
from biaozhun.cloud.plans.models import Duty, Passage, Plan, Task
from biaozhun.cloud.plans.queries.reading import changed_fields, differences
from tests.factories.readings import NOON, by, organisation, plan_of, reading_of

pytestmark = pytest.mark.django_db


def _first(plan: Plan) -> Task:
    return plan.tasks.order_by("rank")[0]


def _last_event() -> Event:
    return Event.objects.order_by("-id")[0]


def test_a_text_is_kept_as_it_was_read() -> None:
    """The draft holds the reading unchanged, and every part of it with its place."""
    bureau = organisation("市市场监管局")
    reading = reading_of()
    plan = plan_of(reading)
    plan.refresh_from_db()
    assert plan.proposal == msgspec.json.decode(msgspec.json.encode(reading))
    assert (plan.state, plan.number, plan.date_signed) == (
        "draft",
        "X政发〔2026〕5号",
        dt.date(2026, 3, 1),
    )
    task = _first(plan)
    assert (task.deadline, task.ongoing, task.mode) == (dt.date(2027, 6, 30), False, "lead")
    assert [(d.named, d.role, d.organisation) for d in standing(task)] == [
        ("市市场监管局", "lead", bureau),
        ("市水务局", "cooperate", None),
    ]
    kinds = list(plan.passages.values_list("kind", "settled"))
    assert kinds == [
        ("heading", True),
        ("heading", True),
        ("phase", True),
        ("goal", True),
        ("basis", True),
        ("attachment", False),
        ("remark", False),
    ]


def test_the_same_text_is_not_taken_twice() -> None:
    """A text that is there is named; once it was withdrawn it may come again."""
    plan = plan_of()
    with pytest.raises(AlreadyHereError) as refused:
        plan_of()
    assert refused.value.plan == plan.pk
    step(plan, "withdraw", by=by("重复"))
    assert plan_of().pk != plan.pk


def test_two_names_of_one_organisation_make_one_duty() -> None:
    """市水务局 and 市海洋局 are one body; the database allows it one duty in a task."""
    water = organisation("市市场监管局")
    from_sea = organisation_name(water, "市水务局")
    plan = plan_of(reading_of(1))
    assert from_sea == "市水务局"
    assert [(d.named, d.role) for d in standing(_first(plan))] == [
        ("市市场监管局、市水务局", "lead")
    ]


def organisation_name(body: Organisation, name: str) -> str:
    """Let an organisation carry a second name."""
    return add_name(body, name).name


def test_a_correction_keeps_what_was_read_and_is_logged() -> None:
    """The proposal is not altered; the event has before and after of what changed and no more."""
    task = _first(plan_of())
    was = task.proposed
    told = {"title": "建设平台", "deadline": None, "ongoing": True, "text": task.text}
    assert correct_task(task, told, stamp_of(task), by=by())
    task.refresh_from_db()
    assert task.proposed == was
    assert changed_fields(task) == ("title", "deadline", "ongoing")
    assert {d.name: (d.proposed, d.now) for d in differences(task) if d.differs} == {
        "title": ("建设第1个平台", "建设平台"),
        "deadline": ("2027-06-30", None),
        "ongoing": (False, True),
    }
    assert _last_event().facts == {
        "before": {"title": "建设第1个平台", "deadline": "2027-06-30", "ongoing": False},
        "after": {"title": "建设平台", "deadline": None, "ongoing": True},
    }


def test_two_officers_do_not_overwrite_each_other() -> None:
    """A form drawn before another change is refused, of a task, its units, a plan, a target."""
    plan = plan_of()
    task, target = _first(plan), plan.targets.get()
    stale = stamp_of(task), units_stamp(standing(task)), stamp_of(plan), stamp_of(target)
    correct_task(task, {"title": "甲"}, stale[0], by=by())
    set_units(task, [Charged(named="市教育局", role="lead")], stale[1], by=by())
    correct_plan(plan, {"title": "乙"}, stale[2], by=by())
    correct_target(target, {"unit": "项"}, stale[3], by=by())
    with pytest.raises(ChangedMeanwhileError):
        correct_task(task, {"title": "丙"}, stale[0], by=by())
    with pytest.raises(ChangedMeanwhileError):
        set_units(task, [Charged(named="市卫生局", role="lead")], stale[1], by=by())
    with pytest.raises(ChangedMeanwhileError):
        correct_plan(plan, {"title": "丁"}, stale[2], by=by())
    with pytest.raises(ChangedMeanwhileError):
        correct_target(target, {"unit": "个"}, stale[3], by=by())


def test_a_deadline_must_make_sense() -> None:
    """What goes on has no last day, and nothing ends before it begins."""
    task = _first(plan_of())
    with pytest.raises(PlanRefusedError) as refused:
        correct_task(
            task, {"ongoing": True, "deadline": dt.date(2027, 1, 1)}, stamp_of(task), by=by()
        )
    assert refused.value.code == "ongoing_has_no_deadline"
    days = {"starts": dt.date(2028, 1, 1), "deadline": dt.date(2027, 1, 1)}
    with pytest.raises(PlanRefusedError) as refused:
        correct_task(task, days, stamp_of(task), by=by())
    assert refused.value.code == "starts_after_deadline"


def test_units_are_added_removed_assigned_and_learned() -> None:
    """One form sets all units; a name that is learned means its organisation in the next plan."""
    water = organisation("某市水利局")
    task = _first(plan_of())
    lead, helper = standing(task)
    wanted = [
        Charged(duty=lead.pk, named=lead.named, role="cooperate"),
        Charged(duty=helper.pk, named=helper.named, role="lead", organisation=water, learn=True),
        Charged(named="市教育局", role="cooperate"),
    ]
    assert set_units(task, wanted, units_stamp([lead, helper]), by=by())
    now = standing(task)
    assert [(d.named, d.role, d.organisation) for d in now] == [
        ("市市场监管局", "cooperate", None),
        ("市水务局", "lead", water),
        ("市教育局", "cooperate", None),
    ]
    gone = [Charged(duty=now[0].pk, role="lead", remove=True)]
    assert set_units(task, gone, units_stamp(now), by=by())
    assert [d.named for d in standing(task)] == ["市水务局", "市教育局"]
    again = plan_of(msgspec.structs.replace(reading_of(1), text=reading_of(1).text + "二"))
    assert Duty.objects.get(task__plan=again, named="市水务局").organisation == water


def test_a_unit_has_one_duty_in_a_task() -> None:
    """The second duty of one organisation is refused and nothing changes."""
    bureau = organisation("市市场监管局")
    task = _first(plan_of())
    twice = [Charged(named="市局", role="cooperate", organisation=bureau)]
    with pytest.raises(PlanRefusedError) as refused:
        set_units(task, twice, units_stamp(standing(task)), by=by())
    assert refused.value.code == "unit_there_already"
    assert len(standing(task)) == 2


def test_a_name_is_assigned_in_the_whole_plan() -> None:
    """All tasks in which nobody knew the name have the organisation then."""
    water = organisation("某市水利局")
    plan = plan_of(reading_of(3))
    assert assign(plan, "市水务局", water, keep=False, by=by()) == 3
    assert Duty.objects.filter(task__plan=plan, organisation=water).count() == 3


def test_a_task_is_split_where_a_person_says() -> None:
    """The parts know whence they come, where they stand, and have the units and the deadline."""
    plan = plan_of(reading_of(1))
    task = _first(plan)
    parts = split_task(task, ["建设第1个平台", "完善标准体系"], stamp_of(task), by=by())
    task.refresh_from_db()
    assert task.state == "dropped"
    assert [(p.title, p.deadline, p.proposed) for p in parts] == [
        ("建设第1个平台", task.deadline, None),
        ("完善标准体系", task.deadline, None),
    ]
    assert [plan.text[p.start : p.end] for p in parts] == ["建设第1个平台", "完善标准体系"]
    assert [len(standing(p)) for p in parts] == [2, 2]
    assert list(parts[0].made_from.all()) == [task]
    with pytest.raises(PlanRefusedError):
        split_task(parts[0], ["一项"], stamp_of(parts[0]), by=by())


def test_tasks_are_merged_into_one() -> None:
    """The units are those of all, the text has all of them, and the originals are dropped."""
    plan = plan_of(reading_of(2))
    first, second = plan.tasks.order_by("rank")
    made = merge_tasks(first, [second], by=by())
    assert made.text == f"{first.text}\n{second.text}"
    assert (made.start, made.end) == (first.start, second.end)
    assert [d.named for d in standing(made)] == ["市市场监管局", "市水务局"]
    states = Task.objects.filter(pk__in=[first.pk, second.pk]).values_list("state", flat=True)
    assert list(states) == ["dropped", "dropped"]
    with pytest.raises(PlanRefusedError):
        merge_tasks(made, [], by=by())


def test_a_task_is_added_from_a_passage() -> None:
    """It stands under the headings above its place and behind the task before it."""
    plan = plan_of()
    start = plan.text.index("2.建设")
    made = add_task(plan, NewTask(title="新任务", start=start, end=start + 8), by=by())
    assert (made.path, made.text) == (["二、重点任务"], plan.text[start : start + 8])
    free = add_task(plan, NewTask(title="自拟任务", text="内容"), by=by())
    assert (free.path, free.start, free.proposed) == ([], None, None)
    with pytest.raises(PlanRefusedError) as refused:
        add_task(plan, NewTask(title="无", start=5, end=10**6), by=by())
    assert refused.value.code == "no_such_place"


def test_a_dropped_task_comes_back() -> None:
    """Dropping and restoring are steps of its life cycle."""
    task = _first(plan_of())
    drop_task(task, by=by())
    restore_task(task, by=by())
    task.refresh_from_db()
    assert task.state == "draft"
    with pytest.raises(StepRefusedError):
        restore_task(task, by=by())


def test_targets_are_added_dropped_and_restored() -> None:
    """A target that is none counts no longer; what a person adds has no proposal."""
    plan = plan_of()
    target = plan.targets.get()
    drop_target(target, dropped=True, by=by())
    drop_target(target, dropped=True, by=by())
    assert Event.objects.filter(kind="plans.target_dropped").count() == 1
    drop_target(target, dropped=False, by=by())
    told = {"indicator": "试点", "operator": "=", "value": 3, "unit": "个"}
    assert add_target(plan, told, by=by()).proposed is None


def test_nothing_is_in_force_before_it_is_confirmed() -> None:
    """What stands against it is named; then the plan and its tasks are in force."""
    plan = plan_of()
    with pytest.raises(StepRefusedError) as refused:
        confirm_plan(plan, accepted=False, by=by())
    assert refused.value.refusal.codes == ("left_undecided",)
    for one in plan.passages.filter(settled=False):
        settle(one, settled=True, by=by())
    confirm_plan(plan, accepted=False, by=by())
    plan.refresh_from_db()
    states = set(plan.tasks.values_list("state", flat=True))
    assert (plan.state, plan.state_since, states) == ("in_force", NOON, {"open"})


def test_an_empty_text_is_not_confirmed() -> None:
    """Title and something to do are asked for, all of it at once."""
    bare = msgspec.structs.replace(reading_of(0, title=""), targets=(), diagnostics=())
    plan = plan_of(bare)
    Passage.objects.filter(plan=plan).update(settled=True)
    with pytest.raises(StepRefusedError) as refused:
        confirm_plan(plan, accepted=True, by=by())
    assert refused.value.refusal.codes == ("title_missing", "nothing_to_do")


def test_after_confirmation_every_change_has_a_reason() -> None:
    """Without one it is refused; with one it is logged with it, and tasks are cancelled."""
    plan = plan_of()
    confirm_plan(plan, accepted=True, by=by())
    task = _first(plan)
    with pytest.raises(PlanRefusedError) as refused:
        correct_task(task, {"title": "甲"}, stamp_of(task), by=by())
    assert refused.value.code == "reason_missing"
    correct_task(task, {"title": "甲"}, stamp_of(task), by=by("原文有误"))
    assert _last_event().facts["reason"] == "原文有误"
    made = add_task(plan, NewTask(title="补充"), by=by("会议决定"))
    made.refresh_from_db()
    assert made.state == "open"
    drop_task(made, by=by("不再需要"))
    made.refresh_from_db()
    assert made.state == "cancelled"
    duties = standing(task)
    set_units(
        task,
        [Charged(duty=duties[1].pk, role="lead", remove=True)],
        units_stamp(duties),
        by=by("分工调整"),
    )
    duties[1].refresh_from_db()
    assert duties[1].state == "released"


def test_a_plan_ends_when_its_tasks_have() -> None:
    """With open tasks it cannot be concluded; it can be withdrawn with a reason."""
    plan = plan_of()
    confirm_plan(plan, accepted=True, by=by())
    with pytest.raises(StepRefusedError) as refused:
        step(plan, "conclude", by=by())
    assert refused.value.refusal.codes == ("tasks_open",)
    for task in plan.tasks.all():
        drop_task(task, by=by("完成"))
    step(plan, "conclude", by=by())
    step(plan, "reopen", by=by("还有工作"))
    step(plan, "withdraw", by=by("另行部署"))
    plan.refresh_from_db()
    assert plan.state == "withdrawn"
