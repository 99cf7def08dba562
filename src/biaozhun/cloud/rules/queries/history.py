"""What was stated and signed for an authority, the latest first."""

import datetime as dt
from decimal import Decimal

import msgspec
from django.core.paginator import Page, Paginator

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.rules.models import RuleOverride, RuleSignature
from biaozhun.cloud.rules.wording import bound
from biaozhun.core.lifecycle.rules import Rule, model_rules, value_of, written

A_PAGE = 50


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """Something an officer did about a rule.

    Attributes:
        at: when.
        by: who.
        rule: id of the rule.
        value: as it was stated or signed.
        model: what the rule is about; ``None`` where its id is shipped no longer.
        stated: the statement, or ``None``.
        signed: the signature, or ``None``.
    """

    at: dt.datetime
    by: str
    rule: str
    value: Decimal
    model: Rule | None = None
    stated: RuleOverride | None = None
    signed: RuleSignature | None = None

    @property
    def worth(self) -> str:
        """The value with its unit; as it was written where nobody knows the rule any more."""
        if self.model is None:
            return written(self.value)
        return bound(msgspec.structs.replace(self.model, value=self.value))


def history(authority: Organisation, page: int) -> Page[Entry]:
    """Statements and signatures of an authority together; two questions."""
    models = model_rules()
    stated = RuleOverride.objects.filter(authority=authority).select_related("entered_by")
    signed = RuleSignature.objects.filter(authority=authority)
    entries = [
        Entry(
            at=row.entered,
            by=row.entered_by.name if row.entered_by else "",
            rule=row.rule,
            value=value_of(row.value),
            model=models.get(row.rule),
            stated=row,
        )
        for row in stated
    ]
    entries += [
        Entry(
            at=row.made,
            by=row.officer_name,
            rule=row.rule,
            value=value_of(row.value),
            model=models.get(row.rule),
            signed=row,
        )
        for row in signed
    ]
    entries.sort(key=lambda one: one.at, reverse=True)
    return Paginator(entries, A_PAGE).get_page(page)
