"""What a target asks for is said alike on the page of its plan and on the pages of targets."""

from decimal import Decimal

import pytest
from django.test import Client
from django.utils.translation import override

from biaozhun.cloud.plans import wording
from biaozhun.cloud.plans.actions.confirming import confirm_plan
from biaozhun.cloud.plans.forms.correcting import TargetForm
from biaozhun.cloud.plans.models import Target
from biaozhun.cloud.plans.wording.goals import GOAL, goal_words
from biaozhun.core.policy.value import Operator, Per
from tests.factories.readings import by, plan_of

GOALS = (
    (Target(operator="=", value=Decimal(8), unit="个"), "8\u00a0个", "8\u00a0个"),
    (
        Target(operator=">=", value=Decimal(2000), unit="家", year=2030, per="year"),
        "每年 不少于 2\u202f000\u00a0家（到 2030 年）",
        "per year at least 2\u202f000\u00a0家 (by 2030)",
    ),
    (Target(operator=">", value=Decimal("1.50"), unit=""), "超过 1.5", "more than 1.5"),
    (Target(operator="<=", value=Decimal(85), unit="%"), "不超过 85%", "at most 85%"),
    (
        Target(operator="range", value=Decimal(3), value_max=Decimal(5), unit="项"),
        "3\u00a0项—5\u00a0项",
        "3\u00a0项 to 5\u00a0项",
    ),
    (Target(operator="~", value=Decimal(10), unit="年"), "10\u00a0年左右", "about 10\u00a0年"),
)


def test_every_operator_and_period_has_words() -> None:
    """In sentences and in the form."""
    assert set(GOAL) == set(Operator)
    assert set(wording.OPERATOR) == set(Operator)
    assert set(wording.PER) == set(Per)


@pytest.mark.parametrize(("target", "chinese", "english"), GOALS)
def test_a_goal_is_said_in_words(target: Target, chinese: str, english: str) -> None:
    """A bare number as it is printed; a blank before a unit, none before a percent sign."""
    assert goal_words(target) == chinese
    with override("en"):
        assert goal_words(target) == english


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_form_says_how_a_bare_number_counts(language: str) -> None:
    """It counts as at least, as the rule of the light says."""
    with override(language):
        said = {str(code): str(words) for code, words in TargetForm().fields["operator"].choices}
    told = {"zh-hans": "只写一个数（按不少于看）", "en": "a bare number (counts as at least)"}
    assert said["="] == told[language]


@pytest.mark.django_db
@pytest.mark.parametrize("operator", list(Operator))
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_both_pages_say_a_goal_alike(client: Client, operator: Operator, language: str) -> None:
    """The page of the plan and the list of its targets, for every operator in both languages."""
    plan = plan_of()
    plan.targets.update(operator=operator, value=8, value_max=9, unit="个", baseline=3)
    confirm_plan(plan, accepted=True, by=by())
    with override(language):
        goal = goal_words(plan.targets.get())
    for place in ("", "/targets"):
        page = client.get(f"/plans/{plan.pk}{place}", headers={"accept-language": language})
        assert goal in page.content.decode()
    first = client.get(f"/plans/{plan.pk}", headers={"accept-language": language})
    assert "3\u00a0个" in first.content.decode()
