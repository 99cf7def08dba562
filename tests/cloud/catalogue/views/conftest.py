"""A reader of the pages."""

import pytest
from django.test import Client


@pytest.fixture
def client() -> Client:
    """A reader of Simplified Chinese."""
    return Client(headers={"accept-language": "zh-CN"})


def read(client: Client, address: str, status: int = 200) -> str:
    """The page at an address."""
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()
