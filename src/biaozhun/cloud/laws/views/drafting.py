"""The linter for drafters, open to everybody; nothing that is sent in is kept."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.laws.files import pasted, read_upload
from biaozhun.cloud.laws.forms import DraftForm
from biaozhun.cloud.laws.forms.citing import LONGEST_DRAFT
from biaozhun.cloud.laws.queries.drafts import MOST_CITATIONS, TooManyCitationsError, look_over
from biaozhun.cloud.laws.views.refusals import said
from biaozhun.cloud.ui.reading import takes_form
from biaozhun.cloud.ui.uploads import takes_files
from biaozhun.documents.errors import DocumentError

MOST_BYTES = 2 * 1024 * 1024


@takes_files(up_to=MOST_BYTES, from_anybody=MOST_BYTES)
@takes_form
def draft_check(request: HttpRequest) -> HttpResponse:
    """Paste a draft or choose a file, and see what to look at."""
    if request.method != "POST":
        form = DraftForm(initial={"on": today()})
        return render(request, "laws/draft_check.html", {"form": form})
    form = DraftForm(request.POST, request.FILES)
    context: dict[str, object] = {"form": form}
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    text = _text(form) if form.is_valid() else None
    if text is not None:
        try:
            context["looked"] = look_over(text, form.cleaned_data["on"])
            status = HTTPStatus.OK
        except TooManyCitationsError:
            sentence = _("草案引用的标准太多，一次最多 {n} 处，请分几次。")
            form.add_error(None, sentence.format(n=MOST_CITATIONS))
    return render(request, "laws/draft_check.html", context, status=status)


def _text(form: DraftForm) -> str | None:
    """The draft; ``None`` where it cannot be read, which the form then tells."""
    upload = form.cleaned_data["file"]
    try:
        text = read_upload(upload).text if upload else pasted(form.cleaned_data["text"]).text
    except DocumentError as error:
        form.add_error("file", said(error))
        return None
    if len(text) > LONGEST_DRAFT:
        sentence = _("草案太长，一次最多 {n} 字，请分几次。")
        form.add_error("file", sentence.format(n=LONGEST_DRAFT))
        return None
    if not text.strip():
        form.add_error("file", _("文件里没有文字。扫描件请先识别文字，或把正文贴进来。"))
        return None
    return text.replace("\x00", "\ufffd")
