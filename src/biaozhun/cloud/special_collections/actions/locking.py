"""One change of a collection at a time."""

from django.utils.translation import gettext as _

from biaozhun.cloud.special_collections.actions.refusing import RefusedError
from biaozhun.cloud.special_collections.models import Collection, Node


def lock(collection: Collection, node: Node | None = None) -> None:
    """Hold a collection to the end of the transaction; who else changes it waits for that.

    Args:
        collection: the one to hold.
        node: one of its nodes that is about to be named.

    Raises:
        RefusedError: one of them was removed meanwhile.
    """
    held = Collection.objects.select_for_update().filter(pk=collection.pk)
    if held.values_list("pk", flat=True).first() is None:
        raise RefusedError(_("没有这个专题库。"))
    if node is not None and not Node.objects.filter(pk=node.pk).exists():
        raise RefusedError(_("没有这个目录。"))
