"""Units and what they are called, collectives, bodies of coordination."""

from biaozhun.cloud.organisations.models.body import Body, Membership
from biaozhun.cloud.organisations.models.unit import Collective, OrganisationName, OrganisationPlace

__all__ = ["Body", "Collective", "Membership", "OrganisationName", "OrganisationPlace"]
