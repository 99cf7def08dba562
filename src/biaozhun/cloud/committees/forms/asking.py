"""What the addresses of lists ask for; values that are none are left out."""

import datetime as dt
from collections.abc import Container

from django.http import QueryDict

from biaozhun.cloud.accounts.forms.asking import text_asked
from biaozhun.cloud.committees.models import Contribution, Interest, PostHeld
from biaozhun.cloud.committees.queries import committees, contributions, experts, posts
from biaozhun.cloud.committees.wording import EXPERT_STATE, FAMILY, FORM, MADE, SECTOR, SHARE
from biaozhun.cloud.organisations.forms.asking import day_asked
from biaozhun.cloud.organisations.models import Level
from biaozhun.core.text import fold

_DIGITS = 9  # of an id, and of a year
_YEARS = range(1900, 2201)


def number_asked(query: QueryDict, name: str) -> int | None:
    """A whole number, where one is asked for."""
    told = text_asked(query, name)
    is_number = told.isascii() and told.isdecimal() and len(told) <= _DIGITS
    return int(told) if is_number else None


def _one_of(query: QueryDict, name: str, values: Container[str]) -> str:
    told = text_asked(query, name)
    return told if told in values else ""


def committees_asked(query: QueryDict, today: dt.date, problems: list[str]) -> committees.Wanted:
    """Which committees a list is asked for."""
    division = text_asked(query, "division")
    return committees.Wanted(
        on=day_asked(query, today, problems),
        text=text_asked(query),
        level=_one_of(query, "level", [committees.INTERNATIONAL, *Level.values]),
        form=_one_of(query, "form", [str(form) for form in FORM]),
        sector=_one_of(query, "sector", SECTOR),
        authority=number_asked(query, "authority"),
        division=division if division.isascii() and division.isdecimal() else "",
    )


def posts_asked(query: QueryDict, today: dt.date, problems: list[str]) -> posts.Wanted:
    """Which posts a list is asked for."""
    return posts.Wanted(
        on=day_asked(query, today, problems),
        text=text_asked(query),
        body=_one_of(query, "body", list(PostHeld.Body.values)),
        post=_one_of(query, "post", list(PostHeld.Post.values)),
        unit=text_asked(query, "unit"),
    )


def experts_asked(query: QueryDict) -> experts.Wanted:
    """Which experts a list is asked for."""
    return experts.Wanted(
        text=text_asked(query),
        field=fold(text_asked(query, "field"))[:12],
        interest=_one_of(query, "interest", list(Interest.values)),
        state=_one_of(query, "state", EXPERT_STATE),
    )


def contributions_asked(query: QueryDict) -> contributions.Wanted:
    """Which contributions a list is asked for."""
    year = number_asked(query, "year")
    return contributions.Wanted(
        text=text_asked(query),
        party=_one_of(query, "party", list(Contribution.Party.values)),
        level=_one_of(query, "level", FAMILY),
        share=_one_of(query, "share", [str(share) for share in SHARE]),
        kind=_one_of(query, "kind", [str(kind) for kind in MADE]),
        year=year if year in _YEARS else None,
        name=text_asked(query, "name"),
        unit=text_asked(query, "unit"),
    )
