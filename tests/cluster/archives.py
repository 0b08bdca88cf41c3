"""Archives of invented reports: JSON lines, Parquet and WARC, with copies, doubles, and lines that are none."""

import json
from io import BytesIO

import pyarrow
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

TOWNS = ("Seehafen", "Altmühlen", "Grauwerda")
FIRE = "In {town} ist am {day} ein Lagerhaus in Brand geraten. Nach Angaben der Feuerwehr wurden {n} Menschen verletzt. Die Hauptstraße ist gesperrt."
CLASH = "At least {n} people were arrested during a protest in Leeds on {day}, police said. It is unclear who fired the first shot."
DAYS = ("Montag", "Dienstag", "Mittwoch")


def row(n):
    """One report; some are copies of each other, some tell of the same happening."""
    town, day = TOWNS[n % 3], DAYS[n // 3 % 3]
    german = n % 4 != 3
    text = FIRE.format(town=town, day=day, n=3 + n % 5) if german else CLASH.format(n=10 + n % 3, day="Tuesday")
    if n % 7 == 0:
        text += " Das teilte die Behörde am Abend mit."
    return {"id": f"r{n}", "text": text, "language": "de" if german else "en", "published": f"2031-03-{3 + n % 5:02}", "outlet": f"Blatt {n % 4}"}


def lines(path, count):
    """A file of JSON lines; one is broken, one has the name of an earlier one, one is blank."""
    said = [json.dumps(row(n), ensure_ascii=False) for n in range(count)]
    said[2:2] = ["{broken", "", json.dumps(row(0) | {"text": "Ein anderer Text unter demselben Namen."})]
    path.write_text("\n".join(said) + "\n", encoding="utf8")
    return path


def versions(path, count):
    """Reports at an address of their own, each a second time in a later version that says a little more, far apart in the file."""
    old = [row(n) | {"url": f"https://seebote.invalid/{n}"} for n in range(count)]
    new = [r | {"id": f"{r['id']}b", "text": _more(r["text"]), "published": f"{r['published']}T23:00+00:00"} for r in old]
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in (*old, *new)), encoding="utf8")
    return path


def _more(text):
    return text.replace("verletzt.", "verletzt, drei schwer.").replace("first shot.", "first shot at the station.")


def table(path, count):
    """The same reports as a Parquet file of several row groups."""
    parquet.write_table(pyarrow.Table.from_pylist([row(n) for n in range(count)]), path, row_group_size=5)
    return path


def pages(path, count, cut=0):
    """A web archive of pages. ``cut`` bytes are missing at the end."""
    held = BytesIO()
    writer = WARCWriter(held, gzip=True)
    for n in range(count):
        said = row(n)
        url = f"https://seebote.invalid/{n}"
        when = f'<meta property="article:published_time" content="{said["published"]}">'
        article = f"<article><h1>Bericht</h1><p>{said['text']} Mehr ist nicht bekannt. {n}</p></article>"
        body = f"<html lang='{said['language']}'><head>{when}</head><body>{article}</body></html>"
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=BytesIO(body.encode()), http_headers=headers))
    data = held.getvalue()
    path.write_bytes(data[: len(data) - cut])
    return path
