"""The public pages of the register."""

import pytest
from django.test import Client

from biaozhun.cloud.laws.models import Law, LawVersion
from tests.cloud.laws.conftest import law_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    ["/laws", "/laws/citations", "/laws/draft-check", "/instruments"],
)
def test_every_list_says_what_it_is_when_it_is_empty(client: Client, address: str) -> None:
    """An empty register answers with a page and not with a fault."""
    assert client.get(address).status_code == 200


def test_the_page(client: Client, version: LawVersion) -> None:
    """x."""
    page = client.get(f"/laws/{version.law.slug}").content.decode()
    print(page)
    assert client.get("/laws").status_code == 200
    assert client.get("/laws/citations").status_code == 200
    assert client.get("/laws/citations?format=xlsx").status_code == 200
    assert client.get("/standards/GB-18580-2017").status_code == 200
