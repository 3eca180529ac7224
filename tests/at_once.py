"""Several at the same moment, each in a thread and a database connection of its own."""

import threading

from django.db import connection


def at_once(*acts):
    """All begin together; what each gave back or raised, in their order."""
    start, results = threading.Barrier(len(acts)), {}

    def run(place, act):
        try:
            start.wait()
            results[place] = act()
        except Exception as failure:  # noqa: BLE001  (the test asks which)
            results[place] = failure
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [results[place] for place in range(len(acts))]
