"""The wording of an application that the overlap search is run on, and what it amounts to."""

import hashlib
import json

from biaozhun.cloud.proposals.models import Application, ApplicationPaper, PaperKind
from biaozhun.cloud.screening.queries.screening import Proposed

TEXTS = (PaperKind.DRAFT, PaperKind.OUTLINE)
"""The papers that say what the standard is to say, the one that counts first."""


def newest_text(application: Application) -> ApplicationPaper | None:
    """The newest draft; without one the newest outline; one question."""
    held = application.papers.filter(kind__in=TEXTS).order_by("-id")
    found: dict[str, ApplicationPaper] = {}
    for one in held:
        found.setdefault(one.kind, one)
    return next((found[kind] for kind in TEXTS if kind in found), None)


def proposed(application: Application, paper: ApplicationPaper | None) -> Proposed:
    """What the overlap search is asked.

    Args:
        application: which one.
        paper: its newest draft or outline.
    """
    return Proposed(
        title=application.title,
        title_en=application.title_en,
        scope=application.scope,
        ics=tuple(application.ics),
        ccs=application.ccs,
        text="" if paper is None else paper.text,
        regime=application.regime,
        authority=application.authority,
    )


def wording_digest(application: Application, paper: ApplicationPaper | None) -> str:
    """SHA-256 of everything the search is asked; it changes when any of it does."""
    said = [
        application.title,
        application.title_en,
        application.kind,
        application.revises,
        application.scope,
        list(application.ics),
        application.ccs,
        application.regime,
        application.authority_id,
        "" if paper is None else paper.digest,
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
