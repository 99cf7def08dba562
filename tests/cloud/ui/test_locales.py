"""The message catalogues that ship are fresh, and English lacks nothing."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from django.utils.translation import gettext, override

TOOLS = Path(__file__).resolve().parents[3] / "tools"


@pytest.fixture(scope="module")
def locales() -> ModuleType:
    """The script that writes the catalogues."""
    spec = importlib.util.spec_from_file_location("locales", TOOLS / "locales.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["locales"] = module
    spec.loader.exec_module(module)
    return module


def test_the_catalogues_are_fresh_and_english_is_complete(locales: ModuleType) -> None:
    """Running the script again would change nothing, and no sentence is without its English."""
    assert [fault for name in locales.slices() for fault in locales.faults(name)] == []


def test_traditional_is_derived_from_the_source() -> None:
    """The same sentence in three languages."""
    said = {}
    for language in ("zh-hans", "zh-hant", "en"):
        with override(language):
            said[language] = gettext("查标准")
    assert said == {"zh-hans": "查标准", "zh-hant": "查標準", "en": "Search"}
