"""Two who join two cases crosswise, and somebody who reports meanwhile: one case goes on, and nobody waits for ever."""

from functools import partial
from html import unescape
from uuid import uuid4

import pytest

from cases.audit import faults
from cases.models import Case, Report
from tests.at_once import at_once
from tests.cases.cast import Walk, a_report, days

ROUNDS = 50
LINK = "https://x.com/jean_exemple45/status/{}"


@pytest.fixture
def crosswise(cast, browse, clock):
    """Two cases of Jean's; Alice joins the first to the second, and Bob the second to the first, each saying why."""
    browsers = {name: browse(getattr(cast, name)) for name in ("alice", "bob")}

    def ready(number):
        walks = [Walk(cast, address=LINK.format(2 * number + one)).identified() for one in (1, 2)]
        clock.at = walks[0].at + days(1)
        posts = [partial(browser.post, f"/dossiers/{one.reference}/join_case/", {
            "basis": one.case.basis, "token": uuid4(), "other": other.reference, "kin": "same_post",
            "why": f"La même image, selon {name}.",
        }) for (name, browser), one, other in zip(browsers.items(), walks, reversed(walks), strict=True)]  # fmt: skip
        return walks, posts

    return ready


def one_goes_on(walks, answers):
    """The other is joined to it; whoever came second is told where it went, and has lost no word."""
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    [joined] = [one.case for one, answer in zip(walks, answers, strict=True) if answer.status_code == 303]
    [slow] = [
        (name, answer) for name, answer in zip(("alice", "bob"), answers, strict=True) if answer.status_code == 409
    ]
    goes_on = Case.objects.get(pk=joined.joined_to_id)
    assert (joined.state, joined.outcome, goes_on.state) == ("closed", "joined", "reported")
    assert f"La même image, selon {slow[0]}.</textarea>" in unescape(slow[1].content.decode())
    return goes_on


def test_of_two_who_join_crosswise_one_does_and_the_other_reads_why_not(crosswise):
    for number in range(ROUNDS):
        walks, posts = crosswise(number)
        assert one_goes_on(walks, at_once(*posts)).reports_count == 2
    assert list(faults()) == []


def test_a_report_that_comes_meanwhile_is_kept_by_the_case_that_goes_on(crosswise, cast):
    for number in range(ROUNDS // 5):
        walks, posts = crosswise(number)
        reports = [
            partial(a_report, cast.marie, at=walks[0].at + days(1), address=one.case.post.address) for one in walks
        ]
        *answers, one, other = at_once(*posts, *reports)
        goes_on = one_goes_on(walks, answers)
        assert Report.objects.filter(pk__in=[one.report.pk, other.report.pk], case=goes_on).count() == 2
        assert goes_on.reports_count == 4
    assert list(faults()) == []
