"""Sending something in to be checked: a text, a file, a list of numbers."""

import contextlib
import datetime as dt
import hashlib
import secrets
from collections.abc import Iterator
from typing import Final

import msgspec
from django.conf import settings
from django.core.files import File
from django.db import IntegrityError, transaction

from biaozhun.cloud.accounts.models import ApiKey, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.catalogue.forms.asking import clean as one_line
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.foundation.outgoing import check_named
from biaozhun.cloud.validity import storage
from biaozhun.cloud.validity.actions.running import run
from biaozhun.cloud.validity.digests import Digests, digests_of
from biaozhun.cloud.validity.errors import CheckRefusedError
from biaozhun.cloud.validity.limits import MOST_AT_ONCE, limits
from biaozhun.cloud.validity.models import Check
from biaozhun.cloud.validity.queries.checking import plain
from biaozhun.cloud.validity.queries.lists import Columns
from biaozhun.cloud.validity.tasks import run_check, tell_back
from biaozhun.core.validity import Citing
from biaozhun.documents.reading.gathering import clean

SECRET_BYTES: Final = 32
_MEGABYTE: Final = 1024 * 1024
_LONGEST_CALLBACK: Final = 500  # characters, as the model has it
_LONGEST_KEY: Final = 100


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be checked, and how.

    Attributes:
        on: the day the answers are for.
        citing: who cites.
        text: that was pasted; of a list one number a line, its title behind a tab.
        file: that was sent instead.
        name: what the file was called.
        is_list: each row is one number.
        columns: which columns of a workbook make the list; ``None`` to find them.
        client: for whom; for the report.
        purpose: what for; likewise.
        searcher: who searched; likewise.
        checker: who checked; likewise.
        keep: the file stays for as long as the check does.
        callback: address told when it is done.
        idempotency_key: the same order sent again with the same key is the same check.
        sender: whence a stranger sends; the same key from elsewhere is another key, or whoever
            guesses key and content would be handed the check of somebody else.
    """

    on: dt.date
    citing: Citing = Citing.REFERENCE
    text: str = ""
    file: "File[bytes] | None" = None
    name: str = ""
    is_list: bool = False
    columns: Columns | None = None
    client: str = ""
    purpose: str = ""
    searcher: str = ""
    checker: str = ""
    keep: bool = False
    callback: str = ""
    idempotency_key: str = ""
    sender: str = ""


def send(order: Order, *, owner: Person | None = None, made_with: ApiKey | None = None) -> Check:
    """Take something in; what is short is checked at once, the rest in the background.

    Raises:
        CheckRefusedError: it is nothing, too much, or another order under a key used before.
        OutgoingError: the address to be told is none.
    """
    _look_over(order, private=settings.PRIVATE_WEBHOOKS and owner is not None)
    digests = digests_of(order.file.chunks() if order.file else [clean(order.text).encode()])
    if (before := _sent_before(order, digests, owner)) is not None:
        return before
    is_short = order.file is None and len(order.text) <= MOST_AT_ONCE
    with _kept(order.file) as name:
        try:
            with transaction.atomic():
                check = _row(order, digests, owner=owner, made_with=made_with, file=name)
                check.save()
                _note(check, owner)
                if not is_short:
                    run_check.later(check.pk)
        except IntegrityError:  # the same came in at the same moment
            check = _the_other(order, digests, owner, file=name)
    if is_short:
        run(check.pk, then=tell_back.later)
        check.refresh_from_db()
    return check


def _look_over(order: Order, *, private: bool) -> None:
    """Refuse what cannot be an order, before anything is read or kept."""
    most = limits()
    if order.file is not None and order.text.strip():
        raise CheckRefusedError(
            "a text and a file were sent", code="several_doors", hint="send one of them"
        )
    if order.file is None and not order.text.strip():
        raise CheckRefusedError("nothing was sent", code="nothing_sent", hint="send text or a file")
    if order.file is not None and not order.file.size:
        raise CheckRefusedError("the file is empty", code="empty_file", fragment=order.name[:60])
    if order.file is not None and order.file.size > most.megabytes * _MEGABYTE:
        raise CheckRefusedError(
            f"the file has more than {most.megabytes} MB",
            code="too_large",
            fragment=order.name[:60],
            hint="send it in parts",
        )
    if len(order.text) > most.characters:
        raise CheckRefusedError(
            f"the text has more than {most.characters} characters",
            code="text_too_long",
            hint="send it in parts",
        )
    if order.is_list and order.text and _rows(order.text) > most.rows + 1:  # one may be a heading
        raise CheckRefusedError(
            f"the list has more than {most.rows} rows",
            code="too_many_rows",
            hint="send it in parts",
        )
    if len(order.callback) > _LONGEST_CALLBACK:
        raise CheckRefusedError(
            f"the callback has more than {_LONGEST_CALLBACK} characters", code="callback_too_long"
        )
    if order.callback:
        check_named(order.callback, private=private)


def _rows(text: str) -> int:
    return sum(1 for line in text.splitlines() if line.strip())


def _sent_before(order: Order, digests: Digests, owner: Person | None) -> Check | None:
    """The check that the same order made under the same key.

    Raises:
        CheckRefusedError: ``idempotency_key_reused`` with something else.
    """
    if not order.idempotency_key:
        return None
    found = Check.objects.filter(owner=owner, idempotency_key=_key(order, owner))
    if owner is None:  # keys of strangers may be alike
        found = found.filter(sha256=digests.sha256)
    before = found.first()
    if before is None:
        return None
    same = (before.sha256, before.on, before.citing, before.kind)
    if same != (digests.sha256, order.on, str(order.citing), _kind(order)):
        raise CheckRefusedError(
            "the key was used for something else before",
            code="idempotency_key_reused",
            fragment=order.idempotency_key[:_LONGEST_KEY],
            hint="take a new key for a new check",
        )
    return before


def _key(order: Order, owner: Person | None) -> str:
    """The key under which a check is kept; that of a stranger together with whence it came."""
    if owner is not None or not order.idempotency_key:
        return order.idempotency_key[:_LONGEST_KEY]
    return hashlib.sha256(f"{order.sender}\n{order.idempotency_key}".encode()).hexdigest()


def _the_other(order: Order, digests: Digests, owner: Person | None, *, file: str) -> Check:
    """The check of the same order that was a moment quicker; the file of this one is not needed."""
    storage.drop(file)
    before = _sent_before(order, digests, owner)
    if before is None:
        raise CheckRefusedError("the check was deleted meanwhile", code="check_gone")
    return before


@contextlib.contextmanager
def _kept(file: "File[bytes] | None") -> Iterator[str]:
    """Keep the file while the row is written, and drop it where that fails."""
    name = storage.keep(file) if file is not None else ""
    try:
        yield name
    except BaseException:
        storage.drop(name)
        raise


def _kind(order: Order) -> Check.Kind:
    if order.is_list:
        return Check.Kind.LIST
    return Check.Kind.FILE if order.file is not None else Check.Kind.TEXT


def _row(
    order: Order,
    digests: Digests,
    *,
    owner: Person | None,
    made_with: ApiKey | None,
    file: str,
) -> Check:
    sent = now()
    expires = sent + dt.timedelta(hours=limits().hours)
    text = clean(order.text)
    return Check(
        secret=secrets.token_urlsafe(SECRET_BYTES),
        owner=owner,
        made_with=made_with,
        kind=_kind(order),
        on=order.on,
        citing=str(order.citing),
        name=_line(order.name, 200),
        file=file,
        size=order.file.size if order.file else len(text.encode()),
        sha256=digests.sha256,
        sm3=digests.sm3,
        client=_line(order.client, 200),
        purpose=_line(order.purpose, 300),
        searcher=_line(order.searcher, 100),
        checker=_line(order.checker, 100),
        blocks="" if order.file else msgspec.json.encode(plain(text)).decode(),
        columns=msgspec.to_builtins(order.columns) if order.columns else {},
        keep=order.keep,
        callback=order.callback,
        idempotency_key=_key(order, owner),
        sent=sent,
        expires=expires,
        file_until=expires if file else None,
    )


def _line(text: str, longest: int) -> str:
    """What fits into a field of one line."""
    return one_line(text).strip()[:longest]


def _note(check: Check, owner: Person | None) -> None:
    """Write down that a person sent something; of strangers nothing is kept beyond the check."""
    if owner is not None:
        facts = {"kind": str(check.kind), "size": check.size}
        record("validity.check_sent", subject=f"check:{check.pk}", actor=owner, facts=facts)
