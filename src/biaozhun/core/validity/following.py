"""What takes the place of an edition, and which edition is to be used on the day."""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from biaozhun.core.bibliography.record import Extent
from biaozhun.core.succession import (
    HOLDS,
    Chain,
    Link,
    Renumbering,
    Replacement,
    age_of,
    came_out_after,
    chain,
    inferred_replacements,
    status_on,
)
from biaozhun.core.succession import Step as ChainStep
from biaozhun.core.succession.chain import target
from biaozhun.core.succession.facts import is_edition_of
from biaozhun.core.succession.newest import year_of
from biaozhun.core.validity.answer import Step
from biaozhun.core.validity.naming import printed
from biaozhun.core.validity.shelf import Shelf, ShelfEdition
from biaozhun.core.validity.titles import Agreement, agreement


class Following(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What follows an edition: the steps for a reader, and the chain they come from."""

    steps: tuple[Step, ...] = ()
    chain: Chain


def following(edition: ShelfEdition, shelf: Shelf) -> Following:
    """Follow what takes the place of an edition, branch after branch to the end."""
    links = _links_from(edition.key, shelf)
    if not links[edition.key]:
        return Following(chain=Chain(edition.key, ends=(edition.key,)))
    found = chain(edition.key, links)
    return Following(steps=tuple(_steps(found, shelf)), chain=found)


def _links_from(start: str, shelf: Shelf) -> dict[str, Sequence[Link]]:
    """The links of everything that can be reached, by the former edition's key."""
    links: dict[str, Sequence[Link]] = {}
    waiting = [start]
    while waiting:
        key = waiting.pop()
        if key in links:
            continue
        links[key] = onward = _outgoing(key, shelf)
        waiting.extend(target(link) for link in onward)
    return links


def _outgoing(key: str, shelf: Shelf) -> list[Link]:
    """What is stated to follow; where nothing takes all of it, the next edition by inference."""
    edition = shelf.editions.get(key)
    links = [link for link in shelf.links.get(key, ()) if not _is_draft(link)]
    out = edition.timeline.published if edition else None
    stated = [k for k in links if not _is_inferred(k) and not _leads_back(k, key, published=out)]
    if edition is None or any(_takes_all(link) for link in stated):
        return stated
    return [*stated, *_inferred(edition, stated, shelf)]


def _leads_back(link: Link, key: str, *, published: dt.date | None) -> bool:
    """Whether a statement about the standard as a whole leads to this edition or an older one.

    ``published`` is the day on which this edition was.
    """
    former = link.predecessor if isinstance(link, Replacement) else link.former
    latter = target(link)
    if key in (former, latter):
        return key == latter
    if is_edition_of(latter, former) and year_of(latter) <= year_of(key):
        return True
    day = link.successor_published if isinstance(link, Replacement) else None
    return isinstance(link, Replacement) and came_out_after(
        key, published, stating=latter, stated=day
    )


def _inferred(edition: ShelfEdition, stated: Sequence[Link], shelf: Shelf) -> list[Link]:
    """The next edition of the standard, unless the sources speak against it.

    They do where one shows this edition in force beside the newer, and where the newer bears
    clearly another title: the number was used again.
    """
    keys = shelf.standards.get(edition.standard, ())
    if len(keys) < 2:
        return []
    siblings = [_Sibling.of(shelf.editions[key]) for key in keys if key in shelf.editions]
    named = {target(link) for link in stated}
    later = inferred_replacements(_Sibling.of(edition), siblings, named=named)
    later = [link for link in later if not link.successor_draft]
    following_years = sorted(later, key=lambda link: shelf.editions[link.successor].year or 0)
    for link in following_years[:1]:
        newer = shelf.editions[link.successor]
        seen, start = edition.timeline.alive_seen, newer.timeline.start
        refuted = seen is not None and start is not None and start <= seen
        return [] if refuted or is_other_text(edition, newer) else [link]
    return []


def is_other_text(edition: ShelfEdition, other: ShelfEdition) -> bool:
    """Whether the titles of two editions are clearly those of two texts."""
    return agreement(edition.title_zh, other.title_zh, "") is Agreement.DIFFERS


class _Sibling(msgspec.Struct, frozen=True):
    """An edition as ``core.succession`` compares it with others of its standard."""

    key: str
    year: int | None
    is_sheet: bool
    is_draft: bool
    published: dt.date | None
    in_force: dt.date | None

    @classmethod
    def of(cls, edition: ShelfEdition) -> "_Sibling":
        life = edition.timeline
        return cls(
            edition.key, edition.year, edition.is_sheet, life.draft, life.published, life.start
        )


def _steps(found: Chain, shelf: Shelf) -> Iterable[Step]:
    """Each edition once, where it is met first; a way back to the start is no step."""
    depth = {found.start: 0}
    for step in found.steps:
        if step.latter in depth:
            continue
        depth[step.latter] = depth[step.former] + 1
        yield _step(step, depth[step.latter], shelf)


def _step(step: ChainStep, depth: int, shelf: Shelf) -> Step:
    link, held = step.link, shelf.editions.get(step.latter)
    partly = isinstance(link, Replacement) and link.extent is Extent.PARTLY
    return Step(
        key=step.latter,
        number=held.number if held else printed(step.latter),
        title=held.title_zh or held.title_en if held else "",
        since=day_of(link, held),
        extent=Extent.PARTLY if partly else link.extent if isinstance(link, Replacement) else None,
        basis=link.basis,
        renumbered=isinstance(link, Renumbering),
        inferred=_is_inferred(link),
        depth=depth,
    )


def day_of(link: Link, successor: ShelfEdition | None) -> dt.date | None:
    """The day on which a link takes effect, where it or the successor tells."""
    day = link.date if isinstance(link, Renumbering) else link.effective
    if day is None and successor is not None and not isinstance(link, Renumbering):
        return successor.timeline.start
    return day


def _is_draft(link: Link) -> bool:
    return isinstance(link, Replacement) and link.successor_draft


def _is_inferred(link: Link) -> bool:
    return isinstance(link, Replacement) and link.inferred


def _takes_all(link: Link) -> bool:
    return isinstance(link, Renumbering) or link.extent is not Extent.PARTLY


def in_use(found: Following, shelf: Shelf, on: dt.date) -> tuple[str, ...]:
    """The keys of the editions in force on the day that have taken the place of the first.

    Along each branch the last one in force counts. What replaces a part only is no heir.
    """
    onward = _onward(found)
    heirs = _reached(found.chain.start, onward)
    holding = [key for key in heirs if _holds(key, shelf, on)]
    return tuple(
        key for key in holding if not any(o in holding for o in _reached(key, onward) if o != key)
    )


def is_shared_out(found: Following, heir: str, shelf: Shelf) -> bool:
    """Whether others than the heir took over as well, be they no longer or not yet in force.

    They did where an edition that is held lies on no way to the heir and on none from it.
    """
    onward = _onward(found)
    behind = _reached(heir, onward)
    others = [key for key in _reached(found.chain.start, onward) if key in shelf.editions]
    return any(k != heir and k not in behind and heir not in _reached(k, onward) for k in others)


def _onward(found: Following) -> dict[str, list[str]]:
    """What takes the place of each edition wholly."""
    onward: dict[str, list[str]] = {}
    for step in found.chain.steps:
        if _takes_all(step.link):
            onward.setdefault(step.former, []).append(step.latter)
    return onward


def _reached(start: str, onward: dict[str, list[str]]) -> list[str]:
    met: dict[str, None] = {}
    waiting = list(onward.get(start, ()))
    while waiting:
        key = waiting.pop(0)
        if key not in met and key != start:
            met[key] = None
            waiting.extend(onward.get(key, ()))
    return list(met)


def _holds(key: str, shelf: Shelf, on: dt.date) -> bool:
    held = shelf.editions.get(key)
    return held is not None and status_on(held.timeline, on)[0] in HOLDS


def newest_of(standard: str, shelf: Shelf, on: dt.date) -> ShelfEdition | None:
    """The newest edition of a standard in force on the day."""
    keys = [key for key in shelf.standards.get(standard, ()) if _holds(key, shelf, on)]
    held = [shelf.editions[key] for key in keys if not shelf.editions[key].is_sheet]
    return max(held, key=lambda e: age_of(e.key, e.timeline), default=None)
