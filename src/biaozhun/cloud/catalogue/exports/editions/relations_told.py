"""The relations of editions for records that are handed on, whichever end states them."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q

from biaozhun.cloud.catalogue.models import Edition, Relation


def relations_told(editions: Collection[Edition]) -> dict[int, list[Relation]]:
    """Edition id → its relations, each once, in one question.

    A relation that the other end states comes as if this one had stated it: ``other_number`` is
    then the number of that end. Nothing of it is written.
    """
    slugs = {edition.slug: edition.pk for edition in editions}
    found: dict[int, dict[tuple[str, str, str], Relation]] = defaultdict(dict)
    either = Q(subject__in=slugs) | Q(object__in=slugs)
    stated = Relation.objects.filter(either).select_related("edition")
    for relation in stated.order_by("kind", "subject", "object", "edition__slug"):
        key = (relation.kind, relation.subject, relation.object)
        for slug in {relation.subject, relation.object} & slugs.keys():
            own = relation.edition.slug == slug
            if own or key not in found[slugs[slug]]:
                found[slugs[slug]][key] = relation if own else _from_the_other_end(relation, slug)
    return {pk: list(relations.values()) for pk, relations in found.items()}


def _from_the_other_end(relation: Relation, slug: str) -> Relation:
    other = relation.subject if relation.object == slug else relation.object
    held = relation.edition
    return Relation(
        kind=relation.kind,
        subject=relation.subject,
        object=relation.object,
        other_number=held.number if held.slug == other else other,
        extent=relation.extent,
        degree=relation.degree,
        date=relation.date,
        basis=relation.basis,
    )
