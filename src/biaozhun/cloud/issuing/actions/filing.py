"""Filing of issued standards: prepared with the announcement, handed in, taken in or sent back."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import msgspec
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.cases.actions.periods import begin_period, end_period
from biaozhun.cloud.catalogue.actions.announcing import record_announcement
from biaozhun.cloud.catalogue.actions.storing import Incoming
from biaozhun.cloud.catalogue.importers import AnnouncementHead
from biaozhun.cloud.catalogue.importers.rows import AnnouncementKind
from biaozhun.cloud.drafting.models import DocumentKind, Project, Regime
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.issuing.actions.recording import FILINGS, write_rows
from biaozhun.cloud.issuing.errors import IssuingRefusedError
from biaozhun.cloud.issuing.life import FilingFacts
from biaozhun.cloud.issuing.models import Filing
from biaozhun.cloud.issuing.queries.due import last_day
from biaozhun.cloud.messaging.actions.telling import Message, tell
from biaozhun.cloud.organisations.models import Level, OrganisationPlace
from biaozhun.cloud.organisations.permissions import acts_for
from biaozhun.cloud.organisations.queries.people import people_of
from biaozhun.cloud.rules.queries import rules_for
from biaozhun.core.bibliography import BibliographicRecord

CITY_TO_PROVINCE: Final = "T-04"
TO_NATION: Final = "T-03"
FOOD: Final = "T-07"
NATION: Final = "国家标准化管理委员会"


class Accepted(msgspec.Struct, frozen=True, kw_only=True):
    """What the authority above answered.

    Attributes:
        number: of the filing.
        announcement: number of the announcement that lists it; empty where there is none.
        announcement_day: its day.
    """

    number: str
    announcement: str = ""
    announcement_day: dt.date | None = None


def prepare_filings(project: Project, *, at: dt.datetime) -> Filing | None:
    """Prepare the first filing of a standard that was announced: a city's goes to its province."""
    place = OrganisationPlace.objects.filter(organisation=project.authority).first()
    if place is not None and place.level == Level.CITY:
        return _prepared(project, project.authority, Filing.With.PROVINCE, CITY_TO_PROVINCE, at=at)
    rule = FOOD if project.regime == Regime.FOOD else TO_NATION
    _keep_time(project, rule, at)
    return _prepared(project, project.authority, Filing.With.NATION, rule, at=at)


def _keep_time(project: Project, rule: str, at: dt.datetime) -> None:
    """Of the periods the announcement began, end the one of cities; food has one of its own."""
    on = day_of(at)
    end_period(project.case_subject, CITY_TO_PROVINCE, on)
    if rule != FOOD:
        return
    end_period(project.case_subject, TO_NATION, on)
    applied = rules_for(project.authority, procedure=project.procedure, on=on).get(FOOD)
    if applied is not None:
        begin_period(project.case_subject, applied, on)


def _prepared(
    project: Project,
    filer: Organisation,
    filed_with: Filing.With,
    rule: str,
    *,
    at: dt.datetime,
) -> Filing:
    began = project.announced or day_of(at)
    is_city = filed_with == Filing.With.PROVINCE
    made, _new = Filing.objects.get_or_create(
        project=project,
        filed_with=filed_with,
        defaults={
            "number": project.number,
            "filer": filer,
            "recipient": _province_of(project.authority) if is_city else None,
            "rule": rule,
            "began": began,
            "due": last_day(filer, rule, began, procedure=project.procedure),
            "state_since": at,
        },
    )
    return made


def _province_of(city: Organisation) -> Organisation | None:
    """The authority of the province above a city, where it works on this installation."""
    place = OrganisationPlace.objects.filter(organisation=city).first()
    code = place.division[:2] if place is not None else ""
    above = Organisation.objects.filter(
        issuing_powers__code=f"DB{code}", issuing_powers__regime=Regime.GENERAL
    )
    return above.order_by("-issuing_powers__since").first() if code else None


def filing_roles(person: Person | None, filing: Filing) -> frozenset[str]:
    """What somebody is to a filing: ``filer``, ``recipient``."""
    if person is None or not person.is_active:
        return frozenset()
    files = acts_for(person, filing.filer_id)
    if filing.recipient_id is None:  # who takes it in is not here: the filer states the answer
        return frozenset({"filer", "recipient"}) if files else frozenset()
    told = {"filer": files, "recipient": acts_for(person, filing.recipient_id)}
    return frozenset(role for role, holds in told.items() if holds)


