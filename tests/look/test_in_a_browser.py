"""Every page in a browser: axe finds nothing, nothing runs over, all can be touched, nothing comes from outside."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from rjsmin import jsmin

from .every_part import every_part
from .pages import EVERY_PAGE, Page
from .server import LANGUAGES, Shown
from .window import COLOURS, HERE

pytestmark = pytest.mark.django_db  # what the pages are made of
STATIC = Path(__file__).resolve().parent.parent.parent / "static"
WIDTHS = (320, 360, 1280)
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
            p { margin-bottom: 2em !important }"""  # WCAG 1.4.12
MOST_REQUESTS = 5  # a page with its style, script and icons; thumbnails come besides
TWICE = "html { font-size: 225% !important }"  # WCAG 1.4.4: the sheet says 112.5
CAPTURES = [page for page in EVERY_PAGE if "capture" in page.name]
REFUSED = [page for page in EVERY_PAGE if page.status == 422]
PARTS = Shown(Page("every part", "", "/"), "fr", 200, {"Content-Type": "text/html; charset=utf-8"}, b"")


def faults(window, shown):
    """Where, what is wrong: in both themes at every width, then with the letters and spaces that readers set."""
    window.show(shown)
    found = {}
    for width in WIDTHS:
        window.turn(width)
        found |= {f"{width}, {what}": wrong for what, wrong in window.measured().items()}
        found[f"{width}, axe"] = window.violations()
        window.turn(width, "dark")
        found[f"{width}, dark, axe"] = window.violations(COLOURS)
    window.turn(360)
    for what, css in {"spaced": SPACED, "twice as large": TWICE}.items():
        found |= {f"{what}, {which}": wrong for which, wrong in window.measured_under(css).items()}
    found["complaints"] = window.complaints
    beside = set(window.asked) - {HERE, *shown.images}
    found["requests"] = sorted(beside) if len(beside) + 1 > MOST_REQUESTS else []
    return "\n".join(f"{where}: {one}" for where, wrong in found.items() for one in wrong)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", EVERY_PAGE, ids=lambda page: page.name)
def test_a_page_can_be_read_and_used_by_everybody(shown, look, page, language):
    assert look(faults, shown[page.name, language]) == ""


def test_every_part_can_be_read_and_used_by_everybody(look):
    assert look(faults, parts()) == ""


def parts():
    return PARTS._replace(body=every_part().encode())


def parsed(window, shown, text):
    """What a browser says of a script that it would not understand; nothing, of one that it would."""
    window.show(shown)
    return window.page.evaluate(
        "text => { try { Function(text); return ''; } catch (error) { return `${error}`; } }", text
    )


def test_the_script_is_one_still_without_its_comments(shown, look):
    said = jsmin((STATIC / "alteram.js").read_text())
    page = shown["landing", "fr"]
    page = page._replace(headers={**page.headers, "Content-Security-Policy": "script-src 'self' 'unsafe-eval'"})
    assert look(parsed, page, said) == ""
    assert "Syntax" in look(parsed, page, said + "}")


# Images at their full size --------------------------------------------------------------------------------------------


def opened(window, shown):
    """What each image that the page leads to is, once it is opened: its type, its width, what the browser says."""
    page, found = window.show(shown), set()
    for link in page.locator("a.capture").evaluate_all("(all) => all.map((one) => one.href)"):
        page.goto(link)
        found.add((page.evaluate("document.contentType"), page.evaluate("document.images[0].naturalWidth")))
    return found, window.complaints


@pytest.mark.parametrize("page", CAPTURES, ids=lambda page: page.name)
def test_an_image_opens_alone_at_its_full_size_and_is_nothing_else(shown, look, page):
    found, complaints = look(opened, shown[page.name, "fr"])
    assert found and found <= {("image/jpeg", 1080), ("image/jpeg", 1600)}
    assert complaints == []


def clicked(window, shown, width):
    """What the browser asks for once the image is clicked, near its upper left corner."""
    page = window.show(shown, width=width)
    with page.expect_request("**/?*point*") as asked:
        page.locator("input[type=image]").click(position={"x": 10, "y": 20})
    return parse_qs(urlsplit(asked.value.url).query)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_click_on_an_image_tells_where_it_was_and_what_was_there_before(shown, look, width):
    asked = look(clicked, shown["boxes on an image, two boxes and a corner", "fr"], width)
    assert (asked["point.x"], asked["point.y"], asked["scale"]) == (["10"], ["20"], ["600"])
    assert (asked["box"], asked["corner"]) == (["5,5,40,10", "33.33,50,60.5,12.25"], ["20,70"])


