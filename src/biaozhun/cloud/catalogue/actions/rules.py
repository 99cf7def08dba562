"""The rules that stand, as a merge takes them."""

from collections.abc import Sequence
from typing import Self

import msgspec

from biaozhun.cloud.catalogue.models import PrecedenceRule
from biaozhun.core.bibliography import Rule


class Rules(msgspec.Struct, frozen=True):
    """The standing rules, each with how the codes begin that it is for; the newest first."""

    entries: Sequence[tuple[str, Rule]] = ()

    @classmethod
    def standing(cls) -> Self:
        """Those of the library, as they stand now."""
        rules = PrecedenceRule.objects.filter(until=None).order_by("-id")
        return cls([(rule.prefix, as_rule(rule)) for rule in rules])

    def of(self, code: str) -> tuple[Rule, ...]:
        """Those for the standards of a code (GB/T, DB44)."""
        if not self.entries:
            return ()
        return tuple(rule for prefix, rule in self.entries if code.startswith(prefix))


def as_rule(rule: PrecedenceRule) -> Rule:
    """A rule without what people said of it."""
    return Rule(id=rule.pk or 0, field=rule.field, preferred=rule.preferred, over=rule.over)
