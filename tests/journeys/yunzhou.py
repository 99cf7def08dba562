"""An invented province: its offices, the people in them, its clock, and what they send in."""

import datetime as dt
import io
import re
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from django.db import connections
from django.test import Client
from docx import Document
from playwright.sync_api import Locator, Page, expect

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.committees.actions.experts import FIELDS, apply, step_expert
from biaozhun.cloud.committees.models import Committee, Member, Term
from biaozhun.cloud.drafting.models import Officer
from biaozhun.cloud.issuing.models import ApprovalSettings
from biaozhun.cloud.organisations.models import OrganisationPlace
from tests.cloud.technical_reviews.making import signed
from tests.journeys.conftest import PHONE, WIDE, Visit

AUTHORITY = "云州省市场监督管理局"
DEPARTMENT = "云州省文化和旅游厅"
UNIT = "云州省标准化与质量研究院"
SECOND_UNIT = "云州大学旅游与健康学院"
COMMITTEE = "云州省旅游标准化技术委员会"
DISTRICT = "云州省宁溪县市场监督管理局"
DIVISION = "990000"
BEGINS = dt.date(2026, 3, 2)
OFFICE_HOURS = dt.time(1)  # UTC: nine o'clock in the morning there
EVENING = dt.time(12)  # UTC: eight o'clock there
LOGIN = "allauth.account.auth_backends.AuthenticationBackend"

PEOPLE: dict[str, tuple[str, str, Role]] = {
    "clerk": ("林科员", DEPARTMENT, Role.READER),
    "drafter": ("何工", UNIT, Role.READER),
    "secretary": ("沈秘书", COMMITTEE + "秘书处", Role.READER),
    "expert": ("陆教授", "云州林业大学", Role.READER),
    "member": ("罗委员", "云州省旅游协会", Role.READER),
    "handler": ("赵承办", AUTHORITY, Role.OPERATOR),
    "section_head": ("钱处长", AUTHORITY, Role.OPERATOR),
    "legal": ("孙法规", AUTHORITY, Role.OPERATOR),
    "legal_too": ("周参编", AUTHORITY, Role.OPERATOR),
    "deputy_director": ("李副局", AUTHORITY, Role.OPERATOR),
    "director": ("吴局长", AUTHORITY, Role.OPERATOR),
    "district": ("郑县局", DISTRICT, Role.OPERATOR),
}
POSTS = (
    ("handler", "handler"),
    ("handler", "section_head"),  # stands in for the head: the same step twice must not pass
    ("section_head", "section_head"),
    ("legal", "legal"),
    ("legal_too", "legal"),
    ("deputy_director", "deputy_director"),
    ("director", "director"),
)
MEMBERS = (
    ("罗委员", "云州省旅游协会", "operator"),
    ("方委员", "云州大学", "research"),
    ("沈委员", "宁溪县林场", "producer"),
    ("章委员", "云州省消费者权益保护委员会", "consumer"),
    ("何工", UNIT, "public"),  # drafts it himself, and sits without a vote
)
"""Who sits in the committee; the first votes at the own browser, the others on paper."""
QUORUM = ("Q-06", "3/4")
"""The rule the province signed: so many of those who may vote are at a meeting."""


