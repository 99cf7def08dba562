"""What rests on a standard because somebody watches a document or a list that cites it."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils.translation import ngettext

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.validity.reliance import Reliant, ReliantKind, register
from biaozhun.cloud.watches.queries.watches import citing
from biaozhun.core.number import NumberError, parse_slug


def collect(slugs: Collection[str], asker: Person | None) -> Iterator[Reliant]:
    """One's own watched documents by title; to keepers those of others as a number; one question.

    The title of a document may be a secret of its owner, so it is told to nobody else.
    """
    if asker is None:
        return
    others: dict[str, set[int]] = defaultdict(set)
    for watch, slug in citing(slugs):
        if watch.person_id == asker.pk:
            address = reverse("watches:watch", args=[watch.pk])
            yield _reliant(slug, watch.title, address)
        else:
            others[slug].add(watch.person_id)
    if not asker.may(Role.CATALOGUER):
        return
    for slug, people in others.items():
        count = len(people)
        said = ngettext("{count} 人关注的文件", "{count} 人关注的文件", count)
        yield _reliant(slug, said.format(count=count), "")


def _reliant(slug: str, title: str, address: str) -> Reliant:
    return Reliant(
        kind=ReliantKind.WATCH, on=slug, dated=_is_dated(slug), title=title, address=address
    )


def _is_dated(slug: str) -> bool:
    try:
        return parse_slug(slug).year is not None
    except NumberError:
        return False


def listen() -> None:
    """Put the collector in."""
    register("watches", collect)
