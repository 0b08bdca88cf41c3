"""E-mail as documents: the words of the message, without those that it answers to; its date is known to the second."""

import email
import re
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parsedate_to_datetime

from lagebild.errors import InputError
from lagebild.ingest.dates import parse_published
from lagebild.ingest.page import page
from lagebild.text import Document, Published

SIGNATURE = re.compile(r"^-- $.*\Z", re.M | re.S)


def mail(name: str, data: bytes) -> Document:
    """One message: plain text where there is some, else its page.

    Raises:
        InputError: it has no text, or is damaged.
    """
    try:
        return _read(name, data)
    except InputError:
        raise
    except Exception as error:  # the standard library raises AttributeError, IndexError and others on broken headers
        raise InputError(f"the message is damaged: {error}; save its text") from error


def _read(name: str, data: bytes) -> Document:
    found = email.message_from_bytes(data, policy=default)
    body = found.get_body(("plain", "html")) if isinstance(found, EmailMessage) else None
    if body is None:
        raise InputError("the message has no text")
    said = _content(body)
    text = page(name, said).text if body.get_content_type() == "text/html" else SIGNATURE.sub("", said)
    outlet = _sender(found)
    title = str(found["subject"]).strip() or None if found["subject"] else None
    return Document(name, text.replace("\r\n", "\n"), title, outlet=outlet, published=_sent(found), extracted=True)


def _sender(found: EmailMessage) -> str | None:
    """Who sent it, where that can be told."""
    try:
        sender = found["from"].addresses[0]
        return str(sender.display_name or sender.domain) or None
    except (AttributeError, IndexError, TypeError):
        return None


def _content(body: MIMEPart) -> str:
    try:
        return str(body.get_content())
    except (LookupError, UnicodeError) as error:
        raise InputError(f"the message's encoding is unknown: {error}") from error


def _sent(found: EmailMessage) -> Published | None:
    try:
        sent = parsedate_to_datetime(str(found["date"]))
        return parse_published(sent.isoformat(timespec="minutes"))
    except (TypeError, ValueError, InputError):
        return None
