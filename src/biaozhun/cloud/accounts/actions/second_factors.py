"""The secrets of second factors, kept under the installation's present key."""

from collections.abc import Mapping

import structlog
from allauth.mfa.models import Authenticator
from django.db import transaction

from biaozhun.cloud.accounts.sign_in.sealing import SealError, is_current, seal, unseal

log = structlog.get_logger(__name__)

SECRETS = ("secret", "seed")  # what allauth calls them, of an authenticator app and of the codes


def seal_anew() -> None:
    """Seal what stands unsealed, or under a key from before, under the present one.

    Done at each start: a key that was replaced may leave ``SECRET_KEY_FALLBACKS`` after it. What no
    key opens is told in the log and left, for the key may come back.
    """
    lost = 0
    for pk, data in Authenticator.objects.order_by("pk").values_list("pk", "data"):
        if all(is_current(kept) for kept in _secrets(data).values()):
            continue
        try:
            _seal(pk)
        except SealError:
            lost += 1
    if lost:
        log.warning("second_factors_cannot_be_opened", count=lost, setting="SECRET_KEY_FALLBACKS")


@transaction.atomic
def _seal(pk: int) -> None:
    """Seal the secrets of one factor, which a sign-in may be changing meanwhile.

    Raises:
        SealError: the key is not known.
    """
    held = Authenticator.objects.select_for_update().filter(pk=pk).first()
    if held is None:
        return
    sealed = {name: seal(unseal(kept)) for name, kept in _secrets(held.data).items()}
    held.data = {**held.data, **sealed}
    held.save(update_fields=["data"])


def _secrets(data: Mapping[str, object]) -> dict[str, str]:
    return {name: str(data[name]) for name in SECRETS if name in data}
