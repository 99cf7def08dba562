"""Rules on which source is believed of a field: made, looked at before, applied, withdrawn."""

import itertools

import msgspec
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record as note
from biaozhun.cloud.catalogue.actions.bulk import one_batch_at_a_time
from biaozhun.cloud.catalogue.actions.editions import current_rows
from biaozhun.cloud.catalogue.actions.rules import Rules, as_rule
from biaozhun.cloud.catalogue.actions.storing import add_kept_rows, look_up, merge_again
from biaozhun.cloud.catalogue.actions.targets import Target, edition_number
from biaozhun.cloud.catalogue.models import (
    Conflict,
    Edition,
    PrecedenceRule,
    Source,
    SourceRecord,
)
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.core.bibliography import RULED, THE_NUMBER, Merged, merge
from biaozhun.core.bibliography.merged import as_text
from biaozhun.core.bibliography.natures import nature_of_number
from biaozhun.core.errors import BiaozhunError

BATCH = 300  # editions in one transaction
LOOKED_AT = 2_000  # editions that a preview merges
SHOWN = 50  # changed values that it shows


class RuleRefusedError(BiaozhunError):
    """A rule that cannot stand."""

    default_code = "rule_refused"


class ValueChange(msgspec.Struct, frozen=True):
    """A value of an edition before and after a rule."""

    slug: str
    number: str
    before: str
    after: str


class RulePreview(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule would do.

    Attributes:
        candidates: editions about which sources disagree and of which the preferred one speaks.
        looked_at: of these, those that were merged for the preview.
        changed: how many values of them would change.
        decided: disagreements of them that the rule would decide.
        changes: the first of the changed values.
    """

    candidates: int
    looked_at: int
    changed: int
    decided: int
    changes: list[ValueChange]


def candidates(rule: PrecedenceRule) -> QuerySet[Edition]:
    """The editions that a rule can bear on: those where sources disagree about its field."""
    contested = Conflict.objects.filter(field=rule.field).order_by().values("edition")
    found = Edition.objects.filter(pk__in=contested)
    if rule.prefix:
        found = found.filter(standard__code__startswith=rule.prefix)
    for source in {rule.preferred, rule.over} - {"", THE_NUMBER}:
        found = found.filter(Exists(_rows_of(source)))
    return found.order_by("id")


def _rows_of(source: str) -> QuerySet[SourceRecord]:
    """What a source states of the edition of the query around it."""
    return SourceRecord.objects.filter(edition=OuterRef("pk"), source__slug=source)


def preview(rule: PrecedenceRule) -> RulePreview:
    """Merge the editions with the rule in memory; nothing is changed."""
    check(rule)
    held = candidates(rule)
    numbers = list(held.values_list("number", flat=True)[:LOOKED_AT])
    targets = {t.slug: t for t in map(Target.of, map(edition_number, numbers))}
    look_up(targets)
    add_kept_rows(targets.values())
    standing, added = Rules.standing(), as_rule(rule)
    changes: list[ValueChange] = []
    decided = 0
    for target in targets.values():
        rows, rules = current_rows(target.rows), standing.of(target.number.code)
        before = merge(rows, rules=rules)
        after = merge(rows, rules=(added, *rules))
        decided += sum(conflict.decided == f"rule:{added.id}" for conflict in after.conflicts)
        was, will = _shown(before, rule.field), _shown(after, rule.field)
        if was != will:
            changes.append(ValueChange(target.slug, target.canonical, was, will))
    return RulePreview(
        candidates=held.count(),
        looked_at=len(targets),
        changed=len(changes),
        decided=decided,
        changes=changes[:SHOWN],
    )


def _shown(merged: Merged, field: str) -> str:
    """A value as the page of the edition shows it: the nature as decided, else by the number."""
    if field == "nature":
        decided = next((said.word for said in merged.natures if said.decided), None)
        value = decided or nature_of_number(merged.record.number) or merged.record.nature
        return str(value or "")
    return as_text(getattr(merged.record, field) or "")


def check(rule: PrecedenceRule) -> None:
    """Whether a rule can stand.

    Raises:
        RuleRefusedError: its field or its sources are none, or it stands already.
    """
    sources = set(Source.objects.values_list("slug", flat=True))
    if rule.field == "nature":
        sources.add(THE_NUMBER)
    if rule.field not in RULED:
        raise RuleRefusedError("no rule can be made for this field", code="rule_field_unknown")
    if rule.field != "nature" and THE_NUMBER in (rule.preferred, rule.over):
        raise RuleRefusedError(
            "the number speaks of the nature alone",
            code="rule_of_the_number",
            hint="name a source, or make the rule for the nature",
        )
    if rule.preferred not in sources or (rule.over and rule.over not in sources):
        raise RuleRefusedError("there is no such source", code="rule_source_unknown")
    if rule.preferred == rule.over:
        raise RuleRefusedError("a source cannot be put above itself", code="rule_of_one_source")
    same = PrecedenceRule.objects.filter(until=None, field=rule.field, prefix=rule.prefix)
    if same.filter(preferred=rule.preferred, over=rule.over).exists():
        raise RuleRefusedError("this rule stands already", code="rule_stands")
    if rule.over and same.filter(preferred=rule.over, over=rule.preferred).exists():
        raise RuleRefusedError(
            "a rule says the opposite", code="rule_opposed", hint="withdraw that one first"
        )


def make_rule(rule: PrecedenceRule, *, actor: Person | None) -> PrecedenceRule:
    """Let the rule stand from now on; :func:`follow` brings what is held in line.

    Raises:
        RuleRefusedError: it cannot stand.
    """
    with transaction.atomic():
        one_batch_at_a_time()  # of two that make it, or its opposite, at once the second is refused
        check(rule)
        if not rule.reason.strip():
            raise RuleRefusedError("no reason is given", code="no_reason")
        rule.person, rule.since = str(actor or "")[:150], now()
        rule.candidates = candidates(rule).count()
        rule.save()
        note("catalogue.rule_made", subject=f"rule:{rule.pk}", actor=actor, facts=_facts(rule))
    return rule


def withdraw_rule(rule: PrecedenceRule, *, actor: Person | None) -> None:
    """End the rule; :func:`follow` merges again what it decided."""
    with transaction.atomic():
        ended = PrecedenceRule.objects.filter(pk=rule.pk, until=None).update(
            until=now(),
            withdrawn_by=str(actor or "")[:150],
            applied=None,
            done=0,
            candidates=candidates(rule).count(),
        )
        if ended:
            note(
                "catalogue.rule_withdrawn",
                subject=f"rule:{rule.pk}",
                actor=actor,
                facts=_facts(rule),
            )


def _facts(rule: PrecedenceRule) -> dict[str, object]:
    return {
        "field": rule.field,
        "preferred": rule.preferred,
        "over": rule.over,
        "prefix": rule.prefix,
        "reason": rule.reason,
    }


def follow(rule: PrecedenceRule) -> None:
    """Merge again what the rule bears on; killed anywhere it is done again from the start."""
    PrecedenceRule.objects.filter(pk=rule.pk).update(done=0)
    ids = iter(list(candidates(rule).values_list("pk", flat=True)))
    while batch := list(itertools.islice(ids, BATCH)):
        with transaction.atomic():
            merge_again(batch, day=today())
            PrecedenceRule.objects.filter(pk=rule.pk).update(done=F("done") + len(batch))
    PrecedenceRule.objects.filter(pk=rule.pk).update(applied=now())
