"""`make measure`: what a server that serves as in production sends, and when words appear; asserted by no test.

WRITE=yes writes the figures into docs/interface.md. Seconds are those of this machine, with what else it does.
"""

import gzip
import os
import statistics
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from alteram.local.chromium import chromium
from cases.demo.accounts import PASSWORD
from tests.installation import Installation, a_broker, a_database, a_port, health, until

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "interface.md"
MARK = "<!-- measured -->\n"
OFTEN, WARM = 21, 8  # warm: every thread of the server has been asked
PHONE = {"viewport": {"width": 360, "height": 740}, "locale": "fr-FR"}
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}  # 400 kbit/s
PAGES = {
    "report, first question": ("", "/signaler/"),
    "queue, 50 rows": ("instruction.45@example.org", "/file/?vue=tous"),
    "case": ("instruction.45@example.org", ""),
    "national view": ("national.1@example.org", "/national/"),
}
PAINTED = "performance.getEntriesByName('first-contentful-paint').map((one) => one.startTime)[0]"


@pytest.fixture(scope="module")
def address(tmp_path_factory, django_db_blocker):
    """An installation with two hundred cases, its files collected, compressed and named by their content."""
    folder = tmp_path_factory.mktemp("measured")
    with a_database(folder) as database, a_port() as port:
        installation = Installation(folder, database, django_db_blocker)
        installation.environment |= {"ALTERAM_COLLECTED": "yes", "ALTERAM_STATIC": str(folder / "static")}
        for command in (
            ["migrate", "-v0"], ["createcachetable"], ["compile_messages", "-v0"],
            ["collectstatic", "--no-input", "-v0"], ["seed_demo", "--cases", "200", "--federations", "2"],
        ):  # fmt: skip
            installation.run("manage.py", *command)
        installation.sql("ANALYZE")  # what a database does by itself within a day
        with a_broker(folder, installation.environment):
            child = installation.web(port)
            address = f"http://127.0.0.1:{port}"
            until(lambda: health(address))
            yield address
            child.stop()


def test_measured(address):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        rows = [row(browser, address, name, *place) for name, place in PAGES.items()]
        browser.close()
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    said = "\n".join([
        f"On {date.today():%d %B %Y}, on a machine of {os.cpu_count()} processors with a load of {load}:",
        "",
        "| page | sent, kB | page alone | requests | other hosts | nodes | first words, ms | in a new process | slow |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        *rows,
    ])  # fmt: skip
    print(f"\n{said}")
    if os.environ.get("WRITE") == "yes":
        before, mark, after = PAGE.read_text(encoding="utf-8").split(MARK)[0], MARK, "\n"
        PAGE.write_text(f"{before}{mark}\n{said}{after}", encoding="utf-8")


def row(browser, address, name, email, path):
    state = signed_in(browser, address, email)
    url = address + (path or a_case(browser, address, state))
    with visitor(browser, state) as visit:
        running = [visit(url) for _ in range(WARM + OFTEN)][WARM:]
    started = [first_visit(browser, url, state) for _ in range(OFTEN)]
    slowed = [first_visit(browser, url, state, slow=True) for _ in range(OFTEN)]
    one = running[0]
    weights = [f"{one[part] / 1000:.1f}" for part in ("sent", "page")]
    cells = [name, *weights, one["requests"], one["others"], one["nodes"], *map(painted, (running, started, slowed))]
    return f"| {' | '.join(map(str, cells))} |"


def painted(visits):
    """When words appeared: the median, and what nineteen of twenty kept."""
    moments = [one["painted"] for one in visits]
    return f"{statistics.median(moments):.0f} ({statistics.quantiles(moments, n=20, method='inclusive')[-1]:.0f})"


def signed_in(browser, address, email):
    if not email:
        return None
    context = browser.new_context(base_url=address, **PHONE)
    page = context.new_page()
    page.goto("/compte/login/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    with page.expect_navigation():
        page.locator("main button").first.click()
    return context.storage_state()


def a_case(browser, address, state):
    page = browser.new_context(base_url=address, storage_state=state).new_page()
    page.goto("/file/?vue=tous")
    return page.locator("main th a").first.get_attribute("href")


def first_visit(browser, url, state, *, slow=False):
    """By a tab of its own, for which the browser starts a process."""
    with visitor(browser, state, slow=slow) as visit:
        return visit(url)


@contextmanager
def visitor(browser, state, *, slow=False):
    """A tab that keeps nothing between its visits."""
    context = browser.new_context(storage_state=state, **PHONE)
    page, sizes, hosts = context.new_page(), {}, set()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    devtools.on("Network.requestWillBeSent", lambda told: hosts.add(told["request"]["url"].split("/")[2]))
    devtools.on("Network.loadingFinished", lambda told: sizes.update({told["requestId"]: told["encodedDataLength"]}))
    if slow:
        devtools.send("Network.emulateNetworkConditions", SLOW)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})

    def visit(url):
        """The page is counted as a server in front compresses it; the rest as it came."""
        sizes.clear()
        answer = page.goto(url)
        page.wait_for_load_state("networkidle")
        body = answer.body()
        squeezed = len(gzip.compress(body))
        return {"painted": until(lambda: page.evaluate(PAINTED)), "requests": len(sizes), "others": len(hosts) - 1,
                "page": squeezed, "sent": sum(sizes.values()) - len(body) + squeezed,
                "nodes": page.evaluate("document.querySelectorAll('*').length")}  # fmt: skip

    yield visit
    context.close()
