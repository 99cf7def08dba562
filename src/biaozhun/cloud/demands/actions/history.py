"""Writing a step into the history of a case, and telling those it concerns."""

import datetime as dt
from collections.abc import Iterable

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import override

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.demands.models import Demand, Entry, Suggestion, beside
from biaozhun.cloud.demands.wording import DEMAND_ACTION, SUGGESTION_ACTION
from biaozhun.cloud.messaging.actions.telling import Message, tell
from biaozhun.cloud.organisations.queries.people import officers, people_of
from biaozhun.core.lifecycle import Visibility

_EXCERPT = 500  # characters of a text that a notice quotes


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """A step that was taken.

    Attributes:
        action: the verb.
        role: in what role it was taken.
        actor: who took it; nobody where it was by receipt or by the machine.
        at: when.
        visibility: who may see that it happened.
        text: what was written with it.
        department: to whom the case was given with it.
    """

    action: str
    role: str
    actor: Person | None
    at: dt.datetime
    visibility: Visibility = Visibility.PUBLIC
    text: str = ""
    department: Organisation | None = None


def enter(case: Demand | Suggestion, step: Taken) -> Entry:
    """Write a step into the history.

    What a filer writes with a step nobody looked over before, so it is for the office alone.
    """
    by_office = step.role in {"authority", "department", "application"}
    return Entry.objects.create(
        action=step.action,
        role=step.role,
        at=step.at,
        person=step.actor,
        organisation=step.actor.organisation if step.actor is not None and by_office else None,
        department=step.department,
        text=step.text,
        is_text_public=by_office and step.visibility == Visibility.PUBLIC,
        visibility=str(step.visibility),
        **beside(case),
    )


def tell_filer(case: Demand | Suggestion, entry: Entry) -> None:
    """Tell a filer who has an account of a step that somebody else took; others see the receipt."""
    if case.filer is None or case.filer == entry.person:
        return
    _tell([case.filer], case, entry, "moved")


def tell_department(case: Demand | Suggestion, entry: Entry) -> None:
    """Tell the people of the department that has the case in hand."""
    people = [one for one in people_of([case.department_id]) if one != entry.person]
    _tell(people, case, entry, "assigned")


def tell_officers(case: Demand | Suggestion, entry: Entry) -> None:
    """Tell the people of the authority of something to look at."""
    _tell([one for one in officers() if one != entry.person], case, entry, "filed")


def _tell(people: Iterable[Person], case: Demand | Suggestion, entry: Entry, what: str) -> None:
    is_demand = isinstance(case, Demand)
    kind, place = ("demand", "demands") if is_demand else ("suggestion", "suggestions")
    words = (DEMAND_ACTION if is_demand else SUGGESTION_ACTION)[entry.action]
    desk = "" if what == "moved" else "/desk"
    with override("zh-hans"):  # for many readers
        message = Message(
            kind=f"demands.{kind}_{what}",
            subject=_("{title}：{step}").format(title=case.title, step=words),
            text=entry.text[:_EXCERPT],
            address=f"{desk}/{place}/{case.pk}",
            key=f"{kind}-entry:{entry.pk}:{what}",
        )
    tell(people, message)
