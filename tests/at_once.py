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


def overtaken(act, other, *, before):
    """Both results, `other` having gone from start to end just before the statement of this number that `act` sends.

    Statements inside transactions are not counted: there, somebody who is in the way waits for the end. The second is
    None if `act` sent fewer.
    """
    sent, results = 0, []

    def counting(execute, *statement):
        nonlocal sent
        if not connection.in_atomic_block:
            sent += 1
            if sent == before:
                results.extend(at_once(other))
        return execute(*statement)

    with connection.execute_wrapper(counting):
        first = act()
    return first, next(iter(results), None)
