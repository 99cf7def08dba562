"""``biaozhun account``: the people who sign in, looked after without a browser."""

import contextlib
import datetime as dt
import sys
from collections.abc import Iterator
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from biaozhun.cli import platform
from biaozhun.core.errors import BiaozhunError

if TYPE_CHECKING:
    from biaozhun.cloud.accounts.models import Person, Role

app = typer.Typer(
    help="Look after the people who sign in.", no_args_is_help=True, rich_markup_mode=None
)

Email = Annotated[str, typer.Argument(help="The e-mail address that names the account.")]
RoleName = Annotated[
    str,
    typer.Option("--role", help="reader, cataloguer, operator or administrator."),
]
SiteAddress = Annotated[
    str, typer.Option("--address", help="Where the service is reached; the link begins with it.")
]
HERE = "http://127.0.0.1:8000"  # where `serve` listens by itself


class NoPersonError(BiaozhunError):
    """There is no account of this address."""

    default_code = "person_unknown"


class PasswordError(BiaozhunError):
    """A password is too weak, or was not typed twice the same."""

    default_code = "password_refused"


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One account; the names are part of the public interface.

    Attributes:
        email: the address that names it.
        name: what the person is called.
        role: reader, cataloguer, operator or administrator.
        organisation: whom the person works for, or null.
        leads: whether the person looks after the accounts of the organisation.
        active: whether the person may sign in.
        last_login: when the person last did, or null.
    """

    email: str
    name: str
    role: str
    organisation: str | None
    leads: bool
    active: bool
    last_login: dt.datetime | None


class People(msgspec.Struct, frozen=True):
    """The output of ``account list --json``.

    Attributes:
        people: every account, by address.
    """

    people: list[Told]


@app.command("add")
def add(
    email: Email,
    data_dir: platform.DataDir = None,
    *,
    name: Annotated[str, typer.Option(help="What the person is called.")],
    role: RoleName = "reader",
    invite: Annotated[
        bool, typer.Option("--invite", help="Print a link by which the person sets a password.")
    ] = False,
    address: SiteAddress = HERE,
) -> None:
    """Make an account; the password is asked for, or read from standard input."""
    with _started(data_dir):
        from biaozhun.cloud.accounts.actions.people import add_person  # noqa: PLC0415  -- needs the settings

        wanted, whose = _role(role), _address(email)
        password = None if invite else _password(name, whose)
        person = add_person(whose, name=name, role=wanted, password=password, actor=None)
        if invite:
            typer.echo(_link(person, address))
        typer.echo(f"{person.email} is {wanted.value}", err=True)


@app.command("invite")
def invite(email: Email, data_dir: platform.DataDir = None, *, address: SiteAddress = HERE) -> None:
    """Print a new link by which somebody sets a password; an earlier one no longer holds."""
    with _started(data_dir):
        typer.echo(_link(_person(email), address))


@app.command("list")
def list_people(
    data_dir: platform.DataDir = None,
    *,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Name every account."""
    with _started(data_dir):
        from biaozhun.cloud.accounts.queries.people import all_people  # noqa: PLC0415  -- needs the settings

        people = [_told(person) for person in all_people()]
    if json:
        typer.echo(msgspec.json.encode(People(people)).decode())
        return
    for person in people:
        state = "" if person.active else "disabled"
        typer.echo(f"{person.email}\t{person.role}\t{person.name}\t{state}".rstrip())
    typer.echo(f"{len(people)} accounts", err=True)


@app.command("role")
def role(
    email: Email,
    role: Annotated[str, typer.Argument(help="reader, cataloguer, operator or administrator.")],
    data_dir: platform.DataDir = None,
) -> None:
    """Let somebody do more, or less."""
    with _started(data_dir):
        from biaozhun.cloud.accounts.actions.people import change_role  # noqa: PLC0415  -- needs the settings

        wanted, person = _role(role), _person(email)
        change_role(person, wanted, actor=None)
        typer.echo(f"{person.email} is {wanted.value}", err=True)


@app.command("disable")
def disable(email: Email, data_dir: platform.DataDir = None) -> None:
    """Keep somebody out; sessions and keys end with it."""
    with _started(data_dir):
        from biaozhun.cloud.accounts.actions import people  # noqa: PLC0415  -- needs the settings

        person = _person(email)
        people.disable(person, actor=None)
        typer.echo(f"{person.email} is disabled", err=True)


@app.command("enable")
def enable(email: Email, data_dir: platform.DataDir = None) -> None:
    """Let somebody in again."""
    with _started(data_dir):
        from biaozhun.cloud.accounts.actions import people  # noqa: PLC0415  -- needs the settings

        person = _person(email)
        people.enable(person, actor=None)
        typer.echo(f"{person.email} is enabled", err=True)


@contextlib.contextmanager
def _started(data_dir: Path | None) -> Iterator[None]:
    """The platform, speaking English as all commands do."""
    platform.start(data_dir)
    from django.utils import translation  # noqa: PLC0415  -- needs the settings

    with translation.override("en"):
        yield


def _role(name: str) -> "Role":
    from biaozhun.cloud.accounts.models import Role  # noqa: PLC0415  -- needs the settings

    if name not in Role.values:
        raise typer.BadParameter(f"{name!r} is none of {', '.join(Role.values)}")
    return Role(name)


def _address(text: str) -> str:
    from django.core.exceptions import ValidationError  # noqa: PLC0415  -- needs the settings
    from django.core.validators import validate_email  # noqa: PLC0415  -- likewise

    try:
        validate_email(text)
    except ValidationError:
        raise typer.BadParameter(f"{text!r} is no e-mail address") from None
    return text


def _person(email: str) -> "Person":
    from biaozhun.cloud.accounts.queries.people import person_at  # noqa: PLC0415  -- needs the settings

    person = person_at(email)
    if person is None:
        raise NoPersonError(
            "there is no account of this address",
            fragment=email,
            hint="biaozhun account list names all",
        )
    return person


def _password(name: str, email: str) -> str:
    """The password typed twice at a terminal, or the first line of standard input."""
    if sys.stdin.isatty():
        password = getpass("Password: ")
        if getpass("Again: ") != password:
            raise PasswordError("the two passwords are not the same")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    from django.contrib.auth.password_validation import validate_password  # noqa: PLC0415  -- needs the settings
    from django.core.exceptions import ValidationError  # noqa: PLC0415  -- likewise

    from biaozhun.cloud.accounts.models import Person  # noqa: PLC0415  -- likewise

    try:
        validate_password(password, Person(name=name, email=email))
    except ValidationError as refused:
        raise PasswordError(" ".join(refused.messages)) from None
    return password


def _link(person: "Person", address: str) -> str:
    from django.urls import reverse  # noqa: PLC0415  -- needs the settings

    from biaozhun.cloud.accounts.actions.invitations import invite  # noqa: PLC0415  -- likewise

    token = invite(person, actor=None)
    return address.rstrip("/") + reverse("accounts:invitation", args=[token])


def _told(person: "Person") -> Told:
    return Told(
        email=person.email,
        name=person.name,
        role=person.role,
        organisation=person.organisation.name if person.organisation else None,
        leads=person.leads_organisation,
        active=person.is_active,
        last_login=person.last_login,
    )
