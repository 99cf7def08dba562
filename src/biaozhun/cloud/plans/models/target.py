"""Targets of a plan: the number that is to be reached."""

from django.db import models

from biaozhun.cloud.plans.models.plan import Plan


class Target(models.Model):
    """A number that is a goal, as a person confirmed it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="targets")
    rank = models.PositiveIntegerField(help_text="order within the plan")
    path = models.JSONField(default=list)
    indicator = models.CharField(max_length=300)
    operator = models.CharField(max_length=5, help_text="as core.policy.Operator")
    value = models.DecimalField(max_digits=24, decimal_places=6)
    value_max = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    unit = models.CharField(max_length=30, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    per = models.CharField(max_length=10, blank=True, help_text="year, cumulative, or neither")
    baseline = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    proposed = models.JSONField(null=True, blank=True, help_text="as the reader read it")
    dropped = models.BooleanField(default=False, help_text="a person said it is none")

    class Meta:
        ordering = ["plan", "rank", "id"]

    def __str__(self) -> str:
        return self.indicator
