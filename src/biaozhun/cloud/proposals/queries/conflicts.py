"""Why an expert may not score an application."""

from typing import Literal

from biaozhun.cloud.proposals.models import Application, Assessor, DeclaredConflict
from biaozhun.core.unit_names import spelling

Conflict = Literal["", "drafting_unit", "department", "declared"]


def conflict_of(assessor: Assessor, application: Application) -> Conflict:
    """What an expert has to do with an application; three questions at most."""
    units = [(one.name, one.organisation_id) for one in application.units.all()]
    declared = DeclaredConflict.objects.filter(assessor=assessor, application=application)
    return conflict_among(
        assessor,
        units,
        (application.department.name, application.department_id),
        is_declared=declared.exists(),
    )


def conflict_among(
    assessor: Assessor,
    units: list[tuple[str, int | None]],
    department: tuple[str, int],
    *,
    is_declared: bool,
) -> Conflict:
    """The same of what was read before.

    Args:
        assessor: the expert.
        units: names and organisations of the drafting units.
        department: name and organisation of the one that applies.
        is_declared: the expert or an officer noted a conflict.
    """
    if any(_same(assessor, name, pk) for name, pk in units):
        return "drafting_unit"
    if _same(assessor, *department):
        return "department"
    return "declared" if is_declared else ""


def _same(assessor: Assessor, name: str, pk: int | None) -> bool:
    """Whether the expert works there: by the register, or by the name."""
    if pk is not None and pk == assessor.organisation_id:
        return True
    return spelling(assessor.unit).folded == spelling(name).folded
