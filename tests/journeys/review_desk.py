"""The desk of a technical review, as whoever keeps it works at it in the browser."""

from collections.abc import Collection

from playwright.sync_api import Page, expect

from biaozhun.cloud.technical_reviews.models import QUESTIONS


def entered(desk: Page, present: Collection[str]) -> None:
    """Say of everybody whether they came."""
    for row in desk.locator("#people tbody tr").all():
        name = row.locator("th span").first.inner_text()
        answer = "yes" if name in present else "no"
        row.locator(f"input[value={answer}]").check()
    desk.get_by_role("button", name="保存到会情况").click()


def convened(desk: Page) -> None:
    """Call those together who review."""
    desk.get_by_role("button", name="召集").click()
    expect(desk.locator(".answer")).to_contain_text("已召集")


def begun(desk: Page) -> None:
    """Begin; votes are taken from now on."""
    desk.get_by_role("button", name="开始审查和表决").click()
    expect(desk.locator(".answer")).to_contain_text("正在审查和表决")


def counted(desk: Page) -> None:
    """Count what was voted."""
    desk.get_by_role("button", name="计票").click()
    expect(desk.locator(".answer")).to_contain_text("已计票，等待结论")


def held_again(desk: Page, why: str) -> None:
    """There were too few: no conclusion is taken, and it is held once more."""
    expect(desk.get_by_role("link", name="作出结论")).to_have_count(0)
    desk.get_by_role("link", name="重新组织").click()
    desk.get_by_label("理由").fill(why)
    desk.locator("main form button").first.click()
    expect(desk.locator(".answer")).to_contain_text("准备中")


def concluded(desk: Page, text: str) -> None:
    """Answer the four questions with yes, pass it, have the papers written, and conclude."""
    for question in QUESTIONS:
        desk.locator(f"select[name={question}]").select_option("yes")
    desk.locator("select[name=conclusion]").select_option("passed")
    desk.locator("textarea[name=text]").fill(text)
    desk.locator("#conclusion form button").click()
    expect(desk.locator(".steps-ahead")).to_contain_text("还没有按现在的结论生成或上传审查会议纪要")
    desk.get_by_role("button", name="生成会议纪要、签名表和表决单").click()
    expect(desk.locator("#papers-of-review")).to_contain_text("与现在的结论一致")
    desk.get_by_role("link", name="作出结论").click()
    desk.locator("main form button").first.click()
    expect(desk.locator(".answer")).to_contain_text("通过")


def voted(reviewer: Page) -> None:
    """One who reviews votes for it on the own page."""
    reviewer.get_by_label("同意", exact=True).check()
    reviewer.get_by_role("button", name="提交表决").click()
    expect(reviewer.locator("main")).to_contain_text("表决：同意")
