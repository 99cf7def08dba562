"""Which guides and notices crawlers are told of."""

import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.guidance.actions.guides import Draft, Editing, save, show
from biaozhun.cloud.guidance.models import Notice
from tests.cloud.crawler import places
from tests.cloud.guidance.conftest import NOON

pytestmark = pytest.mark.django_db
SHIPPED = [
    (f"/guidance/{slug}", "")
    for slug in ("accessibility", "numbers", "statuses", "take-part", "using")
]


def test_guides_are_told_once_with_the_day_of_their_last_version(
    client: Client, operator: Person
) -> None:
    """Whatever number of languages they stand in; one that is off the site in all is not told."""
    assert places(client, "guidance") == SHIPPED
    draft = Draft(title="题", section="参与", rank=10, body="正文")
    save(Editing(slug="using", language="zh", base=0), draft, actor=operator, at=NOON)
    assert places(client, "guidance") == [*SHIPPED[:-1], ("/guidance/using", "2026-11-22")]


def test_published_notices_are_told_and_drafts_are_not(client: Client) -> None:
    """With the day of their last change."""
    facts = {"kind": "training", "title": "培训", "updated": NOON}
    Notice.objects.create(**facts)
    published = Notice.objects.create(**facts, published=NOON)
    assert places(client, "notices") == [(f"/notices/{published.pk}", "2026-11-22")]


def test_a_guide_is_told_until_it_is_off_the_site_in_every_language(
    client: Client, operator: Person
) -> None:
    """A reader of the other language gets it as long as it stands in one."""
    show("using", "zh", published=False, actor=operator, at=NOON)
    assert ("/guidance/using", "") in places(client, "guidance")
    show("using", "en", published=False, actor=operator, at=NOON)
    assert places(client, "guidance") == SHIPPED[:-1]
