"""What texts tell of those who rest on a standard."""

from collections.abc import Collection, Iterator

from django.urls import reverse

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.lookup import Lookup
from biaozhun.cloud.texts.models import Text, TextCitation
from biaozhun.cloud.validity import reliance
from biaozhun.cloud.validity.reliance import Reliant, ReliantKind

_CITING = Lookup(TextCitation, ("text", "anchor", "slug", "dated", "clauses"), key="slug")


def cited_by_texts(slugs: Collection[str], asker: Person | None) -> Iterator[Reliant]:  # noqa: ARG001  -- that one standard cites another is no secret
    """Clauses of the texts on the shelf, whoever may read them."""
    rows = sorted(_CITING(slugs))
    shown = Text.objects.filter(state=Text.State.SHOWN, kind=Text.Kind.TEXT)
    texts = shown.in_bulk({row[0] for row in rows})
    known = Edition.objects.filter(slug__in={text.slug for text in texts.values()})
    editions = {edition.slug: edition for edition in known}
    for text_id, anchor, slug, dated, clauses in rows:
        text = texts.get(text_id)
        if text is None:
            continue
        edition = editions.get(text.slug)
        title = text.title or (edition.title_zh if edition else "")
        yield Reliant(
            kind=ReliantKind.STANDARD,
            on=slug,
            dated=bool(dated),
            title=f"{text.number} {title}".strip(),
            address=f"{reverse('texts:read', args=[text.slug])}#{anchor}",
            clause=anchor,
            cited_clause=clauses,
            body=edition.jurisdiction_body or edition.issuing_body if edition else "",
        )


reliance.register("texts", cited_by_texts)
