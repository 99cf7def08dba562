"""Telling people of applications, calls, batches and programmes, each in the own language."""

from collections.abc import Callable, Iterable

from django.db.models import Q
from django.utils import translation

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.messaging.actions.telling import tell
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.messaging.queries.ways import by_language
from biaozhun.cloud.organisations.queries.people import people_of
from biaozhun.cloud.proposals.models import Application

_OFFICERS = [str(role) for role in Role if role.rank >= Role.OPERATOR.rank]


def officers_of(authority: int) -> list[Person]:
    """The people who act for an authority; one question."""
    able = Person.objects.filter(is_active=True, role__in=_OFFICERS)
    return list(able.filter(Q(organisation=authority) | Q(organisation=None)).order_by("pk"))


def parties_of(application: Application) -> list[Person]:
    """The people of the department and of the drafting units; two questions."""
    units = application.units.exclude(organisation=None).values_list("organisation_id", flat=True)
    return people_of({application.department_id, *units})


def tell_each(
    people: Iterable[Person], message: Callable[[], Message], *, but: Person | None = None
) -> int:
    """Tell people something, worded in the language each of them has chosen.

    Args:
        people: who; nobody twice.
        message: words it in the language that is set.
        but: who did it, and need not be told.

    Returns:
        How many are told who were not before.
    """
    told = 0
    for language, readers in by_language(one for one in people if one != but).items():
        with translation.override(language):
            told += tell(readers, message())
    return told
