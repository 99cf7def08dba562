"""The day itself: who came, how it went, and the minutes."""

import datetime as dt
from collections.abc import Collection

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import lock
from biaozhun.cloud.drafting.actions.documents import Upload, add_document, standing_copy
from biaozhun.cloud.drafting.models import DocumentKind, ProjectDocument
from biaozhun.cloud.form_templates.actions.filling import filled
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.hearings.actions.preparing import permit_desk
from biaozhun.cloud.hearings.errors import HearingRefusedError
from biaozhun.cloud.hearings.models import Hearing

MINUTES_FORM = "hearings.minutes"


@transaction.atomic
def mark_attendance(
    hearing: Hearing, present: Collection[int], *, actor: Person, at: dt.datetime
) -> int:
    """Say of everybody who was chosen whether they came; how many did.

    Args:
        hearing: which one.
        present: ids of registrations; those of others are let be.
        actor: who says so.
        at: when; nobody came before the day of the hearing.

    Raises:
        HearingRefusedError: ``not_the_desk``, ``not_selected`` before the selection and after
            the hearing was held, ``day_to_come``.
    """
    held = lock(Hearing, hearing.pk)
    permit_desk(actor, held.project)
    if held.state != "selected":
        raise HearingRefusedError("not_selected")
    if held.day is None or day_of(at) < held.day:
        raise HearingRefusedError("day_to_come")
    chosen = held.registrations.filter(state="chosen")
    came = chosen.filter(pk__in=present)
    number = came.update(attended=True)
    chosen.exclude(pk__in=present).update(attended=False)
    facts = {"present": number, "absent": chosen.count() - number}
    record("hearings.attendance_marked", subject=held.case_subject, actor=actor, facts=facts)
    return number


class CourseTold(msgspec.Struct, frozen=True, kw_only=True):
    """What is written for the minutes; fields as of :class:`Hearing`."""

    chair: str
    recorder: str
    course: str


@transaction.atomic
def write_course(hearing: Hearing, told: CourseTold, *, actor: Person) -> None:
    """Write down who chaired, who took the minutes, and how it went.

    Raises:
        HearingRefusedError: ``not_the_desk``, ``not_held``.
    """
    held = _after_hearing(hearing, actor)
    held.chair, held.recorder, held.course = told.chair, told.recorder, told.course
    held.save(update_fields=["chair", "recorder", "course"])
    facts = {"person": told.chair}
    record("hearings.course_written", subject=held.case_subject, actor=actor, facts=facts)


@transaction.atomic
def bring_minutes(
    hearing: Hearing, upload: Upload, *, actor: Person, at: dt.datetime
) -> ProjectDocument:
    """Put minutes that were signed on paper on the project, and make them those of the hearing.

    Raises:
        HearingRefusedError: ``not_the_desk``, ``not_held``.
        DraftingRefusedError: the file is not taken.
    """
    held = _after_hearing(hearing, actor)
    made = add_document(
        held.project, DocumentKind.HEARING_MINUTES, upload, actor=actor, at=at, is_public=True
    )
    held.minutes = made
    held.save(update_fields=["minutes"])
    facts = {"file": made.name}
    record("hearings.minutes_brought", subject=held.case_subject, actor=actor, facts=facts)
    return made


@transaction.atomic
def make_minutes(hearing: Hearing, *, actor: Person, at: dt.datetime) -> ProjectDocument:
    """Fill the form of the region from what was written here, and put it on the project.

    Asked for again without any change nothing is added.

    Raises:
        HearingRefusedError: ``not_the_desk``, ``not_held``, ``course_missing``.
        TemplateRefusedError, FormError: the template of the region cannot be filled.
    """
    held = _after_hearing(hearing, actor)
    if not (held.chair.strip() and held.course.strip()):
        raise HearingRefusedError("course_missing")
    file = filled(MINUTES_FORM, held.pk, held.project.authority, day_of(at))
    stands = standing_copy(held.project, DocumentKind.HEARING_MINUTES, file.content)
    if stands is not None and stands.pk == held.minutes_id:
        return stands
    return bring_minutes(held, (file.name, file.content), actor=actor, at=at)


def _after_hearing(hearing: Hearing, actor: Person) -> Hearing:
    held = lock(Hearing, hearing.pk)
    permit_desk(actor, held.project)
    if held.state != "held":
        raise HearingRefusedError("not_held")
    return held
