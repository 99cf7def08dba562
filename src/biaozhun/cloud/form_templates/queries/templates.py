"""Templates by authority and day."""

import datetime as dt

from django.db.models import F, QuerySet

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.form_templates.models import FormTemplate


def template_on(name: str, authority: Organisation | None, on: dt.date) -> FormTemplate | None:
    """The template of a form that holds on a day.

    The authority's own, else the one for everybody; ``None`` where the default one holds.
    """
    held = FormTemplate.objects.filter(form=name, withdrawn=None, valid_from__lte=on)
    for owner in dict.fromkeys((authority, None)):
        found = held.filter(authority=owner).order_by("-valid_from", "-version").first()
        if found is not None:
            return found
    return None


def templates_on(authority: Organisation | None, on: dt.date) -> dict[str, FormTemplate]:
    """What :func:`template_on` says of every form that has a template, in one question."""
    held = FormTemplate.objects.filter(withdrawn=None, valid_from__lte=on).select_related(
        "authority"
    )
    own = held.filter(authority=authority) if authority else held.none()
    by_age = ("valid_from", "version")
    found = {one.form: one for one in held.filter(authority=None).order_by(*by_age)}
    return found | {one.form: one for one in own.order_by(*by_age)}


def history(name: str, authority: Organisation | None) -> QuerySet[FormTemplate]:
    """All templates of a form that an authority brought, the latest day first."""
    mine = FormTemplate.objects.filter(form=name, authority=authority)
    return mine.select_related("added_by", "withdrawn_by").order_by(
        F("valid_from").desc(), F("version").desc()
    )
