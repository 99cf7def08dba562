"""Where the files of the slice lie; migrations name the function."""

from django.core.files.storage import Storage

from biaozhun.cloud.foundation.stores import private_store


def project_storage() -> Storage:
    """The documents of projects: the store ``drafting``."""
    return private_store("drafting")
