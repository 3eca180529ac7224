"""Log lines that tell what went wrong and where, and never whom it concerns."""

import logging
import traceback
from types import TracebackType


class Discreet(logging.Formatter):
    """Leaves out what may hold a name, an address or a tracking code: paths, and the words of an exception."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        said = _said_without_data(record)
        if said is not None:
            record = logging.makeLogRecord(record.__dict__ | {"msg": said, "args": None})
        return super().format(record)

    def formatException(self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple) -> str:  # noqa: N802
        kind, _words, trace = ei
        return "".join(traceback.format_tb(trace)) + getattr(kind, "__qualname__", "no exception")


def _said_without_data(record: logging.LogRecord) -> str | None:
    """What replaces a message known to quote a path or a task's arguments; None where the message may stand."""
    if hasattr(record, "request"):
        match = getattr(record.request, "resolver_match", None)
        page = match.view_name if match else "no page"
        return f"{getattr(record.request, 'method', '-')} {page} → {getattr(record, 'status_code', '-')}"
    if record.name == "celery.app.trace" and hasattr(record, "data"):
        return f"task {record.data.get('name')} {record.data.get('description', 'failed')}"
    return None
