"""The main job, as people live it on their phones: from a report to a warning, and to a suspension."""

import re
from datetime import date, timedelta

from tests.cases.images import exif, picture, raw
from tests.installation import until

from .conftest import expect

POST = "https://x.com/jean_exemple45/status/17{}"
SAID = "On sait où tu gares ta voiture."
LAST_WEEK = (date.today() - timedelta(days=6)).isoformat()
REASONS = {
    "facts": "Jean Exemple a publié une menace contre un voisin.",
    "rule_explanation": "L’article interdit de menacer quelqu’un.",
    "reply_considered": "Il dit qu’il plaisantait. Le message reste une menace.",
    "aggravating": "Le message vise une personne nommée.",
    "mitigating": "Il regrette, et n’avait jamais été averti.",
    "why_not_lesser": "Un conseil lui a déjà été donné.",
}


def report(site, number, **more):
    """A member reports from the phone; gives the member's browser and the tracking code."""
    member = site.visitor("membre@example.org")
    member.open("/signaler/").fill(address=f"{POST.format(number)}?s=20&t=WhoSharedThis", **more)
    member.press(re.compile("Continuer|Suivant"))
    member.page.locator("main [name=article]").first.check()
    member.press(re.compile("Continuer|Suivant"))
    member.press("Envoyer le signalement")
    expect(member.page.locator("main h1")).to_contain_text("Signalement reçu")
    code = re.search(r"recu/([0-9A-Z-]{19})/", member.page.url)[1]
    return member, code


def take_up(site, officer):
    """The newest case to take: claimed from the queue, then opened."""
    person = site.visitor(officer)
    person.open("/file/")
    person.press(re.compile("Prendre en charge"))
    person.open("/file/?vue=a-moi")
    person.page.locator("main a[href*='/dossiers/']").first.click()
    return person


def reference(visitor):
    return re.search(r"dossiers/([^/]+)/", visitor.page.url)[1]


def test_a_report_ends_in_a_warning_and_everybody_is_told(site, tmp_path):
    capture = tmp_path / "capture_CANARY.heic"
    capture.write_bytes(raw("HEIF", picture(size=(300, 400)), exif=exif()))
    member, code = report(site, 1, captures=capture)
    member.open(f"/mes-signalements/{code}/").shows_an_image("Capture 1")
    alice = take_up(site, "instruction.45@example.org")
    alice.page.locator("main a[href$='/open_review/']").first.click()
    alice.page.locator("main [name=article]").first.check()
    alice.fill(content_date=LAST_WEEK, quote=SAID)
    alice.page.locator("main form button.button").first.click()
    alice.shows_an_image("Capture, pièce 1, pas encore décrite")
    alice.take("redact", as_it_is=True, alt="Une menace, sur fond blanc.")
    grievances = {key: REASONS[key] for key in ("facts", "rule_explanation")}
    alice.take("notify_grievances", maximum="warning", **grievances)
    case = reference(alice)

    jean = site.visitor("concerne@example.org").open("/mon-dossier/")
    jean.does_not_read(SAID)
    jean.page.locator(f"main a[href*='{case}']").first.click()
    jean.press("Ouvrir la lettre")
    jean.reads("avertissement", SAID)
    jean.shows_an_image("Une menace, sur fond blanc.")
    jean.does_not_read("CANARY")
    jean.take("close_hearing", text="Je plaisantais, et je le regrette.")

    assert alice.page.goto(f"/dossiers/{case}/warn/").status == 403
    bob = site.visitor("decision.45@example.org").open(f"/dossiers/{case}/")
    bob.reads("Je plaisantais")
    bob.take("warn", months=12, **REASONS)

    jean.open(f"/mon-dossier/{case}/").press("Ouvrir la lettre")
    jean.reads("avertissement", "recours")
    member.open(f"/mes-signalements/{code}/").reads("une suite a été donnée")
    member.does_not_read("avertissement", "plaisantais", "Jean Exemple")
    jean.open("/notifications/").does_not_read("Camille", code)


def test_a_report_ends_in_a_suspension_signed_by_two_that_ends_by_itself(site):
    report(site, 2)
    alice = take_up(site, "instruction.45@example.org")
    alice.page.locator("main a[href$='/open_review/']").first.click()
    alice.page.locator("main [name=article]").first.check()
    alice.fill(content_date=LAST_WEEK, quote=SAID)
    alice.page.locator("main form button.button").first.click()
    case = reference(alice)
    alice.take("refer_to_national", facts="Une menace grave, que chacun peut lire.")

    third = site.visitor("national.3@example.org").open(f"/dossiers/{case}/")
    grievances = {key: REASONS[key] for key in ("facts", "rule_explanation")}
    third.take("notify_grievances", maximum="suspension", **grievances)
    jean = site.visitor("concerne@example.org").open(f"/mon-dossier/{case}/")
    jean.press("Ouvrir la lettre")
    jean.take("close_hearing", text="Je plaisantais, et je le regrette.")

    first = site.visitor("national.1@example.org").open(f"/dossiers/{case}/")
    first.take("propose", kind="suspension", days=30, **REASONS)
    first.open(f"/dossiers/{case}/suspend/").reads("une autre personne doit la signer")
    second = site.visitor("national.2@example.org").open("/file/?vue=a-signer")
    second.page.locator(f"main a[href*='{case}']").first.click()
    second.take("suspend")
    second.reads("Suspendu")
    jean.open(f"/mon-dossier/{case}/").press("Ouvrir la lettre")
    jean.open("/mon-dossier/").reads("Suspension en cours")

    in_a_month = (date.today() + timedelta(days=32)).isoformat()
    site.installation.run("manage.py", "tick", "--at", f"{in_a_month}T12:00+00:00")
    jean.open(f"/mon-dossier/{case}/").reads("terminée")
    until(site.every_mail_has_left)
    assert len(set(site.mail_server.wire)) == len(site.mail_server.wire) >= 5
    assert "unbroken" in site.installation.run("manage.py", "verify_audit")


