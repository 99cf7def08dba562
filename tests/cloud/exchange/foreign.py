"""A service of OAI-PMH that is not ours: its own names of forms, days instead of seconds."""

from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from tests.web import reply

MARC = """<record xmlns="http://www.loc.gov/MARC21/slim">
<leader>00000nam a2200000 i 4500</leader>
<controlfield tag="001">42</controlfield><controlfield tag="003">LIB</controlfield>
<controlfield tag="008">200331s2020    gw            000 0 ger d</controlfield>
<datafield tag="024" ind1="8" ind2=" "><subfield code="a">no number</subfield></datafield>
<datafield tag="046" ind1=" " ind2=" "><subfield code="m">20201001</subfield></datafield>
<datafield tag="084" ind1=" " ind2=" "><subfield code="a">67.040</subfield>
  <subfield code="2">ics</subfield></datafield>
<datafield tag="088" ind1=" " ind2=" "><subfield code="a">GB/T 7-2020</subfield></datafield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="6">880-01</subfield>
  <subfield code="a">Food :</subfield><subfield code="b">general principles /</subfield></datafield>
<datafield tag="264" ind1=" " ind2="1"><subfield code="b">SAC,</subfield>
  <subfield code="c">2020-03-31.</subfield></datafield>
<datafield tag="500" ind1=" " ind2=" "><subfield code="a">Loose leaves.</subfield></datafield>
<datafield tag="520" ind1=" " ind2=" "><subfield code="a">About food.</subfield></datafield>
<datafield tag="650" ind1=" " ind2="0"><subfield code="a">Food.</subfield></datafield>
<datafield tag="780" ind1="0" ind2="2"><subfield code="o">GB/T 7-2009</subfield></datafield>
<datafield tag="780" ind1="0" ind2="0"><subfield code="t">Zeitschrift</subfield></datafield>
<datafield tag="880" ind1="1" ind2="0"><subfield code="6">245-01</subfield>
  <subfield code="a">食品通则</subfield></datafield>
</record>"""
DUBLIN_CORE = """<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>食品通则</dc:title><dc:title>Food</dc:title><dc:identifier>urn:x:1</dc:identifier>
<dc:identifier>GB/T 7-2020</dc:identifier><dc:identifier>https://example.org/7</dc:identifier>
<dc:date>2020-03-31</dc:date><dc:date>spring</dc:date><dc:subject>ICS 67.040</dc:subject>
<dc:description>About food.</dc:description><dc:rights>free</dc:rights>
<dc:relation>replaces GB/T 7-2009</dc:relation><dc:relation>see also</dc:relation>
<dc:type>Text</dc:type></oai_dc:dc>"""
RELATON = """<bibdata type="standard"><title language="en" type="main">Food</title>
<title language="zh">食品通则</title><uri type="src">https://example.org/7</uri>
<docidentifier type="GB" primary="true">GB/T 7-2020</docidentifier>
<date type="published"><on>2020-03-31</on></date>
<contributor><role type="publisher"/><organization><name>SAC</name></organization></contributor>
<note>Loose leaves.</note><abstract language="en">About food.</abstract>
<relation type="adoptedFrom"><bibitem><docidentifier>ISO 7:2018</docidentifier></bibitem></relation>
<keyword>food</keyword><ext><doctype>standard</doctype><ics><code>67.040</code></ics></ext>
</bibdata>"""
FORMS = {
    "mods": ("http://www.loc.gov/mods/v3", "<mods/>"),
    "dc": ("http://www.openarchives.org/OAI/2.0/oai_dc/", DUBLIN_CORE),
    "marc-xml": ("http://www.loc.gov/MARC21/slim", MARC),
    "relaton": ("urn:example", RELATON),
}


def envelope(inner: str) -> bytes:
    """An answer of the protocol."""
    return (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
        f"<responseDate>2026-01-05T12:00:00Z</responseDate><request/>{inner}</OAI-PMH>"
    ).encode()


def record(metadata: str, identifier: str = "oai:x:1") -> str:
    """A record; without metadata one that is gone."""
    gone = "" if metadata else ' status="deleted"'
    held = f"<metadata>{metadata}</metadata>" if metadata else ""
    head = f"<identifier>{identifier}</identifier><datestamp>2026-01-01</datestamp>"
    return f"<record><header{gone}>{head}</header>{held}</record>"


def listed(*records: str, token: str = "") -> bytes:
    """An answer with records."""
    going_on = f"<resumptionToken>{token}</resumptionToken>" if token else ""
    return envelope(f"<ListRecords>{''.join(records)}{going_on}</ListRecords>")


def service(
    forms: Sequence[str], records: Callable[[dict[str, str]], bytes]
) -> Callable[[BaseHTTPRequestHandler], None]:
    """A service with these forms; what it lists depends on what is asked."""
    offered = "".join(
        f"<metadataFormat><metadataPrefix>{name}</metadataPrefix><schema>http://x/</schema>"
        f"<metadataNamespace>{FORMS[name][0]}</metadataNamespace></metadataFormat>"
        for name in forms
    )

    def answer(handler: BaseHTTPRequestHandler) -> None:
        asked = {k: v[0] for k, v in parse_qs(urlsplit(handler.path).query).items()}
        if asked["verb"] == "ListMetadataFormats":
            body = envelope(f"<ListMetadataFormats>{offered}</ListMetadataFormats>")
        elif asked["verb"] == "Identify":
            body = envelope("<Identify><granularity>YYYY-MM-DD</granularity></Identify>")
        else:
            body = records(asked)
        reply(handler, 200, body, Content_Type="text/xml")

    return answer
