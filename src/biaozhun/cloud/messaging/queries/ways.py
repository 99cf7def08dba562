"""How people want to be told."""

from collections.abc import Iterable, Mapping

from biaozhun.cloud.accounts import secret
from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.messaging.models import Ways


def ways_of(people: Iterable[Person]) -> Mapping[int, Ways]:
    """By the id of the person; one question. Who said nothing has a row that is not stored."""
    wanted = list(people)
    rows = Ways.objects.filter(person_id__in=[person.pk for person in wanted])
    held = {row.person_id: row for row in rows}
    return {person.pk: held.get(person.pk) or Ways(person=person) for person in wanted}


def language_of(person: Person) -> str:
    """The language in which somebody is told."""
    return ways_of([person])[person.pk].language


def by_language(people: Iterable[Person]) -> Mapping[str, list[Person]]:
    """Who is told in which language; one question."""
    found: dict[str, list[Person]] = {}
    wanted = {person.pk: person for person in people}
    for pk, ways in ways_of(wanted.values()).items():
        found.setdefault(ways.language, []).append(wanted[pk])
    return found


def ways_of_feed(token: str) -> Ways | None:
    """Whose feed stands at a secret address; one of who may not sign in any more is gone."""
    held = Ways.objects.filter(feed_digest=secret.digest(token), person__is_active=True)
    return held.exclude(feed_digest="").select_related("person").first()


def active_person(pk: int) -> Person | None:
    """The person with this id, unless the account is disabled."""
    return Person.objects.filter(pk=pk, is_active=True).first()
