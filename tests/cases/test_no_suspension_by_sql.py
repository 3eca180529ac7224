"""No SQL suspends below the national office; and what the owner of the database can still forge is named."""

from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from accounts.models import Appointment
from accounts.triggers import take_off
from cases.audit import faults
from cases.models import Case, Decision, Entry, EntryContent, Measure

from .cast import REASONS, days


def raw(statements):
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements.split("; "):
            cursor.execute(statement)


def copy_of(model, **changed):
    """SQL that inserts the last row of a table once more, with other values in these columns."""
    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    values = ", ".join(changed.get(column, f'"{column}"') for column in columns)
    names, table = ", ".join(f'"{column}"' for column in columns), model._meta.db_table
    return f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} ORDER BY {table}.id DESC LIMIT 1"


def person(name):
    return f"(SELECT id FROM accounts_person WHERE name = '{name}')"


# Where a case stands -------------------------------------------------------------------------------------------------

STEP, UP = "A case changes by one step", "version = version + 1, held_by_id = 'national'"
BORN = {"reference": "'45-2026-AAAA'", "post_id": "-1", "version": "1"}
ON_THE_CASE = {
    "its state": (STEP, "UPDATE cases_case SET state = 'suspended'"),
    "its state, to probation": (STEP, "UPDATE cases_case SET state = 'probation'"),
    "its state and version": (STEP, "UPDATE cases_case SET state = 'suspended', version = version + 1"),
    "its holder": (STEP, "UPDATE cases_case SET held_by_id = 'national'"),
    "its holder and version": (STEP, f"UPDATE cases_case SET {UP}"),
    "its holder, version and state": (STEP, f"UPDATE cases_case SET {UP}, state = 'suspended'"),
    "its key, to lose its record": (STEP, "UPDATE cases_case SET id = id + 1000, state = 'suspended'"),
    "a case born suspended": ("begins reported", copy_of(Case, state="'suspended'", held_by_id="'national'", **BORN)),
    "a case born in probation": ("begins reported", copy_of(Case, state="'probation'", **BORN)),
    "no case at all": ("never deleted", "DELETE FROM cases_case"),
    "an entry changed": ("never changed", "UPDATE cases_entry SET went_to = 'suspended'"),
    "an entry removed": ("never changed nor deleted", "DELETE FROM cases_entry"),
}  # fmt: skip


@pytest.mark.parametrize(("message", "statement"), ON_THE_CASE.values(), ids=list(ON_THE_CASE))
def test_no_sql_suspends_a_case(walk, message, statement):
    walk.in_review().in_deliberation()
    with pytest.raises(IntegrityError, match=message):
        raw(statement)
    assert walk.case.state == "deliberation"


# What was decided and imposed ----------------------------------------------------------------------------------------

NATIONAL = {"body_id": "'national'"}
SIGNED = {"proposed_by_id": person("Alice"), "signed_by_id": person("Bob")}
ANEW = {"number": "99", "occasion": f"'{uuid4().hex}'"}
DECIDED, LOCAL = "cases_decision holds", "Only a case that the national office holds"
GROUND = f"hangs on a decision of its kind|{LOCAL}"  # both refuse it, each engine in its own order
ON_A_WARNING = {
    "the decision becomes a suspension": (DECIDED, "UPDATE cases_decision SET kind = 'suspension'"),
    "the decision becomes the national office's": (DECIDED, "UPDATE cases_decision SET body_id = 'national'"),
    "a suspension": (LOCAL, copy_of(Decision, kind="'suspension'", **SIGNED, **ANEW)),
    "an interim suspension": (LOCAL, copy_of(Decision, kind="'interim'", **SIGNED, **ANEW)),
    "a revocation": (LOCAL, copy_of(Decision, kind="'revocation'", **SIGNED, **ANEW)),
    "one in the national office's name": (LOCAL, copy_of(Decision, kind="'suspension'", **NATIONAL, **SIGNED, **ANEW)),
    "the measure becomes a suspension": ("measure holds", "UPDATE cases_measure SET kind = 'suspension'"),
    "the measure becomes a national one": (
        "measure holds", "UPDATE cases_measure SET kind = 'suspension', body_id = 'national'",
    ),
    "the measure goes to somebody else": ("measure holds", "UPDATE cases_measure SET member_id = member_id + 1"),
    "the measure lasts for ever": ("measure holds", "UPDATE cases_measure SET ends_at = '2099-01-01 00:00:00+00:00'"),
    "a suspension beside it": (GROUND, copy_of(Measure, kind="'suspension'")),
    "a national suspension beside it": (GROUND, copy_of(Measure, kind="'suspension'", **NATIONAL)),
    "an interim suspension beside it": (GROUND, copy_of(Measure, kind="'interim'", **NATIONAL)),
    "a national suspension in its place": (
        GROUND,
        "UPDATE cases_measure SET void_at = starts_at; "
        + copy_of(Measure, kind="'suspension'", **NATIONAL, void_at="NULL"),
    ),
    "a national suspension by a forged appeal": (
        GROUND,
        "UPDATE cases_measure SET void_at = starts_at; "
        + copy_of(Decision, kind="'appeal'", body_id="'recours'", **SIGNED, **ANEW) + "; "
        + copy_of(Measure, kind="'suspension'", void_at="NULL", decision_id="(SELECT max(id) FROM cases_decision)"),
    ),
    "no measure at all": ("never deleted", "DELETE FROM cases_measure"),
}  # fmt: skip


