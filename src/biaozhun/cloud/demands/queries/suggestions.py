"""Suggestions, for the slices that take them up."""

from django.db.models import QuerySet

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.demands.models import Suggestion


def open_for(department: Organisation) -> "QuerySet[Suggestion]":
    """The suggestions a department has in hand and may take up, the oldest first."""
    found = Suggestion.objects.filter(department=department, state="with_department")
    return found.select_related("demand", "filer").order_by("filed", "pk")


def taken_up_by(application: str) -> "QuerySet[Suggestion]":
    """The suggestions an application took up, by its key; those merged into them with them."""
    found = Suggestion.objects.filter(application=application)
    return found.prefetch_related("merged", "merged__filer").select_related("filer").order_by("pk")
