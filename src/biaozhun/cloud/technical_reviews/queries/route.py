"""Who reviews: a fact of the project and the day, not a choice."""

import datetime as dt

from biaozhun.cloud.committees.models import Committee
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.technical_reviews.models import Review


def committee_in_charge(project: Project, on: dt.date) -> Committee | None:
    """The committee of a project, where it stands on a day."""
    committee = project.committee
    if committee is None:
        return None
    began = committee.since is None or committee.since <= on
    return committee if began and (committee.until is None or on <= committee.until) else None


def route_of(project: Project, on: dt.date) -> Review.Route:
    """The committee in charge reviews; a panel where there is none (domain-rules 2.2, row 9)."""
    if committee_in_charge(project, on) is None:
        return Review.Route.PANEL
    return Review.Route.COMMITTEE
