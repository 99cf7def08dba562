"""What comes round by the clock."""

import structlog

from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.foundation.tasks import every, task
from biaozhun.cloud.special_collections.actions.refreshing import refresh
from biaozhun.cloud.special_collections.actions.refusing import RefusedError
from biaozhun.cloud.special_collections.models import Collection

log = structlog.get_logger(__name__)


@task("special_collections.refresh_all")
def refresh_all() -> None:
    """Find the members of every collection built from a search afresh.

    One that finds too much is left as it is; its desk page says so.
    """
    for collection in Collection.objects.exclude(query=""):
        try:
            refresh(collection, today())
        except RefusedError as refused:
            log.warning("collection_not_refreshed", slug=collection.slug, reason=str(refused))


every(refresh_all, cron="40 3 * * *")
