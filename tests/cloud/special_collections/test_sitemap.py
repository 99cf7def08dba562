"""Which special collections crawlers are told of."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.special_collections.actions import collections as actions
from biaozhun.cloud.special_collections.models import Collection, MembershipChange
from tests.cloud.crawler import places
from tests.cloud.guidance.conftest import NOON


def test_published_collections_are_told_and_others_are_not(
    client: Client, collection: Collection, keeper: Person
) -> None:
    """With the day on which something last came in or went out."""
    assert places(client, "collections") == []
    actions.publish(collection, published=True, actor=keeper)
    own = "/collections/concrete"
    assert places(client, "collections") == [(own, ""), (f"{own}/changes", "")]
    MembershipChange.objects.create(
        collection=collection, way="in", cause="hand", kind="standard", happened=NOON
    )
    told = [(own, "2026-11-22"), (f"{own}/changes", "2026-11-22")]
    assert places(client, "collections") == told


@pytest.mark.django_db
def test_collections_are_one_question(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """However many there are."""
    for name in ("a", "b", "c"):
        Collection.objects.create(slug=name, title=name, published=True)
    with django_assert_num_queries(1):
        assert len(places(client, "collections")) == 6
