"""The organisations, people, committees, experts and representatives of the invented province."""

import datetime as dt
from functools import partial
from typing import Final

import msgspec

from biaozhun.cloud.accounts.actions.people import add_person
from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.committees.actions.committees import FIELDS as COMMITTEE_FIELDS
from biaozhun.cloud.committees.actions.committees import SEAT, save_committee, save_member
from biaozhun.cloud.committees.actions.experts import apply, step_expert
from biaozhun.cloud.committees.models import Committee, Expert
from biaozhun.cloud.demonstration.course import Course
from biaozhun.cloud.demonstration.pieces import once
from biaozhun.cloud.demonstration.words import FIELDS, words
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.hearings.actions.pool import enter
from biaozhun.cloud.hearings.models import Representative
from biaozhun.cloud.issuing.actions.keeping import appoint
from biaozhun.cloud.issuing.actions.powers import PowerTold, grant
from biaozhun.cloud.messaging.actions.ways import change_ways
from biaozhun.cloud.messaging.models import Ways
from biaozhun.cloud.organisations.actions.units import Told, add_unit
from biaozhun.cloud.organisations.models import Kind, Level, OrganisationPlace

DOMAIN: Final = "demo.invalid"
POSTS: Final = ("handler", "section_head", "legal", "deputy_director", "director")
ISSUING: Final = ("province", "city")
CODES: Final = {"province": "99", "city": "9901", "district": "990102"}
"""Of the invented province; no division of GB/T 2260 begins with 99."""
SINCE: Final = dt.date(2018, 1, 1)
ARGUING: Final = 3  # experts of a field who argue about applications
PANEL: Final = {"province": 7, "city": 5}
"""Seats of a panel (Q-01)."""
TURNS: Final = ("testing", "research", "user", "testing", "producer", "public", "operator")
"""For whom experts speak, in turn: each seat of a panel has somebody; a city has the first five."""


