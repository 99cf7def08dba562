"""What a filer does with what they filed: by account on its page, without one by the receipt."""

from collections.abc import Mapping
from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.demands.actions.demands import DemandStep, step_demand
from biaozhun.cloud.demands.actions.files import (
    OPEN_TO_FILES,
    add_file,
    remove_contact,
    remove_file,
)
from biaozhun.cloud.demands.actions.suggestions import SuggestionStep, step_suggestion
from biaozhun.cloud.demands.files import FileRefusedError
from biaozhun.cloud.demands.forms.steps import FILER_FORMS, StepForm
from biaozhun.cloud.demands.limits import may_file
from biaozhun.cloud.demands.models import Demand, Suggestion
from biaozhun.cloud.demands.views.frame import blame
from biaozhun.cloud.demands.wording import FAULT, REFUSAL
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.core.lifecycle import open_actions

_LONGEST_ID: Final = 18  # digits


def may_attach(case: Demand | Suggestion) -> bool:
    """Whether files may still be added."""
    return case.state in OPEN_TO_FILES


def steps(
    case: Demand | Suggestion, roles: frozenset[str], bound: Mapping[str, StepForm]
) -> list[tuple[str, StepForm, bool]]:
    """The steps a filer may take: verb, form, and whether it was sent and refused."""
    own = roles & {"filer"}
    opened = open_actions(case.machine, state=case.state, roles=own)
    shown = [one for one in dict.fromkeys((*opened, *bound)) if one in FILER_FORMS]
    day = today()
    return [
        (
            one,
            bound.get(one) or FILER_FORMS[one](case=case, on=day, auto_id=f"{one}_%s"),
            one in bound,
        )
        for one in shown
    ]


def act(
    request: HttpRequest, case: Demand | Suggestion, action: str, *, actor: Person | None
) -> StepForm | None:
    """Do what a filer asks for and say so; the form, where it is refused.

    Raises:
        Http404: there is no such step.
    """
    match action:
        case "file":
            _add_files(request, case, actor)
        case "remove-file":
            pk = request.POST.get("pk", "")
            known = pk.isascii() and pk.isdecimal() and len(pk) <= _LONGEST_ID
            if known and remove_file(case, int(pk), actor=actor):
                messages.success(request, _("材料已删除。"))
        case "forget":
            remove_contact(case, actor=actor)
            messages.success(request, _("您的称呼、单位和联系方式已经删除。"))
        case "reopen" | "withdraw":
            return _step(request, case, action, actor)
        case _:
            raise Http404(_("没有这一步。"))
    return None


def _add_files(request: HttpRequest, case: Demand | Suggestion, actor: Person | None) -> None:
    if not may_file(request, actor):
        messages.error(request, str(FAULT["too_many"]))
        return
    uploads = request.FILES.getlist("file")
    if not uploads:
        messages.error(request, _("请先选一个文件。"))
    for upload in uploads:
        try:
            add_file(case, upload, actor=actor, at=now())
        except FileRefusedError as refused:
            messages.error(request, f"{upload.name}：{FAULT[refused.code]}")
        else:
            messages.success(request, _("已收下：{name}").format(name=upload.name))


def _step(
    request: HttpRequest, case: Demand | Suggestion, action: str, actor: Person | None
) -> StepForm | None:
    form = FILER_FORMS[action](request.POST, case=case, on=today(), auto_id=f"{action}_%s")
    if not form.is_valid():
        return form
    text, by_receipt = form.said["text"], actor is None
    try:
        if isinstance(case, Demand):
            said = DemandStep(text=text)
            step_demand(case, action, said, actor=actor, at=now(), by_receipt=by_receipt)
        else:
            told = SuggestionStep(text=text)
            step_suggestion(case, action, told, actor=actor, at=now(), by_receipt=by_receipt)
    except StepRefusedError as refused:
        blame(form, refused)
        return form
    messages.success(request, _("已收到。办理部门会看到您的说明。"))
    return None


def permit(roles: frozenset[str]) -> None:
    """Let nobody act as the filer who is not.

    Raises:
        PermissionDenied: it is somebody else's.
    """
    if "filer" not in roles:
        raise PermissionDenied(str(REFUSAL["not_for_you"]))
