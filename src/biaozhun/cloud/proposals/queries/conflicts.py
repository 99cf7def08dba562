"""Why an expert may not score an application."""

from collections.abc import Sequence
from typing import Literal

from biaozhun.cloud.committees.models import ExpertConflict
from biaozhun.cloud.proposals.models import Application, Assessor, DeclaredConflict
from biaozhun.core.unit_names import spelling

Conflict = Literal["", "drafting_unit", "department", "bank", "declared"]


def conflict_of(assessor: Assessor, application: Application) -> Conflict:
    """What an expert has to do with an application; four questions at most."""
    units = [(one.name, one.organisation_id) for one in application.units.all()]
    declared = DeclaredConflict.objects.filter(assessor=assessor, application=application)
    return conflict_among(
        assessor,
        units,
        (application.department.name, application.department_id),
        is_declared=declared.exists(),
        banked=banked_units([assessor]).get(assessor.pk, frozenset()),
    )


def banked_units(assessors: Sequence[Assessor]) -> dict[int, frozenset[str]]:
    """The units the bank holds a conflict with, by the id of the assessor; one question."""
    of_expert = {one.expert_id: one.pk for one in assessors if one.expert_id is not None}
    rows = ExpertConflict.objects.filter(expert__in=of_expert).order_by()
    found: dict[int, set[str]] = {}
    for expert, unit in rows.values_list("expert_id", "unit"):
        found.setdefault(of_expert[expert], set()).add(spelling(unit).folded)
    return {pk: frozenset(units) for pk, units in found.items()}


def conflict_among(
    assessor: Assessor,
    units: list[tuple[str, int | None]],
    department: tuple[str, int],
    *,
    is_declared: bool,
    banked: frozenset[str],
) -> Conflict:
    """The same of what was read before.

    Args:
        assessor: the expert.
        units: names and organisations of the drafting units.
        department: name and organisation of the one that applies.
        is_declared: the expert or an officer noted a conflict.
        banked: folded names of the units the bank holds a conflict with.
    """
    if any(_same(assessor, name, pk) for name, pk in units):
        return "drafting_unit"
    if _same(assessor, *department):
        return "department"
    if any(spelling(name).folded in banked for name, _pk in units):
        return "bank"
    return "declared" if is_declared else ""


def _same(assessor: Assessor, name: str, pk: int | None) -> bool:
    """Whether the expert works there: by the register, or by the name."""
    if pk is not None and pk == assessor.organisation_id:
        return True
    return spelling(assessor.unit).folded == spelling(name).folded
