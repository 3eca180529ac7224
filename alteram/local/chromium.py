"""A Chromium for the browser journeys: the one of this machine, or one that is installed now."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DEBIAN = (
    ("apt-get", "update", "-qq"),
    ("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core"),
)


class BrowserMissing(Exception):
    """No Chromium here, and none could be installed."""


def chromium() -> str:
    """The path of a Chromium that starts; ALTERAM_CHROMIUM names one, the PATH or a package manager gives one."""
    given = os.environ.get("ALTERAM_CHROMIUM")
    for find in (lambda: given, _installed, _from_debian, _from_playwright):
        path = find()
        if path and _starts(path):
            return path
        if given:
            break
    raise BrowserMissing("no Chromium on this machine and none could be installed; give its path: ALTERAM_CHROMIUM=…")


def _installed() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def _from_debian() -> str | None:
    if os.geteuid() != 0 or not Path("/etc/debian_version").exists():
        return None
    print("Installing Debian's Chromium for the browser journeys (once)…", flush=True)
    for command in DEBIAN:
        subprocess.run(command, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, stdout=subprocess.DEVNULL)
    return _installed()


def _from_playwright() -> str:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if not Path(path).exists():
        print("Installing Playwright's Chromium for the browser journeys (once)…", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return path


def _starts(path: str) -> bool:
    command = [path, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "about:blank"]
    try:
        return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
