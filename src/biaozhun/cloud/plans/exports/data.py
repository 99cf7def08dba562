"""A plan as JSON, for programs: what is published of it, and no more."""

import datetime as dt
from typing import Any

import msgspec
from django.http import HttpResponse

from biaozhun.cloud.plans.models import Duty, Passage, Plan, Target
from biaozhun.cloud.plans.queries.late import is_late
from biaozhun.cloud.plans.queries.page import PlanPage, Shown

JSON = "application/json; charset=utf-8"
_FACTS = (
    *("kind", "title", "notice_title", "issuer", "number", "date_signed", "date_issued"),
    *("date_published", "date_effective", "since", "until", "state"),
)


def plan_json(page: PlanPage, today: dt.date) -> HttpResponse:
    """The plan with its tasks, targets, phases, goals, basis and parts."""
    plan = page.plan
    told: dict[str, Any] = {
        "id": plan.pk,
        **{name: getattr(plan, name) for name in _FACTS},
        "as_of": today,
        "parent": plan.parent_id,
        "parts": [part.pk for part in page.parts],
        "counts": {
            name: getattr(page, name) for name in ("total", "closed", "going", "late", "cancelled")
        },
        "tasks": [_task(one, today) for section in page.sections for one in section.tasks],
        "targets": [_target(target) for target in page.targets],
        "phases": [_passage(one) for one in page.phases],
        "goals": [_passage(one) for one in page.goals],
        "basis": [
            {"title": one.passage.title, "number": one.passage.code, "plan": _pk(one.plan)}
            for one in page.basis
        ],
    }
    return HttpResponse(msgspec.json.encode(told), content_type=JSON)


def _pk(plan: Plan | None) -> int | None:
    return plan.pk if plan else None


def _task(shown: Shown, today: dt.date) -> dict[str, Any]:
    task = shown.task
    names = ("title", "text", "path", "mode", "open_ended", "starts", "deadline", "ongoing")
    return {
        "id": task.pk,
        **{name: getattr(task, name) for name in names},
        "deadline_text": task.deadline_text,
        "state": task.state,
        "late": is_late(task, today),
        "units": [_duty(duty) for duty in shown.duties],
    }


def _duty(duty: Duty) -> dict[str, Any]:
    return {
        "named": duty.named,
        "organisation": str(duty.organisation) if duty.organisation else None,
        "role": duty.role,
        "of_collective": duty.of_collective,
    }


def _target(target: Target) -> dict[str, Any]:
    names = ("indicator", "operator", "unit", "year", "per", "baseline_year", "path", "text")
    numbers = ("value", "value_max", "baseline")
    return {
        "id": target.pk,
        **{name: getattr(target, name) for name in names},
        **{name: _plain(getattr(target, name)) for name in numbers},
    }


def _plain(value: Any) -> str | None:  # noqa: ANN401  -- a decimal or nothing
    return None if value is None else f"{value.normalize():f}"


def _passage(one: Passage) -> dict[str, Any]:
    return {"title": one.title, "since": one.since, "until": one.until, "text": one.text}
