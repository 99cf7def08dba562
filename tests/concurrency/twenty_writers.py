"""Run by the test beside it: twenty threads that write to one database, each a number of times."""

import sys
import threading
from pathlib import Path

from biaozhun.cli import platform


def main(folder: Path, rounds: int) -> None:
    """Each thread registers sources of its own; all errors are printed, and nothing else."""
    platform.start(folder)
    from django.db import connection  # noqa: PLC0415  -- needs the settings

    from biaozhun.cloud.catalogue.actions.sources import (  # noqa: PLC0415  -- needs the settings
        SourceDescription,
        register_source,
    )

    errors: list[str] = []

    def write(writer: int) -> None:
        try:
            for round_ in range(rounds):
                slug = f"writer-{writer}-{round_}"
                register_source(SourceDescription(slug=slug, title=slug))
        except Exception as error:  # noqa: BLE001  -- whatever it is, the test wants to see it
            errors.append(f"{type(error).__name__}: {error}")
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.stdout.write("\n".join(errors))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
