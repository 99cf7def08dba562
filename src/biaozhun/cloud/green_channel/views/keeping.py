"""The grounds of a region, kept at the desk."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.green_channel.actions import grounds as actions
from biaozhun.cloud.green_channel.forms.asking import GroundForm
from biaozhun.cloud.green_channel.models import OwnGround
from biaozhun.cloud.green_channel.permissions import keeps_grounds
from biaozhun.cloud.green_channel.queries.grounds import grounds_of
from biaozhun.cloud.green_channel.queries.left_out import table_of_steps
from biaozhun.cloud.green_channel.views import frame
from biaozhun.cloud.ui.reading import takes_form, takes_only_form


@takes_form
@requires(Role.OPERATOR)
def grounds(request: HttpRequest) -> HttpResponseBase:
    """The grounds an authority takes, and the steps that may be left out."""
    person = signed_in(request)
    authority = person.organisation or _first_authority()
    form = GroundForm(**frame.sent(request))
    if authority is not None and form.is_valid():
        told = form.cleaned_data

        def act() -> None:
            actions.add_ground(
                authority, told["name"], told["basis"], told["meaning"], actor=person, at=now()
            )

        if frame.done(form, act):
            messages.success(request, _("已增加。"))
            return redirect("green_channel:grounds")
    context = {
        "authority": authority,
        "grounds": grounds_of(authority) if authority else [],
        "steps": table_of_steps(),
        "form": form,
    }
    return render(
        request, "green_channel/desk/grounds.html", context, status=422 if form.is_bound else 200
    )


def _first_authority() -> Organisation | None:
    """Who belongs to no authority keeps the grounds of the one with the most projects first."""
    first = Project.objects.order_by("authority").select_related("authority").first()
    return first.authority if first else None


@takes_only_form
@requires(Role.OPERATOR)
def retire(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a ground no longer."""
    person = signed_in(request)
    held = frame.found(OwnGround.objects.all(), pk)
    frame.let_only("not_the_authority", holds=keeps_grounds(person, held.authority_id))
    frame.told(
        request,
        lambda: actions.retire_ground(held, actor=person, at=now()),
        _("已停用；已经依据它批准的不受影响。"),
    )
    return redirect("green_channel:grounds")
