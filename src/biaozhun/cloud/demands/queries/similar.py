"""Demands that say the same in other words, found by their titles."""

from typing import Final

import msgspec
from django.db.models import Count

from biaozhun.cloud.demands.models import Demand
from biaozhun.cloud.validity.queries.novelty import likeness

LATEST: Final = 3_000  # demands that are compared: those of some years
MOST: Final = 5
ALIKE_FROM: Final = 0.25  # share of pairs of characters that two titles have in common
HELD_FROM: Final = 0.6  # share of the shorter title that stands in the other
_SHORTEST: Final = 4  # characters; of a shorter title nothing can be told


class Alike(msgspec.Struct, frozen=True, kw_only=True):
    """A demand that is near to a title.

    Attributes:
        demand: with ``supporters`` counted.
        shared: the words both have.
        score: the order of the list, 0 to 1.
    """

    demand: Demand
    shared: tuple[str, ...]
    score: float


def similar(title: str, *, besides: int = 0) -> list[Alike]:
    """The public demands whose titles are nearest to one, in two questions at most.

    Merged ones are left out: the one they went into stands for them.

    Args:
        title: compared in one writing, whatever the characters and widths.
        besides: id of a demand that is not compared.
    """
    if len(title.strip()) < _SHORTEST:
        return []
    near = _near(title, besides)
    found = Demand.objects.select_related("department").annotate(supporters=Count("supports"))
    by_key = found.in_bulk(list(near))
    return [
        Alike(demand=by_key[key], shared=shared, score=score)
        for key, (score, shared) in near.items()
        if key in by_key
    ]


def _near(title: str, besides: int) -> dict[int, tuple[float, tuple[str, ...]]]:
    """The nearest with score and shared words, by id, the nearest first."""
    open_ones = Demand.objects.exclude(published=None).exclude(state="merged").exclude(pk=besides)
    titles = open_ones.order_by("-filed", "-pk").values_list("pk", "title")[:LATEST]
    scored: list[tuple[float, int, tuple[str, ...]]] = []
    for key, other in titles:
        like = likeness(title, other)
        if like.share >= ALIKE_FROM or like.contained >= HELD_FROM:
            scored.append((max(like.share, like.contained * 0.9), key, like.shared))
    scored.sort(key=lambda one: (-one[0], -one[1]))
    return {key: (score, shared) for score, key, shared in scored[:MOST]}
