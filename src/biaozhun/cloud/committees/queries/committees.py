"""The register of committees: lists, one committee with who sits in it, and its history."""

import datetime as dt
from collections.abc import Iterable

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Prefetch, Q, QuerySet

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.committees.limits import LARGEST_ID
from biaozhun.cloud.committees.models import Committee, Member, PostHeld, Term
from biaozhun.cloud.committees.permissions import committees_kept_by
from biaozhun.cloud.organisations.queries.standing import holds_on
from biaozhun.core.committee_code import CommitteeCodeError, find, parse
from biaozhun.core.text import fold

PAGE = 50  # committees
INTERNATIONAL = "international"
"""Stands among the levels for the committees of ISO, IEC and ITU."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which committees; what is empty does not matter.

    Attributes:
        on: the day on which they exist; none for those of all times.
        text: part of the name, of the field, of the secretariat's name, or a code.
        level: of the administration, or ``international``.
        form: tc, sc or wg.
        sector: one of the four fields.
        authority: id of the organisation that set it up.
        division: the beginning of the code of the place where the secretariat sits.
    """

    on: dt.date | None
    text: str = ""
    level: str = ""
    form: str = ""
    sector: str = ""
    authority: int | None = None
    division: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything but the day is asked for."""
        return any((self.text, self.level, self.form, self.sector, self.authority, self.division))


def matching(wanted: Wanted) -> "QuerySet[Committee]":
    """The committees that are asked for, by code, with how many sit there on the day."""
    found = Committee.objects.select_related("secretariat", "authority", "parent")
    if wanted.on:
        found = found.filter(holds_on(wanted.on))
    if wanted.text:
        found = found.filter(_named(wanted.text))
    if wanted.level == INTERNATIONAL:
        found = found.filter(international=True)
    elif wanted.level:
        found = found.filter(level=wanted.level, international=False)
    if wanted.division:
        found = found.filter(division__startswith=wanted.division)
    exact = {"form": wanted.form, "sector": wanted.sector, "authority": wanted.authority}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    return found.order_by("code")


def _named(text: str) -> Q:
    named = Q(name__icontains=text) | Q(name_en__icontains=text) | Q(field__icontains=text)
    by_code = Q(code__icontains=text) | Q(secretariat__name__icontains=text)
    try:
        return named | by_code | Q(code__istartswith=parse(text).canonical)
    except CommitteeCodeError:
        return named | by_code


def committees(wanted: Wanted, page: int) -> Page[Committee]:
    """A page of them, each with ``seated``: how many sit there on the day."""
    return Paginator(with_seated(matching(wanted), wanted.on), PAGE).get_page(page)


def with_seated(found: "QuerySet[Committee]", on: dt.date | None) -> "QuerySet[Committee]":
    """Each with how many sit there on a day, alternates and observers left out."""
    seated = Q(members__alternate_of=None) & ~Q(members__seat=Member.Seat.OBSERVER)
    if on:
        seated &= holds_on(on, "members__")
    return found.annotate(seated=Count("members", filter=seated, distinct=True))


class Kept(msgspec.Struct, frozen=True):
    """A committee with what a check of its composition needs."""

    committee: Committee
    members: list[Member]
    terms: list[Term]


def kept_by(
    person: Person, text: str, page: int, on: dt.date
) -> tuple[Page[Committee], list[Kept]]:
    """A page of the committees whose members somebody keeps, with their members; four questions."""
    found = Committee.objects.filter(committees_kept_by(person)).select_related(
        "secretariat", "authority", "parent"
    )
    if text:
        found = found.filter(_named(text))
    seated = Prefetch("members", Member.objects.filter(holds_on(on)).order_by("pk"))
    found = found.order_by("code").prefetch_related(seated, "terms")
    shown = Paginator(found, PAGE).get_page(page)
    return shown, [Kept(one, list(one.members.all()), list(one.terms.all())) for one in shown]


def counts(on: dt.date) -> list[tuple[str, int, int]]:
    """For each level how many committees exist on a day: all forms, and of them TCs.

    Those of ISO, IEC and ITU come first.
    """
    rows = Committee.objects.filter(holds_on(on)).values_list("international", "level", "form")
    told: dict[str, tuple[int, int]] = {}
    for international, level, form, n in rows.annotate(n=Count("pk")).order_by():
        key = INTERNATIONAL if international else level
        everything, committees_ = told.get(key, (0, 0))
        told[key] = (everything + n, committees_ + (n if form == Committee.Form.TC else 0))
    order = [INTERNATIONAL, "nation", "province", "city", "district", "town"]
    return [(level, *told[level]) for level in order if level in told]


def authorities() -> "QuerySet[Organisation]":
    """Those that set a committee up."""
    return Organisation.objects.filter(committees_supervised__isnull=False).distinct()


def committee_at(pk: int) -> Committee | None:
    """A committee with the one above it, its authority and its secretariat."""
    found = Committee.objects.select_related("parent", "authority", "secretariat")
    return found.filter(pk=min(pk, LARGEST_ID)).first()


def parts(committee: Committee, on: dt.date) -> list[Committee]:
    """Its subcommittees and groups, those that ended last."""
    found = committee.parts.select_related("secretariat").order_by("code")
    return sorted(found, key=lambda one: (one.until is not None and one.until < on, one.code))


class Seated(msgspec.Struct, frozen=True):
    """Who sits somewhere, with those who stand in for them."""

    member: Member
    alternates: list[Member]


def seats(committee: Committee, on: dt.date) -> list[Seated]:
    """Who sits in a committee on a day, the chair first; one question."""
    order = list(Member.Seat.values)
    rows = committee.members.filter(holds_on(on)).select_related("organisation").order_by("pk")
    standing_in: dict[int | None, list[Member]] = {}
    for one in rows:
        standing_in.setdefault(one.alternate_of_id, []).append(one)
    known = {one.pk for one in standing_in.get(None, [])}
    for above, some in list(standing_in.items()):
        if above is not None and above not in known:  # the member left, the alternate did not
            standing_in.setdefault(None, []).extend(some)
    found = sorted(standing_in.get(None, []), key=lambda one: (order.index(one.seat), one.pk))
    return [Seated(one, standing_in.get(one.pk, [])) for one in found]


class TermRow(msgspec.Struct, frozen=True):
    """A term with how many sat in it, and its chair."""

    number: int
    term: Term | None
    members: int
    chairs: str


def terms(committee: Committee) -> list[TermRow]:
    """The terms, the latest first, also those only its members tell of; two questions."""
    held = {one.number: one for one in committee.terms.all()}
    told: dict[int, list[Member]] = {}
    for one in committee.members.order_by("pk"):
        told.setdefault(one.term, []).append(one)
    numbers = sorted({*held, *told}, reverse=True)
    return [_term_row(number, held.get(number), told.get(number, ())) for number in numbers]


def _term_row(number: int, term: Term | None, members: Iterable[Member]) -> TermRow:
    voting = [one for one in members if one.alternate_of_id is None]
    chairs = [one.name for one in voting if one.seat == Member.Seat.CHAIR]
    return TermRow(number, term, len(voting), "、".join(dict.fromkeys(chairs)))


def term_number(committee: Committee) -> int:
    """The number of the present term: the highest that is on record, 1 where none is."""
    numbers = [
        committee.terms.order_by("-number").values_list("number", flat=True).first() or 1,
        committee.members.order_by("-term").values_list("term", flat=True).first() or 1,
    ]
    return max(numbers)


def member_at(committee: Committee, pk: int) -> Member | None:
    """A member of a committee."""
    found = committee.members.select_related("organisation", "alternate_of", "committee")
    return found.filter(pk=min(pk, LARGEST_ID)).first()


def posts_in(committee: Committee, on: dt.date) -> "QuerySet[PostHeld]":
    """Who of here holds a post in it on a day."""
    return committee.posts.filter(holds_on(on)).select_related("organisation")


def committee_named(text: str) -> Committee | None:
    """The committee of a code in any spelling, or of a code or name as it is registered."""
    try:
        code = parse(text).canonical
    except CommitteeCodeError:
        code = text.strip()
    exact = Committee.objects.filter(code=code).first()
    return exact or Committee.objects.filter(name=text.strip()).order_by("pk").first()


def standards_of(committee: Committee, page: int) -> Page[Edition]:
    """A page of the editions that the catalogue says a committee is in charge of.

    The catalogue keeps what its sources print: a name, a code, or both; all customary spellings
    are looked for, exactly.
    """
    spellings = spellings_of(committee)
    asked = Q(committee__in=spellings) | Q(jurisdiction_body__in=spellings)
    found = Edition.objects.filter(asked, kind=Edition.Kind.EDITION, invented=False)
    latest = found.order_by(F("published").desc(nulls_last=True), "sort_key")
    return Paginator(latest, PAGE).get_page(page)


def spellings_of(committee: Committee) -> list[str]:
    """What sources print for a committee."""
    codes = [committee.code]
    code = find(committee.code)
    if code is not None:
        codes += [code.canonical.replace(" ", ""), code.compact]
        codes.append(code.canonical.removeprefix("SAC/"))
        codes.append(f"{code.owner} {code.canonical.removeprefix(code.owner).strip('/ ')}")
    both = [
        f"{committee.name}{left}{one}{right}" for one in codes for left, right in ("()", "（）")
    ]
    return list(dict.fromkeys([committee.name, fold(committee.name), *codes, *both]))
