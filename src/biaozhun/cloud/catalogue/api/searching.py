"""Searching."""

from django.http import HttpRequest
from ninja import Query, Router

from biaozhun.cloud.catalogue import exports
from biaozhun.cloud.catalogue.api.asking import day_or_today
from biaozhun.cloud.catalogue.api.coverage import holding
from biaozhun.cloud.catalogue.api.shapes import (
    Asked,
    Counted,
    FoundHit,
    FoundNumber,
    Highlights,
    SearchAnswer,
    Understood,
)
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.catalogue.queries.reading import reader
from biaozhun.cloud.catalogue.queries.results import FoundEdition, Question, find
from biaozhun.cloud.search.port import FACETS
from biaozhun.cloud.ui.problems import Problem

router = Router(tags=["search"])


@router.get(
    "/search", response={200: SearchAnswer, 422: Problem, 503: Problem}, summary="Search editions"
)
def search(request: HttpRequest, asked: Query[Asked]) -> SearchAnswer:  # noqa: ARG001  -- ninja's signature
    """One page of hits with exact counts; any text is a query."""
    on = day_or_today(asked.on)
    chosen = {name: [clean(value) for value in getattr(asked, name)] for name in FACETS}
    found = find(
        Question(
            text=clean(asked.q),
            on=on,
            filters={name: values for name, values in chosen.items() if values},
            sort=asked.sort,
            page=asked.page,
            size=asked.size,
            inside=asked.inside,
        ),
        reader(),
    )
    result = found.result
    return SearchAnswer(
        total=result.total,
        loosened=result.loosened,
        page=result.page,
        pages=result.pages,
        as_of=on,
        hits=[_hit(hit) for hit in found.hits],
        facets={
            name: [Counted(value=count.value, count=count.count) for count in counts]
            for name, counts in result.facets.items()
        },
        numbers=[FoundNumber(text=number.text, match=number.match) for number in result.numbers],
        notes=[Understood.model_validate(note, from_attributes=True) for note in result.notes],
        coverage=[holding(held) for held in found.coverage],
    )


def _hit(hit: FoundEdition) -> FoundHit:
    line = exports.summary(hit.row.edition, hit.row.standing)
    highlights = Highlights(title_zh=hit.title_zh, title_en=hit.title_en)
    return FoundHit(**line.model_dump(), highlights=highlights)
