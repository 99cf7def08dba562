"""Steps of a demand."""

import datetime as dt

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.demands.actions.filing import Sender, file_suggestion
from biaozhun.cloud.demands.actions.history import (
    Taken,
    enter,
    tell_department,
    tell_filer,
    tell_officers,
)
from biaozhun.cloud.demands.life import FiledFacts
from biaozhun.cloud.demands.models import Demand, Entry, Suggestion, Support
from biaozhun.cloud.demands.permissions import roles_in
from biaozhun.cloud.drafting.models import Project
from biaozhun.core.lifecycle import Decision

ANSWERING = frozenset({"answer", "decline", "merge", "suggest", "plan"})
"""Steps that say something to who filed it; the first of them is the first answer."""


class DemandStep(msgspec.Struct, frozen=True, kw_only=True):
    """What is said with a step of a demand.

    Attributes:
        text: the answer, the reason.
        department: who is given it.
        target: the demand it is merged into.
        suggestion: what it was turned into.
        project: the same.
    """

    text: str = ""
    department: Organisation | None = None
    target: Demand | None = None
    suggestion: Suggestion | None = None
    project: Project | None = None


@transaction.atomic
def step_demand(
    demand: Demand,
    action: str,
    said: DemandStep,
    *,
    actor: Person | None,
    at: dt.datetime,
    by_receipt: bool = False,
) -> Demand:
    """Take a step of a demand; those it concerns are told.

    Args:
        demand: which one.
        action: a verb of its life cycle.
        said: what is said with it.
        actor: who takes it; nobody where it is by receipt.
        at: when.
        by_receipt: whoever acts showed the code of its receipt.

    Raises:
        StepRefusedError: something stands against it.
    """
    held = lock(Demand, demand.pk)
    roles = roles_in(actor, held, by_receipt=by_receipt)
    facts = _facts(held, said)
    decision = take(
        held, action, by=Acting(actor, roles, at), facts=facts, told=_told(action, said, roles)
    )
    _change(held, decision, said, at)
    step = Taken(
        action=action,
        role=_role(decision, held, roles),
        actor=actor,
        at=at,
        visibility=decision.visibility,
        text=said.text,
        department=held.department if action == "assign" else None,
    )
    _tell(held, enter(held, step))
    return held


def turn_into_suggestion(
    demand: Demand, told: dict[str, object], *, sender: Sender, text: str, at: dt.datetime
) -> Suggestion:
    """Make a suggestion of a demand; both or neither.

    Args:
        demand: which one.
        told: what the suggestion says, as :func:`.filing.file_suggestion` takes it.
        sender: who does it, and by which form.
        text: what is said to who filed the demand.
        at: when.

    Raises:
        StepRefusedError: something stands against it.
    """
    with transaction.atomic():
        made = file_suggestion({**told, "demand": demand}, sender=sender, at=at)
        said = DemandStep(text=text, suggestion=made)
        if lock(Demand, demand.pk).suggestion_id != made.pk:  # the form was not sent before
            step_demand(demand, "suggest", said, actor=sender.person, at=at)
    return made


def _facts(held: Demand, said: DemandStep) -> FiledFacts:
    return FiledFacts(
        text=said.text,
        has_department=said.department is not None,
        target=_against(held, said.target),
        has_suggestion=said.suggestion is not None,
        has_project=said.project is not None,
    )


def _against(held: Demand, target: Demand | None) -> str:
    """What stands against the demand that this one is to be merged into, as it is now."""
    now = Demand.objects.filter(pk=target.pk).first() if target is not None else None
    if now is None or now.published is None:
        return "missing"
    if now.pk == held.pk:
        return "itself"
    return "closed" if now.state in {"merged", "withheld"} else ""


def _told(action: str, said: DemandStep, roles: frozenset[str]) -> dict[str, object]:
    """What the journal keeps; what a filer wrote may name people and stays out of it."""
    named = {
        "department": str(said.department or ""),
        "target": said.target.case_subject if said.target else "",
        "suggestion": said.suggestion.case_subject if said.suggestion else "",
        "project": said.project.plan_number if said.project else "",
        "text": said.text if action != "reopen" and roles - {"filer"} else "",
    }
    return {key: value for key, value in named.items() if value}


def _role(decision: Decision, held: Demand, roles: frozenset[str]) -> str:
    """In what role a step was taken: the narrowest one that the table opens it to."""
    row = held.machine.row(decision.source, decision.action)
    opened = roles & (row.roles if row is not None else roles)
    return next(one for one in ("filer", "department", "authority") if one in opened)


def _change(held: Demand, decision: Decision, said: DemandStep, at: dt.datetime) -> None:
    """What of the demand changes with a step, besides its state."""
    action = decision.action
    match action:
        case "publish":
            held.published = at
        case "withhold":
            held.published = None
        case "assign":
            held.department = said.department
        case "send_back":
            held.department = None
        case "merge":
            held.merged_into = said.target
            _hand_on_support(held, said.target)
        case "suggest":
            held.suggestion = said.suggestion
        case "plan":
            held.project = said.project
        case "reopen":
            held.merged_into, held.suggestion, held.project = None, None, None
        case _:
            pass  # the other steps change no more than the answer
    if action in ANSWERING:
        held.answer, held.answered = said.text, held.answered or at
    held.save()


def _hand_on_support(held: Demand, target: Demand | None) -> None:
    """Who needed the merged one needs the other; nobody counts twice."""
    if target is None:
        return
    rows = [
        Support(demand=target, person_id=one.person_id, at=one.at) for one in held.supports.all()
    ]
    Support.objects.bulk_create(rows, ignore_conflicts=True)


def _tell(held: Demand, entry: Entry) -> None:
    tell_filer(held, entry)
    if entry.action in ANSWERING:
        for other in held.merged.select_related("filer"):
            tell_filer(other, entry)
    if entry.action == "assign":
        tell_department(held, entry)
    if entry.action in {"send_back", "reopen"}:
        tell_officers(held, entry)


@transaction.atomic
def support(demand: Demand, *, actor: Person, at: dt.datetime) -> bool:
    """Say that one needs the same; whether it was not said before."""
    _row, is_new = Support.objects.get_or_create(demand=demand, person=actor, defaults={"at": at})
    if is_new:
        record("demands.demand_supported", subject=demand.case_subject, actor=actor)
    return is_new


@transaction.atomic
def withdraw_support(demand: Demand, *, actor: Person) -> bool:
    """Take that back; whether it was said."""
    gone, _tables = Support.objects.filter(demand=demand, person=actor).delete()
    if gone:
        record("demands.demand_support_withdrawn", subject=demand.case_subject, actor=actor)
    return bool(gone)
