"""Committees, who sits in them, and their terms."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.committees.actions.telling_values import said
from biaozhun.cloud.committees.errors import RefusedError
from biaozhun.cloud.committees.models import Committee, Member, Term
from biaozhun.cloud.committees.permissions import keeps_committee, keeps_members
from biaozhun.cloud.committees.queries.committees import term_number
from biaozhun.cloud.organisations.queries.standing import holds_on

FIELDS: Final = (
    "code",
    "name",
    "name_en",
    "form",
    "level",
    "international",
    "parent",
    "field",
    "ics",
    "sector",
    "division",
    "counterpart",
    "authority",
    "secretariat",
    "basis",
    "since",
    "until",
)
SEAT: Final = (
    "name",
    "person",
    "unit",
    "title",
    "seat",
    "interest",
    "alternate_of",
    "term",
    "since",
    "until",
)


@transaction.atomic
def save_committee(
    held: Committee | None, told: Mapping[str, Any], *, actor: Person
) -> tuple[Committee, bool]:
    """Add a committee, or correct one; also tells whether anything changed.

    Args:
        held: the one to correct; none to add one.
        told: a value for each of ``FIELDS``.
        actor: who does it.

    Raises:
        RefusedError: its code is taken; it would stand below itself; a part has no committee above;
            it is another authority's.
    """
    saved = held or Committee()
    before = said(saved, FIELDS) if held else None
    may = held is None or keeps_committee(actor, held)
    for field in FIELDS:
        setattr(saved, field, told[field])
    if not may or not keeps_committee(actor, saved):
        raise RefusedError(_("这个委员会由另一个主管部门设立，您不能更改。"), field="authority")
    if saved.form != Committee.Form.TC and saved.parent is None:
        raise RefusedError(_("分技术委员会和工作组要写明上级委员会。"), field="parent")
    if held and saved.parent and _stands_below(saved.parent, held):
        raise RefusedError(_("上级不能是它自己或它的下级。"), field="parent")
    after = said(saved, FIELDS)
    if before == after:
        return saved, False
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError as error:
        raise RefusedError(
            _("已经有代号为“{code}”的委员会。").format(code=saved.code), field="code"
        ) from error
    facts = {"before": before, "after": after} if held else {"after": after}
    _record("committee_changed" if held else "committee_added", saved, actor, facts)
    return saved, True


def _stands_below(committee: Committee, other: Committee) -> bool:
    held = Committee.objects.select_for_update().order_by("pk")  # no circle is made by two at once
    parents = dict(held.values_list("pk", "parent_id"))
    above: int | None = committee.pk
    while above is not None and above != other.pk:
        above = parents.get(above)
    return above is not None


@transaction.atomic
def save_member(
    committee: Committee, held: Member | None, told: Mapping[str, Any], *, actor: Person
) -> tuple[Member, bool]:
    """Give a seat, or correct one; a last day ends it. Also tells whether anything changed.

    Raises:
        RefusedError: the actor does not keep this committee; an alternate of oneself or of another
            alternate; the same person sits there in that time already.
    """
    _permit(committee, actor)
    saved = held or Member(committee=committee)
    before = said(saved, SEAT) if held else None
    for field in SEAT:
        setattr(saved, field, told[field])
    saved.organisation = Organisation.objects.filter(name=saved.unit).first()
    _check_alternate(saved)
    after = said(saved, SEAT)
    if before == after:
        return saved, False
    _check_twice(saved)
    saved.save()
    facts = {"before": before, "after": after} if held else {"after": after}
    _record("member_changed" if held else "member_added", committee, actor, facts)
    return saved, True


def _permit(committee: Committee, actor: Person) -> None:
    if not keeps_members(actor, committee):
        raise RefusedError(_("这个委员会的委员不由您维护。"))


def _check_alternate(member: Member) -> None:
    stands_for = member.alternate_of
    if stands_for is None:
        return
    if stands_for.committee_id != member.committee_id or stands_for.pk == member.pk:
        raise RefusedError(_("候补只能候补本委员会的另一名委员。"), field="alternate_of")
    if stands_for.alternate_of_id is not None:
        raise RefusedError(_("候补不能再有候补。"), field="alternate_of")


def _check_twice(member: Member) -> None:
    """The same person, of the same unit, does not sit in a committee twice at once."""
    others = Member.objects.filter(
        committee=member.committee, name=member.name, unit=member.unit
    ).exclude(pk=member.pk)
    for other in others:
        begun = member.until is None or other.since is None or other.since <= member.until
        going = other.until is None or member.since is None or member.since <= other.until
        if begun and going:
            raise RefusedError(
                _("{name}在这段时间已经登记为本委员会的成员。").format(name=member.name),
                field="name",
            )


@transaction.atomic
def remove_member(held: Member, *, actor: Person) -> None:
    """Take back a seat that was a mistake.

    Raises:
        RefusedError: the actor does not keep this committee; others stand in for the member, or it
            sat in a review.
    """
    _permit(held.committee, actor)
    if held.alternates.exists():
        raise RefusedError(_("这名委员有候补，请先更改候补。"))
    _record("member_removed", held.committee, actor, {"before": said(held, SEAT)})
    try:
        held.delete()
    except ProtectedError as error:
        raise RefusedError(_("这名委员参加过审查，记录要保留：请改为登记任职结束。")) from error


@transaction.atomic
def save_term(committee: Committee, number: int, told: Mapping[str, Any], *, actor: Person) -> Term:
    """Write down when a term began, when it ends and what formed it.

    Raises:
        RefusedError: the actor does not keep this committee.
    """
    _permit(committee, actor)
    held, _made = Term.objects.get_or_create(committee=committee, number=number)
    fields = ("since", "until", "basis")
    before = said(held, fields)
    for field in fields:
        setattr(held, field, told[field])
    after = said(held, fields)
    if before != after:
        held.save()
        _record(
            "term_changed", committee, actor, {"term": number, "before": before, "after": after}
        )
    return held


@transaction.atomic
def change_over(
    committee: Committee, told: Mapping[str, Any], staying: Collection[int], *, actor: Person
) -> int:
    """End the present term and begin the next (换届); returns how many stay.

    The present members are there until the day before; those who stay get a seat of the new term,
    an alternate only with the member it stands for.

    Args:
        committee: which one.
        told: ``since`` and ``until`` of the new term, and ``basis``.
        staying: ids of the members who stay.
        actor: who does it.

    Raises:
        RefusedError: the actor does not keep this committee; nobody sits there on the day before;
            some came on that day or later.
    """
    _permit(committee, actor)
    Committee.objects.select_for_update(of=("self",)).get(pk=committee.pk)  # never two at once
    since: dt.date = told["since"]
    eve = since - dt.timedelta(days=1)
    number = term_number(committee)
    members = list(committee.members.filter(holds_on(eve)).order_by("pk"))
    if committee.members.filter(since__gte=since).exists():
        raise RefusedError(_("已经有从这一天或之后起任职的委员。"), field="since")
    if not members:
        raise RefusedError(_("前一天没有在任的委员，没有可以转入的。"), field="since")
    _end_term(committee, number, eve)
    Term.objects.create(committee=committee, number=number + 1, **told)
    fresh = _seats_anew(members, staying, number + 1, since)
    Member.objects.filter(pk__in=[one.pk for one in members]).update(until=eve)
    begun = said(Term(**told), ("since", "until", "basis"))
    counted = {"term": number + 1, "before": len(members), "members": fresh}
    _record("term_begun", committee, actor, {**begun, **counted})
    return fresh


def _end_term(committee: Committee, number: int, eve: dt.date) -> None:
    ended, made = Term.objects.get_or_create(
        committee=committee, number=number, defaults={"until": eve}
    )
    if not made:
        ended.until = eve
        ended.save(update_fields=["until"])


def _seats_anew(
    members: list[Member], staying: Collection[int], number: int, since: dt.date
) -> int:
    """Members first, so that alternates find them."""
    fresh: dict[int, Member] = {}
    for one in sorted(members, key=lambda member: member.alternate_of_id is not None):
        above = one.alternate_of_id
        if one.pk not in staying or (above is not None and above not in fresh):
            continue
        values = {field: getattr(one, field) for field in SEAT}
        values |= {"term": number, "since": since, "until": None}
        values["alternate_of"] = fresh[above] if above is not None else None
        values["organisation_id"] = one.organisation_id
        fresh[one.pk] = Member.objects.create(committee_id=one.committee_id, **values)
    return len(fresh)


def _record(verb: str, committee: Committee, actor: Person, facts: Mapping[str, object]) -> None:
    told = {"code": committee.code, **facts}
    record(f"committees.{verb}", subject=f"committee:{committee.pk}", actor=actor, facts=told)
