"""Successors followed to their end.

What takes the place of an edition may itself be replaced or renumbered. A chain keeps every branch
in the order the statements were given, follows a link that returns to the way it came from no
further, and reports it.
"""

from collections.abc import Mapping, Sequence

import msgspec

from biaozhun.core.succession.facts import Renumbering, Replacement

Link = Replacement | Renumbering


class Step(msgspec.Struct, frozen=True):
    """One link of a chain: ``former`` gives way to ``latter``."""

    former: str
    latter: str
    link: Link


class Chain(msgspec.Struct, frozen=True):
    """Everything that follows an edition.

    ``steps`` stand in the order in which a reader follows them, branch after branch; ``ends`` are
    the editions nothing follows (the start itself where nothing does); each of ``cycles`` runs from
    the edition that is met again to itself. ``amendments`` names those of every edition met.
    """

    start: str
    steps: tuple[Step, ...] = ()
    ends: tuple[str, ...] = ()
    cycles: tuple[tuple[str, ...], ...] = ()
    amendments: dict[str, tuple[str, ...]] = {}


def target(link: Link) -> str:
    """The edition to which a link leads."""
    return link.successor if isinstance(link, Replacement) else link.latter


def chain(
    start: str,
    successors: Mapping[str, Sequence[Link]],
    *,
    amendments: Mapping[str, Sequence[str]] | None = None,
) -> Chain:
    """Follow the successors of ``start`` to the end or ends.

    Every edition is left once, so the work is bounded by the links, however they cross. Both
    mappings go by edition key.
    """
    steps: list[Step] = []
    ends: list[str] = []
    cycles: list[tuple[str, ...]] = []
    met = {start}
    way = {start: 0}  # the editions from the start to here, each with its place
    waiting = [iter(successors.get(start, ()))]
    if not successors.get(start):
        ends.append(start)
    while waiting:
        link = next(waiting[-1], None)
        if link is None:
            waiting.pop()
            way.popitem()
            continue
        latter = target(link)
        steps.append(Step(next(reversed(way)), latter, link))
        if latter in way:
            cycles.append((*tuple(way)[way[latter] :], latter))
        elif latter not in met:
            met.add(latter)
            onward = successors.get(latter, ())
            if onward:
                way[latter] = len(way)
                waiting.append(iter(onward))
            else:
                ends.append(latter)
    attached = amendments or {}
    found = {key: tuple(attached[key]) for key in sorted(met) if attached.get(key)}
    return Chain(start, tuple(steps), tuple(ends), tuple(cycles), found)
