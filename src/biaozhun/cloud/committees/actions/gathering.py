"""Drafting units and people of a catalogue record become contributions, once somebody says so."""

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.templatetags.catalogue import title
from biaozhun.cloud.committees.actions.contributions import record_contributions
from biaozhun.cloud.committees.models import Contribution
from biaozhun.cloud.committees.queries.replacing import is_revision


@transaction.atomic
def take_over(edition: Edition, *, actor: Person) -> int:
    """Record who drafted an edition as the catalogue says; returns how many entries there are.

    Drafters stand there without their units. An edition whose day of publication is not known
    cannot be counted in a year, and gives none.
    """
    published = edition.published
    if published is None:
        return 0
    kind = Contribution.Kind.REVISION if is_revision(edition) else ""
    made = record_contributions(
        edition.slug,
        number=edition.number,
        title=title(edition),
        level=edition.family,
        kind=kind,
        units=edition.drafting_units,
        people=[(name, "") for name in edition.drafters],
        published=published,
        source=edition.origins.get("drafting_units", "") or "catalogue",
        actor=actor,
        origin=Contribution.Origin.CATALOGUE,
    )
    return len(made)
