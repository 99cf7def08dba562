"""What the pages of reading have in common: who asks, what is refused, who was faster."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

import msgspec
from django.contrib import messages
from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.permissions import person_of, signed_in
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.plans.actions.changing import By
from biaozhun.cloud.plans.actions.comparing import Correctable, stamp_of, values_of
from biaozhun.cloud.plans.errors import ChangedMeanwhileError, PlanRefusedError
from biaozhun.cloud.plans.forms.correcting import ReasonForm
from biaozhun.cloud.plans.models import Plan
from biaozhun.cloud.plans.wording.refusals import refusal, refusals

FAULTY = HTTPStatus.UNPROCESSABLE_ENTITY
CONFLICT = HTTPStatus.CONFLICT


class Clash(msgspec.Struct, frozen=True):
    """A field that somebody else changed: as it stands now, and as it was sent."""

    name: str
    label: str
    theirs: object
    ours: object


def plan_at(pk: int) -> Plan:
    """A plan by its id.

    Raises:
        Http404: there is none.
    """
    found = Plan.objects.select_related("organisation", "parent").filter(pk=pk).first()
    if found is None:
        raise Http404(_("没有这份计划。"))
    return found


def supervises(request: HttpRequest) -> bool:
    """Whether the request comes from somebody of the authority."""
    return is_authority(person_of(request))


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was filled in with; nothing where the page is only opened."""
    return request.POST if request.method == "POST" else None


def asks_reason(plan: Plan) -> bool:
    """Whether a change must be given a reason."""
    return plan.state == "in_force"


def by_of(request: HttpRequest, why: str = "") -> By:
    """Who asks, for the actions."""
    actor: Person = signed_in(request)
    return By(actor=actor, at=now(), reason=why)


def said_refusals(error: PlanRefusedError | StepRefusedError) -> list[str]:
    """Why something was refused, a sentence for each cause."""
    if isinstance(error, StepRefusedError):
        return refusals(error.refusal.codes)
    return [refusal(error.code)]


def acted(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    """Do what a button asks for and say what came of it; whether it was done."""
    try:
        act()
    except (PlanRefusedError, StepRefusedError) as error:
        for sentence in said_refusals(error):
            messages.error(request, sentence)
        return False
    messages.success(request, done)
    return True


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a form: done, or the form again with its faults and clashes."""

    done: bool
    form: ReasonForm
    status: HTTPStatus = HTTPStatus.OK
    clashes: tuple[Clash, ...] = ()


def save(
    request: HttpRequest,
    form: ReasonForm,
    act: Callable[[By], object],
    *,
    record: Correctable | None = None,
) -> Saved:
    """Let a form act if it was sent and is sound.

    Args:
        request: the request.
        form: bound where it was sent.
        act: what it does.
        record: what it was drawn of; where somebody else changed that, both values are shown.
    """
    if not form.is_bound:
        return Saved(done=False, form=form)
    if not form.is_valid():
        return Saved(done=False, form=form, status=FAULTY)
    try:
        act(by_of(request, form.why))
    except ChangedMeanwhileError as error:
        if record is not None:
            return _clashing(form, record)
        form.add_error(None, refusal(error.code))
        return Saved(done=False, form=form, status=CONFLICT)
    except (PlanRefusedError, StepRefusedError) as error:
        for sentence in said_refusals(error):
            form.add_error(None, sentence)
        return Saved(done=False, form=form, status=FAULTY)
    return Saved(done=True, form=form)


def _clashing(form: ReasonForm, record: Correctable) -> Saved:
    """The form as it was sent, drawn of the record as it stands now, with what differs."""
    record.refresh_from_db()
    data = QueryDict(mutable=True)
    for name, value in form.data.items():
        data[name] = value
    data["stamp"] = stamp_of(record)
    again = type(form)(data, asks_reason="reason" in form.fields)
    theirs = values_of(record)
    ours = values_of(_with(record, form.told()))
    clashes = [
        Clash(name, str(again.fields[name].label), theirs[name], ours[name])
        for name in theirs
        if name in again.fields and theirs[name] != ours[name]
    ]
    return Saved(done=False, form=again, status=CONFLICT, clashes=tuple(clashes))


def _with(record: Correctable, told: Mapping[str, Any]) -> Correctable:
    """A copy of the record with what was sent; it is never stored."""
    copied = type(record)(**{f.attname: getattr(record, f.attname) for f in record._meta.fields})  # noqa: SLF001  -- documented by Django
    for name, value in told.items():
        setattr(copied, name, value)
    return copied
