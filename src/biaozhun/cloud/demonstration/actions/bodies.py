"""The organisations, people, committees and experts of the invented province."""

import datetime as dt
from functools import partial
from typing import Final

import msgspec

from biaozhun.cloud.accounts.actions.people import add_person
from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.committees.actions.committees import FIELDS as COMMITTEE_FIELDS
from biaozhun.cloud.committees.actions.committees import SEAT, save_committee, save_member
from biaozhun.cloud.committees.actions.experts import apply, step_expert
from biaozhun.cloud.committees.models import Committee, Expert, Interest
from biaozhun.cloud.demonstration.pieces import once
from biaozhun.cloud.demonstration.words import FIELDS, words
from biaozhun.cloud.foundation.clock import day_of
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


class Province(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts in the demonstration.

    Attributes:
        authorities: by level, ``district`` among them.
        officers: by level and post.
        departments: by level and field.
        clerks: who works there, by the id of the organisation.
        units: drafting units by field.
        committees: by field.
        experts: those admitted, by field.
        citizens: people without an organisation.
    """

    authorities: dict[str, Organisation]
    officers: dict[tuple[str, str], Person]
    departments: dict[tuple[str, str], Organisation]
    clerks: dict[int, Person]
    units: dict[str, list[Organisation]]
    committees: dict[str, Committee]
    experts: dict[str, list[Expert]]
    citizens: list[Person]


class Founding:
    """Makes everybody, or finds whom an earlier run made."""

    def __init__(self, at: dt.datetime) -> None:
        self._at, self._people = at, 0
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
                field: [self._expert(field, n, officers["province", "handler"]) for n in range(3)]
                for field in FIELDS
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
            for seat in range(9):
                self._member(made, place * 20 + seat, seat, field)
            return made

        return once(f"committee:{field}", Committee, make)

    def _member(self, committee: Committee, place: int, seat: int, field: str) -> None:
        seats = {0: "chair", 1: "vice_chair", 2: "secretary_general"}
        units = words().units[field]
        interests = list(Interest.values)
        told = dict.fromkeys(SEAT) | {
            "name": words().person(place),
            "unit": units[seat % len(units)],
            "title": "高级工程师",
            "seat": seats.get(seat, "member"),
            "interest": interests[seat % len(interests)],
            "term": 1,
            "since": dt.date(2021, 3, 1),
        }
        save_member(committee, None, told, actor=self.root)

    def _expert(self, field: str, n: int, officer: Person) -> Expert:
        def make() -> Expert:
            own = words()
            told = {
                "name": own.person(200 + FIELDS.index(field) * 3 + n),
                "unit": f"示范省专家中心第{n + 1}研究室",
                "title": "研究员",
                "interest": Interest.RESEARCH,
                "fields": [own.classes[field][n][0]],
                "keywords": [own.subjects[field][n]],
                "languages": ["中文"],
                "experience": 12 + n,
                "summary": "",
                "phone": "",
                "email": "",
                "is_public": True,
            }
            made = apply(told, actor=officer, own=False, at=self._at)
            step_expert(made, "vet", {}, actor=officer, at=self._at)
            since = day_of(self._at)
            admitted = {
                "reason": "资料齐全",
                "since": since,
                "until": since + dt.timedelta(days=5 * 365),
            }
            step_expert(made, "admit", admitted, actor=officer, at=self._at)
            return made

        return once(f"expert:{field}-{n}", Expert, make)
