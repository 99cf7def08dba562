"""The pages on which a text is read, set right and confirmed: who may, and what they show."""

import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.organisations.models import Collective, OrganisationPlace
from biaozhun.cloud.plans.actions.assigning import Charged, set_units, standing
from biaozhun.cloud.plans.actions.comparing import stamp_of, units_stamp
from biaozhun.cloud.plans.actions.confirming import confirm_plan
from biaozhun.cloud.plans.actions.correcting import correct_task
from biaozhun.cloud.plans.models import Plan, Task
from biaozhun.core.unit_names import collective_key
from tests.factories.readings import BODY, by, officer, organisation, plan_of, reading_of

pytestmark = pytest.mark.django_db
Told = dict[str, object]


@pytest.fixture
def desk(client: Client) -> Client:
    """The officer, signed in."""
    client.force_login(officer())
    return client


def _task_form(task: Task, **changes: object) -> Told:
    told: Told = {
        "title": task.title,
        "text": task.text,
        "path": "\n".join(task.path),
        "mode": task.mode,
        "responsibility": task.responsibility,
        "deadline": task.deadline or "",
        "deadline_text": task.deadline_text,
        "stamp": stamp_of(task),
    }
    return told | changes


def test_a_text_is_pasted_read_and_shown(desk: Client) -> None:
    """What is pasted becomes a draft whose page shows the text and its headings."""
    text = BODY + "1.建设平台。（市市场监管局牵头，2027年6月底前完成）\n"
    sent = desk.post("/plans/new", {"text": text, "kind": "policy"})
    plan = Plan.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, f"/plans/{plan.pk}/reading")
    page = desk.get(sent["Location"]).content.decode()
    assert "二、重点任务" in page
    again = desk.post("/plans/new", {"text": text, "kind": "policy"})
    assert again.status_code == 409
    assert f'href="/plans/{plan.pk}/reading"' in again.content.decode()


def test_the_form_names_every_kind_of_file_it_takes(desk: Client) -> None:
    """What may be chosen stands in the help; a Markdown file is read."""
    page = desk.get("/plans/new").content.decode()
    assert 'accept=".docx,.pdf,.html,.htm,.txt,.md"' in page
    assert "DOCX、PDF、HTML、Markdown 或 TXT" in page
    stream = io.BytesIO(f"# 方案\n\n{BODY}".encode())
    stream.name = "方案.md"
    assert desk.post("/plans/new", {"file": stream, "kind": "policy"}).status_code == 302
    assert Plan.objects.get().source_name == "方案.md"


def test_a_file_is_read_behind_walls(desk: Client) -> None:
    """A DOCX becomes a draft with the name of its file; a broken one is refused with its code."""
    document = Document()
    for line in BODY.splitlines():
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    stream.seek(0)
    stream.name = "方案.docx"
    sent = desk.post("/plans/new", {"file": stream, "kind": "policy"})
    assert sent.status_code == 302
    assert Plan.objects.get().source_name == "方案.docx"
    broken = io.BytesIO(b"PK\x03\x04 nothing")
    broken.name = "坏.docx"
    refused = desk.post("/plans/new", {"file": broken, "kind": "policy"})
    assert refused.status_code == 422
    assert "broken_file" in refused.content.decode()


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({}, "没有选文件，也没有粘贴文字"),
        ({"text": "  \n"}, "没有选文件，也没有粘贴文字"),
        ({"text": "甲" * 200_001}, "确保该变量包含不超过"),
    ],
)
def test_what_cannot_be_read_says_why(desk: Client, told: Told, sentence: str) -> None:
    """Nothing, blanks and too much are refused in a sentence, and nothing is kept."""
    refused = desk.post("/plans/new", {"kind": "policy", **told})
    assert (refused.status_code, Plan.objects.count()) == (422, 0)
    assert sentence in refused.content.decode()


def test_the_reading_marks_what_it_found(desk: Client) -> None:
    """Task, units, deadline, target are marked in the text with a word, and linked both ways."""
    plan = plan_of()
    page = desk.get(f"/plans/{plan.pk}/reading").content.decode()
    start = plan.tasks.order_by("rank")[0].start
    assert f'<span class="plan-anchor" id="o{start}"></span>' in page
    assert f'href="#o{start}"' in page
    for kind, word in (
        ("task", "任务"),
        ("lead", "牵头"),
        ("deadline", "时限"),
        ("target", "指标"),
    ):
        assert f'class="plan-word is-{kind}"' in page
        assert f">{word}</a>" in page
    assert "括号" not in page
    assert "文件里说到的附件没有一起上传" in page


