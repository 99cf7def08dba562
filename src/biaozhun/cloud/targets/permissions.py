"""Who binds targets, who reports of them, and who sees which."""

from django.db.models import Q, QuerySet

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.plans.models import Plan, Target
from biaozhun.cloud.plans.permissions import PUBLISHED
from biaozhun.cloud.targets.models import Serving, TargetBinding


def may_report(person: Person | None, binding: TargetBinding | None) -> bool:
    """The people of the unit named to report; the authority sees to it and does not report."""
    if person is None or not person.is_active or binding is None:
        return False
    own = person.organisation_id is not None and person.organisation_id == binding.reporter_id
    return own and binding.serving == Serving.REPORTED


def targets_in_sight(person: Person | None) -> "QuerySet[Target]":
    """The targets somebody may see: of plans that are published; the authority those of all.

    A unit sees also those it reports of, as soon as it is named.
    """
    held = Target.objects.filter(dropped=False)
    if is_authority(person):
        return held
    seen = Q(plan__state__in=PUBLISHED)
    if person is not None and person.is_active and person.organisation_id is not None:
        seen |= Q(binding__reporter=person.organisation_id)
    return held.filter(seen)


def may_see_plan(person: Person | None, plan: Plan) -> bool:
    """Whether somebody may see how the targets of a plan stand."""
    return plan.state in PUBLISHED or is_authority(person)


def sees_values(person: Person | None, binding: TargetBinding | None) -> bool:
    """Whether somebody may read values that are not accepted, and evidence: both sides."""
    return is_authority(person) or may_report(person, binding)
