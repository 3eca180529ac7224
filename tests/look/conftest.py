"""Every page, rendered once for all tests; and a browser that is given nothing else."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import sync_playwright

from tests.beginnings import set_aside

from .server import all_shown
from .window import Window


@pytest.fixture(scope="session")
def shown(django_db_setup, django_db_blocker, tmp_path_factory):
    """{(name, language): page}. Whoever asks for it keeps texts only: what made them is taken back."""
    with django_db_blocker.unblock(), set_aside():
        pages = all_shown(tmp_path_factory.mktemp("shown"))
    return {(one.page.name, one.language): one for one in pages}


@pytest.fixture(scope="session")
def look():
    """`look(check, …)` hands a window to a check, in a thread of its own: a thread of Playwright’s asks no database."""
    with ThreadPoolExecutor(1) as thread:

        def there(do, *given):
            return thread.submit(do, *given).result()

        playwright = there(sync_playwright().start)
        window = there(Window, playwright)
        yield lambda check, *given: there(check, window, *given)
        there(window.close)
        there(playwright.stop)
