"""Where the files of the slice lie; migrations name the function."""

from django.core.files.storage import Storage

from biaozhun.cloud.foundation.stores import private_store


def comment_storage() -> Storage:
    """The files sent with comments, and tables of comments as they came: ``consultations``."""
    return private_store("consultations")
