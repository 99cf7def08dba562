"""How near two proposals for a standard are: one number, and the words it comes from.

Of titles the objects are compared (the share of what they are made of that they have in common,
raised where one holds all of the other; halved where titles of several blocks end in different
things), then weighed by whether the same is done with them and whether the same is said beside.
苹果栽培 and 苹果贮藏 have the object in common and nothing else, 白茶加工 and 绿茶加工 the
operation: neither pair is near. Where both sides tell their scope, likeness of scopes can raise the
number and never lowers it.

The measure is symmetric, and 1 for what is compared with itself. Weights and thresholds are a
table (``likeness_threshold.csv``).
"""

from collections.abc import Collection
from enum import StrEnum
from functools import cache
from itertools import pairwise
from math import sqrt
from typing import Literal

import msgspec

from biaozhun.core.reference import table
from biaozhun.core.screening.subject import Subject, scope_units, subject
from biaozhun.core.text import fold

ReasonCode = Literal[
    "same_title",
    "other_place",
    "same_object",
    "shared_words",
    "same_operation",
    "other_operation",
    "shared_scope",
    "same_class",
]
_MOST_WORDS = 6


class Degree(StrEnum):
    """What a number means, the nearest first."""

    SAME = "same"
    OVERLAPPING = "overlapping"
    RELATED = "related"
    FAR = "far"


class Because(msgspec.Struct, frozen=True):
    """A reason: its code and the words of the titles behind it."""

    code: ReasonCode
    words: tuple[str, ...] = ()


class Likeness(msgspec.Struct, frozen=True, kw_only=True):
    """How near two are.

    Attributes:
        score: 0 to 1.
        degree: what it means.
        why: the reasons, the strongest first; none where nothing is shared.
        covers: the other's object stands wholly in ours: its subject takes ours in.
    """

    score: float
    degree: Degree
    why: tuple[Because, ...] = ()
    covers: bool = False


@cache
def threshold(name: str) -> float:
    """A row of ``likeness_threshold.csv``.

    Raises:
        KeyError: there is none of that name.
    """
    return {row["name"]: float(row["value"]) for row in table("likeness_threshold")}[name]


def likeness(title: str, other: str, *, scope: str = "", other_scope: str = "") -> Likeness:
    """How near a proposal and something else are, by their titles and scopes."""
    ours, theirs = subject(title), subject(other)
    of_titles = _of_subjects(ours, theirs)
    of_scopes = _common(scope_units(scope), scope_units(other_scope))
    weight = threshold("scope_weight")
    score = max(of_titles, (1 - weight) * of_titles + weight * of_scopes)
    return Likeness(
        score=score,
        degree=degree(score),
        why=tuple(_reasons(title, ours, theirs, (scope, other_scope))) if score else (),
        covers=bool(theirs.objects) and theirs.objects <= ours.objects,
    )


def degree(score: float) -> Degree:
    """What a number means."""
    for one in (Degree.SAME, Degree.OVERLAPPING, Degree.RELATED):
        if score >= threshold(one):
            return one
    return Degree.FAR


def _of_subjects(ours: Subject, theirs: Subject) -> float:
    objects = _common(ours.objects, theirs.objects)
    if ours.objects == theirs.objects:  # two that name no object are compared by what is done
        objects = 1.0
    done = threshold("operation_weight")
    beside = threshold("modifier_weight")
    operations = 1 - done + done * _agreement(ours.operations, theirs.operations)
    modifiers = 1 - beside + beside * _agreement(ours.modifiers, theirs.modifiers)
    parted = bool(ours.specific and theirs.specific) and not ours.specific & theirs.specific
    return objects * operations * modifiers * (threshold("other_specific") if parted else 1)


def _common(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """Share of either that is common, and share of the smaller: their geometric mean."""
    common = len(ours & theirs)
    if not common:
        return 0.0
    return sqrt(common / len(ours | theirs) * common / min(len(ours), len(theirs)))


def _agreement(ours: frozenset[str], theirs: frozenset[str]) -> float:
    if ours == theirs:
        return 1.0
    if not ours or not theirs:
        return threshold("operation_unsaid")
    return len(ours & theirs) / len(ours | theirs)


def _reasons(title: str, ours: Subject, theirs: Subject, scopes: tuple[str, str]) -> list[Because]:
    said = []
    same = ours.objects == theirs.objects and bool(ours.objects)
    if same and ours.operations == theirs.operations and ours.modifiers == theirs.modifiers:
        said.append(Because("other_place" if ours.places != theirs.places else "same_title"))
    shared = _words(title, ours.runs, ours.objects & theirs.objects)
    if shared:
        said.append(Because("same_object" if same else "shared_words", shared))
    both = tuple(sorted(ours.operations & theirs.operations))
    if both:
        said.append(Because("same_operation", both))
    elif ours.operations and theirs.operations:
        said.append(Because("other_operation", tuple(sorted(theirs.operations))))
    in_scopes = scope_units(scopes[0]) & scope_units(scopes[1])
    if len(in_scopes) > len(ours.objects & theirs.objects):
        said.append(Because("shared_scope"))
    return said


def _words(title: str, runs: Collection[str], units: frozenset[str]) -> tuple[str, ...]:
    """The stretches of a title that common units make up, as written, the longest first."""
    found: list[str] = []
    for run in runs:
        if run in units:
            found.append(run)
            continue
        covered = {
            at
            for place, pair in enumerate(pairwise(run))
            if "".join(pair) in units
            for at in (place, place + 1)
        }
        stretch = "".join(char if at in covered else " " for at, char in enumerate(run))
        found += stretch.split()
    longest = sorted(dict.fromkeys(found), key=lambda word: (-len(word), word))[:_MOST_WORDS]
    folded = fold(title)
    places = [(folded.find(word), len(word)) for word in longest]
    return tuple(title[at : at + length] for at, length in places)
