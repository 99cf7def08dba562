"""A region states a rule of its own, or ends it."""

import datetime as dt

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.rules.errors import RefusedError
from biaozhun.cloud.rules.models import RuleOverride
from biaozhun.cloud.rules.queries.holding import packs_above, rule_of, standing_of
from biaozhun.cloud.rules.wording import FAULT, bound
from biaozhun.core.lifecycle.rules import Procedure, RuleError, RulePack, check_pack, model_rule

ONE_DAY = dt.timedelta(days=1)


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """What a region states.

    Attributes:
        rule: id of a rule of the shipped packs.
        value: as written: 45 or 2/3.
        basis: the document of the region that says so.
        since: the first day it holds.
        procedure: which way of making standards it is for.
    """

    rule: str
    value: str
    basis: str
    since: dt.date
    procedure: Procedure = Procedure.NORMAL


@transaction.atomic
def state_rule(
    authority: Organisation, told: Statement, *, actor: Person, at: dt.datetime
) -> RuleOverride:
    """Let a rule of the region hold from a day on; what the region stated before ends then.

    Raises:
        RefusedError: nobody knows the rule; the value is none of it, or looser than the law above
            it allows; the region stated it for a later day already.
    """
    _one_at_a_time(authority)
    row = RuleOverride(
        authority=authority,
        **msgspec.structs.asdict(told),
        entered_by=actor,
        entered=at,
    )
    _check(authority, row)
    _end_open(row)
    row.save()
    facts = {**msgspec.structs.asdict(told), "authority": authority.name}
    _record("rule_stated", authority, actor, facts)
    return row


@transaction.atomic
def end_rule(row: RuleOverride, until: dt.date, *, actor: Person) -> None:
    """Let a rule of the region hold to a day, after which the law above it holds again.

    Raises:
        RefusedError: it would end before it began, or ended already.
    """
    held = RuleOverride.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if held.until is not None:
        raise RefusedError(_("这条规定已经终止。"))
    if until < held.since:
        raise RefusedError(_("最后一天不能早于开始的那一天。"), field="until")
    held.until = until
    held.save(update_fields=["until"])
    facts = {"rule": held.rule, "procedure": held.procedure, "value": held.value, "until": until}
    _record("rule_ended", held.authority, actor, facts)


def _one_at_a_time(authority: Organisation) -> None:
    """Hold the authority until the transaction ends, so that two statements are compared."""
    Organisation.objects.select_for_update().get(pk=authority.pk)


def _check(authority: Organisation, row: RuleOverride) -> None:
    """Refuse a value that the rule cannot have, or that the law above it forbids."""
    if model_rule(row.rule) is None:
        raise RefusedError(_("没有编号为“{rule}”的规则。").format(rule=row.rule[:20]))
    try:
        rule = rule_of(row)
    except RuleError as error:
        raise RefusedError(
            _("请写一个合适的数，例如 45；占比写成 2/3 或 0.75。"), field="value"
        ) from error
    way = Procedure(row.procedure)
    pack = RulePack(level=standing_of(authority).level, procedure=way, rules=(rule,))
    try:
        check_pack(pack, packs_above(authority, row), on=row.since)
    except RuleError as error:
        raise RefusedError(_said(error), field="value") from error


def _said(error: RuleError) -> str:
    """Why the law above forbids it, with what that law says."""
    above = bound(error.above) if error.above else ""
    return str(FAULT[error.code]).format(above=above)


def _end_open(row: RuleOverride) -> None:
    """End what the region stated before on the day before; what begins later stands against it."""
    key = {"authority": row.authority, "procedure": row.procedure, "rule": row.rule}
    others = RuleOverride.objects.filter(**key)
    later = others.filter(since__gte=row.since).order_by("since").first()
    if later is not None:
        sentence = _("本地区已经规定了从 {day} 起的数值，请从更晚的一天开始。")
        raise RefusedError(sentence.format(day=f"{later.since:%Y-%m-%d}"), field="since")
    last = row.since - ONE_DAY
    for one in others.select_for_update(of=("self",)):
        if one.until is None or one.until > last:
            one.until = last
            one.save(update_fields=["until"])


def _record(verb: str, authority: Organisation, actor: Person, facts: dict[str, object]) -> None:
    told = {key: str(value) for key, value in facts.items() if value is not None}
    subject = f"rules.authority:{authority.pk}"
    record(f"rules.{verb}", subject=subject, actor=actor, facts=told)
