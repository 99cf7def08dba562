"""Lists of people, organisations and events as tables."""

import json
from collections.abc import Iterable
from itertools import chain

from django.http.response import HttpResponseBase

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.accounts.wording import ROLE
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.audit.wording import sentence
from biaozhun.cloud.ui.tables import csv_file

PEOPLE = ("name", "email", "role", "role_name", "organisation", "leads", "active", "last_login")
ORGANISATIONS = ("name", "credit_code", "parent", "people")
EVENTS = ("id", "happened", "kind", "kind_name", "actor", "subject", "facts", "seal")


def people(found: Iterable[Person]) -> HttpResponseBase:
    """People, a line each."""
    rows = (
        (
            person.name,
            person.email,
            person.role,
            str(ROLE[Role(person.role)]),
            str(person.organisation or ""),
            str(int(person.leads_organisation)),
            str(int(person.is_active)),
            person.last_login.isoformat() if person.last_login else "",
        )
        for person in found
    )
    return csv_file("people", chain([PEOPLE], rows))


def organisations(found: Iterable[Organisation]) -> HttpResponseBase:
    """Organisations, a line each, with how many people they have."""
    rows = (
        (
            one.name,
            one.credit_code,
            str(one.parent or ""),
            str(one.members),  # type: ignore[attr-defined]  # counted by the query
        )
        for one in found
    )
    return csv_file("organisations", chain([ORGANISATIONS], rows))


def events(found: Iterable[Event]) -> HttpResponseBase:
    """Events, a line each; their facts as JSON."""
    rows = (
        (
            str(event.pk),
            event.happened.isoformat(),
            event.kind,
            sentence(event.kind),
            event.actor_name,
            event.subject,
            json.dumps(event.facts, ensure_ascii=False, sort_keys=True),
            event.seal,
        )
        for event in found
    )
    return csv_file("events", chain([EVENTS], rows))
