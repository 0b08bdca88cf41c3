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
        InputError: it has no text.
    """
    found = email.message_from_bytes(data, policy=default)
    body = found.get_body(("plain", "html")) if isinstance(found, EmailMessage) else None
    if body is None:
        raise InputError("the message has no text")
    said = _content(body)
    text = page(name, said).text if body.get_content_type() == "text/html" else SIGNATURE.sub("", said)
    sender = found["from"].addresses[0] if found["from"] and found["from"].addresses else None
    outlet = (sender.display_name or sender.domain) if sender else None
    title = str(found["subject"]).strip() or None if found["subject"] else None
    return Document(name, text.replace("\r\n", "\n"), title, outlet=outlet or None, published=_sent(found), extracted=True)


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