def drawn_by_key(window, shown):
    """What the browser asks for after four numbers and Enter; nothing is clicked."""
    page = window.show(shown)
    page.locator("input[name=left]").focus()
    for number in ("12.5", "20", "30", "5"):
        page.keyboard.type(number)
        page.keyboard.press("Tab")
    with page.expect_request("**/?*left*") as asked:
        page.keyboard.press("Enter")
    return parse_qs(urlsplit(asked.value.url).query)


def test_a_box_is_drawn_with_the_keyboard_alone(shown, look):
    asked = look(drawn_by_key, shown["boxes on an image", "fr"])
    assert {name: asked[name] for name in ("left", "top", "width", "height", "add")} == {
        "left": ["12.5"], "top": ["20"], "width": ["30"], "height": ["5"], "add": ["yes"],
    }  # fmt: skip
    assert "point.x" not in asked


# What has the focus, and what helps to type ---------------------------------------------------------------------------


def corrected(window, shown):
    """Where the focus begins, and where each line of the summary leads: to a control, or nowhere."""
    page = window.show(shown)
    # Given with the first frame, after the load. A function: the policy of the page lets no text be evaluated again.
    page.wait_for_function("() => document.activeElement !== document.body")
    begun = page.evaluate("document.activeElement.className")
    lines = page.locator(".error-summary a")
    led = [lines.nth(number).get_attribute("href")[1:] for number in range(lines.count())]
    return page.title(), begun, {target for target in led if not page.locator(f"[id='{target}']").count()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", REFUSED, ids=lambda page: page.name)
def test_what_is_to_be_corrected_is_said_first_and_leads_there(shown, look, page, language):
    title, begun, lost = look(corrected, shown[page.name, language])
    assert title.startswith({"fr": "Erreur :", "en": "Error:"}[language])
    assert (begun, lost) == ("error-summary", set())


def first_button(window, shown):
    return window.show(shown).get_by_role("link", name="Signaler une publication").first.bounding_box()


def test_reporting_begins_on_the_first_screen_of_a_phone(shown, look):
    box = look(first_button, shown["landing", "fr"])
    assert box["y"] + box["height"] <= 640


def counted(window, shown):
    """What stands beside a text of twenty characters, before and after most of them are typed."""
    page = window.show(shown)
    first = page.locator("[data-count]").inner_text()
    page.get_by_label("Un mot").fill("Bonjour à vous tous")
    return first, page.locator("[data-count]").inner_text()


def test_a_text_says_what_is_left_once_it_matters(look):
    assert look(counted, parts()) == ("20 caractères au plus.", "Caractères restants\u202f: 1")


def unveiled(window, shown):
    """What covers the first image, and what its link says: before, once it was asked for by key, and where that led."""
    page = window.show(shown)
    link = page.locator("[data-veiled]").first
    said = [(link.get_attribute("class"), link.inner_text())]
    link.focus()
    page.keyboard.press("Enter")
    said.append((link.get_attribute("class"), link.inner_text()))
    link.click()
    page.wait_for_url("**/pieces/**")
    return said


def test_a_veiled_image_is_shown_by_the_first_key_or_click_and_opened_by_the_second(shown, look):
    said = look(unveiled, shown["case, with captures disclosed", "fr"])
    assert said == [("capture blurred", "Montrer"), ("capture", "Agrandir")]


# The checks find what they are for ------------------------------------------------------------------------------------

STYLED = {
    "360, over": "<p style='width: 400px'>Large</p>",
    "360, overlaps": "<p>Un</p><p style='margin-top: -2.2em'>Deux</p>",
    "360, small": "<p><button style='font-size: 5px; padding: 0; border: 0'>Un</button></p>",
    "360, axe: image-alt": "<img src='/static/icon.svg'>",
    "360, axe: target-size": "<p style='font-size: 8px'><a href='#a'>Un</a> <a href='#b'>Deux</a></p>",
    "360, blank": "<img alt='Un' src='/static/alteram.css'>",
    "360, dark, axe": "<p style='color: #555'>Pâle</p>",
    "twice as large, over": "<p style='white-space: nowrap'>Une ligne qui ne se coupe pas</p>",
    "complaints": "<img alt='' src='http://elsewhere.example.org/x.png'>",
}


@pytest.mark.parametrize("where", STYLED)
def test_a_fault_is_found(look, where):
    assert f"{where}: " in look(faults, faulty(STYLED[where], {}))


def test_what_the_policy_refuses_is_found(shown, look):
    headers = shown["landing", "fr"].headers
    assert "complaints: Content Security Policy" in look(faults, faulty("<p style='color: red'>Un</p>", headers))


def faulty(html, headers):
    head = "<!DOCTYPE html><html lang='fr'><title>Un</title><link rel='stylesheet' href='/static/alteram.css'>"
    body = f"{head}<main><h1>Un</h1>{html}</main>".encode()
    return PARTS._replace(body=body, headers={**headers, **PARTS.headers})
