"""A seal opens with its key, in its place, untouched; a digest finds and does not tell."""

import base64
import re
import secrets
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.codes import SYMBOLS, new_code
from cases.seal import Unsealable, code_digest, occasion_of, owner_of, seal, unseal

OLD, NEW = secrets.token_bytes(32), secrets.token_bytes(32)
IDENTITY = {"person": 12, "contact": "été@example.org", "code": "7KQM-X2R9-B4TD-H6NW"}


@pytest.fixture(autouse=True)
def keys(settings):
    settings.IDENTITY_KEYS = {"2026": OLD}


def test_in_another_place_it_stays_shut():
    with pytest.raises(Unsealable):
        unseal(seal(IDENTITY, bound_to="report-1"), bound_to="report-2")


def test_without_its_key_it_stays_shut(settings):
    box = seal(IDENTITY, bound_to="report-1")
    for others in [{"2027": OLD}, {"2026": NEW}]:
        settings.IDENTITY_KEYS = others
        with pytest.raises(Unsealable):
            unseal(box, bound_to="report-1")


def test_one_bit_changed_anywhere_is_noticed():
    box = seal(IDENTITY, bound_to="report-1")
    for position in range(len(box)):
        for bit in (1, 128):
            touched = bytearray(box)
            touched[position] ^= bit
            with pytest.raises(Unsealable):
                unseal(bytes(touched), bound_to="report-1")


@given(st.binary(max_size=80))
def test_any_other_bytes_are_no_box(junk):
    with pytest.raises(Unsealable):
        unseal(junk, bound_to="report-1")


def test_a_box_cut_short_is_no_box():
    box = seal(IDENTITY, bound_to="report-1")
    for length in range(len(box)):
        with pytest.raises(Unsealable):
            unseal(box[:length], bound_to="report-1")


def test_what_was_sealed_comes_back_in_its_place():
    assert unseal(seal(IDENTITY, bound_to="report-1"), bound_to="report-1") == IDENTITY


def test_the_same_content_is_never_sealed_into_the_same_box():
    boxes = {seal(IDENTITY, bound_to="report-1") for _ in range(20)}
    assert len(boxes) == 20
    assert not any(b"example" in box or b"7KQM" in box for box in boxes)


def test_a_new_key_seals_and_the_old_one_still_opens_and_finds(settings):
    box, owner, code = seal(IDENTITY, bound_to="report-1"), owner_of(12), code_digest(IDENTITY["code"])
    settings.IDENTITY_KEYS = {"2027": NEW, "2026": OLD}
    assert unseal(box, bound_to="report-1") == IDENTITY
    assert (owner_of(12), code_digest(IDENTITY["code"])) == (owner, code)
    newer = seal(IDENTITY, bound_to="report-1")
    settings.IDENTITY_KEYS = {"2027": NEW}
    assert unseal(newer, bound_to="report-1") == IDENTITY


def test_digests_differ_by_person_by_purpose_and_by_key(settings):
    digests = [owner_of(1), owner_of(2), code_digest("2222-2222-2222-2222")]
    settings.IDENTITY_KEYS = {"2026": NEW}
    digests += [owner_of(1), owner_of(2), code_digest("2222-2222-2222-2222")]
    assert len(set(digests)) == 6
    assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in digests)


def test_a_code_is_sixteen_of_thirty_one_symbols_in_fours():
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200 and len(SYMBOLS) == len(set(SYMBOLS)) == 31
    assert all(re.fullmatch(r"[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){3}", code) for code in codes)
    assert {symbol for code in codes for symbol in code} == {*SYMBOLS, "-"}


@pytest.mark.parametrize(
    "typed",
    ["7KQM-X2R9-B4TD-H6NW", "7kqmx2r9b4tdh6nw", " 7kqm x2r9 b4td h6nw\n", "7KQM–X2R9‑B4TD—H6NW", "7KQM_X2R9.B4TD H6NW"],
)
def test_a_code_is_found_however_it_is_typed(typed):
    assert code_digest(typed) == code_digest("7KQM-X2R9-B4TD-H6NW")


@pytest.mark.parametrize(
    "typed",
    ["", "7KQM", "7KQM-X2R9-B4TD-H6N0", "7KQM-X2R9-B4TD-H6NWW", "7KQM-X2R9-B4TD-H6NÉ", "ıııııııııııııııı", "x" * 5000],
)
def test_what_can_be_no_code_is_refused(typed):
    with pytest.raises(ValueError, match="16 symbols"):
        code_digest(typed)


def test_keys_as_the_environment_gives_them_are_keys(settings):
    settings.IDENTITY_KEYS = {"clé-2026": base64.b64decode(base64.b64encode(OLD))}
    assert unseal(seal(IDENTITY, bound_to="report-1"), bound_to="report-1") == IDENTITY


def test_an_occasion_is_made_with_the_key(settings):
    """The same act and report give the same one; another act, another report or another key another one."""
    act, report, other = (uuid.uuid4() for _ in range(3))
    mine = occasion_of(act, report)
    assert mine == occasion_of(act, report)
    assert len({mine, occasion_of(other, report), occasion_of(act, other), occasion_of(report, act)}) == 4
    settings.IDENTITY_KEYS = {"2027": NEW, "2026": OLD}
    assert occasion_of(act, report) == mine
    settings.IDENTITY_KEYS = {"2027": NEW}
    assert occasion_of(act, report) != mine
