"""Telling people something, by the ways they chose, once."""

from collections.abc import Iterable

import msgspec

from biaozhun.cloud.accounts.models import Person


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """What is told.

    Attributes:
        kind: ``slice.what_happened``; its words stand in the slice's ``events``.
        subject: one line, in Chinese; what is told.
        text: some lines of plain text; why.
        address: the page it is about, from the root of the site.
        key: the same key is told to one person once, however often it is asked for.
    """

    kind: str
    subject: str
    text: str
    address: str
    key: str


def tell(recipients: Iterable[Person], message: Message) -> int:
    """Record a notice for each person and send it by their ways; returns how many are new.

    It is called in the transaction of the action it tells of; what leaves the house (mail,
    webhooks) goes behind the commit, by the queue.
    """
    raise NotImplementedError(message.key, recipients)
