"""What a person sees: numbers with bounds, words of the document's language, and reasons."""

import io
import os
import signal
import subprocess
import sys
from dataclasses import replace

import pytest
from rich.console import Console

import lagebild
from lagebild.pipeline import read_parsed
from lagebild.report.explain import explained
from lagebild.report.markdown import markdown
from lagebild.report.terminal import show
from lagebild.report.wording import amount, labels_for, number
from lagebild.statements import Failure, Quantity, Reading
from lagebild.text import Document

REPORT = (
    "Bei einem Brand in der Raffinerie von Tarnsee wurden nach Angaben der Feuerwehr über 1.200 Menschen verletzt.\n"
    "Unklar ist, wer den Alarm ausgelöst hat. Der Bahnhof wurde am Montag geschlossen.\n"
    "Der Himmel blieb den ganzen Tag über grau."
)


@pytest.fixture(scope="module")
def reading():
    return lagebild.read(REPORT, language="de", published="2024-09-18", title="Brand *in* [Tarnsee]")


def shown(reading, width=80):
    stream = io.StringIO()
    show(reading, Console(file=stream, width=width))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("quantity", "german", "english"),
    [
        (Quantity(1000, None), "≥ 1.000", "≥ 1,000"),
        (Quantity(None, 50), "≤ 50", "≤ 50"),
        (Quantity(20, 30), "20–30", "20–30"),
        (Quantity(2000, 2000, approx=True), "≈ 2.000", "≈ 2,000"),
        (Quantity(13, 13), "13", "13"),
        (Quantity(2.5, 2.5), "2,5", "2.5"),
        (Quantity(None, None), "", ""),
        (None, "", ""),
    ],
)
def test_amounts_keep_their_bounds(quantity, german, english):
    assert (amount(quantity, labels_for("de")), amount(quantity, labels_for("en"))) == (german, english)


def test_numbers_of_an_unknown_language_are_english():
    assert number(12345678, labels_for("xx")) == "12,345,678"


def test_the_picture_fits_80_columns_and_needs_no_colour(reading):
    said = shown(reading)
    assert all(len(line) <= 80 and line == line.rstrip() for line in said.splitlines())
    assert "\x1b" not in said
    for words in ("Zahlen", "≥ 1.200 Verletzte", "— über 1.200 Menschen", "laut", "Z. 1", "geschlossen", "Offene Fragen"):
        assert words in said


def test_an_english_report_has_english_words():
    said = shown(lagebild.read("Police said at least 30 people were injured when a bridge collapsed in Wexley on Monday.", language="en"))
    assert "Figures" in said
    assert "≥ 30 injured" in said


def test_markdown_and_notebooks_escape_what_the_text_brings(reading):
    assert "Brand \\*in\\* \\[Tarnsee\\]" in markdown(reading)
    evil = replace(reading, document=replace(reading.document, title="<script>"))
    assert "<script>" not in evil._repr_html_()
    assert "≥ 1.200 Verletzte" in evil._repr_html_()
    assert Reading(Document("x", ""), failure=Failure("InputError", "a < b"))._repr_html_() == "<p>a &lt; b</p>"


def test_every_sentence_is_explained(reading):
    _, parse = read_parsed(reading.document)
    lines = list(explained(reading, parse, None))
    assert sum(1 for line in lines if line[:1].isdigit()) == len(parse.sentences) == 4
    assert any("by the rule de/figures#" in line for line in lines)
    assert any("cue:" in line for line in lines)
    assert any("no statement" in line for line in list(explained(reading, parse, None, only=4)))


def test_repaired_text_is_read_and_quoted_as_given():
    given = "Nach Angaben der BehÃ¶rden wurden in der StraÃŸe Ã¼ber 40 Menschen verletzt.\r\n"
    reading = lagebild.read(given, language="de")
    (figure,) = [s for s in reading.statements if s.kind == "figure"]
    assert figure.anchor.text == figure.anchor.span.of(given) == "Ã¼ber 40 Menschen"
    assert figure.quantity.low == 40
    assert reading.document.text == given
    assert "encoding-repaired" in {f.kind for f in reading.document.flags}


def command(*args, **options):
    return subprocess.Popen([sys.executable, "-m", "lagebild", *args], **{"stderr": subprocess.PIPE, **options})


def test_a_reader_that_leaves_early_is_no_error(tmp_path):
    for n in range(5):
        (tmp_path / f"{n}.txt").write_text(REPORT, encoding="utf8")
    process = command("read", str(tmp_path), "--format", "json", stdout=subprocess.PIPE)
    process.stdout.readline()
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    assert process.wait() == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_is_said_in_one_line(tmp_path):
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf8")
    with open("/dev/full", "wb") as full:
        process = command("read", str(tmp_path / "a.txt"), "--format", "jsonl", stdout=full)
        said = process.stderr.read()
    assert process.wait() == 1
    assert b"Traceback" not in said


def test_a_closed_output_is_said_in_one_line():
    result = subprocess.run(["sh", "-c", f"{sys.executable} -m lagebild doctor >&-"], capture_output=True, check=False)
    assert result.returncode == 1
    assert b"Traceback" not in result.stderr


def test_interrupting_gives_no_traceback():
    process = command("read", "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    process.stdin.write(b"Text ")
    process.stdin.flush()
    try:
        process.wait(timeout=4)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)
    assert b"Traceback" not in process.communicate()[1]
    assert process.returncode != 0


def test_importing_the_package_loads_no_model_library():
    code = "import sys, lagebild; print([m for m in ('onnxruntime', 'trafilatura', 'typer') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    assert all(hasattr(lagebild, name) for name in lagebild.__all__)
