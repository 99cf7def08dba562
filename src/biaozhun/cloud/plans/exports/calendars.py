"""The deadlines of a plan as a calendar (RFC 5545)."""

import datetime as dt
import unicodedata
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from biaozhun.cloud.plans import wording
from biaozhun.cloud.plans.models import Milestone, Plan, Task
from biaozhun.cloud.plans.queries.page import PlanPage

CALENDAR: Final = "text/calendar; charset=utf-8"
_UNSEEN: Final = frozenset({"Cc", "Cs", "Co", "Cn"})


def plan_calendar(
    request: HttpRequest, page: PlanPage, milestones: list[Milestone]
) -> HttpResponse:
    """The last days of the tasks of a plan, and its milestones, as all-day events."""
    plan = page.plan
    made = Calendar()
    made.add("prodid", "-//biaozhun//plans//ZH")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _clean(f"{plan} · {settings.SITE_NAME}"))
    made.add("x-published-ttl", "P1D")
    shown = [one.task for section in page.sections for one in section.tasks]
    for task in shown:
        if task.deadline and task.state != "cancelled":
            made.add_component(_deadline(request, task, task.deadline))
    for milestone in milestones:
        made.add_component(_milestone(request, plan, milestone))
    return HttpResponse(made.to_ical(), content_type=CALENDAR)


def _deadline(request: HttpRequest, task: Task, day: dt.date) -> Event:
    address = request.build_absolute_uri(reverse("plans:task", args=[task.plan_id, task.pk]))
    made = _all_day(f"task-{task.pk}@biaozhun", day, task.state_since)
    state = wording.TASK_STATE[task.state]
    made.add("summary", _clean(_("期限：{title}（{state}）").format(title=task.title, state=state)))
    made.add("description", _clean(f"{task.deadline_text}\n{address}"))
    made.add("url", address)
    return made


def _milestone(request: HttpRequest, plan: Plan, milestone: Milestone) -> Event:
    made = _all_day(f"milestone-{milestone.pk}@biaozhun", milestone.due, plan.state_since)
    made.add("summary", _clean(_("里程碑：{title}").format(title=milestone.title)))
    made.add("url", request.build_absolute_uri(reverse("plans:plan", args=[plan.pk])))
    return made


def _all_day(uid: str, day: dt.date, stamp: dt.datetime) -> Event:
    made = Event()
    made.add("uid", uid)
    made.add("dtstamp", stamp)
    made.add("dtstart", day)
    made.add("transp", "TRANSPARENT")
    return made


def _clean(text: str) -> str:
    """Without signs that nobody sees, but for line feeds: a calendar holds none."""
    return "".join(s for s in text if s == "\n" or unicodedata.category(s) not in _UNSEEN)
