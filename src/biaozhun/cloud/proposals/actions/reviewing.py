"""The overlap search is run and kept; the review of the legality is signed."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.proposals.actions.applications import hold_editable
from biaozhun.cloud.proposals.errors import RefusedError
from biaozhun.cloud.proposals.models import Application, KeptScreening, LegalityReview
from biaozhun.cloud.proposals.permissions import roles_in_application
from biaozhun.cloud.proposals.queries.keeping import as_kept, digest_of
from biaozhun.cloud.proposals.queries.wording_of import newest_text, proposed, wording_digest
from biaozhun.cloud.screening.actions.fair_competition import sign
from biaozhun.cloud.screening.models import FairCompetitionReview
from biaozhun.cloud.screening.queries.screening import screen


def keep_screening(application: Application, *, actor: Person, at: dt.datetime) -> KeptScreening:
    """Run the overlap search on the present wording and keep what it found.

    Raises:
        RebuildRequiredError: there is no index to search in.
        RefusedError: ``not_yours``, ``title_missing``.
    """
    if roles_in_application(actor, application).isdisjoint({"department", "authority"}):
        raise RefusedError("not_yours")
    if not application.title.strip():
        raise RefusedError("title_missing", field="title")
    paper = newest_text(application)
    itself = {application.case_subject, application.revises} - {""}
    taken = {f"demands.{one.kind}:{one.key}" for one in application.taken.all()}
    found = screen(proposed(application, paper), exclude=frozenset(itself | taken), inside=True)
    result = as_kept(found)
    with transaction.atomic():
        made = KeptScreening.objects.create(
            application=application,
            made=at,
            made_by=actor,
            wording=wording_digest(application, paper),
            result=result,
            digest=digest_of(result),
        )
        facts = {
            "title": application.title,
            "digest": made.digest,
            "duplicates": len(found.duplicates),
            "covering": len(found.covering),
            "findings": len(found.scope),
        }
        record(
            "proposals.screening_run", subject=application.case_subject, actor=actor, facts=facts
        )
    return made


@transaction.atomic
def sign_legality(
    application: Application, conclusion: str, text: str, *, actor: Person, at: dt.datetime
) -> LegalityReview:
    """Sign the department's review of the legality; a later one takes its place.

    Raises:
        RefusedError: ``not_yours``, ``not_editable``, ``legality_text_missing``.
    """
    held = hold_editable(application, actor)
    if not text.strip():
        raise RefusedError("legality_text_missing", field="text")
    made = LegalityReview.objects.create(
        application=held,
        conclusion=conclusion,
        text=text,
        signed=at,
        signed_by=actor,
        signer=actor.name,
    )
    facts = {"conclusion": conclusion, "text": text}
    record("proposals.legality_signed", subject=held.case_subject, actor=actor, facts=facts)
    return made


def sign_review(
    application: Application, told: Mapping[str, Any], *, actor: Person, at: dt.datetime
) -> FairCompetitionReview:
    """Sign the fair-competition review of an application.

    Args:
        application: which one.
        told: ``conclusion``, ``text``, ``post``, ``examined`` (what was found by group).
        actor: somebody of the department, or an officer of the authority.
        at: when.

    Raises:
        RefusedError: ``not_yours``.
        screening.errors.RefusedError: the review contradicts itself.
    """
    if roles_in_application(actor, application).isdisjoint({"department", "authority"}):
        raise RefusedError("not_yours")
    return sign(application.case_subject, title=application.title, actor=actor, at=at, **told)