def test_a_task_is_corrected_on_its_page(desk: Client) -> None:
    """What was typed is kept; the page shows what was read beside it."""
    task = plan_of().tasks.order_by("rank")[0]
    place = f"/plans/{task.plan_id}/reading/tasks/{task.pk}"
    assert desk.post(place, _task_form(task, title="建设平台")).status_code == 302
    page = desk.get(place).content.decode()
    assert "建设第1个平台" in page
    assert "改过" in page
    faulty = desk.post(place, _task_form(task, title=""))
    assert faulty.status_code == 422


def test_the_slower_officer_sees_both_values(desk: Client) -> None:
    """409 with what stands and what was typed; sent once more, the own values count."""
    task = plan_of().tasks.order_by("rank")[0]
    place = f"/plans/{task.plan_id}/reading/tasks/{task.pk}"
    mine = _task_form(task, title="我的名称")
    correct_task(task, {"title": "别人的名称"}, stamp_of(task), by=by())
    clash = desk.post(place, mine)
    page = clash.content.decode()
    assert clash.status_code == 409
    assert "别人的名称" in page
    assert 'value="我的名称"' in page
    task.refresh_from_db()
    assert f'value="{stamp_of(task)}"' in page
    desk.post(place, mine | {"stamp": stamp_of(task)})
    task.refresh_from_db()
    assert task.title == "我的名称"


def test_units_are_set_in_one_form(desk: Client) -> None:
    """A role is changed and a unit added; a name nobody carries is refused beside its field."""
    organisation("某市水利局")
    task = plan_of().tasks.order_by("rank")[0]
    duties = standing(task)
    told: Told = {"form-TOTAL_FORMS": 3, "form-INITIAL_FORMS": 2, "stamp": units_stamp(duties)}
    for place, duty in enumerate(duties):
        told |= {
            f"form-{place}-duty": duty.pk,
            f"form-{place}-named": duty.named,
            f"form-{place}-role": "cooperate",
            f"form-{place}-organisation": "",
        }
    told |= {"form-2-named": "", "form-2-role": "lead", "form-2-organisation": "没有这个局"}
    place_of = f"/plans/{task.plan_id}/reading/tasks/{task.pk}/units"
    refused = desk.post(place_of, told)
    assert refused.status_code == 422
    assert "没有这个单位" in refused.content.decode()
    done = desk.post(place_of, told | {"form-2-organisation": "某市水利局"})
    assert done.status_code == 302
    assert [(d.named, d.role) for d in standing(task)] == [
        ("市市场监管局", "cooperate"),
        ("市水务局", "cooperate"),
        ("某市水利局", "lead"),
    ]


def test_the_slower_officer_sees_the_units_as_they_stand(desk: Client) -> None:
    """409 with the units of the faster one; sent once more, the own ones count."""
    task = plan_of().tasks.order_by("rank")[0]
    told: Told = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, "form-0-role": "lead"}
    told |= {"form-0-named": "市教育局", "stamp": units_stamp(standing(task))}
    set_units(task, [Charged(named="市卫生健康委", role="lead")], str(told["stamp"]), by=by())
    place = f"/plans/{task.plan_id}/reading/tasks/{task.pk}/units"
    clash = desk.post(place, told)
    assert clash.status_code == 409
    assert "市卫生健康委" in clash.content.decode()
    fresh = units_stamp(standing(task))
    assert f'value="{fresh}"' in clash.content.decode()
    assert desk.post(place, told | {"stamp": fresh}).status_code == 302
    assert "市教育局" in [duty.named for duty in standing(task)]


def test_buttons_split_merge_drop_and_restore(desk: Client) -> None:
    """Each leads on to the task that came of it."""
    plan = plan_of()
    first, second = plan.tasks.order_by("rank")
    place = f"/plans/{plan.pk}/reading/tasks"
    told = {"parts": "甲项\n\n乙项", "stamp": stamp_of(first)}
    split = desk.post(f"{place}/{first.pk}/split", told)
    made = Task.objects.get(title="甲项")
    assert split["Location"] == f"{place}/{made.pk}"
    merged = desk.post(f"{place}/{second.pk}/merge", {"with": [made.pk, "x", "9" * 40]})
    assert merged.status_code == 302
    united = Task.objects.latest("pk")
    desk.post(f"{place}/{united.pk}/drop")
    united.refresh_from_db()
    assert united.state == "dropped"
    desk.post(f"{place}/{united.pk}/restore")
    united.refresh_from_db()
    assert united.state == "draft"
    assert desk.post(f"{place}/{united.pk}/split", {"parts": "一项"}).status_code == 422
    assert desk.post(f"{place}/{united.pk}/merge", {}).status_code == 422


