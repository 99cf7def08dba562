"""What is asked of the periods that run."""

from collections import defaultdict
from collections.abc import Collection

from biaozhun.cloud.cases.models import Period


def periods_of(subjects: Collection[str]) -> dict[str, list[Period]]:
    """The periods of some cases, those that run and those that ended, by subject; one question.

    Each subject asked for is a key; its periods come in the order they began.
    """
    found: dict[str, list[Period]] = defaultdict(list)
    for one in Period.objects.filter(subject__in=subjects).order_by("began", "id"):
        found[one.subject].append(one)
    return {subject: found[subject] for subject in subjects}
