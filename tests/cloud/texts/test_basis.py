"""The legal basis of a right in the reader's language, with the Chinese that counts."""

import pytest
from django.test import Client
from django.utils.html import escape

from biaozhun.cloud.texts.actions.showing import Disclosure
from biaozhun.cloud.texts.models import Text
from biaozhun.core.disclosure import disclosure
from biaozhun.core.number import parse
from tests.cloud.texts.conftest import Shelve
from tests.factories.catalogue import edition_of

pytestmark = pytest.mark.django_db
RULE = disclosure(parse("T/CECS 1-2020"))
ORIGINAL = f'<span class="quiet">(<span lang="zh-Hans">{RULE.basis}</span>)</span>'
ENGLISH = f"{escape(RULE.basis_en)} {ORIGINAL}"
TRADITIONAL = "團體標準的版權歸社會團體，文本是否公開由其聲明"
BY_RULE = Disclosure(right=Text.Right.METADATA, reason=RULE.basis, basis=RULE.basis)


def page_of(client: Client, address: str, language: str, status: int = 200) -> str:
    """A page in a language."""
    client.cookies["django_language"] = language
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", RULE.basis), ("zh-hant", TRADITIONAL), ("en", ENGLISH)],
)
def test_the_basis_is_told_in_the_readers_language(
    client: Client, shelve: Shelve, language: str, words: str
) -> None:
    """Where there is no text, on the page of a withheld one, and on that of its edition."""
    edition_of("T/CECS 2-2020")
    assert words in page_of(client, "/texts/T/CECS-1-2020", language, status=404)
    shelve("T/CECS 2-2020", right=BY_RULE)
    for address in ("/texts/T/CECS-2-2020", "/standards/T/CECS-2-2020"):
        page = page_of(client, address, language)
        assert page.count(words) == 1
        assert page.count(RULE.basis) == int(language != "zh-hant")


@pytest.mark.parametrize(("language", "mark"), [("zh-hans", ""), ("en", ' lang="zh-Hans"')])
def test_what_an_open_text_rests_on_is_told_too(
    client: Client, shelve: Shelve, language: str, mark: str
) -> None:
    """At its foot; what a keeper wrote stays as it was written, marked as Chinese."""
    shelve(right=Disclosure(right=Text.Right.OPEN, basis="合同第 3 条"))
    assert f"<span{mark}>合同第 3 条</span>" in page_of(client, "/texts/GB-55001-2021", language)


def test_the_basis_is_never_markup(client: Client, shelve: Shelve) -> None:
    """Whatever a keeper wrote."""
    shelve(right=Disclosure(right=Text.Right.OPEN, basis="<b>合同</b>"))
    assert "&lt;b&gt;合同&lt;/b&gt;" in page_of(client, "/texts/GB-55001-2021", "en")
