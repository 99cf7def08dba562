"""What any text in the place of a number leads to."""

from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from biaozhun.cloud.catalogue.models import Edition
from tests.cloud.catalogue.views.conftest import read
from tests.cloud.conftest import Library
from tests.factories.catalogue import edition_of, relation_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.mark.parametrize(
    ("spelled", "status", "leads_to"),
    [
        ("gbt1-2020", 301, "/standards/GB/T-1-2020"),
        ("ＧＢ／Ｔ １—2020", 301, "/standards/GB/T-1-2020"),
        ("GB-T 1", 301, "/standards/GB/T-1"),
        ("gbt1?on=2020-01-01", 301, "/standards/GB/T-1?on=2020-01-01"),
    ],
)
def test_any_spelling_leads_to_the_one_address(
    client: Client, spelled: str, status: int, leads_to: str
) -> None:
    """Other spellings redirect for good and keep the parameters."""
    edition_of("GB/T 1-2020")
    answer = client.get(f"/standards/{spelled}")
    assert (answer.status_code, answer.headers["Location"]) == (status, leads_to)


def test_a_joint_number_leads_to_the_edition(client: Client) -> None:
    """The second number on the cover leads to the page of the edition."""
    relation_of(edition_of("GB/T 50-2010"), "joint", "JGJ 50-2010")
    answer = client.get("/standards/JGJ-50-2010")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/standards/GB/T-50-2010")


def test_a_record_is_found_by_its_id(client: Client) -> None:
    """The address of a record without a number leads to the number where it has one."""
    edition = edition_of("GB/T 1-2020")
    answer = client.get(f"/standards/~{edition.pk}")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/standards/GB/T-1-2020")
    assert client.get(f"/standards/~{10**30}").status_code == 404


def test_a_number_not_held_says_so_and_what_is(client: Client, library: Library) -> None:
    """Well formed and not held: other editions, near numbers and the coverage of the code."""
    library(1)
    page = read(client, "/standards/GB/T-1-2015", 404)
    assert "没有收录这个版本" in page
    assert "/standards/GB/T-1-2020" in page
    assert "本馆收录 GB/T 2 项" in page


def test_a_text_that_is_no_number_shows_what_is_wrong(client: Client) -> None:
    """Malformed: the reason, with the wrong piece marked."""
    page = read(client, "/standards/GB-50!0", 404)
    assert "<h1>这不是标准编号</h1>" in page
    assert "<mark>" in page
    assert "number_" in page


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x" * 3000, "x" * 120 + "<mark>…</mark>"),
        ("GB/T-1.1-2020" + "x" * 200, "GB/T-1.1-2020<mark>" + "x" * 107 + "…</mark>"),
        ("GB-" + "1" * 117, "GB<mark>-" + "1" * 117 + "</mark>"),
    ],
    ids=["far too long", "long behind a number", "as long as can be read"],
)
def test_a_long_text_that_is_no_number_is_shown_shortened(
    client: Client, text: str, shown: str
) -> None:
    """Its beginning is enough to see what was meant; a fault beyond it is marked at the cut."""
    page = read(client, f"/standards/{text}", 404)
    spelled = page.split('<p class="spelled"><code>', 1)[1].split("</code></p>", 1)[0]
    assert spelled == shown


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(min_size=1, max_size=60).filter(lambda text: text.strip("/.") != ""))
def test_no_address_of_a_standard_is_a_failure(client: Client, text: str) -> None:
    """Whatever stands where a number is expected is read, redirected or not found."""
    address = "/standards/" + quote(text.encode("utf-8", "surrogatepass"), safe="/")
    assert client.get(address).status_code in (200, 301, 302, 404)


PARAMETERS = ("on", "format", "relation", "page", "nothing")
SAID = ("json", "ris", "csl", "bibtex", "gbt7714", "cites", "cites:of", "2020-01-01", "9" * 30)


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.dictionaries(
        st.sampled_from(PARAMETERS), st.text(max_size=30) | st.sampled_from(SAID), max_size=4
    )
)
def test_no_parameters_of_a_standard_are_a_failure(client: Client, query: dict[str, str]) -> None:
    """Of an edition and of a standard: a page, a file, or the list of forms there are."""
    if not Edition.objects.filter(slug="GB/T-1-2020").exists():
        edition_of("GB/T 1-2020", in_force="2021-01-01")
    encoded = {name: value.encode("utf-8", "surrogatepass") for name, value in query.items()}
    for address in ("/standards/GB/T-1-2020", "/standards/GB/T-1"):
        assert client.get(address, encoded).status_code in (200, 400)
