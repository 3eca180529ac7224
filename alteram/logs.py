"""Log lines that tell what went wrong and where, and never whom it concerns."""

import logging
import traceback
from types import TracebackType


class Discreet(logging.Formatter):
    """Leaves out what may hold a name, an address or a tracking code: paths, and the words of an exception."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        if request is not None:
            match = getattr(request, "resolver_match", None)
            record = logging.makeLogRecord(record.__dict__)
            status, page = getattr(record, "status_code", "-"), match.view_name if match else "no page"
            record.msg, record.args = "%s %s → %s", (getattr(request, "method", "-"), page, status)
        return super().format(record)

    def formatException(self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple) -> str:  # noqa: N802
        kind, _words, trace = ei
        return "".join(traceback.format_tb(trace)) + getattr(kind, "__qualname__", "no exception")
