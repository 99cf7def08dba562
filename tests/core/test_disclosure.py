"""Which texts may be shown, and how machine-readable a text is said to be."""

import pytest

from biaozhun.core.disclosure import disclosure, disclosure_rules, resting_on, smart_levels
from biaozhun.core.number import Family, Nature, StandardNumber, parse


@pytest.mark.parametrize(
    ("number", "rule", "right"),
    [
        ("GB 5749-2022", "mandatory", "open"),
        ("DB44/26-2001", "mandatory", "open"),
        ("DBS52/001-2020", "food_safety_local", "open"),
        ("DB31/T 1028.1-2016", "local_shanghai", "open"),
        ("DB37/T 1-2020", "local_shandong", "open"),
        ("DB4403/T 78-2020", "local", "open"),
        ("GB/T 1.1-2020", "national", "metadata"),
        ("GB/T 19001-2016/ISO 9001:2015", "national_adopting", "metadata"),
        ("HJ/T 1-2001", "sector", "metadata"),
        ("T/CECS 1-2020", "association", "metadata"),
        ("ISO 9001:2015", "international", "closed"),
    ],
)
def test_the_class_of_a_number_decides(number: str, rule: str, right: str) -> None:
    """Mandatory and local texts are open, those under copyright are not."""
    found = disclosure(parse(number))
    assert (found.rule, found.right) == (rule, right)


@pytest.mark.parametrize("family", list(Family))
@pytest.mark.parametrize("nature", [None, *Nature])
def test_every_class_has_a_rule_with_its_basis(family: Family, nature: Nature | None) -> None:
    """No number is without one, and each says what it rests on."""
    found = disclosure(StandardNumber(family=family, prefix="X", nature=nature))
    assert found.basis


def test_every_basis_is_told_in_english() -> None:
    """No Chinese is left in a translation, and articles keep their figures."""
    for rule in disclosure_rules():
        assert rule.basis_en
        assert rule.basis_en.isascii()
        for chinese, figure in (("第十七条", "Article 17"), ("第二十七条", "Article 27")):
            assert (chinese in rule.basis) == (figure in rule.basis_en)


def test_a_basis_is_known_by_its_words() -> None:
    """The words of a rule lead to it; a keeper's own lead nowhere."""
    rule = disclosure(parse("GB 5749-2022"))
    assert resting_on(rule.basis) == rule
    assert resting_on("合同第 3 条") is None
    assert resting_on("") is None


def test_what_was_not_read_in_the_law_is_never_marked_as_read() -> None:
    """The rules that are sure are those of the articles that were read."""
    sure = {rule.rule for rule in disclosure_rules() if rule.confidence == "V"}
    assert sure == {
        "food_safety_local",
        "mandatory",
        "local_shanghai",
        "local_shandong",
        "enterprise",
    }


def test_the_ladder_has_four_steps() -> None:
    """Levels 0 to 3, each at its own place of the list."""
    assert [level.level for level in smart_levels()] == [0, 1, 2, 3]
