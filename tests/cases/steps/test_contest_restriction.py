"""contest_restriction: whoever's reporting is limited says once why it should not be."""

from cases.models import ReportingRestriction
from notifications.models import Letter
from tests.beginnings import beginning

from ..cast import Walk, days
from .promises import entry, forbidden, form, refused, says, told_by
from .test_restrict_reporting import FACTORS, abusive

WHY = {"why": "Les quatre publications étaient bien des menaces."}


@beginning
def limited(walk, cast):
    """Camille was cautioned by Nina, then limited by Nora."""
    said = {"report": abusive(walk.report), **FACTORS}
    walk.do("restrict_reporting", cast.nina, until=None, **said)
    walk.do("restrict_reporting", cast.nora, until=(walk.at + days(60)).date(), **said)
    return walk


def test_nobody_contests_it_for_another(limited):
    names = ["jean", "marie", "alice", "bob", "olga", "nina", "nora", "paul", "dora", "carl", "root"]
    forbidden(limited, "contest_restriction", *names, **WHY)


def test_where_nothing_is_limited_there_is_nothing_to_contest(walk, cast):
    assert "Aucune limite" in refused(walk, "contest_restriction", cast.camille, **WHY)


def test_a_caution_limits_nothing_and_is_not_contested(walk, cast):
    walk.do("restrict_reporting", cast.nina, report=abusive(walk.report), until=None, **FACTORS)
    assert "Aucune limite" in refused(walk, "contest_restriction", cast.camille, **WHY)


def test_it_is_contested_where_it_was_set(limited, cast):
    other = Walk(cast, at=limited.at)
    assert "Aucune limite" in refused(other, "contest_restriction", cast.camille, **WHY)


def test_a_limit_that_has_ended_is_not_contested(limited, cast):
    limited.tick(61)
    assert "Aucune limite" in refused(limited, "contest_restriction", cast.camille, later=0, **WHY)


def test_it_is_contested_once(limited, cast):
    limited.do("contest_restriction", cast.camille, **WHY)
    assert "déjà contesté" in refused(limited, "contest_restriction", cast.camille, **WHY)


def test_it_still_limits_and_the_national_office_hears_of_it(language, limited, cast):
    limited.do("contest_restriction", cast.camille, **WHY)
    row = ReportingRestriction.objects.latest("pk")
    assert (row.contested_at, row.answered_at, row.lifted_at) == (limited.at, None, None)
    assert ReportingRestriction.objects.binding(cast.camille, limited.at.date()).exists()
    assert told_by(limited) == {name: ["restriction_contested.national"] for name in ("nina", "noah", "nora")}
    letter = Letter.objects.get(act="restriction_contested")
    assert WHY["why"] not in letter.body and "Camille" not in letter.body


def test_the_record_names_nobody(limited, cast):
    limited.do("contest_restriction", cast.camille, **WHY)
    written = entry(limited)
    assert (written.role, written.content.by, written.content.why) == ("reporter", None, WHY["why"])


def test_the_page_of_the_report_offers_it_while_it_may_be_done(limited, cast, browse, clock):
    browser, page = browse(cast.camille), f"/mes-signalements/{limited.code}/"
    clock.at = limited.at
    assert f"{page}contest_restriction/" in browser.get(page).content.decode()
    assert browser.post(f"{page}contest_restriction/", WHY).status_code == 303
    assert f"{page}contest_restriction/" not in browser.get(page).content.decode()


def test_the_form_asks_why(limited, cast):
    assert form(limited, "contest_restriction", cast.camille, WHY)
    assert list(says(limited, "contest_restriction", cast.camille, {})) == ["why"]
