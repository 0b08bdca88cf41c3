"""The command line on good and bad input, and every line against the contract."""

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from lagebild.cli import app

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((files("lagebild") / "data" / "contract.schema.json").read_text(encoding="utf8"))


def run(*args: str, stdin: bytes | None = None):
    return CliRunner().invoke(app, list(args), input=stdin)


def lines(result) -> list[dict]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_example_gives_every_kind_and_keeps_the_contract():
    result = run("read", str(ROOT / "examples/hafenstadt.txt"), "--date", "2024-03-14", "--format", "jsonl")
    (line,) = lines(result)
    jsonschema.validate(line, SCHEMA)
    assert {s["kind"] for s in line["statements"]} == {"event", "figure", "status", "position", "question"}
    assert result.exit_code == 0


@pytest.mark.parametrize("form", ["picture", "markdown", "json"])
def test_other_forms_print(form):
    result = run("read", str(ROOT / "examples/hafenstadt.txt"), "--date", "2024-03-14", "--format", form)
    assert result.exit_code == 0
    assert "Hafenarbeiter" in result.stdout


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "empty"), (b"%PDF-1.4\x00\x01", "binary"), (b"\x89PNG\r\n\x00\x00", "binary"), (b"   \n ", "empty")],
)
def test_what_is_no_text_fails_with_a_clear_message(tmp_path, data, said):
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    result = run("read", str(path), "--format", "jsonl")
    assert result.exit_code == 1
    assert said in lines(result)[0]["error"]["message"]


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "utf-8-sig"])
def test_other_encodings_are_read(tmp_path, encoding):
    path = tmp_path / "text.txt"
    path.write_bytes("Die Straße nach München wurde gesperrt.".encode(encoding))
    (line,) = lines(run("read", str(path), "--language", "de", "--format", "jsonl"))
    assert [s["subject"]["class"] for s in line["statements"] if s["kind"] == "status"] == ["road"]


def test_a_broken_line_does_not_stop_the_batch(tmp_path):
    path = tmp_path / "many.jsonl"
    good = json.dumps({"id": "a", "language": "de", "text": "Drei Menschen wurden verletzt."})
    path.write_text(f'{good}\n{{"id": "b", "te\n{good.replace(chr(34) + "a" + chr(34), chr(34) + "c" + chr(34))}\n', encoding="utf8")
    result = run("read", str(path), "--format", "jsonl")
    found = lines(result)
    assert result.exit_code == 1
    assert [d["document"]["id"] for d in found] == ["a", "many-2", "c"]
    assert "error" in found[1]


def test_an_absurd_date_is_wrong_usage():
    assert run("read", "-", "--date", "2022-13-45", stdin=b"Text").exit_code == 2


def test_doctor_finds_the_model_complete():
    assert run("doctor").exit_code == 0


def test_reading_a_text_loads_no_library_of_other_inputs_or_of_the_store():
    loaded = "import sys, lagebild.cli; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    found = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout.split()
    assert not {"sqlalchemy", "alembic", "trafilatura", "docx", "pypdf", "warcio", "py3langid"} & set(found)
