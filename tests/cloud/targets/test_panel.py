"""The page of a plan leads to what its targets stand at."""

import pytest
from django.test import Client

from biaozhun.cloud.targets.models import Serving, TargetBinding
from tests.cloud.targets.conftest import NOW, plan_of, target_of

pytestmark = pytest.mark.django_db


def test_the_page_of_a_plan_says_how_its_targets_are_counted_and_leads_to_them() -> None:
    """One counts itself, one nobody serves; one that was dropped is no target."""
    plan = plan_of()
    served = target_of(plan, "地方标准", "500")
    target_of(plan, "国际标准", "20")
    target_of(plan, "不是目标", "3", dropped=True)
    TargetBinding.objects.create(
        target=served, serving=Serving.METRIC, key="catalogue.published", bound=NOW
    )
    page = Client().get(f"/plans/{plan.pk}").content.decode()
    assert "2 个目标：1 个由平台统计，0 个由单位填报。" in page
    assert f'href="/plans/{plan.pk}/targets"' in page


def test_a_plan_without_targets_has_no_such_part() -> None:
    """Nothing empty is shown."""
    plan = plan_of()
    assert "个目标" not in Client().get(f"/plans/{plan.pk}").content.decode()
