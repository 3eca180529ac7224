"""How little it takes to report: counted as somebody does it on a telephone, without JavaScript."""

import re

from playwright.sync_api import expect

from tests.cases.images import picture, raw

from .people import POST

# Seconds that a practised hand and eye need, as the keystroke-level model has them (Card, Moran and Newell): an
# estimate from what was counted, which stands in for nobody whom one has watched.
A_TAP, A_DECISION, A_PAGE, READING = 1.1, 1.35, 1.0, 10
DECISIONS = 4  # to share, where to, the rule, to send
AT_MOST = 30


class Thumb:
    """What is tapped and pasted on this page, and the pages that come of it. Nothing is typed: it has no keys."""

    def __init__(self, page):
        self.page, self.taps, self.pastes, self.loads = page, 0, 0, []
        page.on("response", self._loaded)

    def _loaded(self, answer):
        if answer.request.is_navigation_request() and answer.status < 300:
            self.loads.append(answer.url)

    def tap(self, words=None):
        """The button of these words, or the first rule."""
        button = self.page.get_by_role("button", name=words) if words else None
        (button or self.page.locator("main label.choice-card").first).tap()
        self.taps += 1

    def paste(self, text):
        self.page.keyboard.insert_text(text)
        self.pastes += 1

    def seconds(self, before=0):
        """Of it all, with so many taps before the application was there."""
        deeds = self.taps + self.pastes + before
        return READING + A_TAP * deeds + A_DECISION * DECISIONS + A_PAGE * len(self.loads)


def arrived(page):
    """The receipt is there, and so is the report."""
    expect(page.locator("main h1")).to_have_text("Signalement reçu")
    code = page.locator("main .code").inner_text()
    page.goto("/mes-signalements/")
    expect(page.locator("main")).to_contain_text(code)


def reports(site):
    [(count,)] = site.installation.sql("SELECT count(*) FROM cases_report")
    return count


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
    before, page = reports(site), site.visitor("membre@example.org", has_touch=True).page
    thumb = Thumb(page)
    share(page, title="X", text=f"Vois ce post\n{POST.format(31)}?s=20&t=WhoSharedThis", url="")
    thumb.tap()
    thumb.tap("Continuer")
    expect(page.locator("main")).to_contain_text("Loiret (45)")
    thumb.tap("Envoyer le signalement")
    expect(page.locator("main h1")).to_have_text("Signalement reçu")
    assert (thumb.taps, thumb.pastes, len(thumb.loads)) == (3, 0, 3), thumb.loads
    assert thumb.seconds(before=2) <= AT_MOST
    assert reports(site) == before + 1
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
    before, page = reports(site), site.visitor("membre@example.org", has_touch=True).page
    thumb = Thumb(page)
    page.goto("/signaler/")
    expect(page.get_by_role("button", name="Coller")).to_be_hidden()
    thumb.paste(POST.format(32))
    for words in ("Continuer", None, "Continuer", "Envoyer le signalement"):
        thumb.tap(words)
    expect(page.locator("main h1")).to_have_text("Signalement reçu")
    assert (thumb.taps, thumb.pastes, len(thumb.loads)) == (4, 1, 4), thumb.loads
    assert thumb.seconds() <= AT_MOST
    assert reports(site) == before + 1
    arrived(page)


def test_where_the_browser_allows_it_a_button_pastes(site):
    page = site.visitor(java_script_enabled=True, permissions=["clipboard-read", "clipboard-write"]).page
    page.goto("/signaler/")
    page.evaluate("text => navigator.clipboard.writeText(text)", POST.format(33))
    expect(page.get_by_label("Lien de la publication")).to_have_value("")
    page.get_by_role("button", name="Coller").click()
    expect(page.get_by_label("Lien de la publication")).to_have_value(POST.format(33))


def test_a_receipt_is_one_sheet_of_paper(site):
    member = site.visitor("membre@example.org")
    code = member.reports(POST.format(34))
    sheet = member.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    assert re.search(rb"/MediaBox\s*\[0 0 (59[45]\S*) (84[12]\S*)\]", sheet)
    member.page.emulate_media(media="print")
    expect(member.page.locator("header.site")).to_be_hidden()
    expect(member.page.get_by_role("link", name="Suivre mes signalements")).to_be_hidden()
    member.reads(code, "Examiné au plus tard le", "Que va-t-il se passer")
