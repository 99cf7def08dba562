"""Whether everybody can use the pages of the exchange, readers and operators."""

import datetime as dt
from pathlib import Path

import pytest

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.exchange.actions.bulk import make_bulk
from biaozhun.cloud.exchange.models import Agreement, Partner
from tests.journeys.conftest import PHONE, WIDE, Visit
from tests.journeys.test_access import faults

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PUBLIC = ["/exchange", "/exchange/partners", "/exchange/partners?q=none", "/bulk"]
DESK = ["/desk/exchange", "/desk/exchange/partner", "/desk/exchange/agreement"]
PASSWORD = "a long password 1"  # noqa: S105  -- of a person of this test


@pytest.fixture
def agreement(db: None, settings: object, tmp_path: Path) -> int:  # noqa: ARG001  -- what it writes to
    """An agreement, an operator and a bulk, made before the browser starts; its id."""
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]  # Django's settings
    name = "国际标准化组织中央秘书处（ISO/CS）"
    Person.objects.create_user("o@example.org", PASSWORD, name="操作员", role=Role.OPERATOR)
    make_bulk()
    return Agreement.objects.create(
        partner=Partner.objects.create(name=name, kind="international"),
        title="关于交换标准书目信息与开放数据再利用的合作备忘录（2024年修订）",
        direction="both",
        begins=dt.date(2024, 1, 1),
    ).pk


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_no_page_of_the_exchange_has_a_fault_in_either_theme(
    agreement: int, visit: Visit, language: str
) -> None:
    """Light and dark, wide and on a phone, none scrolls sideways."""
    page = visit("/desk/exchange", locale=language)
    page.fill("main input[type=email]", "o@example.org")
    page.fill("main input[type=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/desk/exchange")
    found: dict[tuple[str, str], object] = {}
    for address in (*PUBLIC, *DESK, f"/desk/exchange/agreement/{agreement}"):
        for theme, size in (("light", WIDE), ("dark", PHONE)):
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.goto(address)
            if faulty := faults(page):
                found[address, theme] = faulty
            if (width := page.evaluate("document.documentElement.scrollWidth")) > size[0]:
                found[address, "width"] = width
    assert found == {}
