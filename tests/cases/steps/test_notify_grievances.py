"""notify_grievances: precise facts, the rules, and the highest measure possible. Nothing starts before it is served."""

from datetime import date

import pytest

from accounts.models import Member
from cases.models import Article, ArticleVersion
from notifications.models import Letter
from tests.beginnings import beginning

from ..cast import article, days
from .promises import entry, forbidden, refused, runs, says, spoil, stale, told_by

OTHERS = ["camille", "jean", "marie", "olga", "paul", "dora", "carl", "root"]


@beginning
def ready(walk):
    return walk.in_review()


@beginning
def said():
    return {"facts": "Une menace.", "articles": [article()], "rule_explanation": "Elle vise quelqu’un.",
            "maximum": "warning"}  # fmt: skip


def test_who_does_not_hold_the_case_notifies_nothing(ready, said):
    forbidden(ready, "notify_grievances", *OTHERS, **said)


def test_a_federation_notifies_nothing_in_a_case_that_went_up(ready, cast, said):
    ready.referred()
    assert "Bureau national" in stale(ready, "notify_grievances", cast.alice, **said)


def test_the_person_learns_what_is_reproached_under_which_rule_and_what_may_follow(language, ready, cast, said):
    case = ready.do("notify_grievances", cast.alice, **said)
    notice = case.grievances.get()
    assert (case.state, case.maximum, case.informed_at) == ("hearing", "warning", ready.at)
    assert (notice.facts, notice.maximum, notice.window_days) == ("Une menace.", "warning", 10)
    assert [rule.article_version for rule in notice.rules.all()] == [article()]
    assert [one.version.text for one in notice.disclosures.all()] == ["On te trouvera."]
    assert told_by(ready) == {"jean": ["grievances.concerned"]}
    body = Letter.objects.get(act="grievances").body
    for said_in_it in ("Une menace.", "Elle vise quelqu’un.", article().text_fr[:20], "10"):
        assert language == "en" or said_in_it in body
    assert "Camille" not in body and "Alice" in body


def test_nothing_runs_before_the_letter_is_served(ready, cast, said):
    case = ready.do("notify_grievances", cast.alice, **said)
    service = case.services.get()
    assert (service.person, service.sent_at, service.served_at) == (cast.jean, ready.at, None)
    assert (case.served_at, case.window_ends_at) == (None, None)
    assert set(runs(ready)) == {"unopened", "federation", "first_instance"}
    assert runs(ready)["unopened"] == ready.at + days(7)
    ready.tick(30)  # opened never: the clock does not close the hearing
    assert ready.case.state == "hearing"


def test_who_notifies_has_examined(ready, cast, said):
    ready.do("notify_grievances", cast.bob, **said)
    assert set(ready.case.parts.filter(role="instructed").values_list("person__name", flat=True)) == {"Alice", "Bob"}
    assert (entry(ready).role, entry(ready).came_from) == ("federation", "in_review")


def test_a_window_for_a_suspension_is_longer(ready, cast, said):
    ready.referred()
    case = ready.do("notify_grievances", cast.nina, **said | {"maximum": "suspension"})
    assert (case.maximum, case.grievances.get().window_days) == ("suspension", 15)


def test_a_federation_announces_at_most_a_warning(ready, cast, said):
    refused(ready, "notify_grievances", cast.alice, field="maximum", **said | {"maximum": "suspension"})
    assert ready.do("notify_grievances", cast.alice, **said).state == "hearing"


def test_a_new_piece_is_notified_and_heard_anew(ready, cast, said):
    ready.in_hearing().opened()
    ready.tick(20)
    ready.do("add_evidence", cast.alice, text="Un second message.", others_visible=False)
    case = ready.do("notify_grievances", cast.alice, **said)
    assert (case.state, case.served_at, case.heard_at, case.window_ends_at) == ("hearing", None, None, None)
    assert [one.number for one in case.grievances.order_by("number")] == [1, 2]
    assert case.grievances.latest().disclosures.count() == 2


def test_what_is_being_heard_is_not_notified_twice(ready, cast, said):
    ready.in_hearing()
    assert "Contradictoire" in stale(ready, "notify_grievances", cast.alice, **said)


