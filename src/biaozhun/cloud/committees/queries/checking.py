"""The checks of one committee, or of a page of them, with what they need read at once."""

import datetime as dt
from collections.abc import Sequence

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.committees.models import Committee
from biaozhun.cloud.committees.queries.committees import Kept
from biaozhun.cloud.committees.queries.composition import (
    Finding,
    composition_of,
    findings,
    seats_elsewhere,
)
from biaozhun.cloud.organisations.queries.standing import holds_on
from biaozhun.cloud.rules.queries import rules_for
from biaozhun.core.lifecycle import Applied


def checked(committee: Committee, on: dt.date) -> list[Finding]:
    """What is found of a committee as it is composed on a day."""
    members = list(committee.members.filter(holds_on(on)).order_by("pk"))
    kept = Kept(committee, members, list(committee.terms.all()))
    return checked_page([kept], on)[0][1]


def checked_page(kept: Sequence[Kept], on: dt.date) -> list[tuple[Committee, list[Finding]]]:
    """The same for each of a page: one question for the seats elsewhere, rules by authority."""
    elsewhere = seats_elsewhere([member for one in kept for member in one.members], on)
    rules: dict[int | None, dict[str, Applied]] = {}
    found = []
    for one in kept:
        authority: Organisation | None = one.committee.authority
        key = one.committee.authority_id
        if key not in rules:
            rules[key] = rules_for(authority, on=on)
        told = findings(
            one.committee,
            one.members,
            composition=composition_of(one.committee, rules[key]),
            elsewhere=elsewhere,
            terms=one.terms,
            on=on,
        )
        found.append((one.committee, told))
    return found
