"""A suggestion to make a standard (立项建议): by anybody, to the sector department."""

from typing import ClassVar

from django.db import models

from biaozhun.cloud.cases.models import known_state
from biaozhun.cloud.demands.life import SUGGESTION
from biaozhun.cloud.demands.models.filed import Filed


class Suggestion(Filed):
    """A standard that somebody holds should be made.

    ``department`` is the one it is addressed to; without one the authority finds it. An
    application that takes it up is named by what its own slice calls it.
    """

    machine = SUGGESTION

    necessity = models.TextField(help_text="why it is needed")
    scope = models.TextField(help_text="what it applies to")
    contents = models.TextField(blank=True, help_text="main technical contents")
    drafting_unit = models.CharField(max_length=200, blank=True, help_text="who could draft it")
    demand = models.ForeignKey(
        "demands.Demand",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="suggestions",
        help_text="the demand it grew out of",
    )
    application = models.CharField(
        max_length=200, blank=True, db_index=True, help_text="key of the application"
    )
    application_number = models.CharField(max_length=100, blank=True)
    application_address = models.CharField(max_length=300, blank=True)

    class Meta(Filed.Meta):
        constraints: ClassVar = [
            known_state(SUGGESTION, "a_suggestion_is_in_a_known_state"),
            models.CheckConstraint(
                condition=~models.Q(state="taken_up") | ~models.Q(application=""),
                name="what_is_taken_up_names_its_application",
            ),
        ]
