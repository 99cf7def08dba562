"""Instruments of access, exit, licensing, certification, procurement and supervision (S045)."""

from django.db import models
from django.urls import reverse

from biaozhun.cloud.catalogue.models import SLUG
from biaozhun.cloud.laws.models.register import BODY, LABEL, TITLE, Law


class Instrument(models.Model):
    """A measure of the state that rests on a standard: who is below its limit is kept out."""

    class Kind(models.TextChoices):
        """市场准入、退出、许可、认证、政府采购、监督抽查."""

        ACCESS = "access"
        EXIT = "exit"
        LICENCE = "licence"
        CERTIFICATION = "certification"
        PROCUREMENT = "procurement"
        SUPERVISION = "supervision"

    kind = models.CharField(max_length=15, choices=Kind.choices)
    title = models.CharField(max_length=TITLE)
    issuer = models.CharField(max_length=BODY, db_index=True)
    law = models.ForeignKey(
        Law, null=True, blank=True, on_delete=models.SET_NULL, related_name="instruments"
    )
    article = models.CharField(max_length=LABEL, blank=True, help_text="of the law it rests on")
    legal_basis = models.CharField(max_length=TITLE, blank=True, help_text="where no law is held")
    products = models.TextField(blank=True, help_text="products it is for, a line each")
    industry = models.CharField(max_length=BODY, blank=True, help_text="GB/T 4754 code or words")
    falling_below = models.TextField(
        blank=True, help_text="products or capacity falling below, a line each"
    )
    in_force = models.DateField(null=True, blank=True)
    ended = models.DateField(null=True, blank=True, help_text="first day it no longer holds")
    address = models.URLField(max_length=500, blank=True)
    changed = models.DateTimeField()

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended=None)
                | models.Q(in_force=None)
                | models.Q(ended__gte=models.F("in_force")),
                name="an_instrument_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its public page."""
        return reverse("laws:instrument", args=[self.pk])


class Limit(models.Model):
    """The clause of a standard on which an instrument rests, and the limit it sets there."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="limits")
    position = models.PositiveIntegerField(default=0)
    number = models.CharField(max_length=SLUG)
    slug = models.CharField(max_length=SLUG, db_index=True)
    standard = models.CharField(max_length=SLUG, db_index=True)
    dated = models.BooleanField()
    clause = models.CharField(max_length=LABEL, blank=True)
    quantity = models.CharField(max_length=BODY, blank=True, help_text="what is limited")
    value = models.CharField(max_length=LABEL, blank=True, help_text="≤ 0.5, 1级")
    unit = models.CharField(max_length=LABEL, blank=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{self.number} {self.clause} {self.quantity} {self.value} {self.unit}".strip()
