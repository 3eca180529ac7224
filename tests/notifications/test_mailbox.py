"""The demo's mailbox exists in a demo that writes its mail to files, and nowhere else."""

import pytest
from django.core.mail import get_connection, send_mail

from notifications import mailbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings, tmp_path):
    settings.DEMO = True
    settings.EMAIL_BACKEND = "notifications.mailbox.Backend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")


PAGES = ["/courrier-demo/", "/courrier-demo/00000000000000000001-abcdef01/"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("change", [{"DEMO": False}, {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend"}])
def test_elsewhere_it_does_not_exist(demo, client, settings, page, change):
    send_mail("Bonjour", "Un lien", None, ["jean@example.org"])
    for name, value in change.items():
        setattr(settings, name, value)
    assert client.get(page, secure=True).status_code == 404


@pytest.mark.parametrize("name", ["nothing", "..", "%2e%2e%2fsecret", "a%00b", "x.eml"])
def test_a_message_that_is_not_there_is_not_found(demo, client, name):
    mailbox.folder().mkdir()
    (mailbox.folder().parent / "secret.eml").write_text("Subject: secret\n\nsecret")
    assert client.get(f"/courrier-demo/{name}/").status_code == 404


def test_the_newest_comes_first_and_one_is_shown(demo, client):
    connection = get_connection()
    for subject in ("Premier", "Deuxième é"):
        send_mail(
            subject, f"Voici https://example.org/{len(subject)}", None, ["jean@example.org"], connection=connection
        )
    page = client.get("/courrier-demo/").content.decode()
    assert page.index("Deuxième é") < page.index("Premier")
    newest = next(mailbox.latest())
    page = client.get(f"/courrier-demo/{newest.name}/").content.decode()
    assert "Deuxième é" in page
    assert 'href="https://example.org/10"' in page
    assert "jean@example.org" in page


def test_markup_in_a_message_is_text(demo, client):
    send_mail("<b>Gras</b>", "<script>x</script>", None, ["jean@example.org"])
    [only] = mailbox.latest()
    for page in ("/courrier-demo/", f"/courrier-demo/{only.name}/"):
        shown = client.get(page).content.decode()
        assert "<b>Gras" not in shown
        assert "<script>x" not in shown


def test_an_empty_mailbox_says_so(demo, client):
    assert "Aucun e-mail" in client.get("/courrier-demo/").content.decode()


def test_a_message_is_never_read_by_half(demo):
    mailbox.folder().mkdir()
    (mailbox.folder() / "1.part").write_text("Subject: half")
    assert list(mailbox.latest()) == []


def test_names_sort_as_they_were_written(demo):
    for number in range(20):
        send_mail(str(number), "x", None, ["jean@example.org"])
    assert [mail.parsed["subject"] for mail in mailbox.latest()] == [str(number) for number in range(19, -1, -1)]
