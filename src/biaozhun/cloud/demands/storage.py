"""Where the files of the slice lie; migrations name the function."""

from django.core.files.storage import Storage

from biaozhun.cloud.foundation.stores import private_store


def filed_storage() -> Storage:
    """What was sent with demands and suggestions: the store ``demands``."""
    return private_store("demands")
