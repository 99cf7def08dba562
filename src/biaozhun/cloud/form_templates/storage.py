"""Where the files of the slice lie; migrations name the function."""

from django.core.files.storage import Storage

from biaozhun.cloud.foundation.stores import private_store


def form_storage() -> Storage:
    """Templates and sealed scans: the store ``form_templates``."""
    return private_store("form_templates")
