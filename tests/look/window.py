"""A window of a browser that is given pages, images, style and script as the server answered them; nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
from django.contrib.staticfiles import finders
from playwright.sync_api import Playwright, Route

from alteram.local.chromium import chromium

from .server import Shown

ORIGIN = "http://localhost"
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
MEASURES = Path(__file__).with_name("measures.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HERE = "/shown/"
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}  # all that a theme can change
UNFOLD = """() => {
  document.querySelectorAll("details").forEach((one) => { one.open = true });
  document.querySelectorAll("img").forEach((one) => { one.loading = "eager" });
  return Promise.allSettled([...document.images].map((one) => one.decode()));
}"""
CALM = {"resultTypes": ["violations"], "preload": False}


class Window:
    """One window; `complaints` is what its browser refused or could not find since the page came."""

    def __init__(self, playwright: Playwright):
        arguments = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"]
        self._browser = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        context = self._browser.new_context(locale="fr-FR")
        for script in (AXE, MEASURES):
            context.add_init_script(path=script)
        self.page = context.new_page()
        self.page.route("**/*", self._serve)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda said: self._hear(said.text))
        self._here, self.complaints, self.asked = None, [], []

    def close(self) -> None:
        self._browser.close()

    def show(self, shown: Shown, *, width: int = 360, scheme: str = "light") -> Any:
        """Open the page, and all that unfolds in it; what it asks for besides is style, script, icons and images."""
        self._here, self.complaints, self.asked = shown, [], []
        self.turn(width, scheme)
        self.page.goto(f"{ORIGIN}{HERE}")
        self.page.evaluate(UNFOLD)
        return self.page

    def turn(self, width: int, scheme: str = "light", height: int = 740) -> None:
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=scheme)

    def measured(self) -> dict[str, list[str]]:
        return self.page.evaluate("measured.all()")

    def violations(self, rules: Any = RULES) -> list[str]:
        """What axe finds: the rule, and where it is broken first."""
        found = self.page.evaluate("(options) => axe.run(options)", {"runOnly": rules, **CALM})["violations"]
        return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]

    def measured_under(self, css: str) -> dict[str, list[str]]:
        """What runs over, or over something, once the reader's own style is laid over the page's."""
        return self.page.evaluate("(css) => measured.under(css)", css)

    def _hear(self, said: str) -> None:
        if "Content Security Policy" in said:
            self.complaints.append(said)

    def _serve(self, route: Route) -> None:
        url = route.request.url
        path = url.removeprefix(ORIGIN)
        self.asked.append(path)
        given = self._here if path == HERE else self._here and self._here.images.get(path)
        if given:
            route.fulfill(status=given.status, headers=given.headers, body=given.body)
        elif path.startswith("/static/") and (file := finders.find(path.removeprefix("/static/"))):
            route.fulfill(path=file)
        else:
            self.complaints.append(f"asked for {url}")
            route.abort()
