import pytest

from onward.accounts.factors import has_two_factors

APP = {"method": "mfa", "type": "totp"}
RECOVERY = {"method": "mfa", "type": "recovery_codes"}
KEY = {"method": "mfa", "type": "webauthn"}
PASSKEY = {"method": "mfa", "type": "webauthn", "passwordless": True}
PASSWORD = {"method": "password"}
CODE = {"method": "code"}
DEMO = {"method": "demo"}


@pytest.mark.parametrize(
    ("shown", "enough"),
    [
        ([], False),
        ([PASSWORD], False),
        ([CODE], False),
        ([PASSWORD, CODE], False),
        ([CODE, CODE], False),
        ([APP], False),
        ([KEY], False),
        ([PASSWORD, APP], True),
        ([CODE, APP], True),
        ([CODE, RECOVERY], True),
        ([PASSWORD, KEY], True),
        ([PASSKEY], True),
        ([DEMO], True),
    ],
)
def test_what_counts_as_two_factors(shown, enough):
    assert has_two_factors(shown) is enough
