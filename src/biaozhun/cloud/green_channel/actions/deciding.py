"""A use of the green channel is granted, refused, withdrawn or ended."""

import datetime as dt

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.drafting.actions.procedure import hold_to
from biaozhun.cloud.drafting.life import OVER
from biaozhun.cloud.drafting.models import Procedure, Project
from biaozhun.cloud.green_channel.actions.telling import parties, tell_of_use
from biaozhun.cloud.green_channel.life import CHANNEL, UseFacts
from biaozhun.cloud.green_channel.models import Use
from biaozhun.cloud.green_channel.permissions import roles_in_use
from biaozhun.core.lifecycle import Decision


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """What goes with a step of a use.

    Attributes:
        text: the reasons; of a grant they are public.
        paper_number: 文号 of the decision, where there is one.
    """

    text: str = ""
    paper_number: str = ""


NOTHING = Decided()


@transaction.atomic
def step_use(
    use: Use, action: str, told: Decided = NOTHING, *, actor: Person, at: dt.datetime
) -> Decision:
    """Take a step of a use; a grant holds the project to the procedure, an end to the normal one.

    Args:
        use: which one; it is given its new state as well.
        action: ``grant``, ``refuse``, ``withdraw`` or ``end``.
        told: what goes with it.
        actor: who takes it; a grant and a refusal somebody else than who asked.
        at: when.

    Raises:
        StepRefusedError: something stands against it; everything is named.
    """
    project = lock(Project, use.project_id)
    held = lock(Use, use.pk)
    if action == "grant":
        _make_room(held, actor, at)
    decision = take(
        held,
        action,
        by=Acting(actor, roles_in_use(actor, held), at),
        facts=use_facts(held, project, actor=actor, text=told.text),
        told=_facts(held, project, told),
    )
    if action in {"grant", "refuse"}:
        held.decided, held.decided_by = at, actor
        held.opinion, held.paper_number = told.text.strip(), told.paper_number.strip()
    if action == "end":
        held.ended, held.ended_by, held.end_reason = at, actor, told.text.strip()
    held.save()
    if action == "grant":
        hold_to(project, held.procedure, reason=held.justification, actor=actor, at=at)
    if action == "end":
        hold_to(project, Procedure.NORMAL, reason=held.end_reason, actor=actor, at=at)
    tell_of_use(held, action, parties(project), actor=actor, at=at, reason=told.text)
    use.refresh_from_db()
    return decision


def use_facts(use: Use, project: Project, *, actor: Person, text: str = "") -> UseFacts:
    """What is asked before a step of a use."""
    return UseFacts(
        text=text,
        has_ground=bool(use.ground),
        is_own=use.asked_by_id == actor.pk,
        is_held=project.procedure == use.procedure,
        is_over=project.state in OVER,
    )


def _facts(use: Use, project: Project, told: Decided) -> dict[str, object]:
    said = {
        "project": project.plan_number,
        "procedure": str(use.procedure),
        "ground": use.ground,
        "reason": told.text.strip(),
        "paper": told.paper_number.strip(),
    }
    return {name: value for name, value in said.items() if value}


def _make_room(use: Use, actor: Person, at: dt.datetime) -> None:
    """Another procedure that holds gives way: of a project one use holds at a time."""
    for one in Use.objects.filter(project=use.project_id, state="granted"):
        earlier = lock(Use, one.pk)
        facts = {"procedure": str(earlier.procedure), "next": use.number}
        take(earlier, "supersede", by=Acting(actor, CHANNEL, at), facts=UseFacts(), told=facts)
        earlier.ended, earlier.ended_by = at, actor
        earlier.save(update_fields=["ended", "ended_by"])
