"""Run by the test beside it: many browsers that send one form at the same moment."""

import json
import sys
import threading
from pathlib import Path

from biaozhun.cli import platform

BROWSERS = 8


def main(folder: Path) -> None:
    """Print the status codes of every form that was sent, as one JSON object."""
    platform.start(folder)
    from django.conf import settings  # noqa: PLC0415  -- needs the settings

    settings.ALLOWED_HOSTS, settings.SIGN_UP = ["testserver"], True
    settings.ACCOUNT_RATE_LIMITS = {"signup": ""}
    organisation = {"name": "示范省标准馆", "credit_code": "", "parent": ""}
    person = {"name": "甲", "email": "jia@example.org", "role": "reader"}
    password = "一句好记的话 2026"  # noqa: S105  -- of an account that lives as long as the test
    newcomer = {"name": "乙", "email": "yi@example.org", "password1": password}
    newcomer |= {"password2": password}
    statuses = {
        "/desk/organisations/add": _sent("/desk/organisations/add", organisation),
        "/desk/people/add": _sent("/desk/people/add", person),
        "/account/signup": _sent("/account/signup", newcomer, signed_in=False),
    }
    sys.stdout.write(json.dumps(statuses))


def _sent(address: str, told: dict[str, str], *, signed_in: bool = True) -> list[int]:
    """What each browser is answered that sends this form when all of them do."""
    from django.db import connection  # noqa: PLC0415  -- needs the settings
    from django.test import Client  # noqa: PLC0415  -- likewise

    from biaozhun.cloud.accounts.models import Person, Role  # noqa: PLC0415  -- likewise

    keeper, _ = Person.objects.get_or_create(
        email="a@example.org", defaults={"name": "管理", "role": Role.ADMINISTRATOR}
    )
    answered: list[int] = []
    start = threading.Barrier(BROWSERS)

    def send() -> None:
        browser = Client(raise_request_exception=False)
        try:
            if signed_in:
                browser.force_login(keeper)
            start.wait()
            answered.append(browser.post(address, told).status_code)
        finally:
            connection.close()

    browsers = [threading.Thread(target=send) for _ in range(BROWSERS)]
    for browser in browsers:
        browser.start()
    for browser in browsers:
        browser.join()
    return sorted(answered)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
