"""Settings of mail and identity provider: read from one address each, or refused with a reason."""

import pytest

from biaozhun.cloud.config import environment
from biaozhun.cloud.config.environment import (
    MAIL_URL,
    OIDC_ISSUER,
    MailServer,
    Setting,
    SettingError,
)


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("", None),
        (
            "smtp+tls://us%40er:p%2Fw@mail.example",
            MailServer(
                host="mail.example",
                port=587,
                user="us@er",
                password="p/w",  # noqa: S106  -- of no account
                security="smtp+tls",
            ),
        ),
        (
            "smtps://[2001:db8::1]:4650",
            MailServer(host="2001:db8::1", port=4650, user="", password="", security="smtps"),
        ),
        ("smtp://relay", MailServer(host="relay", port=25, user="", password="", security="smtp")),
    ],
)
def test_a_mail_server_is_one_address(text: str, server: MailServer | None) -> None:
    """Account, port and security in it; characters written as in any address."""
    assert MAIL_URL.value({"BIAOZHUN_MAIL_URL": text}) == server


@pytest.mark.parametrize("text", ["mail.example", "imap://x", "smtp://", "smtp://x:port"])
def test_an_address_that_is_none_stops_the_start(text: str) -> None:
    """With a sentence that names the variable."""
    with pytest.raises(SettingError, match="BIAOZHUN_MAIL_URL"):
        MAIL_URL.value({"BIAOZHUN_MAIL_URL": text})


def test_the_provider_is_a_web_address() -> None:
    """Without the slash at its end; anything else stops the start."""
    assert OIDC_ISSUER.value({"BIAOZHUN_OIDC_ISSUER": "https://id.example/x/"}) == (
        "https://id.example/x"
    )
    with pytest.raises(SettingError, match="BIAOZHUN_OIDC_ISSUER"):
        OIDC_ISSUER.value({"BIAOZHUN_OIDC_ISSUER": "id.example"})


def test_every_setting_is_in_the_manual() -> None:
    """The page of settings is made from the list, so none that is read may be missing there."""
    declared = [value for value in vars(environment).values() if isinstance(value, Setting)]
    assert {setting.name for setting in environment.SETTINGS} == {one.name for one in declared}
    assert len(environment.SETTINGS) == len(declared)


@pytest.mark.parametrize("setting", [environment.MAIL_URL, environment.DATABASE_URL])
def test_an_address_with_a_password_is_never_repeated(setting: environment.Setting[str]) -> None:
    """A start that fails for it names the variable and nothing of what it holds."""
    faulty = {setting.variable: "smtp://a:Kestrel-41@host:Kestrel-41"}
    with pytest.raises(environment.SettingError) as refused:
        setting.value(faulty)
    error = refused.value
    assert (error.fragment, error.__cause__) == ("", None)
    assert str(error.message) == f"{setting.variable}: cannot be read"
