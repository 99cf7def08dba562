"""Keys of the programming interface, read."""

from biaozhun.cloud.accounts import secret
from biaozhun.cloud.accounts.models import ApiKey, Person


def held_by(token: str) -> ApiKey | None:
    """The key that a program has shown, with its holder; one question to the database."""
    keys = ApiKey.objects.select_related("person__organisation")
    return keys.filter(digest=secret.digest(token), revoked=None, person__is_active=True).first()


def key_holder(token: str) -> Person | None:
    """Who holds a key; ``None`` where it is none, was revoked, or its holder is disabled."""
    key = held_by(token)
    return key.person if key else None


def keys_of(person: Person) -> list[ApiKey]:
    """The keys of a person that still open something, the newest first."""
    return list(ApiKey.objects.filter(person=person, revoked=None))
