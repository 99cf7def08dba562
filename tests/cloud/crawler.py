"""What a crawler reads of the table of addresses."""

import re
import xml.etree.ElementTree as ET

from django.http import StreamingHttpResponse
from django.test import Client

HOST = "http://testserver"
_SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def told(client: Client, address: str) -> list[tuple[str, str]]:
    """Address and day of each entry of a page."""
    answer = client.get(address)
    assert isinstance(answer, StreamingHttpResponse)
    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    text = b"".join(answer).decode()  # type: ignore[arg-type]  # a synchronous stream
    root = ET.fromstring(text)  # noqa: S314  -- our own output
    assert root.tag == f"{_SPACE}urlset"
    return [
        (url.findtext(f"{_SPACE}loc", ""), url.findtext(f"{_SPACE}lastmod", ""))
        for url in root.iter(f"{_SPACE}url")
    ]


def places(client: Client, chapter: str) -> list[tuple[str, str]]:
    """The entries of a chapter of one page, without the host."""
    found = told(client, f"/sitemaps/{chapter}/0.xml")
    return [(address.removeprefix(HOST), day) for address, day in found]


def pages(client: Client) -> list[str]:
    """The pages the index names."""
    text = client.get("/sitemap.xml").content.decode()
    ET.fromstring(text)  # noqa: S314  -- our own output
    return re.findall(rf"<loc>{HOST}([^<]+)</loc>", text)
