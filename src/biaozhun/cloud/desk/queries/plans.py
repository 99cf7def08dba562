"""What a dry run found."""

from collections.abc import Iterator

import msgspec
from django.core.paginator import Page, Paginator

from biaozhun.cloud.desk.models import PlannedChange, Upload

PAGE = 200  # changes


class Rejection(msgspec.Struct, frozen=True):
    """A row that would be rejected."""

    position: int
    code: str
    message: str
    fragment: str


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """What would become of every row; rows = new + changing + unchanged + rejected.

    Attributes:
        changes: how many facts would change; ``kept`` of them can be read.
        fields: field = how many of them.
        codes: reason = how many rows would be rejected for it.
        rejections: the first of these rows.
    """

    rows: int
    new: int
    changing: int
    unchanged: int
    rejected: int
    changes: int
    kept: int
    fields: dict[str, int]
    codes: dict[str, int]
    rejections: list[Rejection]


def account_of(upload: Upload) -> Account | None:
    """What the dry run of an upload found; ``None`` before there was one."""
    return msgspec.convert(upload.account, Account) if upload.account else None


def changes(upload: Upload, field: str, page: int) -> Page[PlannedChange]:
    """The facts that would change, of one field or all, edition by edition."""
    found = upload.changes.order_by("id")
    return Paginator(found.filter(field=field) if field else found, PAGE).get_page(page)


def all_changes(upload: Upload, field: str) -> Iterator[PlannedChange]:
    """The same without pages."""
    found = upload.changes.order_by("id")
    return (found.filter(field=field) if field else found).iterator()
