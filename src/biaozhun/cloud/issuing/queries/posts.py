"""Whose turn a step of the chain is: who holds the post, by right or in somebody's stead."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.models import Delegation, Officer, Project
from biaozhun.cloud.drafting.permissions import delegated_on, in_office, posts_of
from biaozhun.cloud.issuing.models import Approval, Step
from biaozhun.cloud.organisations.permissions import acts_for


def is_clerk(person: Person | None, project: Project, on: dt.date) -> bool:
    """Whether somebody is the officer in charge of a project, or holds the post of one."""
    if person is None or not person.is_active:
        return False
    if project.handler_id == person.pk:
        return acts_for(person, project.authority_id)
    return "handler" in posts_of(person, project.authority_id, on)


def approval_roles(person: Person | None, approval: Approval, on: dt.date) -> frozenset[str]:
    """What somebody is to an approval: ``post``, ``clerk``; at most three questions."""
    if person is None or not person.is_active:
        return frozenset()
    project = approval.project
    posts = posts_of(person, project.authority_id, on)
    clerk = is_clerk(person, project, on)
    told = {
        "post": approval.step in posts or (approval.step == Step.HANDLER and clerk),
        "clerk": clerk,
    }
    return frozenset(role for role, holds in told.items() if holds)


def instead_of(person: Person, approval: Approval, on: dt.date) -> Officer | None:
    """The officer somebody acts for by delegation; ``None`` where the post is the person's own."""
    authority = approval.project.authority_id
    if posts_of(person, authority, on).get(approval.step) is not True:
        return None
    lent = Delegation.objects.filter(
        delegated_on(on),
        to=person,
        officer__organisation=authority,
        officer__post=approval.step,
    )
    found = lent.select_related("officer__person").order_by("since", "pk").first()
    return found.officer if found else None


def drafted(person: Person, project: Project) -> bool:
    """Whether somebody is of the team, or works for a drafting unit; two questions."""
    if project.team.filter(person=person).exists():
        return True
    unit = person.organisation_id
    is_other = unit is not None and unit != project.authority_id
    return is_other and project.units.filter(organisation=unit).exists()


def holders(organisation_id: int, posts: Iterable[str], on: dt.date) -> list[Person]:
    """Who may act in posts of an authority on a day, each once; one question."""
    wanted = list(posts)
    own = in_office(on, "posts__") & Q(posts__organisation=organisation_id, posts__post__in=wanted)
    lent = delegated_on(on, "delegated__") & Q(
        delegated__officer__organisation=organisation_id,
        delegated__officer__post__in=wanted,
    )
    return list(Person.objects.filter(own | lent, is_active=True).distinct().order_by("pk"))


def turns_of(person: Person, on: dt.date) -> Q:
    """Of running approvals: those whose turn may be somebody's, whatever the step."""
    own = Officer.objects.filter(in_office(on), person=person).values_list("organisation")
    lent = Delegation.objects.filter(delegated_on(on), to=person)
    authorities = Q(project__authority__in=own) | Q(
        project__authority__in=lent.values_list("officer__organisation")
    )
    return authorities | Q(project__handler=person)
