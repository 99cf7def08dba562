"""An officer signs a rule after comparing it with the official text, or takes the word back."""

import datetime as dt

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.rules.errors import RefusedError
from biaozhun.cloud.rules.models import RuleSignature
from biaozhun.cloud.rules.queries.holding import rules_for
from biaozhun.core.lifecycle.rules import Applied, written


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What an officer compared.

    Attributes:
        rule: its id.
        procedure: of whose pack.
        level: of the rule as the officer saw it.
        value: likewise, as written.
        text: of the official article.
        day: of the comparison.
    """

    rule: str
    procedure: str
    level: str
    value: str
    text: str
    day: dt.date


@transaction.atomic
def sign_rule(
    authority: Organisation, told: Comparison, *, actor: Person, at: dt.datetime, on: dt.date
) -> RuleSignature:
    """Let a rule bind in the region, on an officer's word.

    Args:
        authority: whose officer signs.
        told: what was compared.
        actor: the officer.
        at: the instant.
        on: its day.

    Raises:
        RefusedError: no such rule holds, or it changed since the officer saw it; it is a default
            of the platform, which no law says; no text was given; the day has not come, or lies
            before the last word on it.
    """
    rule = _held(authority, told, on)
    if rule.is_default:
        raise RefusedError(
            _("这是平台的参照设定，没有可以核对的条文。请先按本地区的文件规定，再签署。")
        )
    if not told.text.strip():
        raise RefusedError(_("请抄录核对过的条文原文。"), field="text")
    if told.day > on:
        raise RefusedError(_("核对的日期不能在今天之后。"), field="day")
    last = _last_word(authority, told)
    if last is not None and told.day < last.day:
        sentence = _("这条规则在 {day} 签署或撤回过，核对的日期不能更早。")
        raise RefusedError(sentence.format(day=f"{last.day:%Y-%m-%d}"), field="day")
    return _write(authority, rule, RuleSignature(text=told.text.strip(), day=told.day), actor, at)


@transaction.atomic
def revoke_signature(
    authority: Organisation, told: Comparison, reason: str, *, actor: Person, at: dt.datetime
) -> RuleSignature:
    """Take the word on a rule back: it is advice again from that day on.

    Args:
        authority: whose officer takes it back.
        told: which rule; its day is the day of the word that is taken back, or later.
        reason: why.
        actor: the officer.
        at: the instant.

    Raises:
        RefusedError: it is not signed, it changed since, or no reason was given.
    """
    rule = _held(authority, told, told.day)
    if not rule.binding:
        raise RefusedError(_("这条规则没有签署，不必撤回。"))
    if not reason.strip():
        raise RefusedError(_("请说明撤回的理由。"), field="reason")
    row = RuleSignature(revokes=True, reason=reason.strip(), day=told.day)
    return _write(authority, rule, row, actor, at)


def _last_word(authority: Organisation, told: Comparison) -> RuleSignature | None:
    """What the authority last said of a rule with this value, whether signed or taken back."""
    rows = RuleSignature.objects.filter(
        authority=authority, rule=told.rule, level=told.level, value=told.value
    )
    return rows.order_by("day", "id").last()


def _held(authority: Organisation, told: Comparison, on: dt.date) -> Applied:
    """The rule as it holds today, if it is the one the officer saw."""
    rule = rules_for(authority, procedure=told.procedure, on=on).get(told.rule)
    if rule is None or (rule.level, written(rule.value)) != (told.level, told.value):
        raise RefusedError(_("这条规则在您打开页面以后改过了，请重新打开再核对。"))
    return rule


def _write(
    authority: Organisation, rule: Applied, row: RuleSignature, actor: Person, at: dt.datetime
) -> RuleSignature:
    row.authority, row.officer, row.made = authority, actor, at
    row.officer_name = f"{authority.name} {actor.name}"
    row.rule, row.level, row.value = rule.rule, rule.level, written(rule.value)
    row.save()
    facts = {
        "authority": authority.name,
        "rule": row.rule,
        "level": row.level,
        "value": row.value,
        "day": f"{row.day:%Y-%m-%d}",
        **({"reason": row.reason} if row.revokes else {"text": row.text}),
    }
    verb = "signature_revoked" if row.revokes else "rule_signed"
    record(f"rules.{verb}", subject=f"rules.authority:{authority.pk}", actor=actor, facts=facts)
    return row
