"""One change of a collection at a time."""

from django.utils.translation import gettext as _

from biaozhun.cloud.special_collections.actions.refusing import RefusedError
from biaozhun.cloud.special_collections.models import Collection


def lock(collection: Collection) -> None:
    """Hold a collection to the end of the transaction; who else changes it waits for that.

    Raises:
        RefusedError: it was removed meanwhile.
    """
    held = Collection.objects.select_for_update().filter(pk=collection.pk)
    if held.values_list("pk", flat=True).first() is None:
        raise RefusedError(_("没有这个专题库。"))
