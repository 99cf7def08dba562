"""Issues across departments: raised, assigned, answered, escalated, settled."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.messaging.actions.telling import Message, tell
from biaozhun.cloud.organisations.life import IssueFacts
from biaozhun.cloud.organisations.models import Issue, IssueEntry
from biaozhun.cloud.organisations.permissions import roles_in_issue
from biaozhun.cloud.organisations.queries.people import officers, people_of
from biaozhun.cloud.organisations.wording import ISSUE_ACTION


@transaction.atomic
def raise_issue(told: Mapping[str, Any], *, actor: Person, at: dt.datetime) -> Issue:
    """Bring a matter before a body; the authority and those it concerns are told.

    Args:
        told: ``title``, ``text``, ``raised_by``, ``concerns`` (several), ``body``.
        actor: who raises it.
        at: when.
    """
    fields = {name: told[name] for name in ("title", "text", "raised_by", "body")}
    made = Issue.objects.create(raised=at, state_since=at, **fields)
    made.concerns.set(told["concerns"])
    facts = {"name": made.title, "organisation": made.raised_by.name, "body": made.body.name}
    record("organisations.issue_raised", subject=made.case_subject, actor=actor, facts=facts)
    _enter(made, "raise", "", actor, at)
    return made


@transaction.atomic
def step_issue(
    issue: Issue, action: str, told: Mapping[str, Any], *, actor: Person, at: dt.datetime
) -> None:
    """Take a step of an issue; those who take part in it are told.

    Args:
        issue: which one.
        action: a verb of its life cycle.
        told: ``text``; for some steps ``answerer`` and ``due``.
        actor: who takes the step.
        at: when.

    Raises:
        StepRefusedError: something stands against it.
    """
    held = lock(Issue, issue.pk)
    facts = _facts(held, told, day_of(at))
    by = Acting(person=actor, roles=roles_in_issue(actor, held), at=at)
    due, answerer = told.get("due"), told.get("answerer")
    said = {
        "text": facts.text,
        "due": due.isoformat() if due else "",
        "organisation": str(answerer or ""),
    }
    take(held, action, by=by, facts=facts, told=said)
    match action:
        case "assign":
            held.answerer, held.due = answerer, due
        case "escalate":
            held.body, held.answerer, held.due = held.body.parent or held.body, None, due
        case "reopen":
            held.answerer, held.due = None, None
        case _:
            pass  # the other steps change nothing but the state
    held.save(update_fields=["body", "answerer", "due"])
    _enter(held, action, facts.text, actor, at)


def _facts(issue: Issue, told: Mapping[str, Any], today: dt.date) -> IssueFacts:
    due = told.get("due")
    return IssueFacts(
        text=told.get("text", ""),
        has_answerer=told.get("answerer") is not None,
        has_due=due is not None,
        is_past=due is not None and due < today,
        has_higher_body=issue.body.parent_id is not None,
    )


def _enter(issue: Issue, action: str, text: str, actor: Person, at: dt.datetime) -> None:
    """Write the step into the issue's own history, and tell of it."""
    entry = IssueEntry.objects.create(
        issue=issue,
        action=action,
        at=at,
        person=actor,
        organisation=actor.organisation,
        text=text,
        body=issue.body,
        answerer=issue.answerer,
        due=issue.due,
    )
    concerned = issue.concerns.values_list("pk", flat=True)
    parties = {issue.raised_by_id, issue.answerer_id, *concerned} - {None}
    people = {one.pk: one for one in (*people_of(parties), *officers()) if one != actor}
    tell(
        people.values(),
        Message(
            kind="organisations.issue_moved",
            subject=_("{title}：{step}").format(title=issue.title, step=ISSUE_ACTION[action]),
            text=text or issue.text[:500],
            address=f"/issues/{issue.pk}",
            key=f"issue-entry:{entry.pk}",
        ),
    )
