"""Telling those who take part, and those who commented, that a period is another now."""

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.consultations.wording import ACTION
from biaozhun.cloud.drafting.actions.telling import others, parties_of
from biaozhun.cloud.drafting.queries.page import project_at
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.plans.actions.telling import tell_each


def tell_of_period(
    held: Consultation, action: str, *, reason: str, actor: Person | None, at: dt.datetime
) -> None:
    """Tell them, each once, that the text was replaced or the period extended, and why."""
    project = project_at(held.project_id) or held.project
    commented = Person.objects.filter(
        Q(comments_on_drafts__consultation=held), is_active=True
    ).distinct()
    people = {one.pk: one for one in (*parties_of(project, watchers=True), *commented)}

    def message() -> Message:
        day = held.closes.isoformat() if held.closes is not None else ""
        until = _("现在到 {day} 截止。").format(day=day)
        return Message(
            kind="consultations.period_changed",
            subject=_("{title}：{step}").format(title=project.title, step=ACTION[action]),
            text=f"{until}\n{reason}",
            address=f"/consultations/{held.pk}",
            key=f"consultation:{held.pk}:{action}:{at.isoformat()}",
        )

    tell_each(others(people.values(), actor), message)
