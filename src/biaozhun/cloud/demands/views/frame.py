"""What the pages of the slice have in common: cases by their address, steps that are refused."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.demands.models import Demand, Suggestion
from biaozhun.cloud.demands.queries import one
from biaozhun.cloud.demands.wording import REFUSAL

Case = TypeVar("Case", Demand, Suggestion)


def found_or_404(request: HttpRequest, kind: type[Case], pk: int) -> one.Found[Case]:
    """The case of an address, for who may read it.

    Raises:
        Http404: there is none, or it is not public and nothing of the reader's.
    """
    found = one.found(kind, pk, person_of(request))
    if found is None:
        raise Http404(_("没有这一条，或者它还没有公开。凭回执码可以查看自己提出的。"))
    return found


def blame(form: forms.Form, refused: StepRefusedError) -> None:
    """Write a refusal above the form.

    Raises:
        PermissionDenied: it is not for them to do.
    """
    if "not_for_you" in refused.refusal.codes:
        raise PermissionDenied(str(REFUSAL["not_for_you"])) from refused
    for code in refused.refusal.codes:
        form.add_error(None, str(REFUSAL[code]))


def status_of(bound: Iterable[forms.Form]) -> HTTPStatus:
    """422 where a form was sent that could not be taken."""
    faulty = any(form.is_bound for form in bound)
    return HTTPStatus.UNPROCESSABLE_ENTITY if faulty else HTTPStatus.OK


def list_title(whole: str, department: Organisation | None, year: int | None) -> str:
    """What the list of a department and a year is called: ``某厅 2026年 标准需求清单``."""
    parts = [department.name if department else "", f"{year}年" if year else "", whole]
    return " ".join(filter(None, parts))


def thank(request: HttpRequest, words: str) -> None:
    """Say on the next page that something was done."""
    messages.success(request, words)