def test_a_task_that_is_sent_twice_is_added_once(desk: Client) -> None:
    """A double click leads to the one task; other words, or a task put away, make another."""
    plan = plan_of()
    place = f"/plans/{plan.pk}/reading/tasks/new"
    told = {"title": "另建一个平台", "text": "建设平台。"}
    before = plan.tasks.count()
    first, again = desk.post(place, told), desk.post(place, told)
    assert first["Location"] == again["Location"]
    assert plan.tasks.count() == before + 1
    desk.post(place, told | {"text": "再建一个。"})
    assert plan.tasks.count() == before + 2
    latest = plan.tasks.order_by("-pk")[0]
    desk.post(f"/plans/{plan.pk}/reading/tasks/{latest.pk}/drop")
    desk.post(place, told | {"text": "再建一个。"})
    assert plan.tasks.count() == before + 3


def test_a_task_and_a_target_are_added(desk: Client) -> None:
    """From words of the text, which are found; words that are not there are refused."""
    plan = plan_of()
    place = f"/plans/{plan.pk}/reading/tasks/new"
    told = {"title": "位居前列", "passage": "位居全国前列"}
    assert desk.post(place, told).status_code == 302
    made = Task.objects.get(title="位居前列")
    assert plan.text[made.start : made.end] == "位居全国前列"
    assert desk.post(place, {"title": "无", "passage": "没有的话"}).status_code == 422
    start = plan.text.index("位居")
    offered = desk.get(f"{place}?start={start}&end={start + 6}").content.decode()
    assert "位居全国前列" in offered
    aim = {"indicator": "试点", "operator": "range", "value": "3"}
    target = f"/plans/{plan.pk}/reading/targets/new"
    assert desk.post(target, aim).status_code == 422
    assert desk.post(target, aim | {"value_max": "5", "unit": "个"}).status_code == 302
    assert plan.targets.count() == 2


def test_remarks_are_settled_and_the_plan_confirmed(desk: Client) -> None:
    """What stands against it is on the page; confirmed, everybody may open the plan."""
    plan = plan_of()
    place = f"/plans/{plan.pk}/reading"
    page = desk.get(f"{place}/confirm").content.decode()
    assert "有 2 条提示还没有处理" in page
    assert "市水务局" in page
    assert desk.post(f"{place}/confirm").status_code == 422
    for one in plan.passages.filter(settled=False):
        desk.post(f"{place}/remarks/{one.pk}", {"settled": "1"})
    assert Client().get(f"/plans/{plan.pk}").status_code == 404
    assert desk.post(f"{place}/confirm")["Location"] == f"/plans/{plan.pk}"
    assert Client().get(f"/plans/{plan.pk}").status_code == 200


def _keepers_pages(plan: Plan) -> list[str]:
    task, target = plan.tasks.order_by("rank")[0], plan.targets.get()
    passage = plan.passages.filter(kind="remark").get()
    pk = plan.pk
    return [
        reverse("plans:new"),
        *(reverse(f"plans:{n}", args=[pk]) for n in ("reading", "facts", "confirm", "new_task")),
        *(reverse(f"plans:{n}", args=[pk]) for n in ("new_target", "step", "reading_units")),
        reverse("plans:remark", args=[pk, passage.pk]),
        *(
            reverse(f"plans:{n}", args=[pk, task.pk])
            for n in ("reading_task", "task_units", "task_split", "task_merge", "task_drop")
        ),
        reverse("plans:task_restore", args=[pk, task.pk]),
        reverse("plans:reading_target", args=[pk, target.pk]),
        reverse("plans:target_drop", args=[pk, target.pk]),
    ]


@pytest.mark.parametrize("role", [None, Role.READER, Role.CATALOGUER])
def test_nobody_else_may_read_or_change_a_draft(client: Client, role: Role | None) -> None:
    """Who is not signed in is asked to; readers and cataloguers of any unit are refused."""
    plan = plan_of()
    before = plan.text, list(plan.tasks.values_list("title", "state"))
    if role:
        unit = organisation("市教育局")
        told = {"name": "某人", "role": role, "organisation": unit}
        client.force_login(Person.objects.create_user("reader@example.org", **told))
    for address in _keepers_pages(plan):
        for ask in (client.get, client.post):
            answer = ask(address)
            assert answer.status_code in ({403, 405} if role else {302, 405}), address
            if answer.status_code == 302:
                assert answer["Location"].startswith("/account/login?next=")
    plan.refresh_from_db()
    assert (plan.text, list(plan.tasks.values_list("title", "state"))) == before
    assert client.get(f"/plans/{plan.pk}").status_code == 404


