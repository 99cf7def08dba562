"""Projects before the last step of their chain, and many who take that step at once.

Run by the test beside it as well, as two processes on one SQLite database.
"""

import datetime as dt
import queue
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from biaozhun.cloud.accounts.models import Person

AT = dt.datetime(2026, 11, 2, 2, tzinfo=dt.UTC)


def prepare(count: int) -> "Person":
    """An authority with its director, and projects that lack nothing but the last step."""
    from biaozhun.cloud.accounts.models import (  # noqa: PLC0415  -- needs the settings
        Organisation,
        Person,
        Role,
    )
    from biaozhun.cloud.drafting.models import Officer  # noqa: PLC0415  -- likewise
    from biaozhun.cloud.issuing.models import IssuingPower  # noqa: PLC0415  -- likewise

    authority = Organisation.objects.create(name="示范省市场监督管理局")
    director = Person.objects.create_user(
        "director@example.org", name="局长", role=Role.OPERATOR, organisation=authority
    )
    Officer.objects.create(organisation=authority, person=director, post="director")
    IssuingPower.objects.create(
        organisation=authority, code="DB44", basis="标准化法第十三条", since=dt.date(2018, 1, 1)
    )
    for place in range(count):
        _before_the_last_step(authority.pk, place)
    return director


def _before_the_last_step(authority: int, place: int) -> None:
    from biaozhun.cloud.drafting.models import (  # noqa: PLC0415  -- needs the settings
        Proceeding,
        Project,
        ProjectDocument,
    )
    from biaozhun.cloud.issuing.models import Approval  # noqa: PLC0415  -- likewise
    from biaozhun.cloud.issuing.queries.materials import REQUIRED  # noqa: PLC0415  -- likewise

    project = Project.objects.create(
        plan_number=f"2026-{place:03}",
        title=f"第{place}项",
        authority_id=authority,
        department_id=authority,
        state="examining",
        state_since=AT,
    )
    Proceeding.objects.create(project=project, kind="technical_review", outcome="passed")
    ProjectDocument.objects.bulk_create(
        ProjectDocument(
            project=project,
            kind=kind,
            version=1,
            file="paper",
            name="paper.docx",
            size=1,
            digest="0" * 64,
            added=AT,
        )
        for kind in REQUIRED
    )
    Approval.objects.create(
        project=project, round=1, steps=["director"], started=AT, state_since=AT
    )


def complete_all(pks: list[int], director: "Person", *, workers: int) -> list[str]:
    """Let so many connections take the last steps, beginning together; the errors, in words."""
    from django.db import connection  # noqa: PLC0415  -- needs the settings

    from biaozhun.cloud.issuing.actions.approving import agree  # noqa: PLC0415  -- likewise
    from biaozhun.cloud.issuing.models import Approval  # noqa: PLC0415  -- likewise

    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    for pk in pks:
        waiting.put(pk)
    start, errors = threading.Barrier(workers), list[str]()

    def work() -> None:
        connection.ensure_connection()
        start.wait()
        try:
            while True:
                agree(Approval.objects.get(pk=waiting.get_nowait()), actor=director, at=AT)
        except queue.Empty:
            pass
        except Exception as error:  # noqa: BLE001  -- whatever it is, the test wants to see it
            errors.append(f"{type(error).__name__}: {error}")
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def main(folder: Path, turn: str, count: int) -> None:
    """Prepare the projects, or take the last steps of every second one; errors are printed."""
    from biaozhun.cli import platform  # noqa: PLC0415  -- the test imports this module too

    platform.start(folder)
    from biaozhun.cloud.accounts.models import Person  # noqa: PLC0415  -- needs the settings
    from biaozhun.cloud.issuing.models import Approval  # noqa: PLC0415  -- likewise

    if turn == "prepare":
        prepare(count)
        return
    pks = list(Approval.objects.order_by("pk").values_list("pk", flat=True))[int(turn) :: 2]
    director = Person.objects.get(email="director@example.org")
    sys.stdout.write("\n".join(complete_all(pks, director, workers=4)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
