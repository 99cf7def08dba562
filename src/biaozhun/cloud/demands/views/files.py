"""Files of a case: to who has it in hand and to who filed it, handed over and never shown."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.demands.limits import LARGEST_ID
from biaozhun.cloud.demands.models import Attachment
from biaozhun.cloud.demands.permissions import roles_in
from biaozhun.cloud.ui.reading import only_read
from biaozhun.cloud.ui.stored_files import answer_with_file


@only_read
@requires(Role.READER)
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A file, to the authority, the department that has the case in hand, and its filer."""
    joined = Attachment.objects.select_related("demand", "suggestion")
    kept = joined.filter(pk=min(pk, LARGEST_ID)).first()
    case = (kept.demand or kept.suggestion) if kept is not None else None
    if kept is None or case is None or not roles_in(signed_in(request), case):
        raise Http404(_("没有这份材料，或者它不是给您看的。"))
    return hand_over(request, kept)


def hand_over(request: HttpRequest, kept: Attachment) -> HttpResponseBase:
    """A file as it came, to be saved.

    Raises:
        Http404: the store has lost it.
    """
    if not kept.file.storage.exists(kept.file.name or ""):
        raise Http404(_("这份材料的文件不在了。"))
    answer = answer_with_file(
        request,
        lambda: kept.file.open("rb"),
        size=kept.size,
        etag=f'"{kept.sha256}"',
        media_type=kept.media_type,
    )
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    disposition = content_disposition_header(as_attachment=True, filename=kept.name)
    answer.headers["Content-Disposition"] = disposition or "attachment"
    return answer
