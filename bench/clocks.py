"""How good forecasts of projects are: coverage of the interval, error of the median.

Histories are simulated: projects of committees with their own pace, three procedures, stages whose
days are skewed and go together within a project, some sent back, some ended, and a pace that
changes over the years. Asked is on one day of each month for every project under way; what happened
later is the answer. A naive peer says the mean of what all finished projects took.

    python -m bench.clocks                  simulated histories
    python -m bench.clocks FOLDER           the projects of an installation, such as one that
                                            ``biaozhun demo --data-dir FOLDER`` made

Measured are the share of answers within the interval of four fifths, and the median of the
absolute errors of the expected day, in days.
"""

import datetime as dt
import importlib
import json
import math
import os
import random
import statistics
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from biaozhun.core.clocks import Forecast, Forecaster, Stage, Visit

BEGIN: Final = dt.date(2018, 1, 1)
YEARS: Final = 8
FIRST_ASKED: Final = 3 * 365  # days after the first project
USUAL: Final = {
    Stage.PREPARING: 140,
    Stage.CONSULTING: 75,
    Stage.REVIEWING: 60,
    Stage.APPROVING: 40,
    Stage.PUBLISHING: 15,
}


class Past(msgspec.Struct, frozen=True):
    """A project: its plan, its stays, its end."""

    planned: dt.date
    announced: dt.date | None
    ended: dt.date | None
    visits: tuple[Visit, ...]


class Score(msgspec.Struct):
    """What came of the forecasts."""

    inside: list[bool]
    errors: list[int]
    naive: list[int]
    naive_inside: list[bool]
    refused: int = 0
    open_ended: int = 0


def pace(day: dt.date, kind: str) -> float:
    """How long everything takes in a year, against the usual: the drift."""
    years = (day - BEGIN).days / 365
    if kind == "faster":
        return 1.35 * math.pow(0.9, years)
    if kind == "shock":
        return 1.6 if 4 <= years < 5 else 1.0
    return 1.0


def history(kind: str, *, a_year: int, seed: int) -> list[Past]:
    """Projects of some years."""
    chance = random.Random(seed)  # noqa: S311  -- it must be the same every time
    own = [chance.lognormvariate(0, 0.2) for _committee in range(12)]
    found = []
    for number in range(a_year * YEARS):
        planned = BEGIN + dt.timedelta(days=number * 365 // a_year)
        committee = chance.randrange(len(own))
        procedure = chance.choices(("normal", "priority", "emergency"), (85, 12, 3))[0]
        quick = {"normal": 1.0, "priority": 0.6, "emergency": 0.3}[procedure]
        speed = quick * own[committee] * chance.lognormvariate(0, 0.25)
        groups = (f"{procedure}/{committee}", procedure, "")
        found.append(_project(planned, speed, groups, kind, chance))
    return found


def _project(
    planned: dt.date, speed: float, groups: tuple[str, ...], kind: str, chance: random.Random
) -> Past:
    ends_in = chance.choice(list(Stage)[:2]) if chance.random() < 0.06 else None
    way = list(Stage)
    if chance.random() < 0.1:  # the review asks for a revision
        way[3:3] = [Stage.CONSULTING, Stage.REVIEWING]
    day, stays = planned, []
    for number, stage in enumerate(way):
        usual = USUAL[stage] * (0.5 if number > way.index(stage) else 1)
        length = usual * speed * pace(day, kind) * chance.lognormvariate(0, 0.45)
        left = day + dt.timedelta(days=max(2, round(length)))
        stays.append((stage, day, left))
        day = left
        if stage == ends_in:
            break
    announced = None if ends_in else day
    ended = day if ends_in else None
    return Past(
        planned,
        announced,
        ended,
        tuple(
            Visit(stage=stage, came=came, left=left, done=announced, ended=ended, groups=groups)
            for stage, came, left in stays
        ),
    )


def read(folder: Path) -> list[Past]:
    """The projects of an installation."""
    os.environ["BIAOZHUN_DATA_DIR"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "biaozhun.cloud.config.settings")
    import django  # noqa: PLC0415  -- the core is tried without it

    django.setup()
    queries = importlib.import_module("biaozhun.cloud.clocks.queries.forecasts")
    found: dict[int, list[Visit]] = defaultdict(list)
    for pk, visit in queries.visits(dt.date.max):
        found[pk].append(visit)
    return [
        Past(
            min(one.came for one in visits),
            visits[0].done,
            visits[0].ended,
            tuple(sorted(visits, key=lambda one: one.came)),
        )
        for visits in found.values()
    ]


def backtest(past: Sequence[Past], days: Sequence[dt.date]) -> Score:
    """Ask on each day for every project under way that was announced later."""
    score = Score([], [], [], [])
    for day in days:
        learnt = Forecaster([visit for one in past for visit in one.visits], day)
        took = [
            (one.announced - one.planned).days
            for one in past
            if one.announced and one.announced <= day
        ]
        for one in past:
            if one.announced is None or not one.planned < day < one.announced:
                continue
            _ask(score, learnt, one, day, took)
    return score


def _ask(score: Score, learnt: Forecaster, one: Past, day: dt.date, took: list[int]) -> None:
    here = [visit for visit in one.visits if visit.came <= day][-1]
    told = learnt.of(here.stage, (day - here.came).days, here.groups)
    if not isinstance(told, Forecast):
        score.refused += 1
        return
    assert one.announced is not None  # noqa: S101  -- only such are asked for
    true, gone = (one.announced - day).days, (day - one.planned).days
    if told.latest is None:
        score.open_ended += 1
    else:
        score.inside.append(told.earliest <= true <= told.latest)
    score.errors.append(abs(told.remaining - true))
    mean = max(0, round(statistics.fmean(took)) - gone)
    tenths = statistics.quantiles(took, n=10)
    score.naive.append(abs(mean - true))
    score.naive_inside.append(max(0, tenths[0] - gone) <= true <= max(0, tenths[-1] - gone))


def months(first: dt.date, last: dt.date) -> list[dt.date]:
    """A day of each month."""
    return [first + dt.timedelta(days=30 * n) for n in range((last - first).days // 30 + 1)]


def line(name: str, score: Score) -> dict[str, object]:
    """The figures of a history."""
    n = len(score.errors)
    if not n:
        return {"history": name, "asked": score.refused, "forecast": 0}
    return {
        "history": name,
        "asked": n + score.refused,
        "forecast": n,
        "open_ended": score.open_ended,
        "coverage": round(sum(score.inside) / max(1, len(score.inside)), 3),
        "median_error": statistics.median(score.errors),
        "naive_coverage": round(sum(score.naive_inside) / n, 3),
        "naive_median_error": statistics.median(score.naive),
    }


def main(arguments: Sequence[str]) -> None:
    """Print a line for each history."""
    if arguments:
        past = read(Path(arguments[0]))
        begun = min(one.planned for one in past)
        last = max(one.announced for one in past if one.announced)
        asked = months(begun + dt.timedelta(days=(last - begun).days // 3), last)
        print(json.dumps(line(Path(arguments[0]).name, backtest(past, asked))))
        return
    for kind in ("steady", "faster", "shock"):
        for a_year in (40, 150, 400):
            past = history(kind, a_year=a_year, seed=20_260)
            last = BEGIN + dt.timedelta(days=(YEARS - 1) * 365)
            asked = months(BEGIN + dt.timedelta(days=FIRST_ASKED), last)
            print(json.dumps(line(f"{kind}, {a_year} a year", backtest(past, asked))), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