@transaction.atomic
def submit(
    filings: Sequence[Filing], *, actor: Person, at: dt.datetime, batch: str = ""
) -> list[Filing]:
    """Hand in one filing or several together; all of them or none.

    Raises:
        StepRefusedError: something stands against one of them.
    """
    done = []
    for one in sorted(filings, key=lambda each: each.pk):
        held = lock(Filing, one.pk)
        _take(held, "submit", actor=actor, at=at)
        held.submitted, held.submitted_by, held.batch = day_of(at), actor, batch.strip()
        held.note = ""
        held.save(update_fields=["submitted", "submitted_by", "batch", "note"])
        if held.rule == CITY_TO_PROVINCE:
            end_period(held.project.case_subject, held.rule, day_of(at))
        done.append(held)
        _tell(held, [held.recipient_id], _("备案报送：{number}"), at)
    return done


@transaction.atomic
def accept(filing: Filing, answer: Accepted, *, actor: Person, at: dt.datetime) -> None:
    """Record that a filing was taken in; a city's is then filed by the province with the nation.

    Raises:
        StepRefusedError: something stands against it.
        IssuingRefusedError: ``filing_number_taken`` by another filing with the same authority.
    """
    held = lock(Filing, filing.pk)
    _take(held, "accept", actor=actor, at=at, number=answer.number)
    held.filing_number, held.accepted = answer.number.strip(), day_of(at)
    held.announcement, held.announcement_day = answer.announcement, answer.announcement_day
    try:
        with transaction.atomic():
            held.save(
                update_fields=["filing_number", "accepted", "announcement", "announcement_day"]
            )
    except IntegrityError as error:
        raise IssuingRefusedError(
            "filing_number_taken", fragment=held.filing_number, field="number"
        ) from error
    _into_catalogue(held, at)
    if held.filed_with == Filing.With.PROVINCE:
        filer = held.recipient or held.filer
        _prepared(held.project, filer, Filing.With.NATION, TO_NATION, at=at)
    else:
        end_period(held.project.case_subject, held.rule, day_of(at))
    _tell(held, [held.filer_id], _("备案已受理：{number}"), at)


@transaction.atomic
def send_back(filing: Filing, reason: str, *, actor: Person, at: dt.datetime) -> None:
    """Record that a filing was sent back, with what is to be put right.

    Raises:
        StepRefusedError: something stands against it.
    """
    held = lock(Filing, filing.pk)
    _take(held, "send_back", actor=actor, at=at, reason=reason)
    held.note = reason.strip()
    held.save(update_fields=["note"])
    _tell(held, [held.filer_id], _("备案退回补正：{number}"), at)


def _take(
    held: Filing,
    action: str,
    *,
    actor: Person,
    at: dt.datetime,
    reason: str = "",
    number: str = "",
) -> None:
    documents = held.project.documents.filter(kind=DocumentKind.STANDARD_TEXT)
    facts = FilingFacts(reason=reason, number=number, has_text=documents.exists())
    by = Acting(person=actor, roles=filing_roles(actor, held), at=at)
    told = {"number": held.number, "reason": reason, "filing_number": number}
    take(held, action, by=by, facts=facts, told={k: v for k, v in told.items() if v})


def _into_catalogue(held: Filing, at: dt.datetime) -> None:
    """The filing number stands on the page of the edition, with the announcement that lists it."""
    issuer = held.recipient.name if held.recipient else NATION
    kept = record_announcement(
        AnnouncementHead(
            number=held.announcement or held.filing_number,
            kind=AnnouncementKind.FILING,
            issuer=issuer[:150],
            title=_("地方标准备案"),
            date=held.announcement_day or held.accepted,
        )
    )
    assert kept is not None  # noqa: S101  -- there is a head
    day = day_of(at)
    stated = BibliographicRecord(
        number=held.number, filing_number=held.filing_number, announcement=kept.number
    )
    raw = msgspec.json.encode(stated).decode()
    incoming = Incoming(position=1, raw=raw, record=stated, seen=day)
    write_rows(FILINGS, [incoming], kept, name=kept.number, at=at)


def _tell(held: Filing, units: Sequence[int | None], subject: str, at: dt.datetime) -> None:
    tell(
        people_of(units),
        Message(
            kind="issuing.filing_moved",
            subject=subject.format(number=held.number),
            text=held.note or held.filing_number or held.project.title,
            address=f"/desk/issuing/filings/{held.pk}",
            key=f"filing:{held.pk}:{at.isoformat()}",
        ),
    )
