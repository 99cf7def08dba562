"""Files that came with a comment: handed over to be saved, never shown."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from biaozhun.cloud.consultations.models import CommentFile
from biaozhun.cloud.ui.stored_files import answer_with_file


def hand_over(request: HttpRequest, kept: CommentFile) -> HttpResponseBase:
    """A file as it came, to be saved.

    Raises:
        Http404: the store has lost it.
    """
    if not kept.file.storage.exists(kept.file.name or ""):
        raise Http404(_("这份附件的文件不在了。"))
    answer = answer_with_file(
        request,
        lambda: kept.file.open("rb"),
        size=kept.size,
        etag=f'"{kept.digest}"',
        media_type="application/octet-stream",
    )
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    disposition = content_disposition_header(as_attachment=True, filename=kept.name)
    answer.headers["Content-Disposition"] = disposition or "attachment"
    return answer
