"""Everything that hangs on the projects of a region, found by the tables' own relations."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db.models import Model, QuerySet

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.drafting.models import Project

_STEP: Final = 500  # ids in one question: SQLite takes 32,766, PostgreSQL 65,535


def projects_of(authority: Organisation | None) -> "QuerySet[Project]":
    """The projects of an authority, or all of them, in the order of their plan numbers."""
    projects = Project.objects.select_related("authority", "department", "committee", "handler")
    found = projects.order_by("plan_number")
    return found if authority is None else found.filter(authority=authority)


def hanging_on(projects: Iterable[Project]) -> dict[type[Model], list[int]]:
    """The ids of all records that point to these projects, directly or by others; by table.

    People and organisations point to nothing here and are not followed: who works somewhere is
    not theirs.
    """
    found: dict[type[Model], set[int]] = defaultdict(set)
    waiting: list[tuple[type[Model], list[int]]] = [(Project, [one.pk for one in projects])]
    while waiting:
        model, keys = waiting.pop()
        new = sorted(set(keys) - found[model])
        found[model].update(new)
        if new:
            waiting.extend(_pointing_to(model, new))
    return {model: sorted(keys) for model, keys in found.items() if keys}


def _pointing_to(model: type[Model], keys: list[int]) -> Iterator[tuple[type[Model], list[int]]]:
    for relation in model._meta.related_objects:  # noqa: SLF001  -- documented by Django
        if relation.many_to_many:
            continue  # the rows between two tables are those of an automatic one, told with it
        other = relation.related_model
        name = relation.field.name
        for some in _in_steps(keys):
            rows = other._base_manager.filter(**{f"{name}__in": some})  # noqa: SLF001  -- likewise
            yield other, list(rows.values_list("pk", flat=True))


def rows_of(model: type[Model], keys: list[int]) -> Iterator[dict[str, Any]]:
    """The rows of a table as plain values, in the order of their ids; lists for many-to-many."""
    fields = model._meta.concrete_fields  # noqa: SLF001  -- documented by Django
    many = model._meta.many_to_many  # noqa: SLF001  -- likewise
    for some in _in_steps(keys):
        rows = model._base_manager.filter(pk__in=some).order_by("pk")  # noqa: SLF001  -- likewise
        for row in rows.prefetch_related(*(one.name for one in many)):
            told = {one.attname: one.value_to_string(row) for one in fields if _is_text(one, row)}
            plain = {one.attname: getattr(row, one.attname) for one in fields}
            links = {one.name: [each.pk for each in getattr(row, one.name).all()] for one in many}
            yield {**plain, **told, **links}


def _is_text(field: Any, row: Model) -> bool:  # noqa: ANN401  -- any field of Django's
    """Whether a value is no plain one: a file, for one, is told by its name."""
    return field.get_internal_type() == "FileField" and bool(getattr(row, field.attname))


def _in_steps(keys: list[int]) -> Iterator[list[int]]:
    return (keys[start : start + _STEP] for start in range(0, len(keys), _STEP))
