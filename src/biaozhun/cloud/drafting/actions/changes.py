"""Changes of a project after its plan: asked for, decided, applied, with all of it kept."""

import datetime as dt

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.drafting.actions.documents import Upload, add_document
from biaozhun.cloud.drafting.actions.procedure import hold_to
from biaozhun.cloud.drafting.actions.stepping import step_project
from biaozhun.cloud.drafting.actions.team import set_units
from biaozhun.cloud.drafting.actions.telling import (
    address_of,
    officers_of,
    others,
    parties_of,
)
from biaozhun.cloud.drafting.change_life import ChangeFacts
from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.cloud.drafting.life import OVER
from biaozhun.cloud.drafting.models import Change, DocumentKind, Project
from biaozhun.cloud.drafting.permissions import roles_in
from biaozhun.cloud.drafting.wording.records import CHANGE_KIND
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.plans.actions.telling import tell_each
from biaozhun.core.lifecycle import Decision


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for.

    Attributes:
        kind: one of :class:`Change.Kind`.
        wanted: the day (ISO), the title, the units by line, the scope, the procedure; empty for
            the end of the project.
        reason: why.
        wanted_en: the English title.
        asked_for: the unit that asks, where an officer writes down what came on paper.
    """

    kind: str
    wanted: str
    reason: str
    wanted_en: str = ""
    asked_for: Organisation | None = None


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """What goes with a decision.

    Attributes:
        text: the opinion; the reason of a refusal.
        paper_number: of the decision.
        upload: the paper itself: the name of the file and its content.
    """

    text: str = ""
    paper_number: str = ""
    upload: Upload | None = None


@transaction.atomic
def ask_change(project: Project, told: Asked, *, actor: Person, at: dt.datetime) -> Change:
    """Ask for a change; the officer in charge is told.

    Raises:
        DraftingRefusedError: ``project_closed``, ``change_waits``, ``change_nothing``,
            ``change_unreadable``, ``procedure_by_channel`` (the green channel keeps the ground,
            the decision and what is left out; there is no second door).
    """
    if told.kind == Change.Kind.PROCEDURE:
        raise DraftingRefusedError("by the green channel", code="procedure_by_channel")
    held = lock(Project, project.pk)
    if held.state in OVER:
        raise DraftingRefusedError("the project is over", code="project_closed")
    if held.changes.filter(kind=told.kind, state="asked").exists():
        raise DraftingRefusedError("one waits already", code="change_waits")
    wanted = _checked(held, told)
    made = Change.objects.create(
        project=held,
        kind=Change.Kind(told.kind),
        before=value_of(held, told.kind),
        wanted=wanted,
        wanted_en=told.wanted_en,
        reason=told.reason,
        asked=at,
        asked_by=actor,
        asked_for=told.asked_for or actor.organisation,
        state_since=at,
    )
    facts = {"kind": made.kind, "before": made.before, "after": wanted, "reason": made.reason}
    record("drafting.change_asked", subject=held.case_subject, actor=actor, facts=facts)
    _tell(made, "drafting.change_asked", others(officers_of(held), actor))
    return made


@transaction.atomic
def step_change(
    change: Change, action: str, told: Decided, *, actor: Person, at: dt.datetime
) -> Decision:
    """Grant, refuse or take back a change; what is granted is applied at once.

    Raises:
        StepRefusedError: something stands against it, or against the end of the project.
        DraftingRefusedError: of the file (``file_empty``, ``file_too_large``).
    """
    project = lock(Project, change.project_id)
    held = lock(Change, change.pk)
    roles = roles_in(actor, project) | ({"asker"} if held.asked_by_id == actor.pk else set())
    facts = ChangeFacts(
        text=told.text,
        has_paper=bool(told.paper_number.strip() or told.upload),
        is_own=held.asked_by_id == actor.pk and held.asked_for_id == actor.organisation_id,
        can_apply=project.state not in OVER,
    )
    said = {"kind": str(held.kind), "opinion": told.text, "paper": told.paper_number}
    decision = take(held, action, by=Acting(actor, roles, at), facts=facts, told=said)
    if told.upload is not None and action != "take_back":
        held.paper = add_document(project, DocumentKind.DECISION, told.upload, actor=actor, at=at)
    if action != "take_back":
        held.decided, held.decided_by, held.opinion = at, actor, told.text
        held.paper_number = told.paper_number.strip()
    held.save()
    if action == "grant":
        _apply(project, held, actor, at)
    if action != "take_back":
        _tell(held, "drafting.change_decided", others(parties_of(project, watchers=True), actor))
    return decision


def value_of(project: Project, kind: str) -> str:
    """What stands now of that which a change is about."""
    match Change.Kind(kind):
        case Change.Kind.DEADLINE:
            return project.deadline.isoformat() if project.deadline else ""
        case Change.Kind.TITLE:
            return project.title
        case Change.Kind.UNITS:
            return "\n".join(project.units.order_by("position").values_list("name", flat=True))
        case Change.Kind.SCOPE:
            return project.scope
        case Change.Kind.PROCEDURE:
            return project.procedure
        case Change.Kind.TERMINATE:
            return ""


def _checked(project: Project, told: Asked) -> str:
    """What is wanted, in the form it is kept in.

    Raises:
        DraftingRefusedError: ``change_unreadable``, ``change_nothing``.
    """
    wanted = told.wanted.strip()
    match Change.Kind(told.kind):
        case Change.Kind.TERMINATE:
            return ""
        case Change.Kind.DEADLINE:
            try:
                dt.date.fromisoformat(wanted)
            except ValueError as error:
                raise _unreadable(wanted) from error
        case Change.Kind.UNITS:
            wanted = "\n".join(line.strip() for line in wanted.splitlines() if line.strip())
        case Change.Kind.TITLE | Change.Kind.SCOPE | Change.Kind.PROCEDURE:
            pass  # any text
    if not wanted:
        raise _unreadable(wanted)
    if wanted == value_of(project, told.kind):
        raise DraftingRefusedError("nothing is to change", code="change_nothing")
    return wanted


def _unreadable(wanted: str) -> DraftingRefusedError:
    return DraftingRefusedError("not understood", code="change_unreadable", fragment=wanted[:80])


def _apply(project: Project, change: Change, actor: Person, at: dt.datetime) -> None:
    """Let the project be as it was granted; the history keeps what it was before."""
    change.before = value_of(project, change.kind)
    change.save(update_fields=["before"])
    match Change.Kind(change.kind):
        case Change.Kind.TERMINATE:
            step_project(project, "terminate", actor=actor, at=at, reason=change.reason)
            return
        case Change.Kind.UNITS:
            set_units(project, change.wanted.splitlines(), actor=actor)
        case Change.Kind.DEADLINE:
            project.deadline = dt.date.fromisoformat(change.wanted)
        case Change.Kind.TITLE:
            project.title = change.wanted
            project.title_en = change.wanted_en or project.title_en
        case Change.Kind.SCOPE:
            project.scope = change.wanted
        case Change.Kind.PROCEDURE:
            hold_to(project, change.wanted, reason=change.reason, actor=actor, at=at)
    project.save(update_fields=["deadline", "title", "title_en", "scope"])
    facts = {"kind": str(change.kind), "before": change.before, "after": change.wanted}
    record("drafting.change_applied", subject=project.case_subject, actor=actor, facts=facts)


def _tell(change: Change, kind: str, people: list[Person]) -> None:
    def message() -> Message:
        subject = _("{title}：{kind}").format(
            title=change.project.title, kind=CHANGE_KIND[change.kind]
        )
        return Message(
            kind=kind,
            subject=subject,
            text=change.opinion or change.reason[:500],
            address=f"{address_of(change.project)}#changes",
            key=f"change:{change.pk}:{change.state}",
        )

    tell_each(people, message)
