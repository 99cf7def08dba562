"""The file of a text as an answer: in the browser where it can show it."""

import re
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from biaozhun.cloud.texts.models import Text
from biaozhun.cloud.ui.stored_files import answer_with_file

SHOWN: Final = frozenset({"application/pdf", "image/png", "image/jpeg"})
"""What a browser shows by itself; anything else is only handed over."""

# A browser's own viewer draws its page into the answer: styles, an embedded object, its pictures.
VIEWER_POLICY: Final = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; "
    "img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


def file_name(text: Text) -> str:
    """The name under which it is saved: the number, the language, and its own ending."""
    ending = (text.file.name or "").rpartition(".")[2]
    endings = {"sts": "xml", "clauses": "jsonl", "plain": "txt", "jpeg": "jpg"}
    name = _UNSAFE.sub("-", f"{text.number} {text.language}").strip()
    return f"{name}.{endings.get(ending, ending)}"


def answer_with(text: Text, request: HttpRequest) -> HttpResponseBase:
    """The file, whole or in part, with what a browser may do with it."""
    answer = answer_with_file(
        request,
        lambda: text.file.open("rb"),
        size=text.size,
        etag=f'"{text.digest}"',
        media_type=text.media_type,
    )
    shown = text.media_type in SHOWN
    answer.headers["Cache-Control"] = "private, no-cache"  # asked again: rights change
    answer.headers["Content-Security-Policy"] = VIEWER_POLICY
    disposition = content_disposition_header(as_attachment=not shown, filename=file_name(text))
    answer.headers["Content-Disposition"] = disposition or "inline"
    return answer