# How little it takes -------------------------------------------------------------------------------------------------


def counted(page):
    """The pages that this browser loads from now on."""
    loads = []
    page.on("response", lambda one: one.request.is_navigation_request() and one.status < 300 and loads.append(one.url))
    return loads


def arrived(page):
    """The receipt is there, and so is the report."""
    expect(page.locator("main h1")).to_have_text("Signalement reçu")
    code = page.locator("main .code").inner_text()
    page.goto("/mes-signalements/")
    expect(page.locator("main")).to_contain_text(code)


def share(page, *captures, **shared):
    """What the share sheet of a telephone sends when this product is chosen in it."""
    part, image = (
        'Content-Disposition: form-data; name="{}"\r\n\r\n{}',
        'form-data; name="captures"; filename="IMG_1.png"',
    )
    parts = [part.format(*field).encode() for field in shared.items()]
    parts += [f"Content-Disposition: {image}\r\nContent-Type: image/png\r\n\r\n".encode() + one for one in captures]
    sent = {"method": "POST", "post_data": b"".join(b"--x\r\n%b\r\n" % one for one in parts) + b"--x--\r\n"}

    def send(route):
        route.continue_(headers={**route.request.headers, "content-type": "multipart/form-data; boundary=x"}, **sent)

    page.route("**/signaler/partage/", send, times=1)
    page.goto("/signaler/partage/")


def test_from_the_share_sheet_to_the_receipt_in_three_pages_three_taps_and_no_typing(site):
    page = site.visitor("membre@example.org", has_touch=True).page
    loads = counted(page)
    share(page, title="X", text=f"Vois ce post\n{POST.format(31)}?s=20&t=WhoSharedThis", url="")
    page.locator("main label.choice-card").first.tap()
    page.get_by_role("button", name="Continuer").tap()
    expect(page.locator("main")).to_contain_text("Loiret (45)")
    page.get_by_role("button", name="Envoyer le signalement").tap()
    expect(page.locator("main h1")).to_have_text("Signalement reçu")
    assert len(loads) <= 3, loads
    arrived(page)


def test_a_screenshot_from_the_share_sheet_waits_on_the_first_step(site):
    page = site.visitor("membre@example.org", has_touch=True).page
    share(page, raw(image=picture(size=(300, 400))), title="", text="", url="")
    expect(page.locator("main h1")).to_have_text("Quelle est la publication ?")
    expect(page.get_by_alt_text("Capture 1")).to_be_visible()
    page.get_by_role("button", name="Continuer").tap()
    page.locator("main label.choice-card").first.tap()
    page.get_by_role("button", name="Continuer").tap()
    expect(page.get_by_alt_text("Capture 1")).to_be_visible()
    page.get_by_role("button", name="Envoyer le signalement").tap()
    arrived(page)


def test_from_a_paste_to_the_receipt_in_four_taps(site):
    """The field waits for the paste: the focus is there when the page opens. No button offers what it cannot do."""
    page = site.visitor("membre@example.org", has_touch=True).page
    page.goto("/signaler/")
    expect(page.get_by_role("button", name="Coller")).to_be_hidden()
    page.keyboard.insert_text(POST.format(32))
    for words in ("Continuer", None, "Continuer", "Envoyer le signalement"):
        where = page.get_by_role("button", name=words) if words else page.locator("main label.choice-card").first
        where.tap()
    arrived(page)


def test_where_the_browser_allows_it_a_button_pastes(site):
    page = site.visitor(java_script_enabled=True, permissions=["clipboard-read", "clipboard-write"]).page
    page.goto("/signaler/")
    page.evaluate("text => navigator.clipboard.writeText(text)", POST.format(33))
    expect(page.get_by_label("Lien de la publication")).to_have_value("")
    page.get_by_role("button", name="Coller").click()
    expect(page.get_by_label("Lien de la publication")).to_have_value(POST.format(33))


def test_a_receipt_is_one_sheet_of_paper(site):
    member, code = report(site, 34)
    sheet = member.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    assert re.search(rb"/MediaBox\s*\[0 0 (59[45]\S*) (84[12]\S*)\]", sheet)
    member.page.emulate_media(media="print")
    expect(member.page.locator("header.site")).to_be_hidden()
    expect(member.page.get_by_role("link", name="Suivre mes signalements")).to_be_hidden()
    member.reads(code, "Examiné avant le", "Que va-t-il se passer")
