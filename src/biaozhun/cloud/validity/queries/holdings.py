"""How much is held of the codes of numbers that are asked for; invented editions never count."""

import datetime as dt
from collections.abc import Collection, Mapping
from functools import lru_cache

from django.db.models import Count, Max

from biaozhun.cloud.catalogue.models import Edition, SourceRecord
from biaozhun.cloud.catalogue.queries.coverage import total_of
from biaozhun.cloud.catalogue.queries.holding import counted_codes, in_force_counts
from biaozhun.cloud.catalogue.queries.reading import State, reader, state_of
from biaozhun.cloud.validity.models import CompleteHolding
from biaozhun.core.number import StandardNumber
from biaozhun.core.reference import reading_places
from biaozhun.core.validity import Holding

_KEPT = 400  # codes of one state; the largest library has some six hundred, most of them rare


def holdings(numbers: Collection[StandardNumber], on: dt.date) -> Mapping[str, Holding]:
    """What is held of each code, by the code.

    Counted once for each state of the library, and only for codes somebody asks about.
    """
    families = {number.code: number.family for number in numbers}
    if not families:
        return {}
    state = state_of(reader())
    words = {word.code: word for word in CompleteHolding.objects.filter(code__in=families)}
    counted = _shares(on, state) if any(total_of(code, on) for code in families) else {}
    found = {}
    for code, family in sorted(families.items()):
        editions, last_seen = _held(code, state)
        total, word = total_of(code, on), words.get(code)
        places = reading_places(family, code)
        found[code] = Holding(
            code=code,
            editions=editions,
            last_seen=last_seen,
            share=counted[code] / total.total if total and code in counted else None,
            complete_to=word.serial if word else None,
            complete_by=f"{word.person}: {word.source} ({word.seen})" if word else "",
            record=places[0].address if places else "",
        )
    return found


@lru_cache(maxsize=_KEPT)
def _held(code: str, state: State) -> tuple[int, dt.date | None]:
    """How many real editions are held, and the last day on which a source showed one."""
    editions = Edition.objects.filter(standard__code=code).count()
    records = SourceRecord.objects.filter(edition__standard__code=code, edition__invented=False)
    seen = records.filter(source__invented=False).aggregate(day=Max("last_seen"))
    return editions - _invented(state).get(code, 0), seen["day"]


@lru_cache(maxsize=4)
def _invented(state: State) -> Mapping[str, int]:  # noqa: ARG001  -- the key
    """Invented editions by code: few, and with an index of their own, where the others are wide."""
    invented = Edition.objects.filter(invented=True).order_by()
    return dict(invented.values_list("standard__code").annotate(n=Count("pk")))


@lru_cache(maxsize=8)
def _shares(on: dt.date, state: State) -> Mapping[str, int]:  # noqa: ARG001  -- the key
    """Editions in force on the day, of the codes with a published total."""
    counts = in_force_counts(on, reader())
    return {code.code: counts[code.code] for code in counted_codes() if code.code in counts}


def forget() -> None:
    """Know nothing, as at the start."""
    _held.cache_clear()
    _invented.cache_clear()
    _shares.cache_clear()
