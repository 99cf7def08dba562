"""What the slice shows on the pages of others."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.catalogue.queries.edition import EditionPage
from biaozhun.cloud.committees.models import Contribution
from biaozhun.cloud.committees.queries.contributions import contributions_of
from biaozhun.cloud.committees.queries.experts import expert_of, state_counts
from biaozhun.cloud.committees.queries.units import unit_page
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.ui.panels import Panel, register


def _of_edition(request: HttpRequest, page: Any) -> Mapping[str, object] | None:  # noqa: ANN401  -- the form of a panel
    """Who drafted it: as recorded, and for keepers what the catalogue knows besides."""
    if not isinstance(page, EditionPage):
        return None
    entries = contributions_of(page.edition.slug)
    named = bool(page.edition.drafting_units or page.edition.drafters)
    offers = named and not entries and is_authority(person_of(request))
    if not entries and not offers:
        return None
    party = Contribution.Party
    return {
        "units": [one for one in entries if one.party == party.UNIT],
        "people": [one for one in entries if one.party == party.PERSON],
        "offers": offers,
        "number": page.edition.number,
    }


def _of_organisation(_request: HttpRequest, unit: Any) -> Mapping[str, object] | None:  # noqa: ANN401  -- the form of a panel
    """Secretariats it keeps, posts its people hold, and what it contributed."""
    if not isinstance(unit, Organisation):
        return None
    told = unit_page(unit, today())
    return {"told": told, "unit": unit} if told.has_any else None


def _on_desk(_request: HttpRequest, person: Any) -> Mapping[str, object] | None:  # noqa: ANN401  -- the form of a panel
    """What waits in the bank of experts, for the authority; and one's own place in it."""
    if not isinstance(person, Person):
        return None
    if is_authority(person):
        counts = state_counts(person)
        waiting = counts.get("applied", 0) + counts.get("vetting", 0)
        return {"waiting": waiting} if waiting else None
    own = expert_of(person)
    return {"own": own} if own is not None else None


register(
    Panel(
        place="edition",
        name="drafters",
        heading=_("起草单位与起草人"),
        template="committees/parts/edition.html",
        context=_of_edition,
        rank=25,
    )
)
register(
    Panel(
        place="organisation",
        name="standardization",
        heading=_("秘书处、任职与标准贡献"),
        template="committees/parts/organisation.html",
        context=_of_organisation,
    )
)
register(
    Panel(
        place="desk",
        name="experts",
        heading=_("专家库"),
        template="committees/parts/desk.html",
        context=_on_desk,
        rank=40,
    )
)