Counted = Callable[[int], object]


@pytest.mark.parametrize("tasks", [1, 60])
def test_the_reading_asks_a_constant_number_of_questions(
    desk: Client, django_assert_num_queries: Counted, tasks: int
) -> None:
    """One task or sixty: the same number."""
    plan = plan_of(reading_of(tasks))
    with django_assert_num_queries(14):  # type: ignore[attr-defined]  # a context manager
        assert desk.get(f"/plans/{plan.pk}/reading").status_code == 200


def test_a_confirmed_plan_asks_for_a_reason(desk: Client) -> None:
    """The form has a field for it, and without it nothing is saved."""
    plan = plan_of()
    confirm_plan(plan, accepted=True, by=by())
    task = plan.tasks.order_by("rank")[0]
    place = f"/plans/{plan.pk}/reading/tasks/{task.pk}"
    assert desk.post(place, _task_form(task, title="改名")).status_code == 422
    assert desk.post(place, _task_form(task, title="改名", reason="笔误")).status_code == 302


@pytest.mark.parametrize(
    "place",
    [
        "tasks/1",
        "tasks/1/serves",
        "tasks/1/units",
        "tasks/1/split",
        "tasks/1/merge",
        "tasks/1/drop",
        "tasks/1/restore",
        "targets/1",
        "targets/1/drop",
        "remarks/1",
    ],
)
def test_no_number_of_a_plan_is_too_long(desk: Client, place: str) -> None:
    """A plan no database could hold is not there, also where a part of it is asked for."""
    reading_of()
    assert desk.post(f"/plans/{'9' * 30}/reading/{place}").status_code == 404


def test_a_name_the_register_knows_by_now_needs_nobody(desk: Client) -> None:
    """Registered after the text came in, its units are foretold; nobody has to assign it."""
    plan = plan_of()
    east = organisation("东区人民政府")
    OrganisationPlace.objects.create(organisation=east, level="district", kind="government")
    Collective.objects.create(
        name="各区政府", folded=collective_key("各区政府"), levels=["district"], kind="government"
    )
    task = plan.tasks.order_by("rank")[0]
    task.duties.update(named="各区政府", organisation=None)
    for place in ("reading", "reading/confirm"):
        page = desk.get(f"/plans/{plan.pk}/{place}").content.decode()
        known = page.partition("名录认得 1 个名称，确认时自动对应")[2]
        assert "东区人民政府" in known.partition("</details>")[0]
    page = desk.get(f"/plans/{plan.pk}/reading").content.decode()
    assert 'name="name" value="各区政府"' not in page
    assert '<span class="tag">名录认得</span>' in page


def test_the_pieces_of_an_item_can_be_told_apart(desk: Client) -> None:
    """Beside each task to merge with stand its place in its item, and its text."""
    first, second = plan_of().tasks.order_by("rank")
    second.title = "一项工作"
    second.proposed = (second.proposed or {}) | {
        "title": second.title,
        "group": 2,
        "groups": 3,
    }
    second.save()
    page = desk.get(f"/plans/{first.plan_id}/reading/tasks/{first.pk}").content.decode()
    assert "一项工作（2/3）" in page.partition('id="merge"')[2]
    assert second.text[:20] in page.partition('id="merge"')[2].partition('id="drop"')[0]


def test_a_choice_is_shown_by_its_words(desk: Client) -> None:
    """Where what was read stands beside what it became, no code does."""
    task = plan_of().tasks.order_by("rank")[0]
    page = desk.get(f"/plans/{task.plan_id}/reading/tasks/{task.pk}").content.decode()
    assert "牵头、配合" in page.partition('id="differences"')[2]
    faster = _task_form(task)
    correct_task(task, {"mode": "joint"}, stamp_of(task), by=by())
    clash = desk.post(f"/plans/{task.plan_id}/reading/tasks/{task.pk}", faster)
    assert clash.status_code == 409
    shown = clash.content.decode().partition('id="clash"')[2].partition("</table>")[0]
    assert "牵头、配合" in shown
    assert ">joint<" not in shown


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_no_task_ends_on_a_day_no_calendar_has(desk: Client, day: str) -> None:
    """The form says between which years a day may lie, and keeps the task as it was."""
    task = plan_of().tasks.order_by("rank")[0]
    place = f"/plans/{task.plan_id}/reading/tasks/{task.pk}"
    answer = desk.post(place, _task_form(task, deadline=day))
    assert answer.status_code == 422
    assert "请填 1900 到 2200 年之间的日期。" in answer.content.decode()
    before = task.deadline
    task.refresh_from_db()
    assert task.deadline == before
