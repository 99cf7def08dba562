"""What of the demonstration is done, and the rows it stands on."""

from collections.abc import Callable
from typing import TypeVar

from django.db import models, transaction

from biaozhun.cloud.demonstration.models import Piece

M = TypeVar("M", bound=models.Model)


def once(name: str, kind: type[M], make: Callable[[], M]) -> M:
    """The row a piece stands on; it is made where that was not done yet."""
    done = Piece.objects.filter(name=name).first()
    if done is not None:
        return kind._default_manager.get(pk=done.key)  # noqa: SLF001  -- documented by Django
    with transaction.atomic():
        made = make()
        Piece.objects.create(name=name, key=made.pk)
    return made


def is_done(name: str) -> bool:
    """Whether a piece is done."""
    return Piece.objects.filter(name=name).exists()


def keys_of(kind: str) -> list[int]:
    """The ids of the rows of the pieces of a kind: ``person``, ``organisation``."""
    found = Piece.objects.filter(name__startswith=f"{kind}:").values_list("key", flat=True)
    return [key for key in found if key is not None]
