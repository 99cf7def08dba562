"""Running the project's own command in processes of its own."""

import os


def environment() -> dict[str, str]:
    """SQLite in the folder named, whatever database the rest of the suite runs on."""
    ours = ("BIAOZHUN_D", "DJANGO_SETTINGS_MODULE")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}
