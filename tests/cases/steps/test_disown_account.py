"""disown_account: «this account is not, or no longer, mine»: the window stands still until it is answered."""

from tests.beginnings import beginning

from ..cast import REASONS
from .promises import entry, forbidden, refused, runs, says, stale, told_by

SAID = {"why": "J’ai fermé ce compte il y a un an."}


@beginning
def ready(walk):
    return walk.in_review().in_hearing().opened()


def test_nobody_else_disowns_it(ready):
    names = ["camille", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "carl", "root"]
    forbidden(ready, "disown_account", *names, **SAID)


def test_counsel_does_not_say_whose_it_is(ready, cast):
    ready.do("name_counsel", cast.jean, person=cast.carl)
    forbidden(ready, "disown_account", "carl", **SAID)


def test_nothing_goes_on_against_the_person_until_it_is_answered(ready, cast):
    before = runs(ready)
    case = ready.do("disown_account", cast.jean, **SAID)
    assert (case.disowned_at, case.state, case.basis) == (ready.at, "hearing", case.version)
    assert runs(ready) == before
    assert told_by(ready) == {}
    assert entry(ready).content.why == SAID["why"]
    ready.tick(20)
    assert ready.case.state == "hearing"  # the clock closes no window that stands still


def test_no_grievance_and_no_warning_meanwhile(walk, cast):
    walk.in_review().in_deliberation().do("disown_account", cast.jean, **SAID)
    assert "ce compte" in refused(walk, "warn", cast.bob, months=12, **REASONS)
    said = {"facts": "…", "articles": [], "rule_explanation": "…", "maximum": "warning"}
    refused(walk, "notify_grievances", cast.alice, **said)


def test_no_suspension_meanwhile(walk, cast):
    walk.in_review().referred().in_deliberation(cast.nina, "suspension").proposed()
    sha256 = walk.case.open_proposal().sha256
    walk.do("disown_account", cast.jean, **SAID)
    refused(walk, "suspend", cast.nora, sha256=sha256)
    refused(walk, "suspend", cast.nora, sha256=sha256)


def test_it_is_said_once_and_answered_once(ready, cast):
    ready.do("disown_account", cast.jean, **SAID)
    refused(ready, "disown_account", cast.jean, **SAID)
    ready.do("answer_disowning", cast.alice, is_so=False, reasons="C’est le vôtre.")
    assert "déjà" in refused(ready, "disown_account", cast.jean, **SAID)


def test_a_hearing_is_not_waited_for_to_close_what_is_not_theirs(ready, cast):
    ready.do("ask_hearing", cast.jean)
    ready.do("disown_account", cast.jean, **SAID)
    ready.do("answer_disowning", cast.alice, is_so=True, reasons="Ce n’est pas le vôtre.")
    assert ready.do("close_hearing", cast.alice, text="", waiver=False).state == "deliberation"


def test_a_decided_case_is_appealed_instead(ready, cast):
    ready.heard().warned()
    stale(ready, "disown_account", cast.jean, **SAID)


def test_it_lapses_in_favour_of_the_person_if_nobody_answers(walk, cast):
    walk.in_review().referred().in_hearing(cast.nina, "suspension").opened().do("disown_account", cast.jean, **SAID)
    walk.tick(80)
    assert walk.case.outcome == "lapsed"


def test_the_form_asks_for_a_few_words(ready, cast):
    assert list(says(ready, "disown_account", cast.jean, {"why": ""})) == ["why"]