def test_grievances_are_not_addressed_to_nobody(walk, cast, said):
    walk.do("refer_to_national", cast.alice, facts="Un compte inconnu.")
    assert "identifi" in refused(walk, "notify_grievances", cast.nina, **said)


def test_whoever_is_asked_to_step_aside_notifies_nothing(ready, cast, said):
    ready.case.recusals.create(person=cast.alice, reason="dispute", asked_by=cast.jean, asked_at=ready.at)
    assert "récusation" in refused(ready, "notify_grievances", cast.alice, **said)
    assert ready.do("notify_grievances", cast.bob, **said).state == "hearing"


def test_a_disowned_account_is_answered_first(ready, cast, said):
    spoil(ready, disowned_at=ready.at)
    assert "pas le sien" in refused(ready, "notify_grievances", cast.alice, **said)


def test_a_file_without_a_piece_reproaches_nothing(ready, cast, said):
    ready.case.pieces.update(withdrawn_at=ready.at)
    assert "aucune pièce" in refused(ready, "notify_grievances", cast.alice, **said)


def test_a_piece_that_shows_others_is_redacted_first(ready, cast, said):
    ready.do("add_evidence", cast.alice, text="Paul et Marie répondent.", others_visible=True)
    assert "occultez" in refused(ready, "notify_grievances", cast.alice, **said)
    ready.do("redact", cast.alice, piece=ready.case.pieces.latest("number"), text="Deux personnes répondent.")
    case = ready.do("notify_grievances", cast.alice, **said)
    read = {one.version.text for one in case.grievances.get().disclosures.all()}
    assert read == {"On te trouvera.", "Deux personnes répondent."}


def test_a_minor_answers_with_a_representative(ready, cast, said):
    Member.objects.filter(pk=cast.jean.member.pk).update(is_minor=True)
    assert refused(ready, "notify_grievances", cast.alice, **said)
    ready.case.parts.create(case=ready.case, person=cast.marie, role="represents", since=ready.at)
    ready.do("notify_grievances", cast.alice, **said)
    assert set(told_by(ready)) == {"jean", "marie"}


@pytest.mark.parametrize("joined", [date(2026, 12, 2), date(2026, 12, 1)])
def test_only_a_member_on_the_day_of_the_post_answers_for_it(ready, cast, said, joined):
    Member.objects.filter(pk=cast.jean.member.pk).update(joined_on=joined)
    if joined > ready.case.content_date:
        assert "pas membre" in refused(ready, "notify_grievances", cast.alice, **said)
    else:
        assert ready.do("notify_grievances", cast.alice, **said).state == "hearing"


@pytest.mark.parametrize(("since", "is_known"), [(date(2026, 12, 1), True), (date(2026, 12, 2), False)])
def test_a_rule_is_known_beforehand(ready, cast, said, since, is_known):
    words = {f"{word}_{language}": "Neuf" for word in ("title", "line", "text") for language in ("fr", "en")}
    new = Article.objects.create(code="new", number=99)
    version = ArticleVersion.objects.create(article=new, number=1, valid_from=since, **words)
    if is_known:
        assert ready.do("notify_grievances", cast.alice, **said | {"articles": [version]}).state == "hearing"
    else:
        refused(ready, "notify_grievances", cast.alice, field="articles", **said | {"articles": [version]})


def test_without_a_rule_nothing_is_reproached(ready, cast, said):
    refused(ready, "notify_grievances", cast.alice, field="articles", **said | {"articles": []})


def test_a_post_without_a_date_is_not_reproached(ready, cast, said):
    spoil(ready, content_date=None)
    assert "date" in refused(ready, "notify_grievances", cast.alice, field="content_date", **said)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("facts", ""), ("articles", []), ("rule_explanation", " "), ("maximum", ""), ("maximum", "suspension"),
     ("maximum", "exclusion")],
)  # fmt: skip
def test_the_form_says_beside_the_field_what_is_missing(ready, cast, field, wrong):
    typed = {"facts": "Une menace.", "articles": [str(article().pk)], "rule_explanation": "Elle vise quelqu’un.",
             "maximum": "warning"}  # fmt: skip
    assert says(ready, "notify_grievances", cast.alice, typed) == {}
    assert set(says(ready, "notify_grievances", cast.alice, typed, **{field: wrong})) == {field}
