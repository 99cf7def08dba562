"""Whose turn it is on the way to the announcement and to the filing."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q

from biaozhun.cloud.drafting.holders import Holder, Part, register
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.issuing.models import AnnouncementRow, Approval, Filing, Step


def _issuing(projects: Sequence[Project], today: dt.date) -> dict[int, Holder]:
    """Three questions."""
    return {**_filing(projects), **_announcing(projects), **_approving(projects, today)}


def _approving(projects: Sequence[Project], today: dt.date) -> dict[int, Holder]:
    held = [one.pk for one in projects if one.state == "examining"]
    running = Approval.objects.filter(project__in=held, state="running")
    return {one.project_id: _at_step(one, today) for one in running}


def _at_step(approval: Approval, today: dt.date) -> Holder:
    since = day_of(approval.state_since)
    ends = approval.notice_ends
    if approval.step == Step.NOTICE and ends is not None and today <= ends:
        began = approval.notice_began or since
        return Holder(part=Part.PUBLIC, doing="object", since=began, until=ends)
    post = "handler" if approval.step in {Step.NOTICE, Step.COLLECTIVE} else approval.step
    return Holder(part=Part.POST, doing=f"chain_{approval.step}", since=since, post=post)


def _announcing(projects: Sequence[Project]) -> dict[int, Holder]:
    held = [one.pk for one in projects if one.state == "approved"]
    rows = AnnouncementRow.objects.filter(
        project__in=held, announcement__state__in=("draft", "signed")
    ).select_related("announcement")
    found = {}
    for row in rows:
        signed, since = row.announcement.state == "signed", day_of(row.announcement.state_since)
        post = "handler" if signed else "director"
        doing = "issue" if signed else "sign"
        if row.project_id is not None:
            found[row.project_id] = Holder(part=Part.POST, doing=doing, since=since, post=post)
    return found


def _filing(projects: Sequence[Project]) -> dict[int, Holder]:
    """Of a standard whose text is out; before that the text is what is waited for."""
    held = [one.pk for one in projects if one.state == "published"]
    waiting = Filing.objects.filter(project__in=held).exclude(state="accepted")
    return {
        one.project_id: Holder(
            part=Part.ABOVE if one.state == "submitted" else Part.HANDLER,
            doing="accept_filing" if one.state == "submitted" else "file",
            since=day_of(one.state_since),
            until=None,
        )
        for one in waiting.order_by("-due", "-pk")  # the first to end counts last, and so stays
    }


def _unfiled() -> Q:
    waiting = Filing.objects.exclude(state="accepted")
    return Q(state="published", pk__in=waiting.values("project"))


register("issuing", _issuing, running=_unfiled)
