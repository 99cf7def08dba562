"""Write the manual's reference pages from the code, so that they cannot drift.

Run by ``make docs``; CI fails where a committed page differs from what this writes.
"""

import importlib
import os
import pkgutil
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

import django
import typer.main

import biaozhun
from biaozhun.cli import app
from biaozhun.cloud.config import environment
from biaozhun.core.bibliography import mapping
from biaozhun.core.bibliography.fields import READERS
from biaozhun.core.errors import BiaozhunError
from biaozhun.core.succession import Rule

PAGES = Path(__file__).resolve().parents[1] / "docs" / "reference"


def settings_page() -> str:
    """Every environment variable with its default and meaning."""
    rows = [
        f"| `{s.variable}` | `{s.default or '—'}` | {s.meaning} |" for s in environment.SETTINGS
    ]
    return _page("Settings", "| variable | default | meaning |\n|---|---|---|\n" + "\n".join(rows))


def commands_page() -> str:
    """Every command with its options, as ``--help`` shows them."""
    group = typer.main.get_command(app)
    names = [name for name, command in group.commands.items() if not command.hidden]  # type: ignore[attr-defined]  # a group of commands
    parts = []
    for name in names:
        command = group.commands[name]  # type: ignore[attr-defined]  # a group of commands
        context = command.make_context(name, [], resilient_parsing=True)
        rows = [
            f"| `{' '.join(p.opts) or p.name}` | {getattr(p, 'help', None) or '—'} |"
            for p in command.get_params(context)
            if p.name != "help"
        ]
        table = "| option | meaning |\n|---|---|\n" + "\n".join(rows)
        parts.append(f"## biaozhun {name}\n\n{command.help}\n\n{table}")
    return _page("Commands", "\n\n".join(parts))


def errors_page() -> str:
    """Every class of error with its stable code."""
    for module in pkgutil.walk_packages(biaozhun.__path__, "biaozhun."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    classes = sorted(_below(BiaozhunError), key=lambda c: c.default_code)
    rows = [
        f"| `{c.default_code}` | {(c.__doc__ or '').strip().splitlines()[0]} | `{c.__name__}` |"
        for c in dict.fromkeys(classes)
    ]
    return _page(
        "Errors",
        "An error may carry a finer code than its class; the message says what to do.\n\n"
        "| code | meaning | class |\n|---|---|---|\n" + "\n".join(rows),
    )


def rules_page() -> str:
    """The rules by which a status is decided."""
    rows = [f"| `{rule.value}` | {rule.meaning} | {rule.basis} |" for rule in Rule]
    table = "| code | meaning | basis |\n|---|---|---|\n" + "\n".join(rows)
    return _page("Rules of succession", table)


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
