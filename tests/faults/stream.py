"""People who act on cases, in a process of their own: so many acts for each number that is read, all through the door.

python -m tests.faults.stream
"""

import sys

import django

django.setup()

from django.utils.timezone import now  # noqa: E402

from tests.cases.cast import Walk, assemble, days  # noqa: E402


def acts(cast):
    """From reports to warnings, case after case; each act tells somebody by e-mail."""
    while True:
        walk = Walk(cast, at=now() - days(8), source="site")  # of which there is no limit to the hour
        yield
        yield walk.in_review()
        yield walk.in_hearing()
        yield walk.opened().heard()
        yield walk.warned()


acting = acts(assemble())
for line in sys.stdin:
    for _ in range(int(line)):
        next(acting)
    print(line, end="", flush=True)
