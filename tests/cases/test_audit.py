"""The proof of the record: whatever is changed behind the door's back is named, and nothing else is."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import F

from accounts.triggers import lifted
from cases import audit
from cases.audit import faults
from cases.door import perform
from cases.models import Case, Decision, Entry, EntryContent, GrievanceNotice, Measure, PieceVersion
from cases.models.hearing import SERVED
from tests.beginnings import beginning

from .boxes import written_over
from .cast import MONDAY, Walk, article
from .images import held

# Each column of an entry that its digest stands for, what is written over it, and what is said of it.
COLUMNS = {
    "number": (99, "entry 4 is missing."),
    "uuid": (uuid4(), "entry 4 was changed."),
    "step": ("note", "entry 4 was changed."),
    "role": ("national", "entry 4 was changed."),
    "body": ("75", "entry 4 was changed."),
    "at": (F("at") - timedelta(microseconds=1), "entry 4 was changed."),
    "written_at": (F("written_at") - timedelta(days=1), "entry 4 was changed."),
    "came_from": ("closed", "entry 4 was changed."),
    "went_to": ("closed", "entry 4 was changed."),
    "held_by": ("national", "entry 4 was changed."),
    "form_token": (uuid4(), "entry 4 was changed."),
    "act_sha256": ("0" * 64, "entry 4 was changed."),
    "content_digest": ("0" * 64, "entry 4 was changed."),
    "previous": ("0" * 64, "entry 4 does not follow the one before it."),
    "digest": ("0" * 64, "entry 4 was changed."),
}


@beginning
def case(walk):
    """A warning that was opened: eight entries, a decision and a measure, between two other cases."""
    Walk(walk.cast).in_review()
    case = walk.in_review().in_deliberation().warned().opened().case
    Walk(walk.cast).in_review()
    assert list(faults()) == []
    return case


@pytest.fixture
def behind_the_back(case):
    """Change rows as somebody does who owns the database: no trigger is in the way."""

    def change(rows, **columns):
        with lifted(connection):
            written_over(rows, **columns) if columns else rows.delete()

    return change


def entries(case, *numbers):
    rows = Entry.objects.filter(case=case)
    return rows.filter(number__in=numbers) if numbers else rows


def raw(statement, *values):
    with lifted(connection), connection.cursor() as cursor:
        cursor.execute(statement, values)


def named(case, sentence):
    return list(faults()) == [(case.reference, sentence)]


@pytest.mark.parametrize("column", COLUMNS)
def test_an_entry_changed_in_any_column_is_named(case, behind_the_back, column):
    value, sentence = COLUMNS[column]
    behind_the_back(entries(case, 4), **{column: value})
    assert named(case, sentence)


def test_every_column_of_an_entry_is_held():
    apart = {"id", "case", "digest"}
    assert {field.name for field in Entry._meta.concrete_fields} - apart == set(Entry.CHAINED)
    assert set(COLUMNS) == {*Entry.CHAINED, "digest"}


@pytest.mark.parametrize("number", [1, 4, 8])
def test_a_removed_entry_is_named_though_it_be_the_first_or_the_last(case, behind_the_back, number):
    behind_the_back(EntryContent.objects.filter(entry__in=entries(case, number)))
    behind_the_back(entries(case, number))
    last = case.version
    assert named(case, f"entry {last} is missing: the case counts {last}." if number == last else
                 f"entry {number} is missing.")  # fmt: skip


def test_a_case_without_any_entry_is_named(case, behind_the_back):
    behind_the_back(EntryContent.objects.filter(entry__in=entries(case)))
    behind_the_back(entries(case))
    assert named(case, "entry 1 is missing: the case counts 8.")
    raw("UPDATE cases_case SET version = 0, head = '' WHERE id = %s", case.pk)
    assert named(case, "entry 1 is missing: the case counts 0.")


def test_two_swapped_entries_are_named(case, behind_the_back):
    for one, other in [(4, 99), (5, 4), (99, 5)]:
        behind_the_back(entries(case, one), number=other)
    assert named(case, "entry 4 does not follow the one before it.")


def test_an_entry_put_in_is_named(case):
    """The database lets one be appended: what it cannot do is make the case count it."""
    last = entries(case).last()
    more = Entry(case=case, number=last.number + 1, step="note", role="federation", body="45", at=last.at,
                 written_at=last.at, came_from="warned", went_to="warned", held_by="45", content_digest="0" * 64,
                 previous=last.digest)  # fmt: skip
    more.digest = more.computed_digest(case.reference)
    more.save()
    content = EntryContent.objects.create(entry=more, salt="0" * 32, answers={})
    raw("UPDATE cases_entry SET content_digest = %s WHERE id = %s", content.computed_digest(), more.pk)
    more.refresh_from_db()
    raw("UPDATE cases_entry SET digest = %s WHERE id = %s", more.computed_digest(case.reference), more.pk)
    assert named(case, "entry 9 is one too many: the case counts 8.")


def test_an_entry_moved_to_another_case_is_named_in_both(case, behind_the_back):
    other = Case.objects.order_by("pk").last()
    behind_the_back(entries(case, 8), case=other, number=4)
    assert dict(faults()) == {
        case.reference: "entry 8 is missing: the case counts 8.",
        other.reference: "entry 4 does not follow the one before it.",
    }


@pytest.mark.parametrize(
    "columns", [{"why": "autre"}, {"answers": {"text": "autre"}}, {"salt": "0" * 32}, {"by": None}, {"report": None}]
)
def test_a_changed_content_is_named(case, behind_the_back, columns):
    number = 1 if "report" in columns else 3
    behind_the_back(EntryContent.objects.filter(entry__in=entries(case, number)), **columns)
    assert named(case, f"the content of entry {number} was changed.")


def test_a_removed_content_is_named_until_the_case_is_anonymised(case, behind_the_back):
    behind_the_back(EntryContent.objects.filter(entry__in=entries(case, 3)))
    assert named(case, "the content of entry 3 is missing.")
    raw("UPDATE cases_case SET anonymised_at = opened_at WHERE id = %s", case.pk)
    assert list(faults()) == []


@pytest.mark.parametrize(
    "columns",
    [{"facts": "Autre chose."}, {"months": 36}, {"kind": "advice"}, {"signed_by": None, "kind": "advice"},
     {"signed_at": F("signed_at") - timedelta(days=1)}],
)  # fmt: skip
def test_a_changed_decision_is_named(case, behind_the_back, columns):
    behind_the_back(Decision.objects.filter(case=case), **columns)
    assert named(case, "the decision 1 was changed.")


# What was reproached --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [
    {"facts": "Autre chose."}, {"rule_explanation": "Autre chose."}, {"maximum": "suspension"}, {"window_days": 99},
    {"number": 9}, {"occasion": uuid4()}, {"notified_at": F("notified_at") - timedelta(days=1)},
    {"may_revoke": ["45-2026-AAAA"]},
])  # fmt: skip
def test_changed_grievances_are_named(case, behind_the_back, columns):
    behind_the_back(GrievanceNotice.objects.filter(case=case), **columns)
    assert named(case, f"the grievances {columns.get('number', 1)} were changed.")


def test_every_column_of_grievances_is_held():
    apart = {"id", "case_id", "sha256", "erased_at"}  # the case by its reference
    assert {field.column for field in GrievanceNotice._meta.concrete_fields} - apart == {*SERVED, "may_revoke"}


@pytest.mark.parametrize("rows", ["rules", "disclosures"])
def test_a_rule_or_a_piece_taken_off_the_grievances_is_named(case, behind_the_back, rows):
    behind_the_back(getattr(case.grievances.get(), rows).all())
    assert named(case, "the grievances 1 were changed.")


def test_another_wording_of_a_rule_under_the_grievances_is_named(case, behind_the_back):
    behind_the_back(case.grievances.get().rules.all(), article_version=article(2))
    assert named(case, "the grievances 1 were changed.")


def test_grievances_changed_with_their_digest_are_named_by_the_decision_that_answers_them(case, behind_the_back):
    notice = case.grievances.get()
    notice.facts = "Autre chose."
    digest = notice.computed_digest(
        [one.article_version for one in notice.rules.all()], [one.version for one in notice.disclosures.all()]
    )
    behind_the_back(GrievanceNotice.objects.filter(pk=notice.pk), facts=notice.facts, sha256=digest)
    assert named(case, "the decision 1 was changed.")


def test_a_decision_put_under_other_grievances_is_named(walk):
    case = walk.in_review().in_deliberation().in_deliberation().warned().case
    first, second = case.grievances.order_by("number")
    assert list(faults()) == [] and case.decisions.get().grievance == second
    raw("UPDATE cases_decision SET grievance_id = %s WHERE case_id = %s", first.pk, case.pk)
    assert named(case, "the decision 1 was changed.")


def test_what_was_signed_before_grievances_had_a_digest_stays_whole(walk, monkeypatch):
    """As the release before this one writes it, also while this one is being brought in."""
    computed = Decision.computed_digest
    monkeypatch.setattr(GrievanceNotice, "computed_digest", lambda notice, *given: "")
    monkeypatch.setattr(Decision, "computed_digest", lambda one, **given: computed(one, with_grievances=False))
    case = walk.in_review().in_deliberation().warned().opened().case
    monkeypatch.undo()
    assert case.grievances.get().sha256 == "" and list(faults()) == []
    raw("UPDATE cases_decision SET months = 36 WHERE case_id = %s", case.pk)
    assert named(case, "the decision 1 was changed.")


def test_erased_grievances_are_not_held_against_their_digest(case):
    erased = (
        "UPDATE cases_grievancenotice SET erased_at = notified_at, facts = '', rule_explanation = '' WHERE case_id = %s"
    )
    raw(erased, case.pk)
    assert list(faults()) == []


# What was decided -----------------------------------------------------------------------------------------------------


def test_a_decision_changed_with_its_digest_is_named(case, behind_the_back):
    decision = case.decisions.get()
    decision.facts = "Autre chose."
    behind_the_back(Decision.objects.filter(pk=decision.pk), facts=decision.facts, sha256=decision.computed_digest())
    assert named(case, "the decision 1 stands in no entry.")


def test_a_decision_that_nobody_took_is_named(case):
    columns = [field.column for field in Decision._meta.concrete_fields if not field.primary_key]
    given = {"number": "2", "occasion": f"'{uuid4().hex}'", "sha256": f"'{'0' * 64}'"}
    chosen = ", ".join(given.get(column, f'"{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    raw(f"INSERT INTO cases_decision ({names}) SELECT {chosen} FROM cases_decision WHERE case_id = %s", case.pk)
    assert named(case, "the decision 2 was changed.")
    forged = Decision.objects.get(case=case, number=2)
    raw("UPDATE cases_decision SET sha256 = %s WHERE id = %s", forged.computed_digest(), forged.pk)
    assert named(case, "the decision 2 stands in no entry.")


def test_a_removed_decision_is_named(case):
    raw("DELETE FROM cases_measure WHERE decision_id IN (SELECT id FROM cases_decision WHERE case_id = %s)", case.pk)
    raw("DELETE FROM cases_decision WHERE case_id = %s", case.pk)
    assert named(case, "the decision of entry 7 is missing.")


@pytest.fixture
def shown(walk, media):
    """A case with a capture, sealed as it came and disclosed as it is: two versions of one file."""
    walk = Walk(walk.cast, captures=held(at=MONDAY))
    walk.do("redact", walk.cast.alice, piece=walk.case.pieces.get(), as_it_is=True)
    return walk.case


def test_a_changed_file_is_named(shown, media):
    [path] = [one for one in media.rglob("*.jpg") if "small" not in one.name]
    path.write_bytes(path.read_bytes()[:-1] + b"\x00")
    assert named(shown, "version 1 of the piece 1 was changed.")


def test_a_missing_file_is_named(shown, media):
    for path in media.rglob("*.jpg"):
        path.unlink()
    assert named(shown, "the file of version 1 of the piece 1 is missing.")


def test_a_changed_text_of_a_piece_is_named(case, behind_the_back):
    behind_the_back(PieceVersion.objects.filter(piece__case=case), text="Autre chose.")
    assert named(case, "version 1 of the piece 1 was changed.")


def test_an_erased_piece_is_not_looked_for(shown, media):
    for path in media.rglob("*.jpg"):
        path.unlink()
    erased = {"file": "", "original_sha256": "", "look": None, "made_by": None}
    PieceVersion.objects.filter(piece__case=shown).update(erased_at=shown.opened_at, **erased)
    assert list(faults()) == []


def test_a_second_measure_of_one_decision_is_named(case, behind_the_back):
    measure = Measure.objects.get(case=case)
    with lifted(connection):
        second = Measure.objects.create(case=case, member=case.member, decision=measure.decision, kind="warning",
                                        body_id="45", months=36)  # fmt: skip
    assert named(case, f"the measure {second.pk} stands in no entry.")


def test_a_measure_longer_than_what_was_decided_is_named(case, behind_the_back):
    behind_the_back(Measure.objects.filter(case=case), months=36)
    assert named(case, f"the measure {Measure.objects.get(case=case).pk} is not what the decision 1 ordered.")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("head = '0'", "the last entry is not the one that the case remembers."),
        ("version = 7", "entry 8 is one too many: the case counts 7."),
        ("version = 9", "entry 9 is missing: the case counts 9."),
        ("state = 'deliberation'", "its state or holder was changed after entry 8."),
        ("held_by_id = 'national'", "its state or holder was changed after entry 8."),
        ("reference = '45-2020-AAAA'", "entry 1 was changed."),
    ],
)
def test_a_changed_case_is_named(case, change, sentence):
    raw(f"UPDATE cases_case SET {change} WHERE id = %s", case.pk)
    assert [fault for _reference, fault in faults()] == [sentence]


def test_one_broken_case_is_named_once_and_hides_no_other(case, behind_the_back):
    behind_the_back(entries(case, 2, 4, 6), step="note")
    behind_the_back(Decision.objects.filter(case=case), facts="Autre chose.")
    other = Case.objects.order_by("pk").last()
    behind_the_back(entries(other, 3), step="note")
    assert list(faults()) == [(case.reference, "entry 2 was changed."), (other.reference, "entry 3 was changed.")]


def test_a_step_taken_while_it_is_read_is_no_fault(case, monkeypatch):
    """What was read in passing may be half of a step: it is read again, alone."""
    monkeypatch.setattr(audit, "suspects", lambda: [one.pk for one in Case.objects.all()])
    assert list(faults()) == []


def test_reading_costs_the_same_whatever_the_number_of_cases(case, cast, django_assert_num_queries):
    for _ in range(3):
        Walk(cast)
    with django_assert_num_queries(12):  # six tables, and what the grievances were served with
        assert list(faults()) == []


def test_the_command_says_that_all_is_well(case, capsys):
    call_command("verify_audit")
    assert capsys.readouterr().out == "3 cases, every chain unbroken; 0 days as their checkpoints say.\n"


def test_the_command_fails_and_says_where(case, behind_the_back, capsys):
    behind_the_back(entries(case, 4), step="note")
    with pytest.raises(SystemExit) as left:
        call_command("verify_audit")
    assert left.value.code == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{case.reference}: entry 4 was changed.", "1 case and 0 days with a broken record.",
    ]  # fmt: skip


def test_work_goes_on_after_a_fault_elsewhere(case, behind_the_back, cast):
    """The proof only reads: a broken record of one case stops nobody in another."""
    behind_the_back(entries(case, 4), step="note")
    other = Case.objects.order_by("pk").last()
    perform(other, "note", by=cast.bob, at=case.opened_at + timedelta(days=9), text="Vu.", is_opinion=False)
    assert [reference for reference, _fault in faults()] == [case.reference]
