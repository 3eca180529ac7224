"""Wherever a test makes an e-mail of ours leave, it is looked at: nothing of anybody may be in it."""

import pytest

from notifications import channels

from .discreet import DiscreetMail


@pytest.fixture(autouse=True)
def every_e_mail_is_discreet(monkeypatch):
    monkeypatch.setattr(channels, "EmailMultiAlternatives", DiscreetMail)
    monkeypatch.setattr(DiscreetMail, "found", [])
    yield
    assert DiscreetMail.found == []
