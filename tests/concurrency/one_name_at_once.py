"""Run by the test beside it: many browsers that send one form at the same moment."""

import json
import sys
import threading
import time
from pathlib import Path

from biaozhun.cli import platform

BROWSERS = 8
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105  -- of an account of the test


def main(folder: Path) -> None:
    """Print what every form that was sent is answered, as one JSON object."""
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
    place = "/account/second-factor"
    statuses[f"{place}/on"] = _sent(f"{place}/on", {"code": _code()})
    statuses[f"{place}/codes/new"] = _sent(f"{place}/codes/new", {})
    sys.stdout.write(json.dumps(statuses))


def _code() -> str:
    """What an authenticator app with the secret shows now."""
    from allauth.mfa.totp.internal.auth import (  # noqa: PLC0415  -- needs the settings
        format_hotp_value,
        hotp_value,
    )

    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))


def _session(keeper: int) -> dict[str, object]:
    """Of who has just typed the password, and is shown the secret of a second factor."""
    return {
        "account_authentication_methods": [
            {"method": "password", "at": time.time(), "reauthenticated": True}
        ],
        "account_authentication_methods_user": str(keeper),
        "mfa.totp.secret": SECRET,
    }


def _sent(address: str, told: dict[str, str], *, signed_in: bool = True) -> list[str]:
    """The status, and where it leads, for each browser that sends this form when all of them do."""
    from django.db import connection  # noqa: PLC0415  -- needs the settings
    from django.test import Client  # noqa: PLC0415  -- likewise

    from biaozhun.cloud.accounts.models import Person, Role  # noqa: PLC0415  -- likewise

    keeper, _ = Person.objects.get_or_create(
        email="a@example.org", defaults={"name": "管理", "role": Role.ADMINISTRATOR}
    )
    answered: list[str] = []
    start = threading.Barrier(BROWSERS)

    def send() -> None:
        browser = Client(raise_request_exception=False)
        try:
            if signed_in:
                browser.force_login(keeper)
                session = browser.session
                session.update(_session(keeper.pk))
                session.save()
            start.wait()
            answer = browser.post(address, told)
            answered.append(f"{answer.status_code} {answer.headers.get('Location', '')}".strip())
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