class Clock:
    """The clock of the province; it goes on by itself and is put forward to another day."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self.put_to(BEGINS)

    def put_to(self, day: dt.date, hour: dt.time = OFFICE_HOURS) -> None:
        """It is morning on this day, or another hour of UTC."""
        self._from = dt.datetime.combine(day, hour, dt.UTC)
        self._began = time.monotonic()

    def now(self) -> dt.datetime:
        """The instant."""
        return self._from + dt.timedelta(seconds=time.monotonic() - self._began)


class Province:
    """The people of the province, each at a browser of their own."""

    def __init__(self, visit: Visit, cookies: Mapping[str, str], clock: Clock) -> None:
        self.clock = clock
        self.visit = visit
        self._cookies = cookies
        self._pages: dict[str, Page] = {}

    def at(self, name: str, path: str) -> Page:
        """Somebody opens a page; who has no account, on a phone."""
        if name not in self._pages:
            self._pages[name] = self._browser_of(name)
        page = self._pages[name]
        page.goto(path)
        return page

    def _browser_of(self, name: str) -> Page:
        page = self.visit("/robots.txt", WIDE if name in self._cookies else PHONE)
        if name in self._cookies:
            cookie = {"name": "sessionid", "value": self._cookies[name], "url": page.url}
            page.context.add_cookies([cookie])  # type: ignore[list-item]  # a plain dictionary of theirs
        return page


def settle(cookies: dict[str, str]) -> None:
    """Offices, people with their cookies, posts, committee and bank of experts."""
    places = (
        (AUTHORITY, "province", "department", DIVISION, True),
        (DEPARTMENT, "province", "department", DIVISION, False),
        (UNIT, "province", "institution", DIVISION, False),
        (SECOND_UNIT, "province", "institution", DIVISION, False),
        (DISTRICT, "district", "department", "990123", False),
    )
    for name, level, kind, division, is_authority in places:
        unit = Organisation.objects.create(name=name)
        OrganisationPlace.objects.create(
            organisation=unit, level=level, kind=kind, division=division, is_authority=is_authority
        )
    people = {key: _person(key, *told) for key, told in PEOPLE.items()}
    authority = Organisation.objects.get(name=AUTHORITY)
    for name, post in POSTS:
        Officer.objects.create(organisation=authority, person=people[name], post=post)
    ApprovalSettings.objects.create(
        organisation=authority, legal=True, notice=True, collective=True
    )
    committee = Committee.objects.create(
        code="YZ/TC 8",
        name=COMMITTEE,
        level="province",
        secretariat=people["secretary"].organisation,
        authority=authority,
        ics=["03.200"],
    )
    _seat(committee, people)
    signed(authority, *QUORUM)
    _into_the_bank(people["expert"], people["handler"])
    cookies.update({key: _cookie(one) for key, one in people.items()})


def _seat(committee: Committee, people: Mapping[str, Person]) -> None:
    """The members of a term; who drafts is among them."""
    term = dt.date(2024, 1, 1)
    Term.objects.create(committee=committee, number=1, since=term)
    accounts = {one.name: one for one in (people["member"], people["drafter"])}
    for name, unit, interest in MEMBERS:
        Member.objects.create(
            committee=committee,
            name=name,
            unit=unit,
            organisation=Organisation.objects.get_or_create(name=unit)[0],
            person=accounts.get(name),
            interest=interest,
            since=term,
        )


def _person(key: str, name: str, unit: str, role: Role) -> Person:
    return Person.objects.create_user(
        f"{key}@example.org",
        name=name,
        role=role,
        organisation=Organisation.objects.get_or_create(name=unit)[0],
    )


def _cookie(person: Person) -> str:
    client = Client()
    client.force_login(person, backend=LOGIN)
    session = client.session
    session.set_expiry(dt.datetime(2030, 1, 1, tzinfo=dt.UTC))  # the clock is put forward a year
    session.save()
    return client.cookies["sessionid"].value


def _into_the_bank(expert: Person, officer: Person) -> None:
    told: dict[str, Any] = dict.fromkeys(FIELDS, "") | {
        "name": expert.name,
        "unit": "云州林业大学",
        "title": "教授",
        "interest": "research",
        "fields": ["03.200"],
        "keywords": ["森林康养"],
        "languages": [],
        "experience": 21,
        "is_public": True,
    }
    at = dt.datetime.combine(BEGINS, OFFICE_HOURS, dt.UTC) - dt.timedelta(days=60)
    held = apply(told, actor=expert, own=True, at=at)
    days = {"reason": "材料齐全。", "since": at.date(), "until": dt.date(2029, 1, 1)}
    step_expert(held, "vet", {"reason": "受理。"}, actor=officer, at=at)
    step_expert(held, "admit", days, actor=officer, at=at)


def behind(work: Callable[[], object]) -> None:
    """Do something in the database while the browser waits: its event loop owns this thread."""

    def alone() -> None:
        work()
        connections["default"].close()

    worker = threading.Thread(target=alone)
    worker.start()
    worker.join()


def field(page: Page | Locator, label: str) -> Locator:
    """The field of a form by its label, whether it may be left empty or not."""
    return page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*(（可不填）)?\s*$"))


def fill(page: Page | Locator, told: Mapping[str, str]) -> None:
    """Fill in fields by their labels."""
    for label, value in told.items():
        field(page, label).fill(value)


def choose(page: Page | Locator, told: Mapping[str, str]) -> None:
    """Choose in fields by their labels, by what is shown."""
    for label, value in told.items():
        field(page, label).select_option(label=value)


def press(page: Page | Locator, name: str) -> None:
    """Press the button of this name."""
    page.get_by_role("button", name=name, exact=True).click()


def says(page: Page, words: str) -> None:
    """Somewhere on its page it says so."""
    expect(page.locator("main")).to_contain_text(words)


def opened(page: Page, summary: str) -> Locator:
    """The part of a page that opens under these words."""
    part = page.locator("details").filter(
        has=page.locator("summary", has_text=re.compile(rf"^\s*{re.escape(summary)}\s*$"))
    )
    part.locator("summary").first.click()
    return part


def number_in(page: Page) -> str:
    """The number at the end of its address."""
    expect(page).to_have_url(re.compile(r"/\d+(#[\w-]*)?$"))
    return page.url.partition("#")[0].rsplit("/", 1)[1]


def text_file(name: str, *lines: str) -> Any:
    """A small text that somebody sends in."""
    return {"name": name, "mimeType": "text/plain", "buffer": "\n".join(lines).encode()}


def word_file(name: str, *lines: str) -> Any:
    """A small Word file that somebody sends in."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return {
        "name": name,
        "mimeType": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "buffer": out.getvalue(),
    }
