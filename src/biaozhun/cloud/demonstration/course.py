"""What becomes of each project of the demonstration, and when: worked out before anything is made.

The same number, seed and day always give the same projects. Titles come from the word lists, days
from the pace of a project; a pace that is slow makes it late, whatever its stage.
"""

import datetime as dt
import itertools
import random
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from biaozhun.cloud.demonstration.words import FIELDS, words

SEED: Final = 20_260
FIRST: Final = 1_400  # days before the last day: the oldest programme
LAST: Final = 25  # likewise the newest one
STEPS: Final[tuple[tuple[str, int], ...]] = (
    ("planned", 0),
    ("drafting", 14),
    ("consulting", 120),
    ("settling", 34),
    ("submitted", 35),
    ("reviewing", 14),
    ("reviewed", 9),
    ("reported", 16),
    ("examining", 6),
    ("approved", 12),
    ("announced", 8),
    ("published", 4),
)
"""The stages and how many days one of ordinary pace takes to come to each."""
CONSULTED: Final = 32  # days at least between the publication of a draft and the end of comments
REVISED: Final = 16  # likewise between a review that asks for a revision and the next one
_SHARES: Final = {
    "planned": 7,
    "drafting": 9,
    "consulting": 5,
    "settling": 4,
    "submitted": 4,
    "reviewing": 4,
    "reviewed": 4,
    "reported": 4,
    "examining": 4,
    "approved": 4,
    "announced": 4,
    "published": 40,
    "terminated": 7,
}
"""Percent of the projects at each stage; each has one at least where there are enough."""
_ORDER: Final = [name for name, _days in STEPS]


class Fate(msgspec.Struct, frozen=True, kw_only=True):
    """A project as it is to become.

    Attributes:
        place: from 0; its name in the demonstration.
        batch: the batch it comes into the plan with.
        title: of the standard.
        field: of the four fields.
        level: ``province`` or ``city``.
        kind: of one in eight the procedure is ``priority``, of few ``emergency``.
        regime: ``general``, of few ``guidance``.
        target: the stage it stands at, or ``terminated``.
        days: when it came to each stage, as far as it came.
        changed: its deadline was put off.
        revised: the review asked for a second version.
        heard: those concerned are heard before it is handed in.
    """

    place: int
    batch: int
    title: str
    field: str
    level: str
    procedure: str
    regime: str
    target: str
    days: dict[str, dt.date]
    changed: bool
    revised: bool
    heard: bool

    @property
    def has_committee(self) -> bool:
        """Whether a committee is in charge; of one in three none is."""
        return self.place % 3 != 0

    @property
    def by_panel(self) -> bool:
        """Whether a panel drawn by lot reviews it, as far as it came."""
        return not self.has_committee and "submitted" in self.days


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """The batches in their order of time, and the projects."""

    day: dt.date
    batches: tuple[dt.date, ...]
    fates: tuple[Fate, ...]

    def of_batch(self, batch: int) -> list[Fate]:
        """The projects that came into the plan with a batch."""
        return [one for one in self.fates if one.batch == batch]


