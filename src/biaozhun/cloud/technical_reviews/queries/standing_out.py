"""Who cannot be drawn for the panel of a project, and why: one reason or several of each."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from django.db.models import Max, Q

from biaozhun.cloud.committees.models import Expert, ExpertConflict, ExpertEvent
from biaozhun.cloud.technical_reviews.models import Review, Reviewer
from biaozhun.cloud.technical_reviews.permissions import GONE
from biaozhun.cloud.technical_reviews.queries.drafters import Drafters
from biaozhun.core.lifecycle.rules import Applied
from biaozhun.core.text import fold

REASONS: Final = (
    "not_admitted",
    "suspended",
    "team",
    "drafting_unit",
    "team_unit",
    "conflict",
    "gone",
    "rotation",
    "workload",
    "field",
    "interest",
)
"""In the order they are told; the last two only of who could sit otherwise."""
MOST_REVIEWS: Final = "Q-14"
MOST_IN_A_ROW: Final = "Q-15"
_YEAR: Final = dt.timedelta(days=365)

Reasons = dict[int, list[str]]
Rules = Mapping[str, Applied]


def standing_out(
    review: Review, experts: Iterable[Expert], drafters: Drafters, rules: Rules, on: dt.date
) -> Reasons:
    """Of each expert who cannot be drawn on a day, why; six questions, however many there are."""
    found: Reasons = defaultdict(list)
    team_units = _team_units(review)
    sets = {
        "conflict": _conflicted(review, drafters, team_units, on),
        "gone": _gone(review),
        "rotation": _rotating(review, rules.get(MOST_IN_A_ROW)),
        "workload": _busy(review, rules.get(MOST_REVIEWS), on),
    }
    for one in experts:
        reasons = [*_not_in_the_bank(one, on), *_drafted(one, drafters, team_units)]
        reasons += [code for code, keys in sets.items() if one.pk in keys]
        if reasons:
            found[one.pk] = reasons
    return found


def _not_in_the_bank(one: Expert, on: dt.date) -> list[str]:
    if one.state == "suspended":
        return ["suspended"]
    begun = one.since is not None and one.since <= on
    holds = begun and (one.until is None or on <= one.until)
    return [] if one.state == "admitted" and holds else ["not_admitted"]


def _drafted(one: Expert, drafters: Drafters, team_units: frozenset[str]) -> list[str]:
    unit = fold(one.unit)
    if one.person_id in drafters.people or (fold(one.name), unit) in drafters.named:
        return ["team"]
    if drafters.is_unit(name=one.unit, organisation=one.organisation_id):
        return ["drafting_unit"]
    return ["team_unit"] if unit in team_units else []


def _team_units(review: Review) -> frozenset[str]:
    return frozenset(fold(one.unit) for one in review.project.team.all() if one.unit.strip())


def _conflicted(
    review: Review, drafters: Drafters, team_units: frozenset[str], on: dt.date
) -> set[int]:
    """Who declared a conflict with a unit that drafts, or one in an earlier round of review."""
    standing = ExpertConflict.objects.filter(Q(until=None) | Q(until__gte=on), declared__lte=on)
    rows = standing.values_list("expert_id", "unit", "organisation_id")
    declared = {
        expert
        for expert, unit, organisation in rows
        if drafters.is_unit(name=unit, organisation=organisation) or fold(unit) in team_units
    }
    here = Reviewer.objects.filter(review__project=review.project_id, expert__isnull=False)
    return declared | set(here.exclude(conflict="").values_list("expert_id", flat=True))


def _gone(review: Review) -> set[int]:
    """Who declined this review, or was replaced in it; a draw that was set aside says nothing."""
    left = review.reviewers.filter(status__in=GONE, draw__set_aside=None, expert__isnull=False)
    return set(left.values_list("expert_id", flat=True))


def _rotating(review: Review, rule: Applied | None) -> set[int]:
    """Who sat for as many projects in a row of the department as the rule allows (Q-15).

    A repeated review of one project is no further one in a row: those who know it may see it
    again, and a project counts once, however often it was reviewed.
    """
    if rule is None:
        return set()
    wanted = max(1, int(rule.value))
    panels = Review.objects.filter(
        route=Review.Route.PANEL,
        project__department=review.project.department_id,
        draws__isnull=False,
    )
    others = panels.exclude(state="cancelled").exclude(project=review.project_id)
    last = others.order_by().values("project").annotate(latest=Max("made"), newest=Max("pk"))
    keys = [one["project"] for one in last.order_by("-latest", "-newest")[:wanted]]
    if len(keys) < wanted:
        return set()
    held = others.filter(project__in=keys)
    sat = Reviewer.objects.filter(review__in=held, expert__isnull=False).exclude(status__in=GONE)
    pairs = set(sat.values_list("expert_id", "review__project_id"))
    counted = Counter(expert for expert, _project in pairs)
    return {pk for pk, times in counted.items() if times == wanted}


def _busy(review: Review, rule: Applied | None, on: dt.date) -> set[int]:
    """Who reviewed in the last twelve months as often as the rule allows (Q-14).

    Panels of this platform count, and what the log of the bank says of reviews held elsewhere.
    """
    if rule is None:
        return set()
    since = on - _YEAR
    sat = Reviewer.objects.filter(expert__isnull=False, draw__at__date__gt=since)
    sat = sat.exclude(status__in=GONE).exclude(review__state="cancelled").exclude(review=review)
    logged = ExpertEvent.objects.filter(kind=ExpertEvent.Kind.ATTENDED, day__gt=since, day__lte=on)
    logged = logged.exclude(subject__startswith=f"{Review.machine.name}:")
    counted = Counter(sat.values_list("expert_id", flat=True))
    counted.update(logged.order_by().values_list("expert_id", flat=True))
    return {pk for pk, times in counted.items() if not rule.met_by(Decimal(times + 1))}
