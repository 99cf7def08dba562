"""The rules of OAI-PMH 2.0 for answers, written down apart from the provider that is tested.

The shape of an answer is a schema after section 3 and 4 of the protocol; what a schema cannot say
is checked by hand: one granularity, datestamps within what was asked, tokens that count.
"""

import datetime as dt

from lxml import etree

NS = {"o": "http://www.openarchives.org/OAI/2.0/"}
_STAMP = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z"

SCHEMA = etree.XMLSchema(
    etree.fromstring(
        f"""
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="{NS["o"]}"
    targetNamespace="{NS["o"]}" elementFormDefault="qualified">
  <xs:simpleType name="stamp"><xs:restriction base="xs:string"><xs:pattern value="{_STAMP}"/>
  </xs:restriction></xs:simpleType>
  <xs:simpleType name="spec"><xs:restriction base="xs:string">
    <xs:pattern value="([A-Za-z0-9\\-_.!~*'()])+(:[A-Za-z0-9\\-_.!~*'()]+)*"/>
  </xs:restriction></xs:simpleType>
  <xs:simpleType name="prefix"><xs:restriction base="xs:string">
    <xs:pattern value="[A-Za-z0-9\\-_.!~*'()]+"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="filled"><xs:restriction base="xs:string"><xs:minLength value="1"/>
  </xs:restriction></xs:simpleType>
  <xs:complexType name="held"><xs:sequence>
    <xs:any namespace="##other" processContents="skip"/></xs:sequence></xs:complexType>
  <xs:complexType name="header"><xs:sequence>
    <xs:element name="identifier" type="xs:anyURI"/>
    <xs:element name="datestamp" type="stamp"/>
    <xs:element name="setSpec" type="spec" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="status"><xs:simpleType><xs:restriction base="xs:string">
      <xs:enumeration value="deleted"/></xs:restriction></xs:simpleType></xs:attribute>
  </xs:complexType>
  <xs:complexType name="record"><xs:sequence>
    <xs:element name="header" type="header"/>
    <xs:element name="metadata" type="held" minOccurs="0"/>
    <xs:element name="about" type="held" minOccurs="0" maxOccurs="unbounded"/>
  </xs:sequence></xs:complexType>
  <xs:complexType name="token"><xs:simpleContent><xs:extension base="xs:string">
    <xs:attribute name="expirationDate" type="stamp"/>
    <xs:attribute name="completeListSize" type="xs:positiveInteger"/>
    <xs:attribute name="cursor" type="xs:nonNegativeInteger"/>
  </xs:extension></xs:simpleContent></xs:complexType>
  <xs:complexType name="request"><xs:simpleContent><xs:extension base="xs:anyURI">
    <xs:attribute name="verb"/><xs:attribute name="identifier"/>
    <xs:attribute name="metadataPrefix" type="prefix"/><xs:attribute name="from"/>
    <xs:attribute name="until"/><xs:attribute name="set" type="spec"/>
    <xs:attribute name="resumptionToken"/>
  </xs:extension></xs:simpleContent></xs:complexType>
  <xs:complexType name="error"><xs:simpleContent><xs:extension base="xs:string">
    <xs:attribute name="code" use="required"><xs:simpleType><xs:restriction base="xs:string">
      <xs:enumeration value="cannotDisseminateFormat"/><xs:enumeration value="idDoesNotExist"/>
      <xs:enumeration value="badArgument"/><xs:enumeration value="badVerb"/>
      <xs:enumeration value="noMetadataFormats"/><xs:enumeration value="noRecordsMatch"/>
      <xs:enumeration value="badResumptionToken"/><xs:enumeration value="noSetHierarchy"/>
    </xs:restriction></xs:simpleType></xs:attribute>
  </xs:extension></xs:simpleContent></xs:complexType>
  <xs:complexType name="identify"><xs:sequence>
    <xs:element name="repositoryName" type="filled"/><xs:element name="baseURL" type="xs:anyURI"/>
    <xs:element name="protocolVersion" fixed="2.0"/>
    <xs:element name="adminEmail" maxOccurs="unbounded"><xs:simpleType>
      <xs:restriction base="xs:string"><xs:pattern value="\\S+@(\\S+\\.)+\\S+"/></xs:restriction>
    </xs:simpleType></xs:element>
    <xs:element name="earliestDatestamp" type="stamp"/>
    <xs:element name="deletedRecord" fixed="persistent"/>
    <xs:element name="granularity" fixed="YYYY-MM-DDThh:mm:ssZ"/>
    <xs:element name="description" type="held" minOccurs="0" maxOccurs="unbounded"/>
  </xs:sequence></xs:complexType>
  <xs:complexType name="formats"><xs:sequence>
    <xs:element name="metadataFormat" maxOccurs="unbounded"><xs:complexType><xs:sequence>
      <xs:element name="metadataPrefix" type="prefix"/><xs:element name="schema" type="xs:anyURI"/>
      <xs:element name="metadataNamespace" type="xs:anyURI"/></xs:sequence></xs:complexType>
    </xs:element></xs:sequence></xs:complexType>
  <xs:complexType name="sets"><xs:sequence>
    <xs:element name="set" maxOccurs="unbounded"><xs:complexType><xs:sequence>
      <xs:element name="setSpec" type="spec"/><xs:element name="setName" type="filled"/>
    </xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType>
  <xs:complexType name="identifiers"><xs:sequence>
    <xs:element name="header" type="header" maxOccurs="unbounded"/>
    <xs:element name="resumptionToken" type="token" minOccurs="0"/></xs:sequence></xs:complexType>
  <xs:complexType name="records"><xs:sequence>
    <xs:element name="record" type="record" maxOccurs="unbounded"/>
    <xs:element name="resumptionToken" type="token" minOccurs="0"/></xs:sequence></xs:complexType>
  <xs:complexType name="one"><xs:sequence><xs:element name="record" type="record"/></xs:sequence>
  </xs:complexType>
  <xs:element name="OAI-PMH"><xs:complexType><xs:sequence>
    <xs:element name="responseDate" type="stamp"/><xs:element name="request" type="request"/>
    <xs:choice>
      <xs:element name="error" type="error" maxOccurs="unbounded"/>
      <xs:element name="Identify" type="identify"/>
      <xs:element name="ListMetadataFormats" type="formats"/>
      <xs:element name="ListSets" type="sets"/>
      <xs:element name="GetRecord" type="one"/>
      <xs:element name="ListIdentifiers" type="identifiers"/>
      <xs:element name="ListRecords" type="records"/>
    </xs:choice></xs:sequence></xs:complexType></xs:element>
</xs:schema>"""
    )
)


