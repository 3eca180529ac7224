"""Sentences are found in code and templates, and translations survive a new search."""

import io

import pytest
from babel.messages.pofile import read_po
from django.core.management import CommandError, call_command

PAGE = """{% load i18n %}
    <p title="it's">{% translate "Aucune étape" %}
  {% blocktranslate count n=steps|length trimmed %}{{ n }} jour{% plural %}{{ n }} jours{% endblocktranslate %}
{% translate "Voir" context "verb" %}</p>
"""


@pytest.fixture
def house(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/page.html").write_text(PAGE)
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases/door.py").write_text('raise Refused(_("C\'est déjà fait."))\n')
    return tmp_path


@pytest.fixture
def english(house):
    def read():
        with (house / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
            return read_po(file)

    return read


def search(**options):
    call_command("extract_messages", stdout=io.StringIO(), **options)


def translate(house, **words):
    path = house / "locale/en/LC_MESSAGES/django.po"
    text = path.read_text()
    for french, translated in words.items():
        text = text.replace(f'msgid "{french}"\nmsgstr ""', f'msgid "{french}"\nmsgstr "{translated}"')
    path.write_text(text)


def test_every_kind_of_sentence_is_found(english):
    search()
    assert {message.id for message in english() if message.id} == {
        "Aucune étape",
        ("%(n)s jour", "%(n)s jours"),
        "Voir",
        "C'est déjà fait.",
    }


def test_a_translation_stays_where_it_was_and_leaves_with_its_sentence(house, english):
    search()
    translate(house, Voir="See")
    search()
    assert english().get("Voir", context="verb").string == "See"
    (house / "templates/page.html").unlink()
    search()
    assert [message.id for message in english() if message.id] == ["C'est déjà fait."]


def test_a_second_search_changes_no_byte(house):
    search()
    first = (house / "locale/en/LC_MESSAGES/django.po").read_bytes()
    search()
    assert (house / "locale/en/LC_MESSAGES/django.po").read_bytes() == first


def test_a_missing_translation_fails_the_check(house):
    search()
    with pytest.raises(CommandError, match="en lacks 4 translations"):
        search(check=True)


def test_a_guess_that_nobody_confirmed_fails_the_check(house):
    (house / "templates/page.html").unlink()
    search()
    path = house / "locale/en/LC_MESSAGES/django.po"
    said = 'msgid "C\'est déjà fait."\n'
    path.write_text(path.read_text().replace(f'{said}msgstr ""', f'#, fuzzy\n{said}msgstr "It is done."'))
    with pytest.raises(CommandError, match="en lacks 1 translations"):
        search(check=True)


def test_a_translation_with_another_variable_fails_the_check(house):
    (house / "cases/door.py").unlink()
    (house / "templates/page.html").write_text("{% load i18n %}{% blocktranslate %}Le {{ day }}{% endblocktranslate %}")
    search()
    translate(house, **{"Le %(day)s": "On %(date)s"})
    with pytest.raises(CommandError, match="other variables than 'Le %\\(day\\)s'"):
        search(check=True)
    path = house / "locale/en/LC_MESSAGES/django.po"
    path.write_text(path.read_text().replace("(date)", "(day)"))
    search(check=True)


def test_translations_are_compiled_once(house):
    search()
    call_command("compile_messages", stdout=io.StringIO())
    compiled = house / "locale/en/LC_MESSAGES/django.mo"
    written = compiled.stat().st_mtime_ns
    call_command("compile_messages", stdout=io.StringIO())
    assert compiled.stat().st_mtime_ns == written
