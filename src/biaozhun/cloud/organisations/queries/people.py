"""Who is told of what falls to an organisation."""

from collections.abc import Collection

from biaozhun.cloud.accounts.models import Person, Role

_OFFICERS = [str(role) for role in Role if role.rank >= Role.OPERATOR.rank]


def people_of(organisations: Collection[int | None]) -> list[Person]:
    """The active people of some organisations, by their ids."""
    known = [pk for pk in organisations if pk is not None]
    return list(Person.objects.filter(is_active=True, organisation__in=known).order_by("pk"))


def officers() -> list[Person]:
    """The active people of the authority."""
    return list(Person.objects.filter(is_active=True, role__in=_OFFICERS).order_by("pk"))
