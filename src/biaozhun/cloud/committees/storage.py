"""Where the files of the slice lie; migrations name the function."""

from django.core.files.storage import Storage

from biaozhun.cloud.foundation.stores import private_store


def proof_storage() -> Storage:
    """The proofs of experts: the store ``committees``."""
    return private_store("committees")
