"""What is told while the work goes on: lines for people, or JSON for machines, on standard error."""

import json
import logging
import sys
from datetime import UTC, datetime
from enum import StrEnum

PLAIN = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


class LogFormat(StrEnum):
    """How log lines are written."""

    text = "text"
    json = "json"


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, where from, what happened, and the figures that belong to it."""

    def format(self, record: logging.LogRecord) -> str:
        """A record as a line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = {"time": at, "level": record.levelname.lower(), "logger": record.name, "message": record.getMessage()}
        own = {k: v for k, v in record.__dict__.items() if k not in PLAIN and not k.startswith("_")}
        fault = {"fault": self.formatException(record.exc_info)} if record.exc_info else {}
        return json.dumps(said | own | fault, ensure_ascii=False, default=str)


class Lines(logging.Formatter):
    """The same for people."""

    def format(self, record: logging.LogRecord) -> str:
        """A record as a line."""
        own = " ".join(f"{k}={v}" for k, v in record.__dict__.items() if k not in PLAIN and not k.startswith("_"))
        return f"lagebild: {record.getMessage()}{f' ({own})' if own else ''}"


def start(form: LogFormat | None) -> None:
    """Write log lines from now on; without a form only warnings, for people."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if form is LogFormat.json else Lines())
    own = logging.getLogger("lagebild")
    own.handlers[:] = [handler]
    own.setLevel(logging.INFO if form else logging.WARNING)
    own.propagate = False