def check(root: etree._Element) -> None:
    """Hold an answer to the rules.

    Raises:
        AssertionError: it breaks one.
    """
    SCHEMA.assertValid(root)
    _check_request(root)
    for record in root.iterfind(".//o:record", NS):
        deleted = record[0].get("status") == "deleted"
        assert (record.find("o:metadata", NS) is None) == deleted, "deleted records are bare"
    _check_stamps(root)
    _check_token(root)


def _check_request(root: etree._Element) -> None:
    """The attributes repeat what was asked, or nothing where it could not be understood."""
    codes = {error.get("code") for error in root.iterfind("o:error", NS)}
    given = dict(root[1].attrib)
    assert bool(given) is not bool(codes & {"badVerb", "badArgument"})


def _instant(text: str) -> dt.datetime:
    return dt.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)


def _check_stamps(root: etree._Element) -> None:
    """No record is newer than the answer, none lies outside of what was asked for."""
    request = root[1]
    begins, ends = request.get("from", ""), request.get("until", "")
    for stamp in root.iterfind(".//o:datestamp", NS):
        text = str(stamp.text)
        assert _instant(text) <= _instant(str(root[0].text))
        assert text[: len(begins)] >= begins
        assert not ends or text[: len(ends)] <= ends


def _check_token(root: etree._Element) -> None:
    """It stands last, counts, and is empty only where a list in parts ends."""
    token = root.find(".//o:resumptionToken", NS)
    if token is None:
        return
    parent = token.getparent()
    assert parent is not None
    here = len(parent) - 1
    cursor, size = int(token.get("cursor", "0")), int(token.get("completeListSize", "0"))
    assert cursor + here <= size
    if token.text:
        assert _instant(token.get("expirationDate", "")) > _instant(str(root[0].text))
    else:
        assert cursor > 0