class Province(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts in the demonstration.

    Attributes:
        authorities: by level, ``district`` among them.
        officers: by level and post.
        departments: by level and field.
        clerks: who works there, by the id of the organisation.
        units: drafting units by field.
        committees: by field.
        experts: those admitted, by level and field.
        representatives: deputies, members of the conference and consumers, by level.
        citizens: people without an organisation.
    """

    authorities: dict[str, Organisation]
    officers: dict[tuple[str, str], Person]
    departments: dict[tuple[str, str], Organisation]
    clerks: dict[int, Person]
    units: dict[str, list[Organisation]]
    committees: dict[str, Committee]
    experts: dict[tuple[str, str], list[Expert]]
    representatives: dict[str, list[Representative]]
    citizens: list[Person]


def bank_size(course: Course, level: str, field: str) -> int:
    """How many experts of a field an authority needs for the panels of a history.

    Twice the seats of a panel, so that there is something to draw, and somebody where those of the
    last panel of the department are passed over (Q-15); and more where there are many panels:
    nobody sits more than six times in twelve months (Q-14), half of the panels may fall into one
    year, and lots do not fall evenly.
    """
    panels = sum(
        1 + fate.revised
        for fate in course.fates
        if (fate.level, fate.field) == (level, field) and fate.by_panel
    )
    if not panels:
        return ARGUING if level == "province" else 0
    return 2 * PANEL[level] + panels * PANEL[level] // 5


class Founding:
    """Makes everybody, or finds whom an earlier run made."""

    def __init__(self, at: dt.datetime, course: Course) -> None:
        self._at, self._people, self._course = at, 0, course
        self.root = self._person("keeper", Role.OPERATOR, None)

    def _person(self, key: str, role: Role, unit: Organisation | None) -> Person:
        self._people += 1
        name = words().person(self._people)
        return once(f"person:{key}", Person, partial(self._account, key, name, role, unit))

    def _account(self, key: str, name: str, role: Role, unit: Organisation | None) -> Person:
        """A new account, or the one an earlier demonstration left behind for the journal."""
        email = f"{key}@{DOMAIN}"
        left = Person.objects.filter(email=email).first()
        if left is None:
            left = add_person(email, name=name, role=role, organisation=unit, actor=None)
        else:
            left.organisation, left.is_active = unit, True
            left.save()
        change_ways(left, mail=Ways.Mail.NONE, language="zh-hans", webhook="")
        return left

    def _unit(self, key: str, name: str, level: str, kind: str) -> Organisation:
        """An organisation; that of an invented division is written beside the action.

        The action takes the codes of GB/T 2260 alone, and 99 is none of them.
        """

        def make() -> Organisation:
            told = Told(
                name=name,
                level=level,
                kind=kind,
                since=SINCE,
                is_authority=key in ISSUING,
            )
            made = add_unit(told, actor=self.root)
            if level:
                place = OrganisationPlace.objects.filter(organisation=made)
                place.update(division=CODES[level])
            return Organisation.objects.get(pk=made.pk)  # which knows its place as it is now

        return once(f"organisation:{key}", Organisation, make)

    def province(self) -> Province:
        """Everybody, in their order."""
        authorities = {
            level: self._unit(level, name, level, Kind.DEPARTMENT)
            for level, name in words().authority.items()
        }
        officers = self._officers(authorities)
        departments, units = self._departments(), self._units()
        everybody = [*departments.values(), *(one for held in units.values() for one in held)]
        clerks = {
            one.pk: self._person(f"clerk-{place:02}", Role.READER, one)
            for place, one in enumerate([*everybody, authorities["district"]])
        }
        return Province(
            authorities=authorities,
            officers=officers,
            departments=departments,
            clerks=clerks,
            units=units,
            committees={
                field: self._committee(place, field, authorities["province"], units[field][0])
                for place, field in enumerate(FIELDS, 1)
            },
            experts={
                (level, field): self._bank(level, field, officers[level, "handler"])
                for level in ISSUING
                for field in FIELDS
            },
            representatives={
                level: self._representatives(level, officers[level, "handler"]) for level in ISSUING
            },
            citizens=[self._person(f"citizen-{n}", Role.READER, None) for n in (1, 2)],
        )

    def _officers(self, authorities: dict[str, Organisation]) -> dict[tuple[str, str], Person]:
        """Who holds the posts; the authorities may issue from then on, the district may not."""
        found = {
            (level, post): self._officer(level, post, authorities[level])
            for level in ISSUING
            for post in POSTS
        }
        for level in ISSUING:
            self._power(authorities[level], level)
        return found

    def _departments(self) -> dict[tuple[str, str], Organisation]:
        own = words().departments
        return {
            (level, field): self._unit(
                f"{level}-{field}", own[field][place], level, Kind.DEPARTMENT
            )
            for place, level in enumerate(ISSUING)
            for field in FIELDS
        }

    def _units(self) -> dict[str, list[Organisation]]:
        return {
            field: [
                self._unit(f"unit-{field}-{place}", name, "", Kind.INSTITUTION)
                for place, name in enumerate(words().units[field])
            ]
            for field in FIELDS
        }

    def _officer(self, level: str, post: str, authority: Organisation) -> Person:
        person = self._person(f"{post.replace('_', '-')}-{level}", Role.OPERATOR, authority)
        once(
            f"post:{level}-{post}",
            Organisation,
            lambda: self._appointed(authority, person, post),
        )
        return person

    def _appointed(self, authority: Organisation, person: Person, post: str) -> Organisation:
        appoint(authority, person, post, since=SINCE, until=None, actor=self.root)
        return authority

    def _power(self, authority: Organisation, level: str) -> None:
        def make() -> Organisation:
            regimes = ("general", "guidance") if level == "province" else ("general",)
            for regime in regimes:
                told = PowerTold(
                    organisation=authority,
                    regime=regime,
                    basis="虚构示范：标准化法第十三条",
                    scope="本行政区域内特殊技术要求" if level == "city" else "",
                    since=SINCE,
                )
                grant(told, actor=self.root)
            return authority

        once(f"power:{level}", Organisation, make)

    def _committee(
        self, place: int, field: str, authority: Organisation, unit: Organisation
    ) -> Committee:
        def make() -> Committee:
            own = words()
            told = dict.fromkeys(COMMITTEE_FIELDS, "") | {
                "code": f"DB99/TC 1{place:02}",
                "name": own.committees[field],
                "form": Committee.Form.TC,
                "level": Level.PROVINCE,
                "international": False,
                "parent": None,
                "ics": [own.classes[field][0][0]],
                "authority": authority,
                "secretariat": unit,
                "sector": field,
                "division": CODES["province"],
                "basis": "虚构示范",
                "since": dt.date(2021, 3, 1),
                "until": None,
            }
            made, _new = save_committee(None, told, actor=self.root)
            for seat, (interest, works_for) in enumerate(own.seats):
                self._member(made, f"{field}-{seat}", seat, interest, works_for)
            return made

        return once(f"committee:{field}", Committee, make)

    def _member(self, held: Committee, key: str, seat: int, interest: str, unit: str) -> None:
        """Somebody who sits in a committee, with an account to vote with."""
        seats = {0: "chair", 1: "vice_chair", 2: "secretary_general"}
        person = self._person(f"member-{key}", Role.READER, None)
        told = dict.fromkeys(SEAT) | {
            "name": person.name,
            "person": person,
            "unit": unit,
            "title": "高级工程师",
            "seat": seats.get(seat, "member"),
            "interest": interest,
            "term": 1,
            "since": dt.date(2021, 3, 1),
        }
        save_member(held, None, told, actor=self.root)

    def _bank(self, level: str, field: str, officer: Person) -> list[Expert]:
        size = bank_size(self._course, level, field)
        return [self._expert(level, field, n, officer) for n in range(size)]

    def _expert(self, level: str, field: str, n: int, officer: Person) -> Expert:
        person = self._person(f"expert-{level}-{field}-{n}", Role.READER, None)

        def make() -> Expert:
            own, turns = words(), TURNS[: PANEL[level]]
            told = {
                "name": person.name,
                "unit": f"示范省专家中心第{n + 1}研究室",
                "title": "研究员",
                "interest": turns[n % len(turns)],
                "fields": sorted({code for code, _ccs in own.classes[field]}),
                "keywords": [own.subjects[field][n % len(own.subjects[field])]],
                "languages": ["中文"],
                "experience": 12 + n % 20,
                "summary": "",
                "phone": "",
                "email": "",
                "is_public": n % 3 != 0,
            }
            made = apply(told, actor=person, own=True, at=self._at)
            step_expert(made, "vet", {}, actor=officer, at=self._at)
            since = day_of(self._at)
            admitted = {
                "reason": "资料齐全",
                "since": since,
                "until": since + dt.timedelta(days=5 * 365),
            }
            step_expert(made, "admit", admitted, actor=officer, at=self._at)
            return made

        return once(f"expert:{level}-{field}-{n}", Expert, make)

    def _representatives(self, level: str, officer: Person) -> list[Representative]:
        """The pool of an authority: three of each class, one in three with an account."""
        return [
            self._representative(level, kind, unit, n, officer)
            for n in range(3)
            for kind, unit in words().represented.items()
        ]

    def _representative(
        self, level: str, kind: str, unit: str, n: int, officer: Person
    ) -> Representative:
        key = f"{level}-{kind}-{n}"
        person = None if n else self._person(f"representative-{key}", Role.READER, None)

        def make() -> Representative:
            told = {
                "kind": kind,
                "name": person.name if person else words().person(900 + len(key) * 31 + n),
                "level": level,
                "division": CODES[level],
                "unit": unit,
                "fields": [words().classes[FIELDS[n % len(FIELDS)]][0][0]],
                "since": SINCE,
                "until": day_of(self._at) + dt.timedelta(days=5 * 365),
                "may_be_named": n % 2 == 0,
                "contact": "demo@demo.invalid",
                "person": person,
            }
            assert officer.organisation is not None  # noqa: S101  -- all officers have a post
            return enter(officer.organisation, told, actor=officer, at=self._at)

        return once(f"representative:{key}", Representative, make)
