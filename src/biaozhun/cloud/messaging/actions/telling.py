"""Telling people something, by the ways they chose, once."""

from collections.abc import Iterable

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.messaging.actions.noting import note
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.messaging.queries.delivering import is_asked_for
from biaozhun.cloud.messaging.tasks import deliver

__all__ = ["Message", "tell"]


def tell(recipients: Iterable[Person], message: Message) -> int:
    """Record a notice for each person and send it by their ways; returns how many are new.

    It is called in the transaction of the action it tells of; what leaves the house (mail,
    webhooks) goes behind the commit, by the queue.

    Raises:
        UnknownKindError: no slice has words for the kind.
        ValueError: the key is empty or longer than 200 characters.
    """
    noted = note(list(recipients), message)
    if noted.leaves and not is_asked_for(deliver.name):
        deliver.later()  # who comes too late for the one that is asked for is found by the clock
    return noted.new
