"""What keepers look at: what waits, warnings, who answers, which rules are to be re-signed."""

import datetime as dt

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.laws.models import (
    CitedStandard,
    Instrument,
    Law,
    RegisterImport,
    ResponsibleUnit,
    RuleBasis,
    StandingWarning,
)
from biaozhun.cloud.laws.permissions import KEEPS_LAWS
from biaozhun.cloud.laws.queries.current import current

PAGE = 50
LARGEST_ID = 2**63 - 1
Reply = StandingWarning.Reply


def warnings(reply: str, page: int) -> Page[StandingWarning]:
    """The warnings with one answer, or all, the latest first."""
    found = StandingWarning.objects.select_related("law", "instrument")
    if reply:
        found = found.filter(reply=reply)
    return Paginator(found.order_by("-raised", "-id"), PAGE).get_page(page)


def open_warnings() -> int:
    """How many warnings nobody has answered."""
    return StandingWarning.objects.filter(reply=Reply.OPEN).count()


def to_confirm(on: dt.date) -> int:
    """How many citations wait for a person."""
    return current(on).filter(state=CitedStandard.State.PROPOSED).count()


def to_sign() -> int:
    """How many rules are marked."""
    return RuleBasis.objects.exclude(marked=None).count()


def waiting(law: Law) -> QuerySet[CitedStandard]:
    """All citations of a law, those that wait first."""
    return law.citations.select_related("article", "version").order_by(
        "version", "article__position", "start", "id"
    )


def laws_with_waiting(found: QuerySet[Law]) -> QuerySet[Law]:
    """Laws with how many of their citations wait, and whether there is a text."""
    return found.annotate(
        waiting=Count("citations", filter=Q(citations__state="proposed"), distinct=True),
        texts=Count("versions", distinct=True),
    )


def units() -> list[tuple[str, int, ResponsibleUnit | None]]:
    """Every issuer of laws and instruments, how many it issued, and who answers for it."""
    counted: dict[str, int] = {}
    for model in (Law, Instrument):
        told = model.objects.values_list("issuer").annotate(n=Count("id")).order_by()
        for issuer, n in told:
            counted[issuer] = counted.get(issuer, 0) + n
    named = {unit.issuer: unit for unit in ResponsibleUnit.objects.select_related("organisation")}
    return [(issuer, n, named.get(issuer)) for issuer, n in sorted(counted.items())]


def organisations() -> QuerySet[Organisation]:
    """The organisations of this installation."""
    return Organisation.objects.order_by("name")


def responsible(issuers: set[str]) -> dict[str, list[Person]]:
    """The people to tell for each issuer: those of its organisation, else the operators."""
    units = ResponsibleUnit.objects.filter(issuer__in=issuers)
    named = dict(units.values_list("issuer", "organisation_id"))
    people = list(
        Person.objects.filter(is_active=True).filter(
            Q(organisation__in=set(named.values()))
            | Q(role__in=(Role.OPERATOR, Role.ADMINISTRATOR))
        )
    )
    operators = [person for person in people if person.may(Role.OPERATOR)]
    found = {}
    for issuer in issuers:
        mine = [one for one in people if one.organisation_id == named.get(issuer, -1)]
        found[issuer] = mine or operators
    return found


def rules() -> QuerySet[RuleBasis]:
    """The rules and what they rest on, those to be re-signed first."""
    return RuleBasis.objects.select_related("law").order_by(
        F("marked").desc(nulls_last=True), "rule", "id"
    )


def import_at(pk: int, person: Person) -> RegisterImport | None:
    """A table that a person brought; an operator sees those of others."""
    if pk > LARGEST_ID:
        return None
    found = RegisterImport.objects.filter(pk=pk)
    return (found if person.may(Role.OPERATOR) else found.filter(person=person)).first()


def warning_at(pk: int) -> StandingWarning | None:
    """A warning by its id."""
    if pk > LARGEST_ID:
        return None
    return StandingWarning.objects.select_related("law", "instrument").filter(pk=pk).first()


def answers_for(person: Person, warning: StandingWarning) -> bool:
    """Whether somebody may answer a warning: a keeper, or of the unit named for the issuer."""
    if person.may(KEEPS_LAWS):
        return True
    concerned = warning.law or warning.instrument
    if concerned is None or person.organisation_id is None:
        return False
    units = ResponsibleUnit.objects.filter(issuer=concerned.issuer)
    return units.filter(organisation=person.organisation_id).exists()
