"""Uploads: where they lie, which there are, which mapping fits."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.paginator import Page, Paginator

from biaozhun.cloud.catalogue.models import Source
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.desk.models import SavedMapping, Upload

PAGE = 30
OFFERED = 20  # saved mappings


def path_of(upload: Upload) -> Path:
    """Where the file of an upload lies."""
    return Path(settings.DATA_DIR) / "uploads" / upload.place


def upload_with(pk: int) -> Upload | None:
    """The upload with this id."""
    if pk > LARGEST_ID:
        return None
    return Upload.objects.select_related("run__source", "mends__source").filter(pk=pk).first()


def uploads(state: str, page: int) -> Page[Upload]:
    """The uploads in a state, or all, the latest first."""
    found = Upload.objects.order_by("-uploaded", "-id")
    return Paginator(found.filter(state=state) if state else found, PAGE).get_page(page)


def columns_key(names: Iterable[str]) -> str:
    """What tells tables with the same columns from others, in whatever order they stand."""
    return sha256("\x1f".join(sorted(names)).encode()).hexdigest()


def fitting(names: Iterable[str]) -> list[SavedMapping]:
    """The saved mappings of tables with these columns, the latest first."""
    found = SavedMapping.objects.filter(columns=columns_key(names))
    return list(found.order_by("-made")[:OFFERED])


def source_choices() -> list[tuple[str, str, int]]:
    """Short name, name and rank of every source that is not invented."""
    known = Source.objects.filter(invented=False).order_by("rank", "slug")
    return list(known.values_list("slug", "title", "rank"))
