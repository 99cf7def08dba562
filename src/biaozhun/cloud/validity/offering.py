"""Which reports a check can be made into, and what their files are called."""

from pathlib import PurePath
from typing import Final

from biaozhun.cloud.validity.actions.reporting import OF_FILE, Form, is_possible
from biaozhun.cloud.validity.models import Check, Report

_ENDINGS: Final = {Form.HTML: ".html", Form.XLSX: ".xlsx", Form.CONTROLLED: ".xlsx"}


def offered(check: Check) -> list[Form]:
    """The forms in the order in which they are offered; those that need the file while it lasts."""
    return [form for form in Form if is_possible(form, check)]


def file_name(made: Report, check: Check) -> str:
    """``BZ-2026-000123-7F3A.docx``; what is made of the file ends as the name of the file does."""
    form = Form(made.form)
    own = PurePath(check.name).suffix.lower() if form in OF_FILE else ""
    return f"{made.number}{own or _ENDINGS.get(form, '.docx')}"
