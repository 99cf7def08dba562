"""Saying what serves a target, and where it starts from; every change is kept in the journal."""

import datetime as dt
from decimal import Decimal

import msgspec
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.metrics.queries.figures import Asked
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.plans.actions.telling import leading, people_of, tell_each
from biaozhun.cloud.plans.models import Target
from biaozhun.cloud.targets.errors import TargetRefusedError
from biaozhun.cloud.targets.models import Part, Serving, TargetBinding
from biaozhun.core.policy.standing import is_share


class ByMetric(msgspec.Struct, frozen=True, kw_only=True):
    """It counts itself."""

    asked: Asked
    note: str = ""


class ByReporter(msgspec.Struct, frozen=True, kw_only=True):
    """A unit says it."""

    reporter: Organisation
    note: str = ""


class ByPartToCome(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the platform that is not there yet will count it."""

    part: Part
    note: str = ""


Wanted = ByMetric | ByReporter | ByPartToCome


@transaction.atomic
def bind(pk: int, wanted: Wanted, *, actor: Person, at: dt.datetime) -> TargetBinding:
    """Say what serves a target; what served it before stands in the journal.

    Raises:
        DoesNotExist: there is no such target.
        TargetRefusedError: ``target_not_yours``, ``unit_is_no_share``, ``unit_is_a_share``.
    """
    target = _held(pk, actor)
    binding = TargetBinding.objects.filter(target=target).first()
    before = described(binding)
    made = TargetBinding(
        pk=binding.pk if binding else None, target=target, bound=at, bound_by=actor
    )
    _serve(made, wanted, target)
    made.save()
    facts = {"before": before, "after": described(made), "note": made.note}
    record("targets.bound", subject=f"target:{pk}", actor=actor, facts=facts)
    if isinstance(wanted, ByReporter):
        _ask(target, wanted.reporter, at)
    return made


def _serve(made: TargetBinding, wanted: Wanted, target: Target) -> None:
    made.note = wanted.note
    match wanted:
        case ByMetric(asked=asked):
            _comparable(target, asked)
            made.serving, made.key = Serving.METRIC, asked.metric.key
            made.arguments = dict(asked.arguments.values)
        case ByReporter(reporter=reporter):
            made.serving, made.reporter = Serving.REPORTED, reporter
        case ByPartToCome(part=part):
            made.serving, made.part = Serving.LATER, part


def _comparable(target: Target, asked: Asked) -> None:
    """A share is met by a share, a count by a count."""
    told, wanted = is_share(str(asked.metric.unit)), is_share(target.unit)
    if wanted and not told:
        raise TargetRefusedError("The metric tells no share", code="unit_is_a_share")
    if told and not wanted:
        raise TargetRefusedError("The metric tells a share", code="unit_is_no_share")


def described(binding: TargetBinding | None) -> str:
    """What serves a target, in one line of the journal."""
    if binding is None:
        return ""
    match Serving(binding.serving):
        case Serving.METRIC:
            pairs = sorted(binding.arguments.items())  # not every database keeps their order
            asked = "&".join(f"{name}={value}" for name, value in pairs)
            return f"{binding.key}?{asked}" if asked else binding.key
        case Serving.REPORTED:
            return str(binding.reporter)
        case Serving.LATER:
            return str(binding.part)


def _ask(target: Target, reporter: Organisation, at: dt.datetime) -> None:
    """Tell the unit that it is to report."""
    tell_each(
        leading(people_of([reporter.pk])),
        lambda: Message(
            kind="targets.value_asked",
            subject=_("请填报目标值：{target}").format(target=target.indicator)[:200],
            text=_("规划“{plan}”的这项目标由贵单位填报，请按时报送数值和依据。").format(
                plan=target.plan
            ),
            address=reverse("targets:target", args=[target.pk]),
            key=f"targets:asked:{target.pk}:{reporter.pk}:{at.date().isoformat()}",
        ),
    )


@transaction.atomic
def set_baseline(
    pk: int, value: Decimal | None, year: int | None, *, actor: Person, reason: str
) -> Target:
    """Say where a target starts from, or that nothing is said.

    Raises:
        DoesNotExist: there is no such target.
        TargetRefusedError: ``target_not_yours``.
    """
    target = _held(pk, actor)
    before = _based(target)
    target.baseline, target.baseline_year = value, year if value is not None else None
    target.save(update_fields=["baseline", "baseline_year"])
    facts = {"before": before, "after": _based(target), "reason": reason}
    record("targets.baseline_set", subject=f"target:{pk}", actor=actor, facts=facts)
    return target


def _based(target: Target) -> str:
    if target.baseline is None:
        return ""
    year = f" ({target.baseline_year})" if target.baseline_year else ""
    return f"{target.baseline.normalize():f}{year}"


def _held(pk: int, actor: Person) -> Target:
    if not is_authority(actor):
        raise TargetRefusedError("Only the authority may", code="target_not_yours")
    held = Target.objects.select_for_update(of=("self",)).select_related("plan")
    return held.get(pk=pk, dropped=False)
