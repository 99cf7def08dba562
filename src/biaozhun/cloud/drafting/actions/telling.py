"""Telling those who take part in a project what happened to it, each in the own language."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.wording import ACTION, STATE, WAITS_FOR
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.plans.actions.telling import people_of, tell_each
from biaozhun.core.lifecycle import Decision, Visibility


def address_of(project: Project) -> str:
    """The page of a project."""
    return f"/projects/{project.pk}"


def parties_of(project: Project, *, watchers: bool = False) -> list[Person]:
    """Who takes part in a project, each once; one question where the project was read whole.

    The people of the department that applied, of the drafting units and the team, of the
    secretariat of the committee, and the officer in charge.

    Args:
        project: which one.
        watchers: the people of the member departments too.
    """
    units = {project.department_id, *(one.organisation_id for one in project.units.all())}
    if project.committee is not None:
        units.add(project.committee.secretariat_id)
    if watchers:
        units.update(one.pk for one in project.watchers.all())
    named = {project.handler_id, *(one.person_id for one in project.team.all())}
    theirs = Q(organisation__in=units - {None}) | Q(pk__in=named - {None})
    return list(Person.objects.filter(theirs, is_active=True).order_by("pk"))


def officers_of(project: Project) -> list[Person]:
    """The officer in charge; where nobody is, all officers of the authority."""
    if project.handler is not None and project.handler.is_active:
        return [project.handler]
    return [one for one in people_of([project.authority_id]) if one.may(Role.OPERATOR)]


def tell_of_step(
    project: Project, decision: Decision, *, actor: Person | None, at: dt.datetime, reason: str
) -> None:
    """Tell of a step that was taken: those it is theirs to see, but not who took it.

    Member departments are told of the steps that everybody may see.
    """
    if decision.visibility is Visibility.INTERNAL:
        people = officers_of(project)
    else:
        everybody = decision.visibility is Visibility.PUBLIC
        people = parties_of(project, watchers=everybody)

    def message() -> Message:
        waits = WAITS_FOR.get(decision.target)
        state = _("现在：{state}。").format(state=STATE[decision.target])
        turn = _("接下来由{unit}办理。").format(unit=waits) if waits else ""
        why = _("理由：{reason}").format(reason=reason) if reason else ""
        return Message(
            kind="drafting.project_moved",
            subject=_("{title}：{step}").format(title=project.title, step=ACTION[decision.action]),
            text="\n".join(part for part in (state + turn, why) if part),
            address=address_of(project),
            key=f"project:{project.pk}:{decision.action}:{at.isoformat()}",
        )

    tell_each(others(people, actor), message)


def others(people: Iterable[Person], actor: Person | None) -> list[Person]:
    """All but the one who did it."""
    return [one for one in people if actor is None or one.pk != actor.pk]
