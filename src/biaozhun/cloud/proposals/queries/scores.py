"""What the experts of a batch came to: averages, spread, advice, who had to stand back."""

import statistics
from collections import Counter
from collections.abc import Sequence

import msgspec
from django.db.models import Prefetch

from biaozhun.cloud.proposals.models import (
    Application,
    ApplicationUnit,
    Assessor,
    Batch,
    Criterion,
    DeclaredConflict,
    Score,
    ScoreSheet,
)
from biaozhun.cloud.proposals.queries.conflicts import Conflict, banked_units, conflict_among


class SheetLine(msgspec.Struct, frozen=True, kw_only=True):
    """An expert and an application: the sheet, or why there is none.

    Attributes:
        assessor: the expert.
        sheet: what was entered; ``None`` before.
        total: of 100, by the weights; ``None`` before.
        points: for each criterion in its order.
        conflict: why the expert has to stand back; empty where not.
    """

    assessor: Assessor
    sheet: ScoreSheet | None
    total: float | None
    points: tuple[int, ...]
    conflict: Conflict


class ScoreLine(msgspec.Struct, frozen=True, kw_only=True):
    """An application of a batch with its scores.

    Attributes:
        application: which one.
        sheets: a line for each expert.
        average: of the totals; ``None`` without a sheet.
        spread: between the highest and the lowest total.
        by_criterion: the average for each criterion in its order.
        advice: how many experts advise what.
        recommended: what most of them advise; empty without a sheet, ``amend`` where as many are
            for it as against.
    """

    application: Application
    sheets: tuple[SheetLine, ...]
    average: float | None
    spread: float | None
    by_criterion: tuple[float | None, ...]
    advice: dict[str, int]
    recommended: str

    @property
    def entered(self) -> int:
        """How many sheets there are."""
        return sum(one.sheet is not None for one in self.sheets)

    @property
    def asked(self) -> int:
        """How many experts may score it."""
        return sum(not one.conflict for one in self.sheets)


class BatchScores(msgspec.Struct, frozen=True, kw_only=True):
    """A batch as the argument stands."""

    batch: Batch
    criteria: tuple[Criterion, ...]
    assessors: tuple[Assessor, ...]
    lines: tuple[ScoreLine, ...]


def scores_of(batch: Batch) -> BatchScores:
    """The argument of a batch; eight questions, however large it is."""
    criteria = tuple(batch.criteria.all())
    assessors = tuple(batch.assessors.select_related("person", "organisation"))
    applications = list(
        batch.applications.select_related("department", "project", "committee")
        .prefetch_related(Prefetch("units", ApplicationUnit.objects.order_by("position")))
        .order_by("submitted", "pk")
    )
    sheets = _sheets(batch)
    declared = set(
        DeclaredConflict.objects.filter(assessor__batch=batch)
        .order_by()
        .values_list("assessor_id", "application_id")
    )
    banked = banked_units(assessors)
    lines = [
        _line(
            one,
            criteria,
            [
                _sheet_line(
                    expert,
                    one,
                    sheets.get((expert.pk, one.pk)),
                    criteria,
                    (expert.pk, one.pk) in declared,
                    banked.get(expert.pk, frozenset()),
                )
                for expert in assessors
            ],
        )
        for one in applications
    ]
    return BatchScores(batch=batch, criteria=criteria, assessors=assessors, lines=tuple(lines))


def _sheets(batch: Batch) -> dict[tuple[int, int], ScoreSheet]:
    found = ScoreSheet.objects.filter(assessor__batch=batch).order_by("pk")
    held = found.prefetch_related(Prefetch("scores", Score.objects.order_by("criterion")))
    return {(one.assessor_id, one.application_id): one for one in held}


def _sheet_line(
    assessor: Assessor,
    application: Application,
    sheet: ScoreSheet | None,
    criteria: Sequence[Criterion],
    is_declared: bool,  # noqa: FBT001  -- likewise
    banked: frozenset[str],
) -> SheetLine:
    given = {} if sheet is None else {one.criterion_id: one.points for one in sheet.scores.all()}
    points = tuple(given.get(one.pk, 0) for one in criteria) if given else ()
    total = (
        sum(p * c.weight for p, c in zip(points, criteria, strict=True)) / 100 if given else None
    )
    conflict = conflict_among(
        assessor,
        [(one.name, one.organisation_id) for one in application.units.all()],
        (application.department.name, application.department_id),
        is_declared=is_declared,
        banked=banked,
    )
    return SheetLine(assessor=assessor, sheet=sheet, total=total, points=points, conflict=conflict)


def _line(
    application: Application, criteria: Sequence[Criterion], sheets: Sequence[SheetLine]
) -> ScoreLine:
    totals = [one.total for one in sheets if one.total is not None]
    given = [one.points for one in sheets if one.points]
    advice = Counter(one.sheet.advice for one in sheets if one.sheet is not None)
    return ScoreLine(
        application=application,
        sheets=tuple(sheets),
        average=statistics.fmean(totals) if totals else None,
        spread=max(totals) - min(totals) if totals else None,
        by_criterion=tuple(
            statistics.fmean(row[place] for row in given) if given else None
            for place in range(len(criteria))
        ),
        advice=dict(advice),
        recommended=_recommended(advice),
    )


def _recommended(advice: Counter[str]) -> str:
    """What more than half advise; who is for it with changes counts for it."""
    if not advice:
        return ""
    against, whole = advice["decline"], advice["accept"]
    everybody = sum(advice.values())
    if 2 * against > everybody:
        return "decline"
    return "accept" if 2 * whole > everybody else "amend"
