"""The desk of those who keep texts: bring in, look at, show, withhold, take down."""

import tempfile
from http import HTTPStatus
from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.permissions import person_of, requires
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.catalogue.wording import FAULT
from biaozhun.cloud.texts import exports, wording
from biaozhun.cloud.texts.actions import receiving, showing
from biaozhun.cloud.texts.actions.receiving import TextRefusedError
from biaozhun.cloud.texts.forms import DisclosureForm, ReceivingForm, TakingDownForm
from biaozhun.cloud.texts.models import Text
from biaozhun.cloud.texts.permissions import KEEPS_TEXTS
from biaozhun.cloud.texts.queries import desk
from biaozhun.cloud.texts.queries.page import Reading, reading
from biaozhun.cloud.ui.paging import page_asked
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.tables import csv_file
from biaozhun.cloud.ui.uploads import takes_files
from biaozhun.core.disclosure import disclosure, smart_levels
from biaozhun.core.errors import BiaozhunError
from biaozhun.core.number import parse

LONGEST_FRAGMENT = 80  # characters of what is wrong that a sentence repeats
FAULTY = HTTPStatus.UNPROCESSABLE_ENTITY


@only_read
@requires(KEEPS_TEXTS)
def texts(request: HttpRequest) -> HttpResponseBase:
    """All texts, by state and number."""
    state = request.GET.get("state", "")
    state = state if state in set(Text.State) else ""
    number = clean(request.GET.get("q", ""))[:100]
    found = desk.texts_by(state=state, number=number)
    if request.GET.get("format", "") == "csv":
        return csv_file("texts", exports.text_rows(found.iterator(chunk_size=500)))
    page = desk.pages(found).get_page(page_asked(request.GET))
    counted = desk.counts()
    context = {
        "page": page,
        "state": state,
        "q": number,
        "states": [(code, wording.STATE[code], count) for code, count in counted.items()],
        "total": sum(counted.values()),
    }
    return render(request, "texts/desk.html", context)


@takes_files(up_to=receiving.MAX_BYTES)
@takes_form
@requires(KEEPS_TEXTS)
def new(request: HttpRequest) -> HttpResponse:
    """Bring a file in."""
    if request.method != "POST":
        form = ReceivingForm(initial={"number": clean(request.GET.get("number", ""))[:190]})
        return render(request, "texts/new.html", {"form": form})
    form = ReceivingForm(request.POST, request.FILES)
    if form.is_valid():
        text = _received(request, form)
        if text is not None:
            messages.success(request, _("文件收下了。请核对条文和阅读权限，再上架。"))
            return redirect("texts:preview", pk=text.pk)
    return render(request, "texts/new.html", {"form": form}, status=FAULTY)


def _received(request: HttpRequest, form: ReceivingForm) -> Text | None:
    """The draft; ``None`` where the file was refused, which the form then tells."""
    upload = form.cleaned_data["file"]
    with tempfile.TemporaryDirectory(prefix="biaozhun-text-") as folder:
        path = Path(folder) / "upload"
        with path.open("wb") as stream:
            for piece in upload.chunks():
                stream.write(piece)
        try:
            return receiving.receive(
                path, form.order(), name=upload.name or "", actor=person_of(request)
            )
        except BiaozhunError as error:
            field = "number" if error.code == "number_unclear" else "file"
            form.add_error(field, said(error))
            return None


def said(error: BiaozhunError) -> str:
    """A refusal in the reader's language; what the program says in English is for its log."""
    sentence = wording.REFUSAL.get(error.code) or FAULT.get(error.code) or _("文件读不出来。")
    fragment = "" if error.fragment == "upload" else error.fragment[:LONGEST_FRAGMENT]
    return str(sentence).format(fragment=fragment or error.code)


@only_read
@requires(KEEPS_TEXTS)
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """A text as it will be read, with what a person should look at."""
    return _preview(request, _text(pk))


def _preview(request: HttpRequest, text: Text, form: DisclosureForm | None = None) -> HttpResponse:
    told = {name: getattr(text, name) for name in ("right", "reason", "basis", "read_at")}
    context = {
        "text": text,
        "level": smart_levels()[text.level],
        "rule": disclosure(parse(text.number)),
        "form": form or DisclosureForm(initial=told),
        "taking_down": TakingDownForm(),
        "page": _page(request, text) if text.form == Text.Form.CLAUSES else None,
    }
    return render(request, "texts/preview.html", context, status=FAULTY if form else HTTPStatus.OK)


def _page(request: HttpRequest, text: Text) -> Reading:
    return reading(text, clause=clean(request.GET.get("clause", "")))


@takes_only_form
@requires(KEEPS_TEXTS)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a draft, or change who may read what is shown."""
    text = _text(pk)
    form = DisclosureForm(request.POST)
    if not form.is_valid():
        return _preview(request, text, form)
    is_draft = text.state == Text.State.DRAFT
    try:
        if is_draft:
            showing.show(pk, form.decision(), actor=person_of(request))
        else:
            showing.decide_right(pk, form.decision(), actor=person_of(request))
    except (TextRefusedError, Text.DoesNotExist):
        return _stale(request, pk)
    messages.success(request, _("已上架。") if is_draft else _("阅读权限已更改。"))
    return redirect("texts:preview", pk=pk)


@takes_only_form
@requires(KEEPS_TEXTS)
def take_down(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a text off the shelf."""
    text = _text(pk)
    form = TakingDownForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请写明撤下的理由。"))
        return redirect("texts:preview", pk=text.pk)
    try:
        showing.take_down(pk, form.cleaned_data["reason"], actor=person_of(request))
    except (TextRefusedError, Text.DoesNotExist):
        return _stale(request, pk)
    messages.success(request, _("已撤下。文件和条的地址都留着。"))
    return redirect("texts:preview", pk=pk)


@takes_only_form
@requires(KEEPS_TEXTS)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    text = _text(pk)
    try:
        showing.discard(text.pk, actor=person_of(request))
    except (TextRefusedError, Text.DoesNotExist):
        return _stale(request, pk)
    messages.success(request, _("草稿已丢弃。"))
    return redirect("texts:desk")


def _stale(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    messages.error(request, _("这份文本的状态已经变了，什么也没有做。请看现在的状态。"))
    return redirect("texts:preview", pk=pk)


def _text(pk: int) -> Text:
    text = Text.objects.filter(pk=pk).first() if pk <= LARGEST_ID else None
    if text is None:
        raise Http404(_("没有这份文本。"))
    return text
