"""``lagebild add``: every kind of file in one folder, down to the statements; a second run reads nothing again."""

import io
import json

import docx
from typer.testing import CliRunner
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from lagebild.cli import app
from lagebild.store import Store
from tests.ingest.test_files import PAGE, SAID, pdf_of


def folder_of_all_kinds(folder):
    """One report as text, page, PDF, DOCX, e-mail, JSON lines and web archive, and one that is damaged."""
    folder.mkdir()
    (folder / "text.txt").write_text(SAID, encoding="utf8")
    (folder / "page.html").write_text(PAGE, encoding="utf8")
    (folder / "paper.pdf").write_bytes(pdf_of(SAID))
    (folder / "mail.eml").write_text(
        f"From: post@seebote.invalid\nSubject: Lage\nContent-Type: text/plain; charset=utf-8\n\n{SAID}\n", encoding="utf8"
    )
    (folder / "lines.jsonl").write_text(json.dumps({"id": "line", "text": SAID, "language": "de"}), encoding="utf8")
    (folder / "broken.docx").write_bytes(b"PK")
    word = docx.Document()
    word.add_paragraph(SAID)
    word.save(folder / "word.docx")
    with (folder / "crawl.warc.gz").open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        address = "https://seebote.invalid/kran"
        writer.write_record(writer.create_warc_record(address, "response", payload=io.BytesIO(PAGE.encode()), http_headers=headers))
    return folder


def test_a_folder_of_all_kinds_is_read_down_to_the_statements(tmp_path):
    folder, url = folder_of_all_kinds(tmp_path / "reports"), f"sqlite:///{tmp_path / 'a.db'}"
    command = ["add", str(folder), "--language", "de", "--date", "2032-03-03", "--store", url]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 1 and "8 documents: 7 new, 1 failed" in result.stdout and "broken: this is no DOCX file" in result.stderr
    with Store(url) as store:
        said = {e.header.id: e.statement.quantity.low for e in store.entries() if (e.statement.kind, e.statement.type) == ("figure", "injured")}
        assert [i for i, _ in store.failures()] == ["broken"]
    assert said == dict.fromkeys(["text", "page", "paper", "word", "mail", "line", "https://seebote.invalid/kran"], 3)
    assert "7 known already, 1 failed" in CliRunner().invoke(app, command).stdout
