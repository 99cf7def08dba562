"""What is found out about a citation before it is told what follows from it."""

import datetime as dt

import msgspec

from biaozhun.core.number import StandardNumber
from biaozhun.core.succession import Standing, standing
from biaozhun.core.validity.answer import Asked, ClauseWithdrawal
from biaozhun.core.validity.outcomes import Outcome
from biaozhun.core.validity.rules import ValidityRule
from biaozhun.core.validity.shelf import Shelf, ShelfEdition


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One question: what is asked, of which number, where it is looked up, for which day.

    ``standards`` are the keys of the standard asked for, joint numbers behind its own.
    """

    asked: Asked
    number: StandardNumber
    standards: tuple[str, ...]
    shelf: Shelf
    on: dt.date

    def held(self, standard: str) -> list[ShelfEdition]:
        """The editions and sheets held of a standard."""
        keys = self.shelf.standards.get(standard, ())
        return [self.shelf.editions[key] for key in keys if key in self.shelf.editions]

    def editions(self, standard: str) -> list[ShelfEdition]:
        """The editions held of a standard, without their sheets."""
        return [edition for edition in self.held(standard) if not edition.is_sheet]

    def standing(self, edition: ShelfEdition) -> Standing:
        """How an edition stands on the day."""
        return standing(edition.timeline, self.on)


class Verdict(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How what is cited stands on the day.

    ``edition`` is the one meant, if one is held; ``standard`` the key of the standard where only
    that is known. ``detail`` says in English what the rule rests on, a clause each.
    """

    outcome: Outcome
    rule: ValidityRule
    certain: bool
    detail: tuple[str, ...] = ()
    edition: ShelfEdition | None = None
    standard: str = ""
    standing: Standing | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    candidates: tuple[str, ...] = ()
    cuts: tuple[ClauseWithdrawal, ...] = ()

    @property
    def reason(self) -> str:
        """The rule and what it rests on, in one sentence."""
        said = [part for part in (self.rule.meaning, *self.detail) if part]
        return "; ".join(said)
