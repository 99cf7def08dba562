"""The examples of the description are what the interface answers."""

import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from biaozhun.cloud.catalogue.api import api

KEYS = re.compile(
    r'("(?:id|plan|project)": |/texts/file/|/(?:plans|projects|documents|consultations)/)\d+'
)
TOOLS = Path(__file__).resolve().parents[3] / "tools"


@pytest.fixture(scope="module")
def examples() -> ModuleType:
    """The script that writes the examples."""
    spec = importlib.util.spec_from_file_location("api_examples", TOOLS / "api_examples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["api_examples"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.django_db
def test_every_example_is_answered_as_it_is_described(
    examples: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked again on the same day, the demonstration answers what the description shows.

    Cursors and ids name places in tables, which are others where rows came and went before.
    """
    monkeypatch.setattr("django.utils.timezone.now", lambda: examples.PRESENT)
    examples.load()
    described = json.loads(examples.FILE.read_text(encoding="utf-8"))
    assert list(map(without_keys, described)) == list(map(without_keys, examples.asked()))


def without_keys(example: dict[str, Any]) -> Any:
    """An example, its answer without the place where the list goes on, and all ids as 0."""
    answer = {name: value for name, value in example.get("answer", {}).items() if name != "next"}
    return json.loads(KEYS.sub(r"\g<1>0", json.dumps(example | {"answer": answer})))


def test_every_operation_has_an_example(examples: ModuleType) -> None:
    """Nothing of the interface is described without one."""
    described = api.get_openapi_schema()["paths"]
    shown = {(method, path) for method, path, *_ in examples.QUESTIONS}
    assert {(method, path) for path, kinds in described.items() for method in kinds} == shown
