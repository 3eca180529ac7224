"""Every form of every step: nothing typed is an exception, and no choice leads out of the case."""

import pytest
from django.db import models
from django.http import QueryDict

from cases.door import steps
from cases.forms import OWN_ROOMS, ROOMS, form_named
from cases.forms.base import StepForm
from tests.beginnings import beginning

from .cast import Walk, days

FORMS = {}  # each once: most sides ask in the same words
for side in ("", *OWN_ROOMS):
    for step in steps():
        if (ask := form_named(step, side)) and ask not in FORMS.values():
            FORMS[f"{step} {side}".strip()] = ask
PAST_THE_LAST_KEY = "99999999999999999999"
RUBBISH = {
    "a NUL": "a\x00b",
    "a NUL alone": "\x00",
    "what reorders": "\u202eabc\u2066",
    "what hides": "\u200b\ufeff",
    "half a letter": "\ud800",
    "two megabytes": "x" * 2_000_000,
    "lines": "\r\n" * 300,
    "a number past the last key": PAST_THE_LAST_KEY,
    "a negative number": "-1",
    "digits that are none of ours": "١٢٣",
    "an exponent": "1e400",
    "no day": "2026-02-30",
    "the first day": "0001-01-01",
    "the last moment": "9999-12-31T23:59",
    "markup": "<script>alert(1)</script>",
    "a quote": "'; DROP TABLE cases_case; --",
    "a choice of another form": "appeal",
}


def reported(walk):
    return walk


def in_hearing(walk):
    """Everything that may wait does: a question, dates, a recusal, a claim."""
    cast = walk.cast
    walk.in_review().in_hearing().opened()
    walk.do("ask_for_details", cast.alice, to_report=walk.report, text="Quand ?", answer_by=(walk.at + days(9)).date())
    walk.do("ask_hearing", cast.jean)
    slots = ["2026-12-20T18:30", "2026-12-21T18:30", "2026-12-22T09:00"]
    walk.do("offer_slots", cast.alice, slots=slots, place="12 rue du Lac", length=60)
    return walk


def in_deliberation(walk):
    return walk.in_review().referred().in_deliberation(walk.cast.nina, "suspension").proposed()


def suspended(walk):
    return walk.in_review().suspended(days=30, suspended_days=10, probation_months=12).opened()


def under_appeal(walk):
    walk.in_review().in_deliberation().warned().opened().appealed().seated()
    said = {"result": "upheld", "kind": "", "days": None, "months": None, "text": "…"}
    walk.do("propose_result", walk.cast.paul, **said)
    return walk


def closed(walk):
    return walk.dismissed()


STAGES = (reported, in_hearing, in_deliberation, suspended, under_appeal, closed)


@beginning
def stages(cast):
    """A case at each of its stages; another one like it stands beside, and must never be reached."""
    walks = {reach.__name__: reach(Walk(cast)) for reach in STAGES}
    for name, reach in zip(walks, STAGES, strict=True):
        walks[name].other = reach(Walk(cast))
    return walks


@pytest.fixture(params=[reach.__name__ for reach in STAGES])
def stage(request, stages):
    return stages[request.param]


def by(walk):
    """Somebody of each side: a form may be asked for by any of them."""
    cast = walk.cast
    return (cast.alice, cast.nora, cast.paul, cast.dora, cast.jean, cast.camille)


def posted(**typed):
    """As a browser sends it."""
    data = QueryDict(mutable=True)
    for name, value in typed.items():
        data.setlist(name, [value])
    return data


def asked(form, typed, walk, person):
    return form(typed, case=walk.case, by=person, at=walk.at)


def test_every_form_is_that_of_a_step():
    written = {one for room in ROOMS for one in vars(room).values() if is_a_form(one)}
    shared = {one for one in written if any(one in form.__mro__[1:] for form in written)}
    assert written - shared - set(FORMS.values()) == set()


def is_a_form(one):
    return isinstance(one, type) and issubclass(one, StepForm) and one is not StepForm


def test_an_empty_form_says_what_is_missing_and_nothing_else_happens(stage):
    for name, form in FORMS.items():
        for person in by(stage):
            empty = asked(form, posted(), stage, person)
            needed = {field for field, one in empty.fields.items() if one.required}
            assert empty.is_valid() == (not needed and not empty.errors), name
            assert needed <= set(empty.errors), name


@pytest.mark.parametrize("typed", RUBBISH.values(), ids=RUBBISH)
def test_nothing_typed_is_an_exception(walk, typed):
    in_hearing(walk)
    for name, form in FORMS.items():
        person = by(walk)[0]
        filled = asked(form, posted(**dict.fromkeys(form.base_fields, typed)), walk, person)
        assert isinstance(filled.is_valid(), bool), name
        for field in filled.errors:
            assert all(str(sentence).strip() for sentence in filled.errors[field]), (name, field)


def test_what_was_typed_is_kept_beside_its_sentence(walk):
    """A field that is refused shows what stood in it."""
    for name, form in FORMS.items():
        filled = asked(form, posted(**dict.fromkeys(form.base_fields, "abc")), walk, walk.cast.alice)
        filled.is_valid()
        for field in filled.visible_fields():
            assert field.name not in filled.errors or field.value() in ("abc", ["abc"]), (name, field.name)


def rows_of(walk, model):
    """What of this model belongs to the case; None for people, bodies and rules, which belong to none."""
    if not any(field.name == "case" for field in model._meta.get_fields() if isinstance(field, models.ForeignKey)):
        return None
    return set(model.objects.filter(case=walk.case))


def test_a_choice_offers_rows_of_this_case_only(stage):
    for name, form in FORMS.items():
        for person in by(stage):
            shown = asked(form, None, stage, person)
            for field in shown.fields.values():
                rows = getattr(field, "queryset", None)
                allowed = rows_of(stage, rows.model) if rows is not None else None
                assert allowed is None or set(rows) <= allowed, name


def test_a_row_of_another_case_is_refused_by_its_number(stage):
    for name, form in FORMS.items():
        shown = asked(form, None, stage, stage.cast.nora)
        for field, one in shown.fields.items():
            rows = getattr(one, "queryset", None)
            others = rows_of(stage.other, rows.model) if rows is not None else None
            for row in others or ():
                filled = asked(form, posted(**{field: str(row.pk)}), stage, stage.cast.nora)
                assert field in filled.errors, (name, field)


def test_people_are_chosen_among_those_who_may_and_never_by_who_reported(stage):
    """A reporter is in no list for being one: Camille has no office, so no list knows her."""
    for name, form in FORMS.items():
        for person in by(stage)[:4]:
            for field in asked(form, None, stage, person).fields.values():
                rows = getattr(field, "queryset", None)
                if rows is not None and rows.model.__name__ == "Person":
                    assert stage.cast.camille not in rows, name


def test_every_question_has_words_of_its_own(walk):
    for name, form in FORMS.items():
        assert str(form.label) and str(form.button), name
        for field in asked(form, None, walk, walk.cast.alice).visible_fields():
            assert str(field.label) not in ("", field.name.replace("_", " ").capitalize()), (name, field.name)


def test_a_form_carries_what_its_author_read_and_a_token_of_its_own(walk):
    for name, form in FORMS.items():
        first, second = (asked(form, None, walk, walk.cast.alice) for _ in range(2))
        assert first.initial["basis"] == walk.case.basis, name
        assert first.initial["token"] != second.initial["token"], name
