"""Every stable code that the program can give, gathered from the places that give it.

A code is public: programs match on it, people look it up. It is written where it is given, and
found here by reading the source: ``code="…"`` of an error, ``report("…")`` of a finding,
``problem(…, "…")`` of the interface, and the tables of messages by code. A place that hands a code
on without naming it is found too, so that none escapes. The codes of classes of errors are asked
of the classes.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).resolve().parents[1] / "src" / "biaozhun"
ROW = ("RowError", "RefusedRowError")
_TABLES = ("_MESSAGES", "_DATE_FAULTS")  # message by code of a finding
_ORDER = "_ORDER"  # days in their order; a finding is called after each pair
FINDING, PROBLEM = "Finding", "problem"


class Given(NamedTuple):
    """A code at a place that gives it.

    Attributes:
        by: the class of the error, ``Finding`` or ``problem``.
        code: the code; the expression where it is not written there.
        is_named: whether it is written there.
        message: what is said with it, ``…`` for what differs each time; may be empty.
        module: path of the file below the package.
    """

    by: str
    code: str
    is_named: bool
    message: str
    module: str


def given() -> list[Given]:
    """All of them, in the order of the files."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        module = path.relative_to(SOURCE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found += [one._replace(module=module) for one in _of(node)]
    return found


def _of(node: ast.AST) -> Iterator[Given]:
    if isinstance(node, ast.Call):
        yield from _called(node)
    elif isinstance(node, ast.Assign):
        yield from _assigned(node)


def _called(node: ast.Call) -> Iterator[Given]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else _name(node.func)
    stated = {keyword.arg: keyword.value for keyword in node.keywords}
    arguments = node.args
    if name == "report" and len(arguments) > 2:
        yield from _read(FINDING, arguments[0], arguments[-1])
    elif name == PROBLEM and len(arguments) > 2:
        yield from _read(PROBLEM, arguments[1], arguments[2])
    elif (name == FINDING or name.endswith("Error")) and "code" in stated:
        message = stated.get("message", arguments[0] if arguments else None)
        yield from _read(name, stated["code"], message)


def _assigned(node: ast.Assign) -> Iterator[Given]:
    target, value = node.targets[0], node.value
    if _name(target) in _TABLES and isinstance(value, ast.Dict):
        for key, message in zip(value.keys, value.values, strict=True):
            if key is not None:
                yield from _read(FINDING, key, message)
    elif _name(target) == _ORDER and isinstance(value, ast.Tuple):
        for earlier, later in ast.literal_eval(value):
            yield Given(FINDING, f"{later}_before_{earlier}", True, "", "")
    elif isinstance(value, ast.Tuple) and ast.unparse(target) == "(code, message)":
        yield from _read(FINDING, *value.elts)


def _read(by: str, code: ast.expr, message: ast.expr | None) -> Iterator[Given]:
    for choice in (code.body, code.orelse) if isinstance(code, ast.IfExp) else (code,):
        is_named = isinstance(choice, ast.Constant)
        text = choice.value if isinstance(choice, ast.Constant) else ast.unparse(choice)
        yield Given(by, str(text), is_named, _sentence(message), "")


def _sentence(message: ast.expr | None) -> str:
    """What is said, with ``…`` for what differs each time."""
    if isinstance(message, ast.Constant):
        return str(message.value)
    if isinstance(message, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "…" for part in message.values)
        return "".join(map(str, parts))
    return ""


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""
