"""Every page speaks the reader's language; what a source says is marked as the source's."""

import re
from collections.abc import Iterator

import pytest

from biaozhun.cloud.accounts.models import Person
from biaozhun.core.reference import table
from tests.cloud.tongues.conftest import Words, pages, reading, refusals, words

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # the slices' own tests open their pages

PUBLIC = (
    *("/", "/search?q=食品", "/search?q=nothing-like-this", "/search?q=GB/T+99", "/account/login"),
    *("/standards/GB/T-1-2020", "/standards/GB/T-1.1-2020", "/standards/nothing", "/nowhere"),
    *("/browse", "/coverage", "/conflicts", "/announcements", "/imports", "/tags", "/collections"),
    *("/texts", "/holdings", "/exchange", "/bulk", "/notices", "/guidance", "/texts/GB/T-1.1-2020"),
    *("/account/password/reset", "/account/signup", "/check", "/check/nothing", "/reports"),
    *("/reports/BZ-2026-000001-0000", "/check/novelty", "/check/novelty?ics=x"),
    "/check/novelty?title=食品安全管理&keywords=食品&region=44&ics=67",
    *("/plans", "/campaigns", "/organisations", "/organisations/collectives", "/bodies"),
    *("/metrics", "/metrics/catalogue.published", "/targets", "/assessments", "/meetings"),
    *("/rules", "/committees", "/experts", "/posts", "/contributions", "/contributions/verify"),
    *("/projects", "/projects/patents", "/calls", "/screening?title=茶园技术规程&scope=本省茶园"),
    *("/demands", "/demands/new", "/demands/analysis", "/suggestions", "/suggestions/new"),
    *("/proposals/calls", "/proposals/notices", "/programmes", "/issuing/powers", "/receipts"),
    *("/issuing/announcements", "/issuing/notices", "/issuing/filings", "/issuing/disclosure"),
    *("/consultations", "/consultations/receipt", "/consultations/letters", "/technical-reviews"),
    *("/hearings", "/hearings/participation", "/hearings/receipt", "/green-channel"),
    *("/clocks", "/clocks/averages"),
)
KEEPERS = (
    *("/desk", "/account", "/holdings/mine", "/desk/edit/GB/T-1.1-2020"),
    *("/desk/part/GB/T-1.1-2020", "/desk/uploads/1/mapping", "/desk/people/add"),
    *("/checks", "/desk/clause-withdrawals", "/desk/complete-holdings", "/plans/new", "/work"),
    *("/work/board", "/work/tasks", "/work/letters", "/work/bulletin", "/issues", "/issues/new"),
    *("/metrics/questions", "/rounds", "/rounds/schemes", "/rounds/schemes/new?preset=six_steps"),
    *("/assessments/new", "/inspections", "/inspections/new", "/organisations/new", "/bodies/new"),
    *("/desk/limits", "/desk/holidays", "/desk/forms", "/desk/committees", "/desk/experts"),
    *("/desk/posts", "/desk/contributions", "/desk/demands", "/desk/suggestions", "/desk/takeover"),
    *("/desk/projects", "/desk/calls", "/desk/applications", "/desk/batches", "/desk/approvals"),
    *("/desk/proposals/calls", "/desk/issuing", "/experts/apply", "/desk/consultations"),
    *("/desk/consultations/waiting", "/desk/letters-to-us", "/consultations/mine"),
    *("/desk/hearings", "/desk/hearings/mine", "/desk/hearings/criteria", "/desk/representatives"),
    *("/desk/representatives/new", "/desk/representatives/import", "/desk/technical-reviews"),
    *("/desk/my-reviews", "/desk/green-channel", "/desk/green-channel/grounds"),
    *("/desk/clocks", "/desk/clocks?when=late"),
)
QUOTED = {"en": {"zh-Hans", "zh-Hant", "zh-hans", "zh-hant", "ja"}, "zh-hant": {"zh-Hans", "ja"}}
"""Languages of elements that hold words of others, or the name of a language in itself."""
QUOTED["zh-hant"].add("zh-hans")


def _simplified_only() -> Iterator[str]:
    """Characters that nobody writes in Traditional: the table changes them, and Big5 lacks them."""
    for row in table("traditional"):
        character = row["simplified"]
        if len(character) == 1 and character != row["traditional"] and not _in_big5(character):
            yield character


def _in_big5(character: str) -> bool:
    try:
        character.encode("big5")
    except UnicodeEncodeError:
        return False
    return True


FOREIGN = {
    "en": re.compile(r"[\u3400-\u9fff]"),
    "zh-hant": re.compile(f"[{''.join(_simplified_only())}]"),
}
"""What a page in the language has nowhere but in the words of others."""


def _foreign(address: str, content: bytes, language: str) -> list[Words]:
    said = words(address, content, quoted=QUOTED[language].__contains__)
    return [piece for piece in said if FOREIGN[language].search(piece.text)]


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_no_page_has_words_of_ours_in_another_language(furnished: Person, language: str) -> None:
    """Every page that links lead to, for readers and on the desk; and what is Chinese is marked."""
    found, seen = [], 0
    for person, first in ((None, PUBLIC), (furnished, (*KEEPERS, *PUBLIC))):
        for address, answer in pages(reading(person, language), first):
            found += _foreign(address, answer.content, language)
            seen += 1
    assert found == []
    assert seen > 250


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_no_refusal_of_a_form_is_in_another_language(furnished: Person, language: str) -> None:
    """Every form of those pages, sent empty and sent with nonsense."""
    found = [
        piece
        for address, answer in refusals(reading(furnished, language), (*KEEPERS, *PUBLIC))
        for piece in _foreign(address, answer.content, language)
    ]
    assert found == []
