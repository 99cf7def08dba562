"""What is held and what is lacking."""

from django.http import HttpRequest
from ninja import Router

from biaozhun.cloud.catalogue.api.asking import day_or_today
from biaozhun.cloud.catalogue.api.shapes import CoverageOut, FamilyOut, Holding, SourceOut
from biaozhun.cloud.catalogue.queries.coverage import Held
from biaozhun.cloud.catalogue.queries.coverage import coverage as coverage_statement

router = Router(tags=["coverage"])


@router.get("/coverage", response=CoverageOut, summary="What is held and what is lacking")
def coverage(request: HttpRequest) -> CoverageOut:  # noqa: ARG001  -- ninja's signature
    """The coverage statement."""
    said = coverage_statement(day_or_today(None))
    return CoverageOut(
        as_of=said.on,
        editions=said.editions,
        standards=said.standards,
        in_force=said.in_force,
        last_seen=said.last_seen,
        families=[
            FamilyOut(family=holding(group.family), codes=[holding(code) for code in group.codes])
            for group in said.families
        ],
        sources=[
            SourceOut(
                slug=entry.source.slug,
                title=entry.source.title,
                rank=entry.source.rank,
                licence=entry.source.licence,
                records=entry.records,
                last_run=entry.last_run,
                delay_days=entry.delay.days,
                delay_days_fresh=entry.delay.fresh_days,
                editions_fresh=entry.delay.fresh,
            )
            for entry in said.sources
        ],
    )


def holding(held: Held) -> Holding:
    """What is held of a family or a code, as programs are told it."""
    return Holding(
        scope=held.scope,
        editions=held.editions,
        in_force=held.in_force,
        last_seen=held.last_seen,
        published_total=held.total.total if held.total else None,
        published_total_as_of=held.total.as_of if held.total else None,
        published_total_source=held.total.source if held.total else "",
        share=held.share,
    )
