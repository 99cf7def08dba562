"""The exchange on the operator's desk: partners, agreements, harvests and their buttons."""

from http import HTTPStatus

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.catalogue.models import Source
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.exchange import wording
from biaozhun.cloud.exchange.actions.partners import end_agreement, save_agreement, save_partner
from biaozhun.cloud.exchange.forms import AgreementForm, PartnerForm
from biaozhun.cloud.exchange.models import Agreement, Partner
from biaozhun.cloud.exchange.queries.due import regular
from biaozhun.cloud.exchange.queries.partners import partners
from biaozhun.cloud.exchange.tasks import harvest_source
from biaozhun.cloud.exchange.views.register import narrowed_by
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.ui.paging import page_asked
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form


@only_read
@requires(Role.OPERATOR)
def desk(request: HttpRequest) -> HttpResponse:
    """Partners, and what is harvested when."""
    narrowed = narrowed_by(request.GET)
    page = partners(narrowed, page_asked(request.GET))
    context = {
        "regular": regular(now()),
        "page": page,
        "narrowed": narrowed,
        "kinds": wording.PARTNER_KIND,
        "before": page.previous_page_number() if page.has_previous() else None,
        "after": page.next_page_number() if page.has_next() else None,
    }
    return render(request, "exchange/desk.html", context)


@takes_form
@requires(Role.OPERATOR)
def partner(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new partner, or one to change."""
    held = None
    if pk is not None:
        held = Partner.objects.filter(pk=min(pk, LARGEST_ID)).first()
        if held is None:
            raise Http404(_("没有这个伙伴。"))
    form = PartnerForm(request.POST or None, instance=held)
    if request.method == "POST" and form.is_valid():
        save_partner(form.instance, actor=signed_in(request))
        messages.success(request, _("已保存。"))
        return HttpResponseRedirect(reverse("exchange:desk"))
    return _form(request, form, held.name if held else _("新伙伴"))


@takes_form
@requires(Role.OPERATOR)
def agreement(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new agreement, or one to change."""
    held = None if pk is None else _agreement(pk)
    form = AgreementForm(request.POST or None, instance=held)
    if request.method == "POST" and form.is_valid():
        save_agreement(form.instance, actor=signed_in(request))
        messages.success(request, _("已保存。"))
        return HttpResponseRedirect(reverse("exchange:desk"))
    ending = pk if pk is not None and _goes_on(pk) else None
    return _form(request, form, _title_of(held) or _("新协议"), ending=ending)


def _agreement(pk: int) -> Agreement:
    held = Agreement.objects.filter(pk=min(pk, LARGEST_ID)).first()
    if held is None:
        raise Http404(_("没有这个协议。"))
    return held


def _goes_on(pk: int) -> bool:
    """Whether an agreement, as it is kept, holds today and will tomorrow."""
    on = today()
    begun = Agreement.objects.filter(pk=min(pk, LARGEST_ID), begins__lte=on)
    return begun.exclude(ends__lte=on).exists()


def _title_of(held: Agreement | None) -> str:
    """Its title as it is kept: a form that is refused has changed the object already."""
    if held is None:
        return ""
    return Agreement.objects.values_list("title", flat=True).get(pk=held.pk)


@takes_only_form
@requires(Role.OPERATOR)
def agreement_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an agreement today."""
    held = _agreement(pk)
    end_agreement(held, day=today(), actor=signed_in(request))
    messages.success(request, _("协议已终止。"))
    return HttpResponseRedirect(reverse("exchange:desk"))


def _form(
    request: HttpRequest,
    form: PartnerForm | AgreementForm,
    heading: str,
    *,
    ending: int | None = None,
) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"form": form, "heading": heading, "ending": ending}
    return render(request, "exchange/form.html", context, status=status)


@takes_only_form
@requires(Role.OPERATOR)
def harvest_now(request: HttpRequest, slug: str) -> HttpResponse:
    """Queue the harvest of a source."""
    source = Source.objects.filter(slug=slug).exclude(harvest_address="").first()
    if source is None:
        raise Http404(_("没有这个来源，或它没有收割地址。"))
    person = signed_in(request)
    with transaction.atomic():
        harvest_source.later(source.slug, str(person))
        record("exchange.harvest_ordered", subject=f"source:{source.slug}", actor=person)
    messages.success(request, _("已排队，稍后在记录中可见结果。"))
    return HttpResponseRedirect(reverse("exchange:desk"))
