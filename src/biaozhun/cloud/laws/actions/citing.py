"""What a person says of the citations found in a law: they hold, they are others, they are none."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.laws.actions.reading import named
from biaozhun.cloud.laws.actions.refusing import RefusedError
from biaozhun.cloud.laws.actions.warning import remember
from biaozhun.cloud.laws.models import CitedStandard, Law
from biaozhun.core.citation import Citation, Scope
from biaozhun.core.number import NumberError, StandardNumber, parse

State = CitedStandard.State


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What a person says of a citation.

    Attributes:
        number: the number in any spelling.
        label: the article it stands in.
        clauses: the clauses cited, as printed.
        mode: exclusive, indicative or unknown.
        all_parts: all parts of the standard are meant.
    """

    number: str
    label: str
    clauses: tuple[str, ...]
    mode: str
    all_parts: bool = False


def decide(citations: Sequence[CitedStandard], state: str, *, actor: Person, today: dt.date) -> int:
    """Confirm or reject citations of one law; returns how many were decided anew.

    How what is confirmed stands is remembered before: of many, reading the library takes seconds.
    """
    pks = [each.pk for each in citations if each.state != state]
    if not pks:
        return 0
    if state == State.CONFIRMED:
        remember({(each.slug, each.all_parts) for each in citations}, today)
    with transaction.atomic():
        CitedStandard.objects.filter(pk__in=pks).update(
            state=state, person=str(actor)[:150], decided=now()
        )
        law = citations[0].law
        facts = {"citations": len(pks), "state": state}
        record("laws.citations_decided", subject=f"law:{law.slug}", actor=actor, facts=facts)
    return len(pks)


@transaction.atomic
def correct(citation: CitedStandard, said: Said, *, actor: Person, today: dt.date) -> None:
    """Set the reading of a citation right; what the reader proposed as its mode is kept beside.

    Raises:
        RefusedError: the number is none.
    """
    before = citation.number
    _say(citation, said, actor)
    citation.save()
    remember({(citation.slug, citation.all_parts)}, today)
    facts = {"was": before, "number": citation.number, "mode": citation.mode}
    record("laws.citation_corrected", subject=f"law:{citation.law.slug}", actor=actor, facts=facts)


@transaction.atomic
def add_citation(law: Law, said: Said, *, actor: Person, today: dt.date) -> CitedStandard:
    """Write down a citation that no reader found.

    Raises:
        RefusedError: the number is none.
    """
    made = CitedStandard(law=law, text=said.number[:500], origin=CitedStandard.Origin.BY_HAND)
    _say(made, said, actor)
    made.save()
    remember({(made.slug, made.all_parts)}, today)
    facts = {"number": made.number, "article": made.label}
    record("laws.citation_added", subject=f"law:{law.slug}", actor=actor, facts=facts)
    return made


def _say(citation: CitedStandard, said: Said, actor: Person) -> None:
    number = number_of(said.number)
    scope = Scope.ALL_PARTS if said.all_parts else Scope.ONE
    read = Citation(start=0, end=0, text=said.number, number=number, scope=scope)
    for name, value in named(read).items():
        setattr(citation, name, value)
    citation.label = said.label
    citation.clauses = list(said.clauses)
    citation.mode = said.mode
    citation.state = State.CONFIRMED
    citation.person, citation.decided = str(actor)[:150], now()


def number_of(text: str) -> StandardNumber:
    """The number a person wrote.

    Raises:
        RefusedError: it is none, or longer than any is.
    """
    try:
        number = parse(text)
    except NumberError as error:
        raise RefusedError(
            _("“{text}”不是标准编号，请对照原文改正。").format(text=text[:60])
        ) from error
    if len(number.slug) > 190:
        raise RefusedError(_("“{text}”不是标准编号，请对照原文改正。").format(text=text[:60]))
    return number
