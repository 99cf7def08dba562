"""Where the files of the slice lie; migrations name the function."""

from django.core.files.storage import Storage

from biaozhun.cloud.foundation.stores import private_store


def evidence_storage() -> Storage:
    """The files of evidence: the store ``plans``."""
    return private_store("plans")
