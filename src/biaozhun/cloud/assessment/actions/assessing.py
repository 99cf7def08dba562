"""Setting an assessment up, and taking it to its published ranks."""

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.assessment.life import ASSESSEE, AssessmentFacts
from biaozhun.cloud.assessment.models import Assessee, Assessment
from biaozhun.cloud.assessment.queries.ranking import own_faults, scheme_of
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, StepRefusedError, lock, take
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.plans.actions.telling import people_of, tell_each
from biaozhun.core.assessment import Scheme, read_values
from biaozhun.core.errors import BiaozhunError
from biaozhun.core.lifecycle import Refusal, decide


class AssessmentFixedError(BiaozhunError):
    """Units were told of the scheme, and it stays as it is. Code: ``scheme_fixed``."""

    default_code = "scheme_fixed"


class AssessmentOrder(msgspec.Struct, frozen=True, kw_only=True):
    """An assessment as an officer wants it."""

    title: str
    year: int
    purpose: str
    due: dt.date
    scheme: Scheme
    units: Sequence[Organisation]


@transaction.atomic
def keep_assessment(
    order: AssessmentOrder, *, actor: Person, at: dt.datetime, held: Assessment | None = None
) -> Assessment:
    """Add an assessment, or change one that is not open yet.

    Raises:
        AssessmentFixedError: it is open, and its scheme stays.
    """
    one = lock(Assessment, held.pk) if held else Assessment(made=at, made_by=actor, state_since=at)
    if one.state != "draft":
        raise AssessmentFixedError("It is open", fragment=one.title)
    one.title, one.year, one.purpose, one.due = order.title, order.year, order.purpose, order.due
    one.scheme = msgspec.to_builtins(order.scheme, str_keys=True)
    one.save()
    wanted = {unit.pk for unit in order.units}
    one.assessees.exclude(organisation_id__in=wanted).delete()
    there = set(one.assessees.values_list("organisation_id", flat=True))
    Assessee.objects.bulk_create(
        Assessee(assessment=one, organisation_id=pk, state_since=at)
        for pk in sorted(wanted - there)
    )
    facts = {"title": order.title, "units": len(wanted), "scheme": one.scheme}
    kind = "assessment.assessment_changed" if held else "assessment.assessment_added"
    record(kind, subject=one.case_subject, actor=actor, facts=facts)
    return one


@transaction.atomic
def step(pk: int, action: str, *, reason: str, by: Acting) -> Assessment:
    """Open an assessment, publish it, take it back, or drop it.

    Raises:
        StepRefusedError: something stands against it.
    """
    one = lock(Assessment, pk)
    facts = AssessmentFacts(
        reason=reason,
        units=one.assessees.count(),
        unreviewed=one.assessees.exclude(state="reviewed").count(),
    )
    take(one, action, by=by, facts=facts, told={"reason": reason} if reason else None)
    if action == "open":
        for assessee in one.assessees.select_related("organisation"):
            _ask(one, assessee, occasion="opened")
    return one


def _ask(assessment: Assessment, assessee: Assessee, *, occasion: str) -> None:
    tell_each(
        people_of([assessee.organisation_id]),
        lambda: Message(
            kind="assessment.asked",
            subject=_("请自评：{title}").format(title=assessment.title)[:200],
            text=_("请在 {day} 前完成自评。").format(day=assessment.due.isoformat()),
            address=reverse("assessment:assessee", args=[assessee.pk]),
            key=f"assessment:{assessee.pk}:{occasion}",
        ),
    )


@transaction.atomic
def keep_own(
    pk: int, own: Mapping[str, str], evidence: Mapping[str, str], *, by: Acting
) -> Assessee:
    """Keep what the unit says of itself so far; only what the scheme asks.

    Raises:
        StepRefusedError: it could not be handed in either, since it is handed in already, the
            assessment is not open, or it is another unit's.
    """
    one = lock(Assessee, pk)
    facts = AssessmentFacts(is_open=one.assessment.state == "open")
    answer = decide(ASSESSEE, state=one.state, action="submit", roles=by.roles, facts=facts)
    if isinstance(answer, Refusal):
        raise StepRefusedError(answer)
    keys = [indicator.key for indicator in scheme_of(one.assessment).indicators]
    one.own = {key: own[key].strip() for key in keys if own.get(key, "").strip()}
    one.evidence = {key: evidence[key].strip() for key in keys if evidence.get(key, "").strip()}
    one.save(update_fields=["own", "evidence"])
    return one


@transaction.atomic
def submit(pk: int, *, by: Acting) -> Assessee:
    """Hand the own score in.

    Raises:
        StepRefusedError: values are missing or wrong, or the assessment is closed.
    """
    one = lock(Assessee, pk)
    facts = AssessmentFacts(is_open=one.assessment.state == "open", missing=len(own_faults(one)))
    take(one, "submit", by=by, facts=facts)
    return one


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """What the review says of a unit."""

    values: Mapping[str, str]
    evidenced: Sequence[str] = ()
    vetoes: Sequence[str] = ()
    comment: str = ""


@transaction.atomic
def review(pk: int, said: Review, *, by: Acting) -> Assessee:
    """Write down the values that count; what is left out scores nothing.

    Raises:
        StepRefusedError: a value cannot be scored, the assessment is closed, or it is not for
            this person.
    """
    one = lock(Assessee, pk)
    scheme = scheme_of(one.assessment)
    wrong = len(read_values(scheme, said.values).wrong)
    facts = AssessmentFacts(is_open=one.assessment.state == "open", wrong=wrong)
    labels = {indicator.key: indicator.label for indicator in scheme.indicators}
    labels |= {veto.key: veto.label for veto in scheme.vetoes}
    told = {
        "was": [f"{labels[key]}: {value}" for key, value in one.reviewed.items()],
        "values": [f"{labels[key]}: {value}" for key, value in said.values.items()],
        "evidenced": [labels[key] for key in said.evidenced],
        "vetoes": [labels[key] for key in said.vetoes],
        "comment": said.comment,
    }
    take(one, "review", by=by, facts=facts, told=told)
    one.reviewed, one.evidenced = dict(said.values), list(said.evidenced)
    one.vetoes, one.comment = list(said.vetoes), said.comment
    one.save(update_fields=["reviewed", "evidenced", "vetoes", "comment"])
    return one


@transaction.atomic
def send_back(pk: int, *, reason: str, by: Acting) -> Assessee:
    """Let a unit mend what it said.

    Raises:
        StepRefusedError: something stands against it.
    """
    one = lock(Assessee, pk)
    facts = AssessmentFacts(is_open=one.assessment.state == "open", reason=reason)
    take(one, "send_back", by=by, facts=facts, told={"reason": reason})
    one.comment = reason
    one.save(update_fields=["comment"])
    _ask(one.assessment, one, occasion=f"send_back:{by.at.isoformat()}")
    return one
