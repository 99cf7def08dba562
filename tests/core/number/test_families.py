"""What the families of numbers are in the sense of the Law."""

from biaozhun.core.number import Family


def test_metrology_and_regulations_are_numbered_like_standards_and_are_none() -> None:
    """Only these two families lie outside article 2 of the Standardization Law."""
    assert {family for family in Family if not family.is_standard} == {
        Family.METROLOGY,
        Family.REGULATION,
    }
