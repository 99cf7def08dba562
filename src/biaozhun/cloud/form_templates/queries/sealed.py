"""Sealed scans of a case."""

from django.db.models import QuerySet

from biaozhun.cloud.form_templates.models import SealedCopy


def subject_of(name: str, key: int) -> str:
    """What the scans of a form for a case are kept under: ``proposals.application/7``."""
    return f"{name}/{key}"


def sealed_copies(subject: str, form: str = "") -> QuerySet[SealedCopy]:
    """The sealed scans of a case, of one form or of all, the newest first."""
    found = SealedCopy.objects.filter(subject=subject).select_related("added_by")
    return found.filter(form=form) if form else found
