"""What the exchange does by the clock: harvests that are due, the daily bulk."""

import datetime as dt

from biaozhun.cloud.catalogue.models import Source
from biaozhun.cloud.exchange.actions.bulk import make_bulk
from biaozhun.cloud.exchange.actions.harvesting import harvest, order_of
from biaozhun.cloud.exchange.queries.due import due_sources
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.foundation.tasks import every, task


@task("exchange.harvest")
def harvest_source(slug: str, ordered_by: str = "") -> None:
    """Harvest a source from its address; one that has gone meanwhile is nothing to harvest."""
    source = Source.objects.filter(slug=slug).first()
    if source is not None:
        harvest(order_of(source, ordered_by=ordered_by))


@task("exchange.harvest_due")
def harvest_due() -> None:
    """Queue the harvests whose time has come, each as work of its own."""
    for source in due_sources(now() + dt.timedelta(minutes=30)):
        harvest_source.later(source.slug)


@task("exchange.bulk")
def bulk() -> None:
    """Make the files of the public catalogue anew."""
    make_bulk()


every(harvest_due, cron="10 * * * *")
every(bulk, cron="40 3 * * *")