@pytest.mark.parametrize(("message", "statement"), ON_A_WARNING.values(), ids=list(ON_A_WARNING))
def test_no_sql_makes_a_suspension_of_a_federations_warning(walk, message, statement):
    walk.in_review().in_deliberation().warned().opened()
    with pytest.raises(IntegrityError, match=message):
        raw(statement)
    assert list(Measure.objects.values_list("kind", "body")) == [("warning", "45")]
    assert list(Decision.objects.values_list("kind", "body")) == [("warning", "45")]


@pytest.mark.parametrize("kind", ["suspension", "interim"])
def test_no_sql_hangs_a_suspension_on_a_warning_of_the_national_office(walk, cast, kind):
    walk.in_review().referred().in_deliberation(cast.nina)
    walk.do("warn", cast.nora, months=12, **REASONS)
    with pytest.raises(IntegrityError, match="hangs on a decision of its kind"):
        raw(copy_of(Measure, kind=f"'{kind}'"))


AGAIN = {
    "what was lifted": "UPDATE cases_measure SET lifted_at = NULL",
    "what was lifted, for longer": "UPDATE cases_measure SET lifted_at = NULL, days = 700",
    "what has its dates, with others": "UPDATE cases_measure SET ends_at = '2099-01-01 00:00:00+00:00'",
    "what has its length, with another": "UPDATE cases_measure SET days = 700",
}


@pytest.mark.parametrize("statement", AGAIN.values(), ids=list(AGAIN))
def test_no_sql_wakes_a_suspension_that_is_over(walk, cast, statement):
    walk.in_review().suspended().opened()
    walk.proposed("lift").signed("lift_measure")
    with pytest.raises(IntegrityError, match="measure holds"):
        raw(statement)
    assert not Measure.objects.restricting(cast.jean.member, walk.at + days(1)).exists()


def test_a_national_suspension_that_no_entry_records_never_begins(walk, cast):
    """Two people of the office are named, and the case is the office's: the record alone tells that it is forged."""
    walk.in_review().referred().in_deliberation(cast.nina, "suspension")
    decision = Decision.objects.create(
        case=walk.case, number=1, kind="suspension", body_id="national", days=90, proposed_by=cast.noah,
        signed_by=cast.nora, signed_at=walk.at, occasion=uuid4(), sha256="f" * 64,
    )  # fmt: skip
    given = {"case": walk.case, "member": cast.jean.member, "decision": decision, "kind": "suspension", "days": 90}
    dates = {"starts_at": walk.at, "ends_at": walk.at + days(90)}
    with pytest.raises(IntegrityError, match="stands in the record"), transaction.atomic():
        Measure.objects.create(body_id="national", **given, **dates)
    Measure.objects.create(body_id="national", **given)
    with pytest.raises(IntegrityError, match="stands in the record"), transaction.atomic():
        Measure.objects.update(**dates)
    assert not Measure.objects.restricting(cast.jean.member, walk.at + days(1)).exists()
    assert [fault for _reference, fault in faults()] != []


# Powers --------------------------------------------------------------------------------------------------------------

