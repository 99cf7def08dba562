"""The command line: one command a file, each a thin shell round the platform's own functions.

Exit codes: 0 done; 1 the input has faults or cannot be read; 2 wrong options; 3 the platform
failed; 130 interrupted (Ctrl-C).
"""

import sys
from typing import TYPE_CHECKING, Final

import typer

from biaozhun.cli import (
    account,
    bulk,
    check,
    cite,
    demo,
    draft,
    events,
    harvest,
    importing,
    number,
    plan,
    projects,
    search,
    serve,
    text,
    work,
)
from biaozhun.core.errors import BiaozhunError

if TYPE_CHECKING:
    from biaozhun.cloud.config.environment import Setting

PLATFORM_FAILED: Final = 3

app = typer.Typer(
    name="biaozhun",
    help="标准云 · Biaozhun Cloud: the platform of a region's standardization work.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("serve")(serve.serve)
app.command("import")(importing.import_file)
app.command("harvest")(harvest.harvest)
app.command("bulk")(bulk.bulk)
app.command("search")(search.search)
app.command("number")(number.number)
app.command("cite")(cite.cite)
app.command("check")(check.check)
app.command("plan")(plan.plan)
app.command("draft")(draft.draft)
app.add_typer(text.app, name="text")
app.add_typer(projects.app, name="projects")
app.command("demo")(demo.demo)
app.add_typer(account.app, name="account")
app.add_typer(events.app, name="events")
app.command("work", hidden=True)(work.work)


def main() -> None:
    """Run the command line; a fault is one sentence, not a traceback."""
    try:
        app()
    except BiaozhunError as error:
        _say(f"{error.code}: {error}")
        raise SystemExit(error.exit_code) from error
    except Exception as error:
        # The last place that can say it: whatever it was, it is not the input's fault.
        from biaozhun.cloud.config.environment import DEBUG  # noqa: PLC0415  -- commands that do well start without it

        if _is_on(DEBUG):
            raise
        reason = next(iter(str(error).splitlines()), "")
        _say(f"platform_failed: {type(error).__name__}: {reason} — {DEBUG.variable}=1 shows more")
        raise SystemExit(PLATFORM_FAILED) from error


def _is_on(switch: "Setting[bool]") -> bool:
    """A switch of the environment; one that cannot be read is off, for worse is to be told."""
    try:
        return switch.value()
    except BiaozhunError:
        return False


def _say(sentence: str) -> None:
    print(f"biaozhun: {sentence}", file=sys.stderr)  # noqa: T201  -- the command's own message
