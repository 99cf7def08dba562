"""The answer to a citation: how what is cited stands on the day, and what follows."""

import datetime as dt

import msgspec

from biaozhun.core.succession import ENDED, amendments_in_force
from biaozhun.core.validity.absent import holding_of, kin_of
from biaozhun.core.validity.all_parts import all_parts
from biaozhun.core.validity.answer import Adopted, Amendment, Answer, Asked
from biaozhun.core.validity.consequences import consequence_of
from biaozhun.core.validity.following import (
    Following,
    following,
    in_use,
    is_other_text,
    is_shared_out,
    newest_of,
)
from biaozhun.core.validity.meaning import dated, undated
from biaozhun.core.validity.naming import standard_keys
from biaozhun.core.validity.outcomes import Citing, Consequence, Outcome
from biaozhun.core.validity.rules import ValidityRule
from biaozhun.core.validity.shelf import Shelf, ShelfEdition
from biaozhun.core.validity.stating import whole_of
from biaozhun.core.validity.titling import with_title
from biaozhun.core.validity.transition import transition
from biaozhun.core.validity.verdict import Case, Verdict


def judge(asked: Asked, shelf: Shelf, *, on: dt.date, citing: Citing) -> Answer:
    """Decide how what is cited stands on a day, and what follows for who cites.

    Total: whatever is printed and however little is held, there is an answer that says by which
    rule it was found.
    """
    if asked.number is None:
        return _malformed(asked)
    case = Case(
        asked=asked,
        number=asked.number,
        standards=standard_keys(asked.number),
        shelf=shelf,
        on=on,
    )
    answer = _answer(_verdict(case), case)
    follows = consequence_of(answer, asked, citing, on=on)
    return msgspec.structs.replace(answer, consequence=follows)


def _malformed(asked: Asked) -> Answer:
    rule = ValidityRule.MALFORMED
    return Answer(
        outcome=Outcome.MALFORMED,
        consequence=Consequence.CORRECT,
        rule=rule,
        reason="; ".join(part for part in (rule.meaning, asked.fault) if part),
        certain=True,
    )


def _verdict(case: Case) -> Verdict:
    if case.asked.all_parts:
        together = all_parts(case)
        if together is not None:
            return together
    found = undated(case) if case.number.year is None else dated(case)
    return with_title(found, case)


def _answer(found: Verdict, case: Case) -> Answer:
    """Everything a reader is told, but for what follows."""
    edition = found.edition
    if edition is None:
        return _without_edition(found, case)
    onward = following(whole_of(edition, case), case.shelf)
    heirs = _heirs(found, onward, case)
    choice = transition(found, onward.steps, case)
    standing = found.standing
    clashes = edition.timeline.contradictions
    others = heirs.numbers if heirs.shared else _elsewhere(found, heirs, case)
    return Answer(
        outcome=found.outcome,
        consequence=Consequence.CHECK,
        rule=found.rule,
        reason=found.reason,
        certain=found.certain and not (onward.chain.cycles and found.outcome is Outcome.REPLACED),
        key=edition.key if edition.key in case.shelf.editions else "",
        number=edition.number,
        title=edition.title_zh or edition.title_en,
        mandatory=edition.mandatory,
        since=found.since,
        until=found.until,
        successors=onward.steps,
        newest=_newest(found, heirs, case),
        amendments=_amendments(edition, case),
        adopted=tuple(
            Adopted(key=link.key, number=link.number, degree=link.degree, newer=link.newer)
            for link in case.shelf.adopted.get(edition.key, ())
        ),
        candidates=tuple(dict.fromkeys((*found.candidates, *others))),
        withdrawn_by=edition.withdrawn_by if found.outcome in _BY_ANNOUNCEMENT else "",
        clauses_withdrawn=found.cuts,
        may_follow_until=choice.may_follow_until,
        must_follow_from=choice.must_follow_from,
        seen=tuple(sorted(edition.seen, key=lambda seen: seen.last, reverse=True)),
        status_rule=standing.rule if standing else "",
        clashes=tuple(dict.fromkeys(c.clash for c in clashes if c.bears_on(case.on))),
    )


_BY_ANNOUNCEMENT = frozenset({Outcome.REPLACED, Outcome.WITHDRAWN, Outcome.RENUMBERED})
_NO_NEWEST = frozenset({Outcome.AMBIGUOUS, Outcome.TITLE_MISMATCH})


def _without_edition(found: Verdict, case: Case) -> Answer:
    newest = newest_of(found.standard, case.shelf, case.on) if found.standard else None
    return Answer(
        outcome=found.outcome,
        consequence=Consequence.CHECK,
        rule=found.rule,
        reason=found.reason,
        certain=found.certain,
        since=found.since,
        newest=newest.number if newest else "",
        candidates=found.candidates,
        holding=holding_of(case),
    )


class _Heirs(msgspec.Struct, frozen=True):
    """The numbers of what has taken the place of an edition and holds; whether others did too."""

    numbers: tuple[str, ...] = ()
    shared: bool = False


def _heirs(found: Verdict, onward: Following, case: Case) -> _Heirs:
    """The editions that have taken the place of one that has ended."""
    if found.standing is None or found.standing.status not in ENDED:
        return _Heirs()
    keys = in_use(onward, case.shelf, case.on)
    return _Heirs(
        numbers=tuple(case.shelf.editions[key].number for key in keys),
        shared=any(is_shared_out(onward, key, case.shelf) for key in keys),
    )


def _elsewhere(found: Verdict, heirs: _Heirs, case: Case) -> tuple[str, ...]:
    """Beside what was withdrawn and left no heir: what is in force under a number like it."""
    edition = found.edition
    if edition is None or heirs.numbers or found.outcome is not Outcome.WITHDRAWN:
        return ()
    held = [newest_of(standard, case.shelf, case.on) for standard in kin_of(case)]
    return tuple(o.number for o in held if o is not None and not is_other_text(edition, o))


def _newest(found: Verdict, heirs: _Heirs, case: Case) -> str:
    """The number of the edition to use on the day; none where others share its place."""
    other_text = found.rule is ValidityRule.OTHER_TEXT_FOLLOWS
    if found.outcome in _NO_NEWEST or other_text or heirs.shared:
        return ""
    if heirs.numbers:
        return heirs.numbers[0]
    edition = found.edition
    if edition is not None and found.rule is ValidityRule.NEWEST_EDITION:
        return edition.number
    newest = newest_of(found.standard, case.shelf, case.on)
    return newest.number if newest else ""


def _amendments(edition: ShelfEdition, case: Case) -> tuple[Amendment, ...]:
    """The amendments and corrigenda of the edition that apply on the day."""
    base = f"{edition.key}/"
    held = case.held(edition.standard)
    sheets = {sheet.key: sheet for sheet in held if sheet.is_sheet and sheet.key.startswith(base)}
    rows = [(key, sheet.timeline) for key, sheet in sheets.items()]
    return tuple(
        Amendment(key=key, number=sheets[key].number, since=sheets[key].timeline.start)
        for key in amendments_in_force(rows, case.on)
    )
