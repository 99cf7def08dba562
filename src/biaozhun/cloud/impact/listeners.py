"""What the catalogue's own relations tell of those who rest on a standard."""

from collections.abc import Collection, Iterator

from django.urls import reverse

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.catalogue.models import Edition, Relation
from biaozhun.cloud.catalogue.queries.lookup import Lookup
from biaozhun.cloud.catalogue.queries.standings import with_standings
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.validity import reliance
from biaozhun.cloud.validity.reliance import Reliant, ReliantKind
from biaozhun.core.bibliography import RelationKind
from biaozhun.core.number import NumberError, parse_slug
from biaozhun.core.succession import ENDED

_CITING = Lookup(
    Relation, ("subject", "object"), key="object", only=("kind", (RelationKind.CITES,))
)


def cited_in_the_catalogue(
    slugs: Collection[str],
    asker: Person | None,  # noqa: ARG001  -- the catalogue is public
) -> Iterator[Reliant]:
    """Editions whose sources say that they cite; those that have ended rest on nothing any more."""
    rows = sorted(set(_CITING(slugs)))
    citing = Edition.objects.filter(slug__in={subject for subject, _object in rows})
    alive = {
        row.edition.slug: row.edition
        for row in with_standings(citing, today())
        if row.standing.status not in ENDED
    }
    for subject, cited in rows:
        edition = alive.get(subject)
        if edition is None:
            continue
        yield Reliant(
            kind=ReliantKind.STANDARD,
            on=cited,
            dated=_names_an_edition(cited),
            title=f"{edition.number} {edition.title_zh or edition.title_en}".strip(),
            address=reverse("catalogue:standard", args=[subject]),
            body=edition.jurisdiction_body or edition.issuing_body,
        )


def _names_an_edition(slug: str) -> bool:
    try:
        return parse_slug(slug).year is not None
    except NumberError:
        return True  # kept under a name of its own: a record, not a standard


reliance.register("catalogue", cited_in_the_catalogue)
