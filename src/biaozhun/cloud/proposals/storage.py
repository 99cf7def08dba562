"""Where the files of the slice lie; migrations name the function."""

from django.core.files.storage import Storage

from biaozhun.cloud.foundation.stores import private_store


def paper_storage() -> Storage:
    """The papers of calls and applications: the store ``proposals``."""
    return private_store("proposals")
