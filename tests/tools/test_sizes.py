"""The limits of size that the code keeps, so that what outgrows them is divided in time."""

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "biaozhun"
LONGEST_FILE = 400  # lines
LONGEST_FUNCTION = 40  # lines
GENERATED = "migrations"  # written by Django
DECLARING = {"cli/importing.py import_file"}  # its length is that of the options of the command


def _modules() -> dict[str, str]:
    return {
        path.relative_to(SOURCE).as_posix(): path.read_text(encoding="utf-8")
        for path in SOURCE.rglob("*.py")
        if GENERATED not in path.parts
    }


def test_no_file_is_longer_than_one_word_covers() -> None:
    """A file that outgrows its word becomes a folder of that word."""
    longer = [name for name, text in _modules().items() if text.count("\n") > LONGEST_FILE]
    assert longer == []


def test_no_function_is_longer_than_a_screen() -> None:
    """One that both judges and acts, or does several things, is divided."""
    longer = {
        f"{name} {node.name}"
        for name, text in _modules().items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= LONGEST_FUNCTION
    }
    assert longer == DECLARING