KIND, OFFICE = "cannot be given this power", "appointment holds"
ON_POWERS = {
    "suspending in place of warning": (
        KIND,
        "UPDATE guardian_groupobjectpermission SET permission_id = "
        "(SELECT id FROM auth_permission WHERE codename = 'suspend') WHERE object_pk = '45' AND permission_id = "
        "(SELECT id FROM auth_permission WHERE codename = 'warn')",
    ),
    "the national office's powers, on a federation": (
        KIND, "UPDATE guardian_groupobjectpermission SET object_pk = '45' WHERE object_pk = 'national'",
    ),
    "a power to one person": (
        "never given to one person",
        "INSERT INTO guardian_userobjectpermission (user_id, permission_id, content_type_id, object_pk) SELECT "
        f"{person('Bob')}, id, content_type_id, 'national' FROM auth_permission WHERE codename = 'suspend'",
    ),
    "a federation made a national office": (
        "body_national_has_its_code", "UPDATE accounts_body SET kind = 'national' WHERE code = '45'",
    ),
    "an office changed for another": (
        OFFICE, "UPDATE accounts_appointment SET office = 'national_officer' WHERE office = 'decider'",
    ),
    "an office moved to the national office": (
        OFFICE,
        "UPDATE accounts_appointment SET body_id = 'national', office = 'national_officer' WHERE body_id = '45'",
    ),
    "an office that the body has not": (
        "office_fits_its_body|that of its body and office",
        copy_of(Appointment, person_id=person("Bob"), body_id="'45'", office="'national_officer'"),
    ),
    "an office with the group of another": (
        "that of its body and office",
        copy_of(Appointment, person_id=person("Bob"), body_id="'national'", office="'national_officer'",
                group_id="(SELECT id FROM auth_group WHERE name = '45:decider')"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("message", "statement"), ON_POWERS.values(), ids=list(ON_POWERS))
def test_no_sql_gives_the_power_below_the_national_office(cast, message, statement):
    with pytest.raises(IntegrityError, match=message):
        raw(statement)


# The second lock, and what no lock can hold --------------------------------------------------------------------------

BY_THEMSELVES = {
    "only_the_national_office_holds_suspensions": "UPDATE cases_case SET state = 'suspended', outcome = ''",
    "only_the_national_office_suspends": copy_of(Decision, kind="'suspension'", **SIGNED, **ANEW),
    "two_people_suspend": copy_of(
        Decision, kind="'suspension'", **NATIONAL, **ANEW, proposed_by_id=person("Bob"), signed_by_id=person("Bob")
    ),
    "no_machine_decides": copy_of(Decision, automated="true", **ANEW),
    "only_warnings_are_local": copy_of(Measure, kind="'suspension'"),
    "office_fits_its_body": copy_of(Appointment, body_id="'45'", office="'national_officer'"),
}


@pytest.mark.parametrize(("constraint", "statement"), BY_THEMSELVES.items(), ids=list(BY_THEMSELVES))
def test_the_constraints_hold_though_somebody_drops_every_trigger(walk, constraint, statement):
    walk.in_review().in_deliberation().warned()
    take_off(connection)
    with pytest.raises(IntegrityError, match=constraint):
        raw(statement)


def forged_entry(case, *, went_to, held_by, **kept):
    """An entry that somebody writes by hand for a step that nobody took."""
    last = Entry.objects.filter(case=case).latest("number")
    entry = Entry(
        case=case, number=case.version + 1, step="suspend", role="national", body="national", at=last.at,
        written_at=last.at, came_from=case.state, went_to=went_to, held_by=held_by, previous=case.head,
        **{"content_digest": "0" * 64, "digest": "f" * 64} | kept,
    )  # fmt: skip
    entry.digest = kept.get("digest") or entry.computed_digest(case.reference)
    return entry


def written(case, entry):
    """What the database cannot refuse to its owner: the entry, then the case that goes with it."""
    entry.save(force_insert=True)
    raw(
        f"UPDATE cases_case SET state = '{entry.went_to}', held_by_id = '{entry.held_by}', version = {entry.number}, "
        f"head = '{entry.digest}' WHERE id = {case.pk}"
    )


def named(case):
    return {fault for reference, fault in faults() if reference == case.reference}


def test_an_entry_with_a_digest_out_of_the_air_is_named(walk):
    case = walk.in_review().in_deliberation().case
    written(case, forged_entry(case, went_to="suspended", held_by="national", digest="e" * 64))
    assert f"entry {case.version + 1} was changed." in named(case)


def test_an_entry_with_its_digest_and_without_content_is_named(walk):
    case = walk.in_review().in_deliberation().case
    written(case, forged_entry(case, went_to="suspended", held_by="national"))
    assert f"the content of entry {case.version + 1} is missing." in named(case)


def test_a_whole_entry_is_named_when_no_suspension_stands_behind_it(walk, cast, capsys):
    """Entry, content, digests and case, all forged together: what it says was done, nobody decided."""
    case = walk.in_review().in_deliberation().case
    content = EntryContent(salt="0" * 32, by=cast.nora, answers={})
    entry = forged_entry(case, went_to="suspended", held_by="national", content_digest=content.computed_digest())
    written(case, entry)
    content.entry = entry
    content.save(force_insert=True)
    assert "it is suspended, and no suspension stands in it." in named(case)
    with pytest.raises(SystemExit) as left:
        call_command("verify_audit")
    assert left.value.code == 1 and case.reference in capsys.readouterr().err


def test_a_forged_entry_does_not_even_suspend_while_the_federation_holds_the_case(walk):
    case = walk.in_review().in_deliberation().case
    with pytest.raises(IntegrityError, match="only_the_national_office_holds_suspensions"), transaction.atomic():
        written(case, forged_entry(case, went_to="suspended", held_by="45"))
    assert not list(faults())
