"""Reminding of items that were agreed on and of issues, before their last day and behind it."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.messaging.actions.telling import Message, tell
from biaozhun.cloud.organisations.models import AgreedItem, Issue
from biaozhun.cloud.organisations.queries.people import officers, people_of

AHEAD = dt.timedelta(days=7)


def remind(today: dt.date) -> int:
    """Tell of everything open that is due within a week or late; each once; returns how many."""
    told = 0
    items = AgreedItem.objects.filter(state="open", due__lte=today + AHEAD)
    for item in items.exclude(meeting__state="cancelled").order_by("pk"):
        key, place = f"item:{item.pk}:{item.due}", f"/meetings/{item.meeting_id}"
        told += _tell(item.organisation_id, item.due, item.text[:60], key, place, today=today)
    issues = Issue.objects.filter(state="assigned", due__lte=today + AHEAD)
    for issue in issues.order_by("pk"):
        key, place = f"issue:{issue.pk}:{issue.due}", f"/issues/{issue.pk}"
        told += _tell(issue.answerer_id, issue.due, issue.title, key, place, today=today)
    return told


@transaction.atomic
def _tell(
    unit: int | None, due: dt.date | None, what: str, key: str, place: str, *, today: dt.date
) -> int:
    """One reminder; behind the last day the authority is told as well."""
    assert due is not None  # noqa: S101  -- asked for by its day
    is_late = due < today
    subject = _("已经逾期：{what}") if is_late else _("即将到期：{what}")
    message = Message(
        kind="organisations.follow_up_late" if is_late else "organisations.follow_up_due",
        subject=subject.format(what=what),
        text=_("办理期限：{due}").format(due=due.isoformat()),
        address=place,
        key=f"{key}:late" if is_late else f"{key}:soon",
        happened=due,
    )
    return tell(
        _once([*people_of({unit}), *(officers() if is_late or unit is None else [])]), message
    )


def _once(people: Iterable[Person]) -> list[Person]:
    return list({person.pk: person for person in people}.values())
