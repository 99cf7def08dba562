"""Telling the people of units what happened to their work, each in the own language."""

from collections.abc import Callable, Iterable

from django.utils import translation

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.messaging.actions.telling import tell
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.messaging.queries.ways import by_language


def people_of(units: Iterable[int | None]) -> list[Person]:
    """Everybody with an account at any of these units; one question."""
    named = {one for one in units if one is not None}
    if not named:
        return []
    return list(Person.objects.filter(organisation__in=named, is_active=True).order_by("pk"))


def leading(people: Iterable[Person]) -> list[Person]:
    """Those who lead their unit; all of them where nobody is said to."""
    found = list(people)
    return [one for one in found if one.leads_organisation] or found


def officers() -> list[Person]:
    """The people of the supervising authority."""
    able = [role for role in Role if role.rank >= Role.OPERATOR.rank]
    return list(Person.objects.filter(role__in=able, is_active=True).order_by("pk"))


def tell_each(people: Iterable[Person], message: Callable[[], Message]) -> int:
    """Tell people something, worded in the language each of them has chosen.

    Args:
        people: who; nobody twice.
        message: words it in the language that is set.

    Returns:
        How many are told who were not before.
    """
    told = 0
    for language, readers in by_language(people).items():
        with translation.override(language):
            told += tell(readers, message())
    return told
