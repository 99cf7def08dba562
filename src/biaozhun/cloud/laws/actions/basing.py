"""What of the platform rests on a law: functions it governs, and rules of rule packs."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.laws.actions.refusing import RefusedError
from biaozhun.cloud.laws.functions import FUNCTIONS
from biaozhun.cloud.laws.models import Law, LawFunction, RuleBasis


@transaction.atomic
def govern(law: Law, function: str, article: str, *, actor: Person | None) -> None:
    """Write down that a law governs a function of the platform.

    Raises:
        RefusedError: there is no such function, or it is written down already.
    """
    if function not in FUNCTIONS:
        raise RefusedError(_("没有这项功能。"))
    _new, made = LawFunction.objects.get_or_create(law=law, function=function, article=article)
    if not made:
        raise RefusedError(_("这一条已经记下。"))
    facts = {"function": function, "article": article}
    record("laws.function_linked", subject=f"law:{law.slug}", actor=actor, facts=facts)


@transaction.atomic
def ungovern(link: LawFunction, *, actor: Person) -> None:
    """Take it back."""
    facts = {"function": link.function, "article": link.article}
    record("laws.function_unlinked", subject=f"law:{link.law.slug}", actor=actor, facts=facts)
    link.delete()


@transaction.atomic
def rest_rule(law: Law, rule: str, article: str, *, actor: Person | None) -> None:
    """Write down that a rule of a rule pack rests on an article.

    Raises:
        RefusedError: it is written down already.
    """
    _new, made = RuleBasis.objects.get_or_create(law=law, rule=rule, article=article)
    if not made:
        raise RefusedError(_("这一条已经记下。"))
    facts = {"rule": rule, "article": article}
    record("laws.rule_based", subject=f"law:{law.slug}", actor=actor, facts=facts)


@transaction.atomic
def unrest_rule(basis: RuleBasis, *, actor: Person) -> None:
    """Take it back."""
    facts = {"rule": basis.rule, "article": basis.article}
    record("laws.rule_unbased", subject=f"law:{basis.law.slug}", actor=actor, facts=facts)
    basis.delete()


@transaction.atomic
def mark_rules(law: Law, reason: str, *, on: dt.date, actor: Person | None) -> int:
    """Mark every rule that rests on a law for re-signing; returns how many were not marked yet."""
    bases = RuleBasis.objects.filter(law=law)
    rules = sorted(bases.filter(marked=None).values_list("rule", flat=True))
    bases.update(marked=on, reason=reason[:300])
    if rules:
        facts = {"rules": rules[:100], "reason": reason}
        record("laws.rules_marked", subject=f"law:{law.slug}", actor=actor, facts=facts)
    return len(rules)


@transaction.atomic
def sign_rule(basis: RuleBasis, *, actor: Person, today: dt.date) -> None:
    """Say that a rule was compared with the law as it reads now.

    Raises:
        RefusedError: its law no longer holds.
    """
    if basis.law.abolished and basis.law.abolished <= today:
        raise RefusedError(_("所依据的文件已经废止，先改依据。"))
    basis.marked, basis.reason = None, ""
    basis.signed, basis.signed_by = today, str(actor)[:150]
    basis.save()
    facts = {"rule": basis.rule, "article": basis.article}
    record("laws.rule_signed", subject=f"law:{basis.law.slug}", actor=actor, facts=facts)
