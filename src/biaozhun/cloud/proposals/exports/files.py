"""Files of the slice as answers."""

import datetime as dt
from typing import Final

from django.http import HttpResponse
from django.utils.http import content_disposition_header

FORMS: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def file_answer(content: bytes, name: str, form: str) -> HttpResponse:
    """A file to save; ``form`` is one of :data:`FORMS`, ``name`` is without its ending."""
    named = content_disposition_header(as_attachment=True, filename=f"{name}.{form}")
    headers = {"Content-Disposition": named or "attachment"}
    return HttpResponse(content, content_type=FORMS[form], headers=headers)


def han(day: dt.date) -> str:
    """A day as papers write it: 2026年11月23日."""
    return f"{day.year}年{day.month}月{day.day}日"