def laid_out(projects: int, *, seed: int, day: dt.date) -> Course:
    """What becomes of so many projects until a day."""
    if not projects:
        return Course(day=day, batches=(), fates=())
    chance = random.Random(seed)  # noqa: S311  -- it must be the same every time
    count = max(4, min(80, projects // 6))
    span = FIRST - LAST
    batches = tuple(
        working(day - dt.timedelta(days=FIRST - span * n // max(1, count - 1)))
        for n in range(count)
    )
    targets, titles = _targets(projects, chance), _titles(chance)
    fates = tuple(
        _fate(place, next(titles), targets[place], batches, projects, day, chance)
        for place in range(projects)
    )
    found = tuple(_asked_lately(one, day) for one in _completed(fates))
    return Course(day=day, batches=batches, fates=found)


def _asked_lately(fate: Fate, until: dt.date) -> Fate:
    """One that is consulted on opened so lately that its period still runs: it was drafted long.

    One that is given up ends before it is consulted on, or after.
    """
    if list(fate.days)[-1] != "consulting":
        return fate
    if fate.target == "terminated":
        return msgspec.structs.replace(
            fate, days={n: d for n, d in fate.days.items() if n != "consulting"}
        )
    lately = working(until - dt.timedelta(days=5 + fate.place * 5 % 22))
    later = max(fate.days["consulting"], min(lately, until - dt.timedelta(days=1)))
    return msgspec.structs.replace(fate, days=fate.days | {"consulting": later})


def _completed(fates: Sequence[Fate]) -> list[Fate]:
    """Every stage has somebody: of the published ones some stopped on the way, and are late."""
    found = list(fates)
    held = {one.target for one in found}
    done = [one for one in found if one.target == "published"]
    for name in [one for one in _ORDER if one not in held][: max(0, len(done) - 1)]:
        stopped = done.pop()
        days = {state: day for state, day in stopped.days.items() if _upto(state, name)}
        found[stopped.place] = msgspec.structs.replace(stopped, target=name, days=days)
    return found


def _upto(state: str, last: str) -> bool:
    return _ORDER.index(state) <= _ORDER.index(last)


def _fate(  # noqa: PLR0913, PLR0917  -- what a fate is drawn from
    place: int,
    named: tuple[str, str],
    target: str,
    batches: Sequence[dt.date],
    projects: int,
    day: dt.date,
    chance: random.Random,
) -> Fate:
    batch = place * len(batches) // projects
    field, title = named
    procedure = {3: "priority", 11: "emergency"}.get(place % 16, "normal")
    level = "city" if batch % 4 == 2 else "province"
    is_guidance = place % 20 == 9 and level == "province"
    revised = place % 11 == 5
    days = _days(batches[batch], target, day, chance, revised=revised)
    reached = target if target == "terminated" else list(days)[-1]
    return Fate(
        place=place,
        batch=batch,
        title=title,
        field=field,
        level=level,
        procedure=procedure,
        regime="guidance" if is_guidance else "general",
        target=reached,
        days=days,
        changed=place % 9 == 4,
        revised=revised,
        heard=place % 6 == 1,
    )


def _targets(projects: int, chance: random.Random) -> list[str]:
    """The stages of all, the furthest first; some are exchanged, so that old ones are late."""
    held = {name: max(1, projects * share // 100) for name, share in _SHARES.items()}
    order = ["published", "terminated", *reversed(_ORDER[:-1])]
    held["published"] += projects - sum(held.values())
    found = [name for name in order for _one in range(max(0, held[name]))][:projects]
    for _swap in range(projects // 8):
        one, other = chance.randrange(projects), chance.randrange(projects)
        found[one], found[other] = found[other], found[one]
    return found


def _titles(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Titles with their field, none twice, the fields in turn."""
    own = words()
    made = {}
    for field in FIELDS:
        plain = [a + b for a, b in itertools.product(own.subjects[field], own.forms[field])]
        placed = [f"{place}{title}" for place in own.places for title in plain]
        chance.shuffle(plain)
        chance.shuffle(placed)
        made[field] = [*plain, *placed]
    yield from ((field, made[field][n]) for n in itertools.count() for field in FIELDS)


def _days(
    planned: dt.date, target: str, until: dt.date, chance: random.Random, *, revised: bool
) -> dict[str, dt.date]:
    """When a project came to each stage; it stops short of its target where time is too short."""
    last = chance.choice(["drafting", "settling"]) if target == "terminated" else target
    pace = chance.choice((0.4, 0.7, 0.9, 1.0, 1.0, 1.2, 1.5, 1.9))
    needed = sum(days for name, days in STEPS if _upto(name, last))
    room = (until - planned).days - 6
    pace = min(pace, max(0.35, room / max(1, needed)))
    found, day = {"planned": planned}, planned
    for name, usual in STEPS[1 : _ORDER.index(last) + 1]:
        least = CONSULTED + 1 if name == "settling" else 2
        if revised and name == "reviewed":
            least = REVISED
        day = working(day + dt.timedelta(days=max(least, round(usual * pace))))
        if day >= until:
            break
        found[name] = day
    return found


def working(day: dt.date) -> dt.date:
    """The day, or the Monday after a weekend."""
    return day + dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
