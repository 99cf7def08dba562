"""The members of a committee take their seats in a review; their alternates stand by."""

import datetime as dt

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.committees.models import Member
from biaozhun.cloud.committees.queries.committees import seats
from biaozhun.cloud.technical_reviews.models import Review, Reviewer
from biaozhun.cloud.technical_reviews.queries.drafters import Drafters, drafters_of


def seat_members(review: Review, on: dt.date) -> list[Reviewer]:
    """Bring those who review in line with who sits in the committee on a day.

    Observers have no vote in the committee and none here. Who left the committee leaves the
    review; who drafted it, is of a unit that did, or declared a conflict sits without a vote.
    Call it within the transaction of an action, before anybody has voted.
    """
    assert review.committee is not None  # noqa: S101  -- a committee reviews; held by the database
    drafters = drafters_of(review.project)
    held = {one.member_id: one for one in review.reviewers.all()}
    found: list[Reviewer] = []
    for seated in seats(review.committee, on):
        if seated.member.seat == Member.Seat.OBSERVER:
            continue
        holder = _seat(review, seated.member, held, drafters)
        found.append(holder)
        for other in seated.alternates:
            found.append(_seat(review, other, held, drafters, instead_of=holder))  # noqa: PERF401  -- two loops read better
    review.reviewers.exclude(pk__in=[one.pk for one in found]).delete()
    return found


def _seat(
    review: Review,
    member: Member,
    held: dict[int | None, Reviewer],
    drafters: Drafters,
    *,
    instead_of: Reviewer | None = None,
) -> Reviewer:
    one = held.get(member.pk) or Reviewer(review=review, member=member)
    one.name, one.unit, one.person_id = member.name, member.unit, member.person_id
    one.organisation = member.organisation or _unit_named(member.unit)
    one.interest = member.interest
    one.is_chair, one.instead_of = member.seat == Member.Seat.CHAIR, instead_of
    drafted = drafters.include(
        name=one.name, unit=one.unit, person=one.person_id, organisation=one.organisation_id
    )
    one.votes = not drafted and not one.conflict
    one.save()
    return one


def _unit_named(name: str) -> Organisation | None:
    return Organisation.objects.filter(name=name).first() if name else None
