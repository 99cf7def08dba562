"""The weight of pages with the demonstration, which has real titles, relations and sources."""

import pytest
from django.test import Client
from django.urls import reverse

from biaozhun.cloud.catalogue.actions.demonstrating import load_demonstration
from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.catalogue.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

HEAVIEST = 100_000  # bytes of HTML


def test_pages_of_the_demonstration_are_light_in_every_language() -> None:
    """Every tenth edition, the searches of the home page, and lists of all kinds."""
    load_demonstration(lambda _: None)
    build_anew()
    slugs = Edition.objects.order_by("sort_key").values_list("slug", flat=True)[::10]
    pages = [reverse("catalogue:standard", args=[slug]) for slug in slugs]
    pages += ["/", "/search", "/search?q=食品", "/search?q=safety", "/standards/GB/T-1.1"]
    for language in ("zh-CN", "zh-TW", "en"):
        client = Client(headers={"accept-language": language})
        chosen = pages if language == "zh-CN" else pages[-10:]
        weights = {address: len(client.get(address).content) for address in chosen}
        assert {address for address, weight in weights.items() if weight >= HEAVIEST} == set()
