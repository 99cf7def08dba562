"""Files as answers."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from biaozhun.cloud.form_templates.actions.filling import DOCX, Filled
from biaozhun.cloud.form_templates.models import SealedCopy


def docx_answer(file: Filled) -> HttpResponse:
    """A filled form, to be kept under its name."""
    return _answer(file.content, DOCX, file.name)


def scan_answer(copy: SealedCopy) -> HttpResponse:
    """A sealed scan, to be kept under the name it came with; the including slice asked who may."""
    with copy.file.open("rb") as stream:
        return _answer(stream.read(), copy.media_type, copy.name)


def _answer(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=media_type, headers=headers)
