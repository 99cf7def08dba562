"""The command line: one command a file, each a thin shell round the platform's own functions.

Exit codes: 0 done; 1 the input has faults or cannot be read; 2 wrong options; 3 the platform
failed.
"""

import sys

import typer

from biaozhun.cli import demo, importing, number, search, serve, work
from biaozhun.core.errors import BiaozhunError

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
app.command("search")(search.search)
app.command("number")(number.number)
app.command("demo")(demo.demo)
app.command("work", hidden=True)(work.work)


def main() -> None:
    """Run the command line; a fault of the input is one sentence, not a traceback."""
    try:
        app()
    except BiaozhunError as error:
        print(f"biaozhun: {error.code}: {error}", file=sys.stderr)  # noqa: T201  -- the command's own message
        raise SystemExit(1) from error
    except BrokenPipeError:
        # The reader of our output has left; say nothing more, not even at exit.
        sys.stdout = None  # type: ignore[assignment]  # closed for good
        raise SystemExit(0) from None
