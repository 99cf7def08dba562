"""Write the manual's reference pages from the code, so that they cannot drift.

Run by ``make docs``; CI fails where a committed page differs from what this writes.
"""

import importlib
import inspect
import os
import pkgutil
import re
import tempfile
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import django
import msgspec
import stable_codes
import typer.main
from django.utils import translation

import biaozhun
from biaozhun.cli import app, draft, number, search
from biaozhun.cloud.catalogue import wording
from biaozhun.cloud.config import environment
from biaozhun.core.bibliography import mapping
from biaozhun.core.bibliography.fields import READERS
from biaozhun.core.errors import BiaozhunError
from biaozhun.core.succession import Clash, NatureClash, NatureRule, Rule

PAGES = Path(__file__).resolve().parents[1] / "docs" / "reference"


def settings_page() -> str:
    """Every environment variable with its default and meaning."""
    rows = [
        f"| `{s.variable}` | `{s.default or '—'}` | {s.meaning} |" for s in environment.SETTINGS
    ]
    return _page("Settings", "| variable | default | meaning |\n|---|---|---|\n" + "\n".join(rows))


def commands_page() -> str:
    """Every command with its options, as ``--help`` shows them."""
    parts = []
    for name, command in _commands(typer.main.get_command(app)):
        context = command.make_context(name, [], resilient_parsing=True)
        rows = [
            f"| `{_written(p)}` | {getattr(p, 'help', None) or '—'} |"
            for p in command.get_params(context)
            if p.name != "help"
        ]
        table = "| option | meaning |\n|---|---|\n" + "\n".join(rows)
        parts.append(f"## biaozhun {name}\n\n{command.help}" + (f"\n\n{table}" if rows else ""))
        parts += _objects(name)
    return _page("Commands", "\n\n".join(parts))


def _commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401  -- typer does not export the class
    """Every command for people with its whole name; those of a group behind the group."""
    for name, command in group.commands.items():
        if not command.hidden:
            yield before + name, command
            if hasattr(command, "commands"):
                yield from _commands(command, f"{before}{name} ")


def _written(parameter: Any) -> str:  # noqa: ANN401  -- typer does not export the class
    """An option with its opposite as it is typed, or the name of an argument."""
    written = " ".join([*parameter.opts, *parameter.secondary_opts])
    return written if written.startswith("-") else parameter.metavar or parameter.name


_PRINTED = "`--json` prints:"


def _objects(command: str) -> list[str]:
    """What ``--json`` of a command prints, as its classes say it."""
    from biaozhun.cli import import_account  # noqa: PLC0415  -- needs the settings
    from biaozhun.cloud.catalogue.queries.coverage import Held  # noqa: PLC0415  -- likewise

    told: dict[str, tuple[tuple[type[msgspec.Struct], str], ...]] = {
        "import": ((import_account.Told, _PRINTED), (Held, "Each of `coverage`:")),
        "search": ((search.Answer, _PRINTED), (search.Found, "Each of `hits`:")),
        "number": ((number.Reading, _PRINTED), (number.Fault, "`error`:")),
        "draft": (
            (draft.ToldDraft, _PRINTED),
            (draft.ToldNode, "Each of `elements` and of `children`:"),
            (draft.ToldProvision, "Each of `provisions`:"),
            (draft.ToldFinding, "Each of `findings`:"),
        ),
    }
    return [
        f"{place}\n\n| name | meaning |\n|---|---|\n" + "\n".join(members(shape))
        for shape, place in told.get(command, ())
    ]


def members(shape: type[msgspec.Struct]) -> list[str]:
    """The members of a class, each with the meaning that its docstring gives, as rows.

    Raises:
        KeyError: the docstring leaves one out.
    """
    text = inspect.cleandoc(shape.__doc__ or "").partition("Attributes:\n")[2]
    entries = re.findall(r"^ {4}(\w+): (.+(?:\n {8}.+)*)", text, re.MULTILINE)
    said = {name: " ".join(meaning.split()) for name, meaning in entries}
    said = {name: text.replace("``", "`").replace("`None`", "null") for name, text in said.items()}
    return [f"| `{name}` | {said[name]} |" for name in shape.__struct_fields__]


def errors_page() -> str:
    """Every code that can reach a user, with its meaning."""
    return _page("Errors", "\n\n".join((_ERRORS, _errors(), _REJECTED, *_row_tables(), *_api())))


