"""Texts come with the program, get a number each time they differ, and never undo what the organisation wrote."""

import pytest

from accounts.models import Person
from notifications.models import Template
from notifications.models.template import Misspelt, texts_in_force
from notifications.post import compose

from .conftest import NOON, mailing

pytestmark = pytest.mark.django_db
KEY = {"act": "news", "audience": "reader", "language": "fr"}


@pytest.mark.parametrize("text", ["Un titre seul", "", "Un titre\n\nIl coûte 5 $ par mois", "Titre $\n\nCorps"])
def test_a_text_that_cannot_be_a_letter_is_named(folder, text):
    (folder / "fr" / "news.reader.txt").write_text(text, encoding="utf-8")
    with pytest.raises(Misspelt, match=r"news\.reader\.txt"):
        Template.objects.install(folder)


def test_the_same_texts_twice_change_nothing(folder):
    assert Template.objects.install(folder) == 4
    assert Template.objects.install(folder) == 0
    assert set(Template.objects.values_list("number", flat=True)) == {1}


def test_a_text_that_differs_is_the_next_number(folder, jean):
    Template.objects.install(folder)
    (folder / "fr" / "news.reader.txt").write_text("Autre titre\n\nAutre texte", encoding="utf-8")
    assert Template.objects.install(folder) == 1
    assert list(Template.objects.filter(**KEY).order_by("number").values_list("number", "title")) == [
        (1, "Des nouvelles de $subject"),
        (2, "Autre titre"),
    ]
    assert compose(mailing(jean), "fr").title == "Autre titre"
    assert compose(mailing(jean), "en").template.number == 1


def test_what_the_organisation_wrote_stays(folder, jean):
    Template.objects.install(folder)
    root = Person.objects.create_user("root@example.org", name="Root")
    Template.objects.create(**KEY, number=2, title="Notre titre", body="Notre texte", by=root, valid_from=NOON)
    (folder / "fr" / "news.reader.txt").write_text("Autre titre\n\nAutre texte", encoding="utf-8")
    assert Template.objects.install(folder) == 0
    assert compose(mailing(jean), "fr").title == "Notre titre"


def test_the_first_line_is_the_title(templates):
    template = Template.objects.get(**KEY)
    assert template.title == "Des nouvelles de $subject"
    assert template.body.startswith("Bonjour,\n\n## Les faits")


def test_variables_are_those_that_a_text_asks_for():
    assert Template.variables("$facts et ${rules}, pour $$5, puis $facts") == {"facts", "rules"}


def test_texts_in_force_are_read_once_until_one_changes(templates, django_assert_num_queries):
    assert len([key for key in texts_in_force() if key[0] == "news"]) == 4
    with django_assert_num_queries(1):
        texts_in_force()
    Template.objects.create(**KEY, number=2, title="Notre titre", body="Notre texte")
    assert texts_in_force()[tuple(KEY.values())].title == "Notre titre"
