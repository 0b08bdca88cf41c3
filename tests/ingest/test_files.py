"""PDF, DOCX, e-mail and web archives as documents; damaged ones are failures."""

import io

import docx
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from lagebild.ingest import Failed, documents

SAID = "In Seehafen wurden drei Menschen verletzt."
PAGE = f"<html><head><title>Kran</title></head><body><article><h1>Kran</h1><p>{SAID} {'Der Hafen ist gesperrt. ' * 9}</p></article></body></html>"


def pdf_of(text: str) -> bytes:
    """A one-page PDF with a line of text."""
    stream = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET".encode("latin1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, places = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, 2)
    for n, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (n, body))
    start = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places))
    out.write(b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def only(path, **more):
    (found,) = documents([str(path)], **more)
    return found


def test_a_pdf_gives_its_text(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf_of(SAID))
    found = only(tmp_path / "a.pdf", language="de")
    assert found.text.strip() == SAID and found.extracted


def test_a_docx_gives_paragraphs_and_tables_in_order(tmp_path):
    made = docx.Document()
    made.core_properties.title = "Lage"
    made.add_paragraph(SAID)
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Verletzte", "3"
    made.add_paragraph("Ende.")
    made.save(str(tmp_path / "a.docx"))
    found = only(tmp_path / "a.docx", language="de")
    assert (found.title, found.text) == ("Lage", f"{SAID}\nVerletzte\t3\nEnde.")


def test_a_message_gives_its_words_and_its_date(tmp_path):
    head = 'From: "Seebote" <post@seebote.invalid>\nSubject: Lage\nDate: Wed, 03 Mar 2032 18:00:00 +0100\nContent-Type: text/plain; charset=utf-8\n\n'
    (tmp_path / "a.eml").write_bytes(f"{head}{SAID}\n-- \nSeebote, Kai 1\n".encode())
    found = only(tmp_path / "a.eml", language="de")
    assert (found.title, found.outlet, found.text.strip()) == ("Lage", "Seebote", SAID)
    assert found.published.earliest.startswith("2032-03-03T18:00") and found.published.earliest.endswith("+01:00")


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_an_archive_gives_its_pages_with_their_addresses(tmp_path, name):
    with (tmp_path / name).open("wb") as stream:
        writer = WARCWriter(stream, gzip=name.endswith("gz"))
        for url, status, kind in (("a", "200 OK", "text/html"), ("b", "404 Not Found", "text/html"), ("c", "200 OK", "image/png")):
            headers = StatusAndHeaders(status, [("Content-Type", f"{kind}; charset=utf-8")], protocol="HTTP/1.1")
            address = f"https://seebote.invalid/{url}"
            writer.write_record(writer.create_warc_record(address, "response", payload=io.BytesIO(PAGE.encode()), http_headers=headers))
    for path in (tmp_path / name, tmp_path):
        (found,) = documents([str(path)], language="de")
        assert found.url == "https://seebote.invalid/a" and SAID in found.text


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.warc.gz", "a.eml"])
@pytest.mark.parametrize("data", [b"", b"nothing of the kind", pdf_of(SAID)[:300], b"PK\x03\x04\x00\x00"])
def test_damaged_files_fail_with_a_message(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    for found in documents([str(tmp_path / name)], language="de"):
        assert isinstance(found, Failed) and found.message or name == "a.eml"
