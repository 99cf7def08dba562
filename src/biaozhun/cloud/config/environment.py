"""Every setting of the installation: name, default, meaning and validator, each declared once.

The manual's page of settings is generated from this module. A value that cannot be read stops the
start with a sentence that names the variable.
"""

import os
import tempfile
import zoneinfo
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, Generic, TypeVar
from urllib.parse import SplitResult, unquote, urlsplit

import dj_database_url
import msgspec

from biaozhun.core.errors import BiaozhunError

PREFIX = "BIAOZHUN_"

T_co = TypeVar("T_co", covariant=True)


class SettingError(BiaozhunError):
    """A setting of the environment cannot be used."""

    default_code = "setting_invalid"
    exit_code = 2


class Setting(msgspec.Struct, Generic[T_co], frozen=True):
    """One environment variable.

    Attributes:
        name: the variable's name without ``BIAOZHUN_``.
        default: the text used where the variable is not set.
        meaning: a sentence for the operator.
        read: turns the text into the value; raises ``ValueError`` with the reason.
        secret: the text may hold a password and is never repeated.
    """

    name: str
    default: str
    meaning: str
    read: Callable[[str], T_co]
    secret: bool = False

    @property
    def variable(self) -> str:
        """The name of the environment variable."""
        return PREFIX + self.name

    def value(self, environment: Mapping[str, str] = os.environ) -> T_co:
        """The setting's value in this environment.

        Raises:
            SettingError: the text cannot be read as the setting asks.
        """
        text = environment.get(self.variable, self.default)
        try:
            return self.read(text)
        except ValueError as reason:
            raise SettingError(
                f"{self.variable}: {'cannot be read' if self.secret else reason}",
                fragment="" if self.secret else text,
                hint=self.meaning,
            ) from (None if self.secret else reason)


def _text(text: str) -> str:
    return text


def _database(text: str) -> str:
    if text:
        dj_database_url.parse(text)
    return text


def _folder(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _switch(text: str) -> bool:
    words = dict.fromkeys(("1", "true", "yes"), True) | dict.fromkeys(
        ("0", "false", "no", ""), False
    )
    if text.lower() not in words:
        raise ValueError("give 1 or 0")
    return words[text.lower()]


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError("give a whole number, 0 or more")
    return int(text)


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _megabytes(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 100_000):
        raise ValueError("give a number of megabytes from 1 to 100000")
    return int(text)


def _hours(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 5 and int(text) >= 1):
        raise ValueError("give a number of hours from 1 to 99999")
    return int(text)


def _days(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text[:6]) <= 36_500 and len(text) <= 5):
        raise ValueError("give a number of days from 0 to 36500")
    return int(text)


def _zone(text: str) -> str:
    try:
        zoneinfo.ZoneInfo(text)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError) as missing:
        raise ValueError("no such time zone") from missing
    return text


MAIL_PORTS: Final = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


class MailServer(msgspec.Struct, frozen=True, kw_only=True):
    """Where mail is handed over, and how.

    Attributes:
        host: name or address of the server.
        port: its port.
        user: the account there; empty where none is needed.
        password: of the account.
        security: ``smtp`` unencrypted, ``smtp+tls`` with STARTTLS, ``smtps`` TLS from the start.
    """

    host: str
    port: int
    user: str
    password: str
    security: str


def _mail_server(text: str) -> MailServer | None:
    if not text:
        return None
    parts = urlsplit(text)
    if parts.scheme not in MAIL_PORTS or not parts.hostname:
        raise ValueError("write smtp://, smtp+tls:// or smtps://, then user:password@host:port")
    return MailServer(
        host=parts.hostname,
        port=parts.port or MAIL_PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        security=parts.scheme,
    )


def _web_address(text: str) -> str:
    parts: SplitResult = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ValueError("write an address that begins with https://")
    return text.rstrip("/")


DATA_DIR = Setting(
    "DATA_DIR", "data", "Folder of the database, the search index and the files.", _folder
)
DATABASE_URL = Setting(
    "DATABASE_URL",
    "",
    "Database address such as postgresql://user@host/name; empty for SQLite in the data folder.",
    _database,
    secret=True,
)
SECRET_KEY = Setting(
    "SECRET_KEY", "", "Key for signatures; empty to keep a random one in the data folder.", _text
)
SECRET_KEY_FALLBACKS = Setting(
    "SECRET_KEY_FALLBACKS",
    "",
    "Keys from before, with commas between: what they signed or sealed still opens.",
    _names,
    secret=True,
)
ALLOWED_HOSTS = Setting(
    "ALLOWED_HOSTS",
    "localhost,127.0.0.1,[::1]",
    "Host names under which the service is reached, with commas between.",
    _names,
)
SITE_NAME = Setting(
    "SITE_NAME", "标准云", "Name of the installation at the head of each page.", _text
)
TIME_ZONE = Setting(
    "TIME_ZONE", "Asia/Shanghai", "Zone in which the installation's today begins.", _zone
)
UPLOAD_MEGABYTES = Setting(
    "UPLOAD_MEGABYTES", "512", "The largest file the desk takes, in megabytes.", _megabytes
)
UPLOADS_KEPT_DAYS = Setting(
    "UPLOADS_KEPT_DAYS",
    "90",
    "Days for which the desk keeps an uploaded file after the last work on it; 0 for ever.",
    _days,
)
CHECK_MEGABYTES = Setting(
    "CHECK_MEGABYTES",
    "50",
    "The largest file whose citations anybody may have checked, in megabytes.",
    _megabytes,
)
CHECK_ROWS = Setting(
    "CHECK_ROWS", "2000", "Rows of the longest list of numbers that is checked.", _count
)
CHECK_CHARACTERS = Setting(
    "CHECK_CHARACTERS",
    "5000000",
    "Characters of the longest text that is checked, pasted or read from a file.",
    _count,
)
CHECKS_AN_HOUR = Setting(
    "CHECKS_AN_HOUR",
    "120",
    "Checks that one address, or one person signed in, may send in an hour; 0 for any.",
    _count,
)
CHECKS_KEPT_HOURS = Setting(
    "CHECKS_KEPT_HOURS",
    "24",
    "Hours after which a check goes with its text, its file and its answers; 1 or more.",
    _hours,
)
CHECK_FILE_MINUTES = Setting(
    "CHECK_FILE_MINUTES",
    "60",
    "Minutes for which the file of a check outlives its first report, so that others can be made.",
    _count,
)
DEBUG = Setting(
    "DEBUG", "0", "1 shows error details to everybody; never on a public host.", _switch
)

