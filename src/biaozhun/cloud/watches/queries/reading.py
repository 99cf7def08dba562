"""How a watched thing stands today: what is asked, the answers, and what it depends on."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from django.http import QueryDict

from biaozhun.cloud.catalogue.forms.asking import asked as read_address
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.reading import reader
from biaozhun.cloud.catalogue.queries.results import query_of
from biaozhun.cloud.catalogue.queries.standings import with_standings
from biaozhun.cloud.search.port import Request
from biaozhun.cloud.validity.queries.checking import check_asked
from biaozhun.cloud.watches.facts import Change, Item, Standing, change_of
from biaozhun.cloud.watches.models import Watch
from biaozhun.core.number import NumberError, parse
from biaozhun.core.validity import Answer, Citing

MOST_FOUND = 2_000  # editions of a search that are kept an eye on, those published last


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """A watch, looked at.

    Attributes:
        seen: how it stands, to be kept.
        changes: what differs from what was kept.
        slugs: what it depends on; whether the watch names it itself.
    """

    seen: dict[str, object]
    changes: list[Change]
    slugs: Mapping[str, bool]


def items_of(watch: Watch) -> list[Item]:
    """The numbers of a watch."""
    return [msgspec.convert(each, Item) for each in watch.asked]


def look_at(watches: Sequence[Watch], on: dt.date) -> dict[int, Looked]:
    """Watches of numbers, all at once: a few questions for each kind of citing, however many."""
    items = {watch.pk: items_of(watch) for watch in watches}
    by_citing: dict[str, list[Item]] = defaultdict(list)
    for watch in watches:
        by_citing[watch.citing] += items[watch.pk]
    answers: dict[tuple[str, Item], Answer] = {}
    for citing, wanted in by_citing.items():
        found = check_asked([item.asked for item in wanted], on=on, citing=Citing(citing))
        answers |= {(citing, item): one for item, one in zip(wanted, found, strict=True)}
    standards = {watch.place for watch in watches if watch.kind == Watch.Kind.STANDARD}
    editions = _editions(standards)
    return {
        watch.pk: _looked(
            watch,
            {item: answers[watch.citing, item] for item in items[watch.pk]},
            editions.get(watch.place, ()),
        )
        for watch in watches
    }


def _editions(standards: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Numbers of the editions held of each standard."""
    rows = Edition.objects.filter(standard__slug__in=standards, kind=Edition.Kind.EDITION)
    found: dict[str, list[str]] = defaultdict(list)
    for slug, number in rows.order_by("sort_key").values_list("standard__slug", "number"):
        found[slug].append(number)
    return {slug: tuple(numbers) for slug, numbers in found.items()}


def _looked(watch: Watch, answers: Mapping[Item, Answer], editions: tuple[str, ...]) -> Looked:
    changes = []
    seen: dict[str, object] = {}
    slugs: dict[str, bool] = {}
    for item, answer in answers.items():
        now = Standing.of(answer, editions)
        seen[item.key] = msgspec.to_builtins(now)
        if item.key in watch.seen:
            before = msgspec.convert(watch.seen[item.key], Standing)
            if change := change_of(item, before, answer, now):
                changes.append(change)
        slugs |= {slug: slugs.get(slug, False) for slug in _around(answer)}
        for place, slug in enumerate(_slugs_of(item.number)):  # what it names, then its standard
            slugs[slug] = slugs.get(slug, False) or place == 0
    return Looked(seen=seen, changes=changes, slugs=slugs)


def _around(answer: Answer) -> Iterable[str]:
    """Slugs of the editions that the answer rests on, and of their standards."""
    numbers = [answer.number, answer.newest, *answer.candidates]
    numbers += [step.number for step in answer.successors]
    for one in answer.adopted:
        numbers += [one.number, one.newer]
    return [slug for number in numbers for slug in _slugs_of(number)]


def _slugs_of(number: str) -> tuple[str, ...]:
    """Slugs of an edition and of its standard; none where it is no number."""
    if not number:
        return ()
    try:
        read = parse(number)
    except NumberError:
        return ()
    return tuple(dict.fromkeys((read.slug, read.undated().slug)))


def look_in_search(watch: Watch, on: dt.date, looked: dt.date) -> Looked:
    """A search: editions it finds that were not there, and those that stand otherwise.

    Raises:
        RebuildRequiredError: there is no index.
    """
    question = read_address(QueryDict(watch.place), on).question
    request = Request(
        query=query_of(question),
        on=on,
        filters=question.filters,
        sort="date",
        size=MOST_FOUND,
        facets=(),
    )
    ids = [int(hit.id) for hit in reader().search(request).hits]
    editions = Edition.objects.filter(pk__in=ids).select_related("standard")
    rows = with_standings(editions, on)
    seen: dict[str, object] = {row.edition.slug: row.standing.status for row in rows}
    changes = [
        Change(
            number=row.edition.number,
            title=row.edition.title_zh or row.edition.title_en,
            before=str(watch.seen.get(row.edition.slug, "")),
            after=row.standing.status,
            since=row.standing.since,
        )
        for row in rows
        if watch.seen.get(row.edition.slug) != row.standing.status
        and (row.edition.slug in watch.seen or row.edition.first_recorded >= looked)
    ]
    return Looked(seen=seen, changes=changes, slugs={})
