"""What an announcement states of each standard, as a record of the catalogue."""

from collections.abc import Iterator

from biaozhun.cloud.issuing.models import Announcement, AnnouncementRow
from biaozhun.cloud.issuing.queries.rows import in_force_of, number_of, read_number, replaced
from biaozhun.core.bibliography import BibliographicRecord, Extent, RelationKind, StatedRelation
from biaozhun.core.number import NumberError, parse_slug


def record_of_row(held: Announcement, row: AnnouncementRow) -> BibliographicRecord:
    """The record of a row that has no fault."""
    if row.kind == AnnouncementRow.Kind.WITHDRAW:
        return _withdrawn(held, row)
    if row.kind == AnnouncementRow.Kind.CORRECT:
        return _corrected(held, row)
    return _published(held, row)


def replaced_by(row: AnnouncementRow) -> list[str]:
    """Numbers of the editions a row replaces, as they are cited."""
    return [number.canonical for number in replaced(row.project)] if row.project else []


def cited(slug: str) -> str:
    """The number of an edition, of its slug; empty where it is none."""
    try:
        return parse_slug(slug).canonical
    except NumberError:
        return ""


def _published(held: Announcement, row: AnnouncementRow) -> BibliographicRecord:
    project = row.project
    assert project is not None  # noqa: S101  -- the database holds it
    in_force = in_force_of(held, row)
    drafters = project.team.exclude(role="clerk").order_by("position", "pk")
    return BibliographicRecord(
        number=number_of(row),
        title_zh=project.title,
        title_en=project.title_en,
        issuing_body=held.authority.name,
        sector_department=project.department.name,
        proposing_body=project.department.name,
        committee=project.committee.name if project.committee else "",
        drafting_units=tuple(project.units.order_by("position").values_list("name", flat=True)),
        drafters=tuple(drafters.values_list("name", flat=True)),
        ics=tuple(project.ics),
        ccs=(project.ccs,) if project.ccs else (),
        published=held.day,
        in_force=in_force,
        withdrawn=row.expires,
        summary=project.scope,
        relations=tuple(
            StatedRelation(
                kind=RelationKind.REPLACES,
                number=old,
                extent=Extent.WHOLLY,
                date=in_force,
                basis=held.number,
            )
            for old in replaced_by(row)
        ),
        announcement=held.number,
    )


def _withdrawn(held: Announcement, row: AnnouncementRow) -> BibliographicRecord:
    number = read_number(row.number)
    assert number is not None  # noqa: S101  -- the faults of the row were asked
    return BibliographicRecord(
        number=number.canonical,
        withdrawn=in_force_of(held, row) or held.day,
        announcement=held.number,
    )


def _corrected(held: Announcement, row: AnnouncementRow) -> BibliographicRecord:
    number = read_number(row.number)
    assert number is not None  # noqa: S101  -- likewise
    return BibliographicRecord(
        number=number.canonical,
        title_zh=row.title,
        issuing_body=held.authority.name,
        published=held.day,
        in_force=in_force_of(held, row) or held.day,
        relations=tuple(_amends(number.canonical, held)),
        announcement=held.number,
    )


def _amends(number: str, held: Announcement) -> Iterator[StatedRelation]:
    base = number.partition("/XG")[0]
    if base != number:
        yield StatedRelation(kind=RelationKind.AMENDS, number=base, basis=held.number)
