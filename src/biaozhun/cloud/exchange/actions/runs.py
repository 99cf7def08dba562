"""Writing down every run of the exchange."""

from urllib.parse import urlsplit

from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.exchange.models import Direction, ExchangeRun, Partner
from biaozhun.cloud.foundation.clock import now


def begin_run(
    *,
    protocol: str,
    source: str = "",
    address: str = "",
    direction: str = Direction.IN,
    ordered_by: str = "",
    licence: str = "",
) -> ExchangeRun:
    """The run that is written down; one that was killed goes on."""
    same = {
        "protocol": protocol,
        "source": source,
        "address": address[:500],
        "direction": direction,
        "state": ExchangeRun.State.RUNNING,
    }
    run = ExchangeRun.objects.filter(**same).order_by("pk").first()
    if run is None:
        run = ExchangeRun.objects.create(
            **same,
            started=now(),
            partner=_partner_at(address),
            ordered_by=ordered_by[:150],
            licence=licence[:200],
        )
    return run


def _partner_at(address: str) -> Partner | None:
    """The partner whose own address has the same host."""
    host = urlsplit(address).hostname if "://" in address else None
    if not host:
        return None
    found = Partner.objects.exclude(address="")
    return next((one for one in found if urlsplit(one.address).hostname == host), None)


def end_run(run: ExchangeRun, state: str, *, error: str = "") -> None:
    """Write down how a run ended; whoever waits for it sees its counts."""
    run.state, run.finished, run.error = state, now(), error[:2_000].replace("\x00", "")
    run.save()
    facts = {"state": state, "received": run.received, "stored": run.stored}
    record("exchange.run_ended", subject=f"exchange:{run.pk}", facts=facts)
