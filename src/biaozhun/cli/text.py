"""``biaozhun text``: full texts of editions in, and what is held of them."""

import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from biaozhun.cli import platform

app = typer.Typer(help="Full texts of standards.", no_args_is_help=True, rich_markup_mode=None)

_KINDS = ("text", "translation", "illustrated_guide", "interpretation", "explanatory_note")
_RIGHTS = ("open", "metadata", "closed")
_LANGUAGES = ("zh", "en", "fr", "ru", "de", "ja", "es")


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A text as ``text list --json`` gives it, one a line."""

    id: int
    number: str
    kind: str
    language: str
    state: str
    right: str
    level: int
    clauses: int
    pages: int | None
    size: int
    media_type: str
    file: str
    sha256: str


def _one_of(value: str, allowed: tuple[str, ...], option: str) -> str:
    if value not in allowed:
        raise typer.BadParameter(f"one of {', '.join(allowed)}", param_hint=option)
    return value


File = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, metavar="FILE", help="The text's file.")
]
Number = Annotated[str, typer.Option(help="The edition: GB 55001-2021.")]
Kind = Annotated[str, typer.Option(help="What the text is: " + ", ".join(_KINDS))]
Language = Annotated[str, typer.Option(help="Its language: " + ", ".join(_LANGUAGES))]
Title = Annotated[str, typer.Option(help="Its title (default: what the file says).")]
Origin = Annotated[str, typer.Option(help="Where the file comes from.")]
Licence = Annotated[str, typer.Option(help="The licence under which it may be shown.")]
Translator = Annotated[str, typer.Option(help="Who translated it.")]
Right = Annotated[
    str,
    typer.Option(
        help="Who may read it, decided by you: "
        + ", ".join(_RIGHTS)
        + "; without it the text stays a draft on the desk."
    ),
]
Reason = Annotated[str, typer.Option(help="Why it is withheld (default: the rule's).")]
OnlyPictures = Annotated[
    bool, typer.Option("--only-pictures", help="Take a PDF without text layer, for download.")
]
Json = Annotated[bool, typer.Option("--json", help="JSON, one object a line.")]


@app.command("add")
def add(  # noqa: PLR0913  -- one parameter an option
    path: File,
    data_dir: platform.DataDir = None,
    *,
    number: Number,
    kind: Kind = "text",
    language: Language = "zh",
    title: Title = "",
    origin: Origin = "",
    licence: Licence = "",
    translator: Translator = "",
    right: Right = "",
    reason: Reason = "",
    only_pictures: OnlyPictures = False,
    json: Json = False,
) -> None:
    """Take a file in as a text of an edition; with --right put it on the shelf at once."""
    _one_of(kind, _KINDS, "--kind")
    _one_of(language, _LANGUAGES, "--language")
    if right:
        _one_of(right, _RIGHTS, "--right")
    platform.start(data_dir)
    from biaozhun.cloud.texts.actions.receiving import Order, receive  # noqa: PLC0415  -- needs the settings
    from biaozhun.cloud.texts.actions.showing import confirmed, show  # noqa: PLC0415  -- likewise
    from biaozhun.cloud.texts.models import Text  # noqa: PLC0415  -- likewise

    order = Order(
        number=number,
        kind=Text.Kind(kind),
        language=language,
        title=title,
        licence=licence,
        origin=origin,
        translator=translator,
        pictures_confirmed=only_pictures,
    )
    text = receive(path, order, name=path.name, actor=None)
    if right:
        text = show(text.pk, confirmed(text, Text.Right(right), reason), actor=None)
    sys.stdout.write(_json(text) if json else _sentence(text))


@app.command("list")
def list_texts(
    data_dir: platform.DataDir = None,
    *,
    number: Annotated[str, typer.Option(help="Only numbers that hold these letters.")] = "",
    json: Json = False,
) -> None:
    """What is held, the newest change first."""
    platform.start(data_dir)
    from biaozhun.cloud.texts.queries.desk import texts_by  # noqa: PLC0415  -- needs the settings

    for text in texts_by(number=number).iterator(chunk_size=500):
        sys.stdout.write(_json(text) if json else _sentence(text))


def _held(text: object) -> Held:
    from biaozhun.cloud.texts.models import Text  # noqa: PLC0415  -- needs the settings

    assert isinstance(text, Text)  # noqa: S101  -- models are imported late
    return Held(
        id=text.pk,
        number=text.number,
        kind=text.kind,
        language=text.language,
        state=text.state,
        right=text.right,
        level=text.level,
        clauses=text.clause_count,
        pages=text.pages,
        size=text.size,
        media_type=text.media_type,
        file=text.file_name,
        sha256=text.digest,
    )


def _json(text: object) -> str:
    return msgspec.json.encode(_held(text)).decode() + "\n"


def _sentence(text: object) -> str:
    held = _held(text)
    what = f"{held.clauses} clauses" if held.clauses else f"{held.pages or 1} pages"
    parts = (held.number, held.kind, held.language, held.state, held.right, f"SMART {held.level}")
    return "\t".join([*parts, what, held.file]) + "\n"