API_RATE = Setting(
    "API_RATE", "120", "Calls of the API one address may make in a minute; 0 for any.", _count
)
API_RATE_WITH_KEY = Setting(
    "API_RATE_WITH_KEY", "1200", "Calls of the API one key may make in a minute; 0 for any.", _count
)
BEHIND_PROXY = Setting(
    "BEHIND_PROXY",
    "0",
    "1 where one proxy stands before the service and sets X-Forwarded-For and X-Forwarded-Proto.",
    _switch,
)
SIGN_UP = Setting(
    "SIGN_UP",
    "0",
    "1 lets anybody make an account of a reader; otherwise people are invited.",
    _switch,
)
MAIL_URL = Setting(
    "MAIL_URL",
    "",
    "Mail server such as smtp+tls://user:password@host:587 (smtp, smtp+tls or smtps); "
    "empty to write mails as files into the folder mail of the data folder.",
    _mail_server,
    secret=True,
)
SITE_ADDRESS = Setting(
    "SITE_ADDRESS",
    "",
    "Address under which people reach the service, such as https://standards.example.gov.cn; it "
    "stands in mails and webhooks. Empty to make it of the first of the allowed hosts.",
    _web_address,
)
NOTICES_KEPT_DAYS = Setting(
    "NOTICES_KEPT_DAYS", "730", "Days for which what people were told is kept; 0 for ever.", _days
)
PRIVATE_WEBHOOKS = Setting(
    "PRIVATE_WEBHOOKS",
    "0",
    "1 lets webhooks of signed-in people reach private addresses, as an intranet needs.",
    _switch,
)
CONTACT = Setting(
    "CONTACT",
    "",
    "Mail address of who keeps the installation; told to those it harvests and who harvest it.",
    _text,
)
MAIL_FROM = Setting("MAIL_FROM", "biaozhun@localhost", "Sender of the mails.", _text)
OIDC_ISSUER = Setting(
    "OIDC_ISSUER",
    "",
    "Address of an OpenID Connect provider that people may sign in with; empty for none.",
    _web_address,
)
OIDC_CLIENT_ID = Setting("OIDC_CLIENT_ID", "", "Client id of this service at the provider.", _text)
OIDC_CLIENT_SECRET = Setting(
    "OIDC_CLIENT_SECRET", "", "Client secret of this service at the provider.", _text
)
OIDC_NAME = Setting("OIDC_NAME", "统一身份认证", "What the provider is called on the page.", _text)

SETTINGS: tuple[Setting[object], ...] = (
    DATA_DIR,
    DATABASE_URL,
    SECRET_KEY,
    SECRET_KEY_FALLBACKS,
    ALLOWED_HOSTS,
    SITE_NAME,
    TIME_ZONE,
    UPLOAD_MEGABYTES,
    UPLOADS_KEPT_DAYS,
    CHECK_MEGABYTES,
    CHECK_ROWS,
    CHECK_CHARACTERS,
    CHECKS_AN_HOUR,
    CHECKS_KEPT_HOURS,
    CHECK_FILE_MINUTES,
    DEBUG,
    API_RATE,
    API_RATE_WITH_KEY,
    BEHIND_PROXY,
    SIGN_UP,
    MAIL_URL,
    MAIL_FROM,
    SITE_ADDRESS,
    NOTICES_KEPT_DAYS,
    PRIVATE_WEBHOOKS,
    CONTACT,
    OIDC_ISSUER,
    OIDC_CLIENT_ID,
    OIDC_CLIENT_SECRET,
    OIDC_NAME,
)


def make_data_folder() -> None:
    """Make the data folder where there is none.

    Raises:
        SettingError: it cannot be made, or nothing can be written there.
    """
    folder = DATA_DIR.value()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return
    except OSError as reason:
        lacking = "written" if folder.is_dir() else "made"
        raise SettingError(
            f"the data folder {folder} cannot be {lacking} ({reason.strerror}); name another by "
            f"--data-dir or {DATA_DIR.variable}, or give the right to write there",
            code="data_folder",
        ) from reason


def database_file() -> Path | None:
    """The file of the database where the address names one; in the data folder it has no address.

    Raises:
        SettingError: the address cannot be read.
    """
    url = DATABASE_URL.value()
    named = dj_database_url.parse(url) if url else {}
    is_file = named.get("ENGINE") == "django.db.backends.sqlite3"
    return Path(str(named["NAME"])) if is_file else None
