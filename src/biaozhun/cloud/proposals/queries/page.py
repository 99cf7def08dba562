"""The page of an application: what it holds, what it lacks, what may be done with it."""

import datetime as dt
from typing import Final

import msgspec

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.catalogue.queries.addresses import readable
from biaozhun.cloud.proposals.life import APPLICATION, EDITABLE, ApplicationFacts
from biaozhun.cloud.proposals.models import (
    Application,
    ApplicationPaper,
    ApplicationUnit,
    KeptScreening,
    LegalityReview,
    PaperKind,
    Taken,
)
from biaozhun.cloud.proposals.permissions import roles_in_application
from biaozhun.cloud.proposals.queries.facts import application_facts
from biaozhun.cloud.proposals.queries.keeping import latest_kept, read_back
from biaozhun.cloud.proposals.wording import UNDERTAKING
from biaozhun.cloud.proposals.wording.refusals import FIELD, PART, REFUSAL
from biaozhun.cloud.screening.models import FairCompetitionReview
from biaozhun.cloud.screening.queries.fair_competition import reviews_of
from biaozhun.cloud.screening.queries.screening import Screening
from biaozhun.core.lifecycle import Refusal, decide, open_actions

BUTTONS: Final = ("submit", "check_form", "send_back", "decline", "take_out", "withdraw")
"""Steps a person takes on the page; the others are taken in a batch."""


class Lacking(msgspec.Struct, frozen=True):
    """Something the application lacks: the sentence, and where it is put right."""

    code: str
    words: str
    field: str
    part: str


class ApplicationPage(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the page shows.

    Attributes:
        roles: what the reader is to the application.
        actions: the steps the reader may try.
        lacking: what stands against handing it in; only while it lies with the department.
        units: drafting units with their undertakings.
        own_unit: the reader's unit among them, if it has not undertaken yet.
        undertaking: the words it would undertake with.
        papers: by kind, the newest first.
        undertakings: those among them a unit may rest on.
        taken: suggestions and demands it takes up.
        kept: the last overlap search.
        screening: what it found.
        is_current: it was run on the present wording.
        needs_review: its findings ask for a fair-competition review.
        review: the one that was signed last.
        reviews: all that were signed.
        legality: likewise of the legality.
        events: what happened to it, the latest first.
        revises: number of the edition it revises.
    """

    roles: frozenset[str]
    actions: tuple[str, ...]
    lacking: tuple[Lacking, ...]
    units: tuple[ApplicationUnit, ...]
    own_unit: ApplicationUnit | None
    undertaking: str
    papers: tuple[ApplicationPaper, ...]
    undertakings: tuple[ApplicationPaper, ...]
    taken: tuple[Taken, ...]
    kept: KeptScreening | None
    screening: Screening | None
    is_current: bool
    needs_review: bool
    review: FairCompetitionReview | None
    reviews: tuple[FairCompetitionReview, ...]
    legality: LegalityReview | None
    events: tuple[Event, ...]
    revises: str


def application_page(application: Application, person: Person, on: dt.date) -> ApplicationPage:
    """The page of an application for somebody on a day; a fixed number of questions."""
    roles = roles_in_application(person, application)
    facts = application_facts(application, on=on)
    units = tuple(application.units.select_related("organisation", "undertaken_by", "paper"))
    papers = tuple(application.papers.select_related("added_by"))
    kept = latest_kept(application)
    may = open_actions(APPLICATION, state=application.state, roles=roles)
    is_own = "drafter" in roles and application.state in EDITABLE
    own = _own(units, person) if is_own else None
    reviews = tuple(reviews_of(application.case_subject))
    return ApplicationPage(
        roles=roles,
        actions=tuple(one for one in BUTTONS if one in may),
        lacking=lacking(application, facts) if application.state in EDITABLE else (),
        units=units,
        own_unit=own,
        undertaking=_words(own, application),
        papers=papers,
        undertakings=tuple(one for one in papers if one.kind == PaperKind.UNDERTAKING),
        taken=tuple(application.taken.all()),
        kept=kept,
        screening=None if kept is None else read_back(kept),
        is_current=facts.is_screened,
        needs_review=facts.needs_review,
        review=reviews[0] if reviews else None,
        reviews=reviews,
        legality=application.legality_reviews.first(),
        events=tuple(
            Event.objects.filter(subject=application.case_subject)
            .exclude(kind="proposals.sheet_entered")
            .order_by("-id")[:100]
        ),
        revises=readable(application.revises) if application.revises else "",
    )


def lacking(application: Application, facts: ApplicationFacts) -> tuple[Lacking, ...]:
    """What stands against handing an application in, in the order of its form."""
    answer = decide(
        APPLICATION, state=application.state, action="submit", roles={"department"}, facts=facts
    )
    codes = answer.codes if isinstance(answer, Refusal) else ()
    return tuple(
        Lacking(code, str(REFUSAL[code]), FIELD.get(code, ""), PART.get(code, "")) for code in codes
    )


def _words(unit: ApplicationUnit | None, application: Application) -> str:
    """What a unit undertakes, as it will be kept."""
    if unit is None:
        return ""
    return str(UNDERTAKING).format(unit=unit.name, title=application.title)


def _own(units: tuple[ApplicationUnit, ...], person: Person) -> ApplicationUnit | None:
    """The unit somebody works for, if it has not undertaken to draft yet."""
    own = (one for one in units if one.organisation_id == person.organisation_id)
    return next((one for one in own if one.undertook is None), None)
