"""``biaozhun search``: the catalogue's search on the command line."""

import datetime as dt
from typing import Annotated

import msgspec
import typer

from biaozhun.cli import platform


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One hit; the names are part of the public interface.

    Attributes:
        number: in the one spelling that all records are written in.
        title: Chinese, or English where there is no Chinese one.
        status: on the day asked for, one of the words of the API.
        published: day of publication, or null.
        in_force: day of entry into force, or null.
        slug: last part of the address: /standards/SLUG.
        invented: whether it belongs to the demonstration.
    """

    number: str
    title: str
    status: str
    published: dt.date | None
    in_force: dt.date | None
    slug: str
    invented: bool


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The output of ``--json``.

    Attributes:
        total: how many editions were found.
        page: which page of them this is.
        on: the day on which status is told.
        hits: the hits of the page.
    """

    total: int
    page: int
    on: dt.date
    hits: list[Found]


def search(
    query: Annotated[str, typer.Argument(help="Words, a number, or fields such as ICS:13.020.")],
    data_dir: platform.DataDir = None,
    *,
    page: Annotated[int, typer.Option(min=1, help="Which page of the hits.")] = 1,
    size: Annotated[int, typer.Option(min=1, max=100, help="Hits on a page.")] = 20,
    on: Annotated[
        dt.datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="YYYY-MM-DD",
            help="The date on which status is told (default: today).",
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Search the catalogue."""
    platform.start(data_dir)
    answer = _answer(query, page=page, size=size, on=on.date() if on else None)
    if json:
        typer.echo(msgspec.json.encode(answer).decode())
        return
    for hit in answer.hits:
        typer.echo(f"{hit.number}\t{hit.status}\t{hit.title}")
    typer.echo(f"{answer.total} found, status on {answer.on}", err=True)


def _answer(query: str, *, page: int, size: int, on: dt.date | None) -> Answer:
    from biaozhun.cloud.catalogue.indexing import open_index  # noqa: PLC0415  -- needs the settings
    from biaozhun.cloud.catalogue.queries.results import Question, find  # noqa: PLC0415  -- needs the settings
    from biaozhun.cloud.foundation.clock import today  # noqa: PLC0415  -- needs the settings

    day = on or today()
    found = find(Question(text=query, on=day, page=page, size=size), open_index())
    return Answer(
        total=found.result.total,
        page=page,
        on=day,
        hits=[
            Found(
                number=hit.row.edition.number,
                title=hit.row.edition.title_zh or hit.row.edition.title_en,
                status=str(hit.row.standing.status),
                published=hit.row.edition.published,
                in_force=hit.row.edition.in_force,
                slug=hit.row.edition.slug,
                invented=hit.row.edition.invented,
            )
            for hit in found.hits
        ],
    )
