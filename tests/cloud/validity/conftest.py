"""What every test of the slice starts from."""

import pytest

from biaozhun.cloud.validity.queries import coverage, holdings


@pytest.fixture(autouse=True)
def no_codes_remembered() -> None:
    """What was counted for the library of another test is forgotten."""
    holdings.forget()
    coverage.forget()
