"""What of a standard's text may be shown, by the rule of its authority, else by that of the law."""

import msgspec

from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.issuing.models import DisclosureRule
from biaozhun.core.disclosure import disclosure
from biaozhun.core.number import parse


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """What may be shown, why not more, and what that rests on."""

    right: str
    reason: str
    basis: str


def disclosure_of(project: Project) -> Rule:
    """The narrowest rule of the authority that fits the project; one question.

    A rule that names regime and field is narrower than one that names the regime, that one than
    one that names the field.
    """
    rules = DisclosureRule.objects.filter(
        authority=project.authority,
        regime__in=["", project.regime],
        field__in=["", project.field],
    )
    found = max(rules, key=lambda one: (bool(one.regime), bool(one.field)), default=None)
    if found is not None:
        return Rule(right=found.right, reason=found.reason, basis=found.basis)
    general = disclosure(parse(project.number))
    reason = "" if general.right == "open" else general.basis
    return Rule(right=general.right, reason=reason, basis=general.basis)
