"""Which reports a check can be made into, and what their files are called."""

from biaozhun.cloud.validity.actions.reporting import Form
from biaozhun.cloud.validity.models import Check, Report

_ENDINGS = {"html": "html", "xlsx": "xlsx", "docx": "docx", "annotated": "docx"}
_NEEDS_FILE = {"annotated": ".docx", "workbook": ".xlsx"}
"""Forms that are made of the file itself, by the end of its name."""


def offered(check: Check) -> list[Form]:
    """The forms in the order in which they are offered; those that need the file while it lasts."""
    return [form for form in Form if _is_possible(form, check)]


def _is_possible(form: Form, check: Check) -> bool:
    ending = _NEEDS_FILE.get(str(form))
    if ending is None:
        return True
    is_list = check.kind == Check.Kind.LIST
    return bool(
        check.file and check.name.lower().endswith(ending) and is_list == (str(form) == "workbook")
    )


def file_name(made: Report) -> str:
    """``BZ-2026-000123-7F3A.docx``."""
    return f"{made.number}.{_ENDINGS.get(made.form, 'xlsx')}"
