"""Many comments at once: decided, proposed, assigned, put together; and those that seem alike."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.consultations.actions import answering, clustering
from biaozhun.cloud.consultations.errors import ConsultationRefusedError
from biaozhun.cloud.consultations.forms.answering import MOST_CHOSEN, ManyForm
from biaozhun.cloud.consultations.models import Comment, Consultation
from biaozhun.cloud.consultations.permissions import read_by
from biaozhun.cloud.consultations.queries import likeness as queries
from biaozhun.cloud.consultations.views.desk_frame import back_to, worked_on
from biaozhun.cloud.consultations.views.frame import told
from biaozhun.cloud.consultations.wording import DISPOSITION
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.ui.reading import only_read, takes_only_form


@takes_only_form
@requires(Role.READER)
def many(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Do with the comments that were chosen what the button says, all or none."""
    found = worked_on(request, pk)
    held, person = found.consultation, signed_in(request)
    back = redirect(back_to(request, reverse("consultations:table", args=[pk])))
    read = held.comments.filter(read_by(found.roles))
    form = ManyForm(request.POST, list(read.values_list("number", flat=True)))
    if not form.is_valid():
        messages.error(request, _("没有办理：选中的意见或填写的内容不对，请再选一次。"))
        return back
    chosen = read.filter(number__in=form.cleaned_data["comment"][:MOST_CHOSEN])
    rows = list(chosen.order_by("number"))
    words = ngettext("已办理 {count} 条意见。", "已办理 {count} 条意见。", len(rows))
    told(request, lambda: _do(form.cleaned_data, held, rows, person), words.format(count=len(rows)))
    return back


def _do(data: dict[str, Any], held: Consultation, rows: list[Comment], person: Person) -> None:
    """What a button of the table does.

    Raises:
        ConsultationRefusedError, StepRefusedError: it is refused.
    """
    if not rows:
        raise ConsultationRefusedError("no_comment_chosen")
    at, said = now(), (data["disposition"], data["answer"])
    numbers = [one.number for one in rows]
    acts: dict[str, Callable[[], object]] = {
        "decide": lambda: answering.decide(rows, *said, actor=person, at=at),
        "propose": lambda: answering.propose_all(rows, *said, actor=person, at=at),
        "assign": lambda: answering.assign(rows, data["assigned_to"], actor=person, at=at),
        "gather": lambda: clustering.gather(held, numbers, actor=person, at=at),
        "apart": lambda: clustering.set_apart(held, numbers, actor=person),
    }
    acts[data["act"]]()


@only_read
@requires(Role.READER)
def likeness(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Comments that seem to say the same, to confirm or to split, and those put together."""
    found = worked_on(request, pk)
    held = found.consultation
    context = {
        "found": found,
        "held": held,
        "project": held.project,
        "suggested": queries.suggested(held)[:MOST_CHOSEN] if found.keeps else [],
        "gathered": queries.gathered(held, found.roles),
        "dispositions": DISPOSITION,
        "back": request.get_full_path(),
    }
    return render(request, "consultations/desk/likeness.html", context)
