"""The desk from a keyboard, for whoever works here all day: French keys, few of them, none of which signs."""

import pytest
from playwright.sync_api import expect

from .people import EMAILS
from .words import WORDS

POST = "https://x.com/jean_exemple45/status/18{}"
DESK = {"java_script_enabled": True, "viewport": {"width": 1280, "height": 800}}
SIGNS = "button[data-key=s]"
TABS = 15  # to what a page is opened for, at most
# Without Shift a French keyboard writes these; which key it was is what counts.
AZERTY = {"1": "&", "2": "é", "3": '"', "4": "'", "5": "("}
PRESSED = """([key, code]) => {
  for (const type of ["keydown", "keyup"])
    document.activeElement.dispatchEvent(new KeyboardEvent(type, {key, code, bubbles: true, cancelable: true}));
}"""


@pytest.fixture(scope="module")
def desk(site):
    """`desk(name)` is the desk of somebody who is signed in to the demo."""

    def at(name, **more):
        return site.visitor(EMAILS[name], **DESK | more)

    return at


@pytest.fixture(scope="module")
def cases(site):
    """Four that Denis may decide, and one that nobody has taken."""
    camille, ines = site.visitor(EMAILS["camille"]), site.visitor(EMAILS["ines"])
    jean, words = site.visitor(EMAILS["jean"]), WORDS["fr"]
    reproached = {name: words.reasons[name] for name in ("facts", "rule_explanation")}
    made = []
    for number in range(4):
        camille.reports(POST.format(number))
        made.append(ines.takes_up())
        ines.opens_the_review().takes("notify_grievances", maximum="warning", **reproached)
        jean.opens_the_letter(made[-1]).takes("close_hearing", text=words.reply)
    camille.reports(POST.format(9))
    return made


def digit(page, number):
    """The key that stands under this digit on a French keyboard, without Shift."""
    with page.expect_navigation():
        page.evaluate(PRESSED, [AZERTY[number], f"Digit{number}"])


def focused(page, what):
    return page.evaluate("what => document.activeElement.closest(what) !== null", what)


def opens_a_warning(page):
    """From the queue to the form of a warning, in three keys."""
    page.goto("/file/?vue=reponses")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    digit(page, page.locator("a[href*='/warn/'] kbd").inner_text())


def writes(desk):
    desk.fills(months=12, **desk.words.reasons)
    desk.main.locator("textarea").last.focus()


def test_four_keys_lead_to_the_letter_and_six_sign_it(desk, cases):
    denis = desk("denis")
    page = denis.page
    opens_a_warning(page)
    assert "/warn/?vue=reponses" in page.url
    writes(denis)
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")  # the fourth
    expect(page.locator("h1")).to_have_text("Relire avant de signer")
    page.keyboard.press("s")
    assert focused(page, SIGNS)
    expect(page.locator("h1")).to_have_text("Relire avant de signer")  # a letter alone has signed nothing
    with page.expect_navigation():
        page.keyboard.press("Enter")  # the sixth
    expect(denis.main.locator(".notice-box[role=status]").first).to_be_visible()
    with page.expect_navigation():
        page.keyboard.press("n")
    assert "/dossiers/" in page.url and "vue=reponses" in page.url


def test_no_key_does_anything_while_somebody_writes(desk, cases):
    denis = desk("denis")
    page = denis.page
    opens_a_warning(page)
    here, area = page.url, denis.main.locator("textarea").first
    area.focus()
    for typed in "jkxcsn/?1&gfgs":
        page.keyboard.insert_text(typed)
        page.keyboard.press("Digit2")
        page.evaluate(PRESSED, [typed, "Digit1"])
    assert page.url == here and focused(page, "textarea")
    assert area.input_value().startswith("j") and "gfgs"[-1] in area.input_value()
    page.goto("/file/?vue=reponses")
    search = page.locator("[type=search]")
    page.keyboard.press("/")
    assert focused(page, "[type=search]")
    page.keyboard.type("jxcn?1")
    expect(search).to_have_value("jxcn?1")
    assert "vue=reponses" in page.url


def test_letters_alone_change_no_case(desk, cases):
    ines = desk("ines")
    page = ines.page
    page.goto("/file/")
    before = page.locator("button[data-key=c]").count()
    for key in ("j", "x", "c", "s", "a", "1", "2", "?"):
        page.keyboard.press(key)
    assert before >= 1
    page.goto("/file/")
    assert page.locator("button[data-key=c]").count() == before


def test_arrows_of_the_list_tick_and_the_claim_is_one_enter_away(desk, cases):
    ines = desk("ines")
    page = ines.page
    page.goto("/file/?vue=tous")
    rows = page.locator("[data-row]")
    for key, place in (("j", 1), ("j", 2), ("j", 3), ("k", 2)):
        page.keyboard.press(key)
        assert focused(page, f"[data-row]:nth-child({place})")
    page.keyboard.press("x")
    expect(rows.nth(1).locator("[type=checkbox]")).to_be_checked()
    expect(page.locator("[type=checkbox]:checked")).to_have_count(1)
    page.goto("/file/")
    page.keyboard.press("c")
    assert focused(page, "button[data-key=c]")


def test_the_list_of_keys_opens_with_a_question_mark_and_leads_to_the_switch(desk, cases):
    page = desk("ines").page
    page.goto("/file/")
    page.keyboard.press("?")
    expect(page.get_by_text("Aucun raccourci ne signe")).to_be_visible()
    page.keyboard.press("g")
    with page.expect_navigation():
        page.keyboard.press("s")
    assert page.url.endswith("/signaler/")


def test_whoever_turns_the_keys_off_has_none(desk, cases):
    ines = desk("ines")
    page = ines.page
    ines.opens("/mes-preferences/")
    page.locator("[name=has_keys]").uncheck()
    with page.expect_navigation():
        ines.main.locator("button.button").click()
    try:
        page.goto("/file/")
        for key in ("j", "/", "?", "c"):
            page.keyboard.press(key)
        assert focused(page, "body") and not focused(page, "main *")
        assert page.locator("#touches").count() == 0
    finally:
        ines.opens("/mes-preferences/")
        page.locator("[name=has_keys]").check()
        with page.expect_navigation():
            ines.main.locator("button.button").click()


@pytest.mark.parametrize(
    ("path", "skip", "action"),
    [("/file/", "#dossiers", "button[data-key=c]"), ("/file/?vue=reponses", "#dossiers", "[data-row] th a"),
     ("case", "#agir", ".steps-list a"), ("/signaler/", "#main", "form .button")],
)  # fmt: skip
def test_what_a_page_is_for_is_few_tabs_away_without_script(desk, cases, path, skip, action):
    denis = desk("denis" if path != "/file/" else "ines", java_script_enabled=False)
    page = denis.page
    page.goto(f"/dossiers/{cases[-1]}/" if path == "case" else path)
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if focused_without_script(page, f"a.skip[href='{skip}']"):
            page.keyboard.press("Enter")
        if focused_without_script(page, action):
            break
    assert focused_without_script(page, action)


def focused_without_script(page, what):
    return page.locator(f":is({what}):focus").count() > 0
