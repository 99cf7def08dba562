"""The register at the desk: list, new, facts of a law, its text, life and links."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.laws import wording
from biaozhun.cloud.laws.actions import reading, registering
from biaozhun.cloud.laws.actions.refusing import RefusedError
from biaozhun.cloud.laws.actions.seeding import load_known
from biaozhun.cloud.laws.files import MOST_BYTES, pasted, read_upload
from biaozhun.cloud.laws.forms import LawForm, TextForm
from biaozhun.cloud.laws.forms.asking import filters
from biaozhun.cloud.laws.life import state_on
from biaozhun.cloud.laws.models import Law, LawVersion
from biaozhun.cloud.laws.permissions import KEEPS_LAWS
from biaozhun.cloud.laws.queries import desk, register
from biaozhun.cloud.laws.views.public import found_law
from biaozhun.cloud.laws.views.refusals import said
from biaozhun.cloud.laws.views.sending import sent
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.uploads import takes_files
from biaozhun.documents.errors import DocumentError

FAULTY = HTTPStatus.UNPROCESSABLE_ENTITY


@only_read
@requires(KEEPS_LAWS)
def laws(request: HttpRequest) -> HttpResponseBase:
    """All laws with what waits in each, and the ways to the other pages of the desk."""
    asked = filters(request.GET, today())
    shown = register.page_of(desk.laws_with_waiting(register.laws(asked)), page_asked(request.GET))
    context = {
        "laws": [(law, state_on(law, asked.on)) for law in shown],
        "filters": asked,
        "kinds": wording.KIND,
        "open_warnings": desk.open_warnings(),
        "to_confirm": desk.to_confirm(today()),
        "to_sign": desk.to_sign(),
        **pages(shown),
    }
    return render(request, "laws/desk/laws.html", context)


@takes_form
@requires(KEEPS_LAWS)
def new(request: HttpRequest) -> HttpResponseBase:
    """A new law."""
    form = LawForm(sent(request)[0])
    if form.is_valid():
        try:
            law = registering.add_law(form.cleaned_data, actor=signed_in(request))
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已登记。接着可以把正文放进来。"))
            return redirect("laws:desk_law", slug=law.slug)
    context = {"form": form, "title": _("登记法规政策")}
    return render(request, "laws/desk/form.html", context, status=_status(form.is_bound))


def _status(is_faulty: bool) -> HTTPStatus:  # noqa: FBT001  -- a question with one answer
    return FAULTY if is_faulty else HTTPStatus.OK


@takes_form
@requires(KEEPS_LAWS)
def law(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What is known of a law."""
    held = found_law(slug)
    told = {name: getattr(held, name) for name in registering.FIELDS}
    form = LawForm(sent(request)[0], initial=told)
    if form.is_valid():
        try:
            registering.change_law(held, form.cleaned_data, actor=signed_in(request), today=today())
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已保存。"))
            return redirect("laws:desk_law", slug=held.slug)
    context = {"law": held, "form": form, "here": "facts"}
    return render(request, "laws/desk/law.html", context, status=_status(form.is_bound))


@takes_only_form
@requires(KEEPS_LAWS)
def remove(request: HttpRequest, slug: str) -> HttpResponseRedirect:
    """Take a law out of the register."""
    held = found_law(slug)
    registering.remove_law(held, actor=signed_in(request))
    messages.success(request, _("《{title}》已从登记册删除。").format(title=held.title))
    return redirect("laws:desk_laws")


@takes_only_form
@requires(KEEPS_LAWS)
def known(request: HttpRequest) -> HttpResponseRedirect:
    """Take in the well-known laws of standardization."""
    taken = load_known(actor=signed_in(request))
    messages.success(request, _("收入 {n} 份；日期和文号请对照官方原文。").format(n=taken))
    return redirect("laws:desk_laws")


@takes_files(up_to=MOST_BYTES)
@takes_form
@requires(KEEPS_LAWS)
def texts(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The texts of a law, and a form for another."""
    held = found_law(slug)
    form = TextForm(*sent(request))
    if request.method == "POST" and form.is_valid():
        version = _taken(request, held, form)
        if version is not None:
            n = version.citations.count()
            sentence = _("正文收下了，共 {articles} 条，其中找到 {n} 处引用标准，请核对。")
            told = sentence.format(articles=version.articles.exclude(label="").count(), n=n)
            messages.success(request, told)
            return redirect("laws:desk_citations" if n else "laws:desk_texts", slug=held.slug)
    context = {
        "law": held,
        "form": form,
        "versions": list(held.versions.all()),
        "here": "texts",
    }
    return render(
        request, "laws/desk/texts.html", context, status=_status(request.method == "POST")
    )


def _taken(request: HttpRequest, law: Law, form: TextForm) -> LawVersion | None:
    """The text; ``None`` where it was refused, which the form then tells."""
    told = form.cleaned_data
    upload = told["file"]
    try:
        text = read_upload(upload) if upload else pasted(told["text"])
        return reading.take_text(
            law,
            text,
            since=told["since"],
            name=(upload.name if upload else "") or "",
            actor=signed_in(request),
            today=today(),
        )
    except DocumentError as error:
        form.add_error("file", said(error))
    except RefusedError as refused:
        form.add_error(None, str(refused))
    return None


@takes_only_form
@requires(KEEPS_LAWS)
def remove_text(request: HttpRequest, slug: str, pk: int) -> HttpResponseRedirect:
    """Take a text out with what was found in it."""
    held = found_law(slug)
    version = held.versions.filter(pk=pk).first() if pk <= desk.LARGEST_ID else None
    if version is None:
        messages.error(request, _("没有这份正文。"))
    else:
        reading.remove_text(version, actor=signed_in(request))
        messages.success(request, _("正文已删除。"))
    return redirect("laws:desk_texts", slug=held.slug)
