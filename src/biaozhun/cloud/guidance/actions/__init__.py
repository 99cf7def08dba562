"""What changes guides and notices: a function a verb, with its entry in the journal."""

from biaozhun.core.errors import BiaozhunError


class EditConflictError(BiaozhunError):
    """Somebody else has saved in the meantime; the fragment is the version there is now."""

    default_code = "edit_conflict"
