"""What is said of the form of statements is there, and true."""

import json

import jsonschema_rs
import pytest
from django.test import Client
from lxml import etree

from biaozhun.cloud.catalogue.actions.changes import note_written
from tests.factories.catalogue import edition_of, record_of, relation_of, source_of

pytestmark = pytest.mark.django_db

OAI = "{http://www.openarchives.org/OAI/2.0/}"
HERE = "http://testserver"


@pytest.fixture
def edition(client: Client) -> etree._Element:
    """The statements of a library's one edition, as a harvester is given them."""
    held = edition_of("GB/T 1-2020", title_zh="一", in_force="2020-01-01")
    row = record_of(held, source_of("own", licence="CC0", redistributable=True))
    row.facts = json.dumps({"number": "GB/T 1-2020", "ics": ["01.120"], "in_force": "2020-01-01"})
    row.save()
    relation_of(held, "corresponds", "ISO 1:2016", degree="IDT")
    note_written([held.slug])
    asked = {"verb": "ListRecords", "metadataPrefix": "biaozhun"}
    root = etree.fromstring(client.get("/oai", asked).content)
    found = root.find(f".//{OAI}metadata/*")
    assert found is not None
    return found


def test_every_schema_of_our_own_that_is_named_answers(client: Client) -> None:
    """ListMetadataFormats names no address here at which there is nothing."""
    root = etree.fromstring(client.get("/oai", {"verb": "ListMetadataFormats"}).content)
    named = [str(each.text) for each in root.iter(f"{OAI}schema")]
    own = [address.removeprefix(HERE) for address in named if address.startswith(HERE)]
    assert own == ["/exchange/statements.xsd"]
    assert client.get(own[0]).headers["Content-Type"].startswith("application/xml")


def test_what_is_given_is_as_the_xml_schema_says(client: Client, edition: etree._Element) -> None:
    """A real answer is valid, one with something else in it is not."""
    schema = etree.XMLSchema(etree.fromstring(client.get("/exchange/statements.xsd").content))
    schema.assertValid(edition)
    etree.SubElement(edition, "other")
    assert not schema.validate(edition)


def test_what_is_given_is_as_the_json_schema_says(client: Client, edition: etree._Element) -> None:
    """A real statement is valid, one without its source is not."""
    answer = client.get("/exchange/statements.json")
    assert answer.headers["Content-Type"] == "application/schema+json"
    schema = answer.json()
    assert schema["$id"] == f"{HERE}/exchange/statements.json"
    assert jsonschema_rs.meta.is_valid(schema)
    validator = jsonschema_rs.validator_for(schema)
    statements = [json.loads(each.text or "") for each in edition]
    assert len(statements) == 1
    validator.validate(statements[0])
    del statements[0]["source"]
    assert not validator.is_valid(statements[0])
