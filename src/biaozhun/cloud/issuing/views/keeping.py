"""What officers keep: powers, switches of the chain, posts, rules of disclosure, numbers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.drafting.models import Delegation, Officer, Project
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.issuing import exports, wording
from biaozhun.cloud.issuing.actions import elsewhere, keeping, numbers, powers
from biaozhun.cloud.issuing.forms.asking import (
    DisclosureForm,
    ElsewhereForm,
    EndForm,
    OfficerForm,
    PowerForm,
    SettingsForm,
    YearForm,
)
from biaozhun.cloud.issuing.models import (
    ApprovalSettings,
    DisclosureRule,
    DrawnNumber,
    IssuingPower,
    NumberSeries,
)
from biaozhun.cloud.issuing.queries.inbox import waiting_by_authority
from biaozhun.cloud.issuing.views.frame import done, form_page, found, permit, told
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.tables import csv_file

PAGE = 50


@takes_form
@requires(Role.OPERATOR)
def add_power(request: HttpRequest) -> HttpResponseBase:
    """Enter who may issue."""
    form = PowerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        entered = powers.PowerTold(**form.cleaned_data)
        if done(form, lambda: powers.grant(entered, actor=signed_in(request))):
            messages.success(request, _("已登记。"))
            return redirect("issuing:powers")
    note = _("县、区不能登记：可以提出立项建议、监督实施，但不能发布地方标准。")
    back = reverse("issuing:powers")
    return form_page(request, form, title=_("登记发布权限"), back=back, more={"note": note})


@takes_form
@requires(Role.OPERATOR)
def end_power(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Enter the last day of a power."""
    power = found(IssuingPower.objects.select_related("organisation"), pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        if done(form, lambda: powers.end(power, until, actor=signed_in(request))):
            messages.success(request, _("已登记。"))
            return redirect("issuing:powers")
    title = _("终止发布权限：{name} {code}").format(name=power.organisation.name, code=power.code)
    return form_page(request, form, title=title, back=reverse("issuing:powers"))


@takes_form
@requires(Role.OPERATOR)
def settings(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Switch steps of the chain on and off."""
    organisation = found(Organisation.objects.all(), pk)
    permit(signed_in(request), organisation)
    held = ApprovalSettings.objects.filter(organisation=organisation).first()
    standing = held or ApprovalSettings()
    first = {name: getattr(standing, name) for name in keeping.SWITCHES}
    form = SettingsForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data
        if done(form, lambda: keeping.switch(organisation, fields, actor=signed_in(request))):
            messages.success(request, _("已保存；正在进行的审批仍按原来的环节办。"))
            return redirect("issuing:officers", pk=pk)
    back = reverse("issuing:officers", args=[pk])
    title = _("审批环节：{name}").format(name=organisation.name)
    return form_page(request, form, title=title, back=back)


@takes_form
@requires(Role.OPERATOR)
def officers(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The posts of an authority: who holds them, who is away; a form for one more."""
    organisation = found(Organisation.objects.all(), pk)
    person = signed_in(request)
    permit(person, organisation)
    form = OfficerForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data
        if done(form, lambda: keeping.appoint(organisation, actor=person, **entered)):
            messages.success(request, _("已登记。"))
            return redirect("issuing:officers", pk=pk)
    held = Officer.objects.filter(organisation=organisation).select_related("person")
    away = Delegation.objects.filter(officer__organisation=organisation, until__gte=today())
    standing = ApprovalSettings.objects.filter(organisation=organisation).first()
    context = {
        "organisation": organisation,
        "officers": sorted(held, key=lambda one: (list(wording.POST).index(one.post), one.pk)),
        "away": away.select_related("officer__person", "to").order_by("since"),
        "steps": (standing or ApprovalSettings()).steps(),
        "form": form,
        "today": today(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "issuing/desk/officers.html", context, status=status)


@takes_form
@requires(Role.OPERATOR)
def relieve(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Enter the last day of a post."""
    officer = found(Officer.objects.select_related("organisation", "person"), pk)
    permit(signed_in(request), officer.organisation)
    form = EndForm(request.POST or None, initial={"until": today()})
    back = reverse("issuing:officers", args=[officer.organisation_id])
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        if done(form, lambda: keeping.relieve(officer, until, actor=signed_in(request))):
            messages.success(request, _("已登记。"))
            return redirect(back)
    title = _("离任：{post} {name}").format(
        post=wording.POST[officer.post], name=officer.person.name
    )
    return form_page(request, form, title=title, back=back)


@takes_form
@requires(Role.OPERATOR)
def disclosure(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The rules of disclosure of an authority; a form for one more."""
    organisation = found(Organisation.objects.all(), pk)
    person = signed_in(request)
    permit(person, organisation)
    form = DisclosureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data
        if done(form, lambda: keeping.rule_disclosure(organisation, entered, actor=person)):
            messages.success(request, _("已保存。"))
            return redirect("issuing:disclosure_rules", pk=pk)
    rules = DisclosureRule.objects.filter(authority=organisation).order_by("regime", "field")
    context = {"organisation": organisation, "rules": rules, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "issuing/desk/disclosure.html", context, status=status)


@takes_only_form
@requires(Role.OPERATOR)
def drop_disclosure(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a rule away."""
    rule = found(DisclosureRule.objects.select_related("authority"), pk)
    person = signed_in(request)
    told(request, lambda: keeping.drop_disclosure(rule, actor=person), _("已删除。"))
    return redirect("issuing:disclosure_rules", pk=rule.authority_id)


@only_read
@requires(Role.OPERATOR)
def drawn(request: HttpRequest) -> HttpResponseBase:
    """The register of numbers."""
    wanted = clean(request.GET.get("q", ""))[:100].strip()
    rows = DrawnNumber.objects.select_related("project", "drawn_by")
    if wanted:
        rows = rows.filter(plan_number__icontains=wanted) | rows.filter(serial=wanted)
    if request.GET.get("format") == "csv":
        return csv_file("numbers", exports.number_rows(rows.iterator(chunk_size=500)))
    page = Paginator(rows, PAGE).get_page(page_asked(request.GET))
    context = {"q": wanted, "series": NumberSeries.objects.order_by("code"), **pages(page)}
    return render(request, "issuing/desk/numbers.html", context)


@takes_form
@requires(Role.OPERATOR)
def change_year(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give a number the year of its announcement."""
    number = found(DrawnNumber.objects.select_related("project__authority"), pk)
    person = signed_in(request)
    if number.project is not None:
        permit(person, number.project.authority)
    form = YearForm(request.POST or None, initial={"year": number.year + 1})
    if request.method == "POST" and form.is_valid():
        year, reason = form.cleaned_data["year"], form.cleaned_data["reason"]
        if done(form, lambda: numbers.change_year(number, year, reason, actor=person)):
            messages.success(request, _("年代号已改，记录在案。"))
            return redirect("issuing:numbers")
    note = _("年代号是发布那一年。批准和公告不在同一年时改；顺序号不变，已发布的不能改。")
    title = _("改年代号：{number}").format(number=number.number)
    back = reverse("issuing:numbers")
    return form_page(request, form, title=title, back=back, more={"note": note})


@takes_form
@requires(Role.OPERATOR)
def issued_elsewhere(request: HttpRequest, pk: int) -> HttpResponseBase:
    """End a project whose standard another body issued."""
    project = found(Project.objects.select_related("authority"), pk)
    person = signed_in(request)
    permit(person, project.authority)
    form = ElsewhereForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        stated = elsewhere.Stated(**form.cleaned_data)
        if done(form, lambda: elsewhere.end_elsewhere(project, stated, actor=person, at=now())):
            messages.success(request, _("已登记为由他处发布，项目结束。"))
            return redirect("issuing:overview")
    note = _("项目里要先有终止项目的决定文件。登记后项目结束，编号不从本单位的序列里取。")
    title = _("由他处发布：{title}").format(title=project.title)
    back = reverse("issuing:overview")
    return form_page(request, form, title=title, back=back, more={"note": note})


@only_read
@requires(Role.OPERATOR)
def overview(request: HttpRequest) -> HttpResponseBase:
    """Where issuing begins for an officer: authorities, what waits, where to keep what."""
    authorities = waiting_by_authority(signed_in(request))
    return render(request, "issuing/desk/overview.html", {"authorities": authorities})
