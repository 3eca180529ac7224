"""docs/registre.md and the database: each table stands in the record of processing, once, and durations are true."""

import re
from pathlib import Path

from django.apps import apps
from django.db import models

from accounts.fields import EncryptedField
from accounts.models import Member, Person
from cases.parameters import PROCEDURE

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "registre.md").read_text(encoding="utf-8")
PERSONAL, _, WITHOUT = PAGE.partition("## Tables sans donnée personnelle")
OWED = ("Finalité", "Personnes", "Données", "Destinataires", "Durée", "Tables")
OF_THE_LIBRARIES = {"Person_groups": "User_groups", "Person_user_permissions": "User_user_permissions"}


def tables():
    """Every model that has rows, and what joins many to many; a name that two of them have stands twice."""
    every = apps.get_models(include_auto_created=True)
    joined = {"Calibration_articles"}  # a case that was told, and its articles: nobody
    return sorted(OF_THE_LIBRARIES.get(one.__name__, one.__name__) for one in every if one.__name__ not in joined)


def named(text):
    """The tables that its lists name; keys of parameters are no tables."""
    return [name for name in re.findall(r"`([A-Z]\w+)`", text) if not name.isupper()]


def points_to_somebody(model):
    return any(field.related_model in (Person, Member) for field in model._meta.concrete_fields if field.is_relation)


def test_every_table_stands_in_it_once_and_nothing_else_does():
    group_tables = {"Group_permissions"}
    assert sorted(named(PERSONAL) + named(WITHOUT.partition("## Sécurité")[0])) == [
        name for name in tables() if name not in group_tables
    ]


def test_no_table_that_points_to_somebody_stands_among_those_without_personal_data():
    without = set(named(WITHOUT.partition("## Sécurité")[0]))
    pointing = {one.__name__ for one in apps.get_models() if points_to_somebody(one)}
    assert without & pointing == set()


def test_a_table_without_personal_data_has_no_text_that_people_type_about_a_case():
    """Sealed boxes and addresses of e-mail are personal wherever they stand."""
    without = set(named(WITHOUT.partition("## Sécurité")[0]))
    for model in apps.get_models():
        if model.__name__ in without and model._meta.app_label != "sessions":
            kinds = (models.BinaryField, models.EmailField, models.FileField, EncryptedField)
            found = [field.name for field in model._meta.concrete_fields if isinstance(field, kinds)]
            assert found in ([], ["contact"], ["locked"]), model  # a body's own address, a key


def test_each_activity_says_what_the_law_asks():
    activities = re.split(r"^## \d+\. ", PERSONAL, flags=re.MULTILINE)[1:]
    assert len(activities) == 8
    for activity in activities:
        assert tuple(re.findall(r"^- \*\*(\w+)\*\* :", activity, re.MULTILINE)) == OWED, activity[:40]


def test_a_duration_is_that_of_the_program():
    said = {key: int(number) for number, key in re.findall(r"(\d+) mois \(`(\w+)`\)", PERSONAL)}
    assert said == {key: bound.default for key, bound in PROCEDURE.items() if key.startswith("RETAIN_")}
