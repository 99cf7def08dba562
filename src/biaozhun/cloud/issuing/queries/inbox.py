"""What waits for somebody at the desk."""

import datetime as dt
from collections import defaultdict

import msgspec
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.drafting.models import Delegation, Officer, Project
from biaozhun.cloud.drafting.permissions import delegated_on, in_office
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.issuing.models import AnnouncementRow, Approval
from biaozhun.cloud.issuing.queries.posts import turns_of
from biaozhun.cloud.organisations.permissions import acts_for, is_authority
from biaozhun.cloud.texts.models import Text

MOST = 100  # projects that are shown at once
CLERKS = frozenset({"handler", "notice", "collective"})


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """An approval whose turn is somebody's.

    Attributes:
        approval: which one.
        lent: whether the post is held by delegation.
        days: it has waited at this step.
        open_objections: that wait for an answer.
    """

    approval: Approval
    lent: bool
    days: int
    open_objections: int


def inbox(person: Person, on: dt.date) -> list[Waiting]:
    """The running approvals whose turn is this person's, the longest waiting first.

    Four questions whatever their number.
    """
    posts = _posts(person, on)
    running = Approval.objects.filter(turns_of(person, on), state="running").distinct()
    counted = running.select_related("project__authority", "project__department").annotate(
        unanswered=Count("objections", filter=Q(objections__answered=None), distinct=True)
    )
    found = []
    for one in counted.order_by("state_since", "pk"):
        held = posts[one.project.authority_id]
        post = "handler" if one.step in CLERKS else one.step
        is_own = post == "handler" and one.project.handler_id == person.pk
        if post in held or is_own:
            found.append(
                Waiting(
                    approval=one,
                    lent=not is_own and held.get(post, False),
                    days=(on - day_of(one.state_since)).days,
                    open_objections=one.unanswered,
                )
            )
    return found


def _posts(person: Person, on: dt.date) -> dict[int, dict[str, bool]]:
    """By authority the posts somebody may act in, and whether by delegation; two questions."""
    posts: dict[int, dict[str, bool]] = defaultdict(dict)
    lent = Delegation.objects.filter(delegated_on(on), to=person)
    for organisation, post in lent.values_list("officer__organisation", "officer__post"):
        posts[organisation][post] = True
    own = Officer.objects.filter(in_office(on), person=person)
    for organisation, post in own.values_list("organisation", "post"):
        posts[organisation][post] = False
    return posts


def examined_waiting(person: Person, on: dt.date) -> list[Project]:
    """Projects under examination without a running chain, whose officer in charge somebody is.

    Three questions.
    """
    clerk_of = [unit for unit, posts in _posts(person, on).items() if "handler" in posts]
    mine = Q(handler=person) if is_authority(person) else Q(pk=None)
    found = Project.objects.filter(mine | Q(authority__in=clerk_of), state="examining")
    waiting = found.exclude(approvals__state="running").select_related("authority", "department")
    return list(waiting.order_by("state_since", "pk")[:MOST])


def approved_waiting(authority: Organisation) -> "QuerySet[Project]":
    """Approved projects of an authority that no living announcement carries yet."""
    carried = AnnouncementRow.objects.filter(project__isnull=False).exclude(
        announcement__state="withdrawn"
    )
    waiting = Project.objects.filter(authority=authority, state="approved")
    return waiting.exclude(pk__in=carried.values("project")).order_by("approved", "pk")


def own_authorities(person: Person) -> list[Organisation]:
    """The authorities somebody acts for that have or had a power; one question."""
    found = Organisation.objects.filter(issuing_powers__isnull=False).distinct().order_by("name")
    return [one for one in found if acts_for(person, one.pk)]


def waiting_by_authority(person: Person) -> list[tuple[Organisation, list[Project]]]:
    """The authorities somebody acts for, each with the approved projects that wait.

    A project is told whether its text lies ready (``has_ready_text``); three questions.
    """
    own = own_authorities(person)
    carried = AnnouncementRow.objects.filter(project__isnull=False).exclude(
        announcement__state="withdrawn"
    )
    rows = Project.objects.filter(authority__in=own, state="approved").exclude(
        pk__in=carried.values("project")
    )
    drafts = Text.objects.filter(number=OuterRef("number"), kind=Text.Kind.TEXT, state="draft")
    told = rows.annotate(has_ready_text=Exists(drafts)).order_by("approved", "pk")
    waiting: dict[int, list[Project]] = defaultdict(list)
    for project in told:
        waiting[project.authority_id].append(project)
    return [(one, waiting[one.pk]) for one in own]
