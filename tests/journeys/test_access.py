"""Whether everybody can use the pages: WCAG 2.2 AA as far as a machine can tell, and more."""

from pathlib import Path

import axe_playwright_python
import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from biaozhun.cloud.accounts.models import Person, Role
from tests.factories.under_way import cases_under_way
from tests.journeys.conftest import PHONE, WIDE, Visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PUBLIC = (
    *("/", "/search?q=食品", "/search?q=没有这样的东西", "/account/login"),
    *("/standards/GB/T-1-2020", "/standards/GB/T-1", "/standards/GB/T-99", "/standards/nothing"),
    *("/browse", "/browse/ics", "/browse/ics/67", "/browse/issuer", "/browse/changes"),
    *("/coverage", "/conflicts", "/announcements", "/imports", "/tags", "/tags/S143"),
    *("/collections", "/texts", "/holdings", "/exchange", "/bulk", "/notices"),
    *("/guidance", "/guidance/take-part", "/guidance/numbers", "/guidance/statuses"),
    *("/check", "/check/nothing", "/reports", "/reports/BZ-2026-000001-0000"),
    *("/plans", "/campaigns", "/organisations", "/organisations/collectives", "/bodies"),
    *("/metrics", "/metrics/catalogue.published", "/targets", "/assessments"),
    *("/consultations", "/consultations/receipt", "/consultations/letters", "/technical-reviews"),
    *("/hearings", "/hearings/participation", "/hearings/receipt", "/green-channel"),
    *("/clocks", "/clocks/averages"),
)
KEEPERS = (
    *("/account", "/desk/people/add", "/desk/new-source", "/desk/edit/GB/T-1-2020"),
    *("/desk/part/GB/T-1-2020", "/desk/texts/new", "/desk/holdings/add", "/desk/holdings/lending"),
    *("/desk/collections/new", "/desk/notices/new", "/desk/exchange/partner", "/holdings/mine"),
    *("/checks", "/desk/clause-withdrawals/import", "/plans/new", "/work", "/work/board"),
    *("/work/tasks", "/work/letters", "/work/bulletin", "/issues", "/metrics/questions"),
    *("/rounds", "/rounds/schemes/new", "/assessments/new", "/inspections", "/inspections/new"),
    *("/desk/consultations", "/desk/consultations/waiting", "/desk/letters-to-us"),
    *("/desk/hearings", "/desk/hearings/mine", "/desk/hearings/criteria"),
    *("/desk/representatives", "/desk/representatives/new", "/desk/representatives/import"),
    *("/desk/technical-reviews", "/desk/my-reviews", "/desk/clocks"),
    *("/desk/green-channel", "/desk/green-channel/grounds"),
)
NOTHING_THERE = (
    *("/standards/GB/T-99", "/standards/nothing"),
    *("/check/nothing", "/reports/BZ-2026-000001-0000"),
)
LANGUAGES = ("zh-hans", "zh-hant", "en")


def faults(page: Page) -> list[str]:
    """What axe objects to, each as rule and place."""
    page.evaluate(AXE)
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    return [
        f"{fault['id']}: {node['target']} {node['html'][:120]}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


def faulty(page: Page, addresses: tuple[str, ...]) -> dict[tuple[str, str], list[str]]:
    """The faults of each address, light and wide, and dark on a phone."""
    found = {}
    for address in addresses:
        opened = page.goto(address)
        assert opened is not None
        assert opened.status == (404 if address in NOTHING_THERE else 200), address
        for theme, size in (("light", WIDE), ("dark", PHONE)):
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            page.set_viewport_size({"width": size[0], "height": size[1]})
            if objections := faults(page):
                found[address, theme] = objections
    return found


def wider(page: Page, addresses: tuple[str, ...]) -> dict[str, int]:
    """The addresses whose pages scroll sideways on a phone, with their width."""
    found = {}
    for address in addresses:
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE[0]:
            found[address] = width
    return found


@pytest.fixture
def head(db: None) -> Person:  # noqa: ARG001  -- the database is what it writes to
    """Somebody who may do everything."""
    return Person.objects.create_user("head@example.org", name="馆长", role=Role.ADMINISTRATOR)


@pytest.fixture
def session(head: Person) -> str:
    """The session of somebody who may do everything; made before the browser starts."""
    client = Client()
    client.force_login(head, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def under_way(head: Person) -> tuple[str, ...]:
    """Pages of cases that are being worked on."""
    public, kept = cases_under_way(head)
    return tuple(dict.fromkeys((*public, *kept)))


def signed_in(visit: Visit, session: str, size: tuple[int, int] = WIDE) -> Page:
    """A browser whose session is open, on the desk."""
    page = visit("/robots.txt", size)
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": page.url}]
    )
    page.goto("/desk")
    return page


def desk(page: Page) -> tuple[str, ...]:
    """Every page of the desk that its navigation names, and the forms behind them."""
    named = page.locator(".desk-nav a").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    return (*named, *KEEPERS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_public_page_has_a_fault_in_either_theme(visit: Visit, language: str) -> None:
    """Every public page in the language, light and dark, wide and on a phone."""
    page = visit(f"/language/{language}?next=/")
    assert faulty(page, PUBLIC) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_result_of_a_check_has_no_fault_in_either_theme(visit: Visit, language: str) -> None:
    """Marks in place, the list, forms and reports; and it fits a phone in large type."""
    page = visit(f"/language/{language}?next=/check")
    cited = "GB/T 1-2009, GB/T 1-2020, GB/T 2, JB/T 99999-2015, GB/T 3-20201, GB/T 2.1～2.3"
    page.locator("textarea[name=text]").fill(f"产品应符合 {cited}。")
    page.locator(".check-send button").click()
    address = page.locator("form[action$='/missed']").get_attribute("action") or ""
    address = address.removesuffix("/missed")
    pages = (address, f"{address}?text=excerpts", f"{address}/delete")
    assert faulty(page, pages) == {}
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto("/size/large?next=/check")
    assert wider(page, pages) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_the_desk_has_a_fault_in_either_theme(
    session: str, visit: Visit, language: str
) -> None:
    """Every page of the keepers likewise."""
    page = signed_in(visit, session)
    page.goto(f"/language/{language}?next=/desk")
    assert faulty(page, desk(page)) == {}


def test_no_page_of_a_case_under_way_has_a_fault_in_either_theme(
    under_way: tuple[str, ...], session: str, visit: Visit
) -> None:
    """Consultation, hearing, check, vote and panel, as everybody and as the desk reads them."""
    page = signed_in(visit, session)
    assert faulty(page, under_way) == {}


def test_large_type_needs_no_sideways_scroll(
    under_way: tuple[str, ...], session: str, visit: Visit
) -> None:
    """In elder mode on a phone every page fits the width."""
    page = signed_in(visit, session, PHONE)
    page.goto("/size/large?next=/desk")
    assert wider(page, (*PUBLIC, *desk(page), *under_way)) == {}