_ERRORS = """\
An error of a command or of the interface has a stable code, which programs may match on, and a
message that says what to do. What differs each time is written … here.

## Files and commands

A command ends with exit code 1 for faults of the input, 2 for wrong options, 3 where the platform
failed (`platform_failed`, with the name of the failure), 130 where Ctrl-C ended it."""
_REJECTED = """\
## Rejected rows

In the account of an import, in the file of `--rejected` and on the page of the import."""
_FINDINGS = """\
## Values not taken as they stand

Their rows went in. In the account of an import they are counted as `code:field`."""
_API = """\
## The programming interface

Pages speak the reader's language; the interface speaks English, whatever `Accept-Language` says,
and its errors name that in `Content-Language`. Match on the code: the words of `detail` may change.

Besides these an answer may carry the code of a number (`number_…`) or of the index (`search_…`)."""
API_CODES = {
    "bad_request": "the request cannot be read",
    "forbidden": "the request was understood and is refused",
    "internal_server_error": "the platform failed",
    "method_not_allowed": "the address does not take this method; `Allow` names what it takes",
    "no_such_check": "there is no check under this id, or its time is over",
    "no_such_clause": "the text has no clause under this anchor",
    "not_found": "nothing is at this address",
    "not_held": "the number is well formed and not held; that does not say that it does not exist",
    "parameter_invalid": "a parameter is missing or not what `/api/v1/docs` asks for",
    "request_refused": "the request is refused; `detail` says why",
    "key_invalid": "the key shown is not valid, or was taken back",
    "text_not_held": "no text is on the shelf under this id",
    "text_withheld": "the text may not be read here; `detail` says why",
    "too_many_requests": "too many calls in a minute; `Retry-After` says when to come back",
}


def error_codes() -> dict[tuple[str, str], str]:
    """Class and code of every error, and its meaning: the class says it, or the message."""
    for module in pkgutil.walk_packages(biaozhun.__path__, "biaozhun."):
        if not module.name.endswith(("__main__", "provider_urls")):  # needs an app not always there
            importlib.import_module(module.name)
    classes = {kind.__name__: kind for kind in _below(BiaozhunError)}
    first = {
        name: (kind.__doc__ or "").strip().splitlines()[0].rstrip(".").replace("``", "`")
        for name, kind in classes.items()
    }
    said: dict[tuple[str, str], list[str]] = {}
    for one in stable_codes.given():
        if one.by in classes and one.is_named:
            words = one.message if one.message[:1].isalpha() else first[one.by]
            said.setdefault((one.by, one.code), []).append(words)
    finer = {place: "; ".join(dict.fromkeys(words)) for place, words in said.items()}
    return {(name, kind.default_code): first[name] for name, kind in classes.items()} | finer


def _errors() -> str:
    rows = sorted(error_codes().items(), key=lambda row: (row[0][1], row[0][0]))
    lines = [f"| `{code}` | {meaning} | `{kind}` |" for (kind, code), meaning in rows]
    return "| code | meaning | class |\n|---|---|---|\n" + "\n".join(lines)


def _row_tables() -> tuple[str, str, str]:
    with translation.override("en"):
        return _table(wording.REJECTION), _FINDINGS, _table(wording.FINDING)


def _api() -> tuple[str, str]:
    return _API, _table(API_CODES)


def _table(meanings: Mapping[str, object]) -> str:
    said = {code: str(meaning) for code, meaning in sorted(meanings.items())}
    rows = [f"| `{code}` | {text[:1].upper()}{text[1:]} |" for code, text in said.items()]
    return "| code | meaning |\n|---|---|\n" + "\n".join(rows)


def rules_page() -> str:
    """The rules by which status and nature are decided, and what is noted where facts clash."""
    rows = [f"| `{rule.value}` | {rule.meaning} | {rule.basis} |" for rule in Rule]
    table = "| code | meaning | basis |\n|---|---|---|\n" + "\n".join(rows)
    parts = (
        table,
        "## Facts that cannot all be true",
        _table({clash.value: clash.meaning for clash in Clash}),
        "## Nature of a text",
        _table({rule.value: rule.meaning for rule in NatureRule}),
        "### Statements on the nature that cannot all be true",
        _table({clash.value: clash.meaning for clash in NatureClash}),
    )
    return _page("Rules of succession", "\n\n".join(parts))


def mapping_page() -> str:
    """The form of a mapping file, from the module that reads it, and every field there is."""
    text = (mapping.__doc__ or "").split("\n\n")
    prose = [part for part in text if not part.startswith("    ")]
    example = textwrap.dedent("\n\n".join(part for part in text if part.startswith("    ")))
    fields = ", ".join(f"`{name}`" for name in sorted(READERS))
    return _page(
        "Mapping files",
        f"{prose[0]}\n\n{prose[1].replace('::', ':')}\n\n```toml\n{example}\n```\n\n"
        f"Fields: {fields}.",
    )


def _below(kind: type[BiaozhunError]) -> Iterator[type[BiaozhunError]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


def _page(title: str, body: str) -> str:
    return f"# {title}\n\n<!-- written by tools/reference_pages.py -->\n\n{body}\n"


def main() -> None:
    """Write all pages."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "biaozhun.cloud.config.settings"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BIAOZHUN_DATA_DIR"] = folder
        django.setup()
        _write()


def _write() -> None:
    PAGES.mkdir(parents=True, exist_ok=True)
    pages = {
        "settings": settings_page,
        "commands": commands_page,
        "errors": errors_page,
        "rules": rules_page,
        "mapping": mapping_page,
    }
    for name, page in pages.items():
        (PAGES / f"{name}.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
