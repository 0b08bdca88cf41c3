"""Good and bad input: every input is a document with flags, or a failure with a clear message."""

import json

import pytest

from lagebild.errors import InputError
from lagebild.ingest import LONGEST, Failed, documents
from lagebild.text import Document

REPORT = "Am Abend sperrte die Polizei in Lohberg zwei Straßen, nachdem über dem Güterbahnhof dichter Rauch aufgestiegen war. "


def read(path, **options):
    return list(documents([str(path)], **options))


def kinds(document):
    return {f.kind for f in document.flags}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive"),
        (bytes(range(256)) * 8, "binary"),
        ("\u200b\u00a0".encode(), "empty"),
    ],
)
def test_what_is_no_text_is_named(tmp_path, data, said):
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    (found,) = read(path)
    assert isinstance(found, Failed)
    assert said in found.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"])
def test_every_common_encoding_is_read(tmp_path, encoding):
    path = tmp_path / "text.txt"
    path.write_bytes(REPORT.encode(encoding))
    (found,) = read(path)
    assert found.text == REPORT
    assert found.language == "de"
    assert ("encoding-repaired" in kinds(found)) == (encoding in ("latin-1", "cp1252", "utf-16-le", "utf-16-be"))


def test_a_few_broken_bytes_do_not_spoil_the_rest(tmp_path):
    path = tmp_path / "text.txt"
    path.write_bytes(REPORT.encode() * 2 + b"\xff" + REPORT.encode())
    (found,) = read(path)
    assert found.text.count("Straßen") == 3
    assert "encoding-repaired" in kinds(found)


def test_a_huge_file_is_read_as_far_as_it_fits(tmp_path):
    path = tmp_path / "huge.txt"
    path.write_text(REPORT * (20_000_000 // len(REPORT)), encoding="utf8")
    (found,) = read(path)
    assert LONGEST - len(REPORT) < len(found.text) <= LONGEST
    assert "truncated" in kinds(found)


def test_line_ends_are_kept_as_given(tmp_path):
    path = tmp_path / "text.txt"
    path.write_bytes(b"Eins.\r\n\r\nZwei.\r")
    assert read(path)[0].text == "Eins.\r\n\r\nZwei.\r"


def test_missing_files_and_empty_folders_are_named(tmp_path):
    (missing,) = read(tmp_path / "none.txt")
    (empty,) = read(tmp_path)
    (odd,) = read("a\x00b")
    assert "cannot be opened" in missing.message
    assert "holds no texts" in empty.message
    assert isinstance(odd, Failed)


def test_a_folder_is_read_with_all_below_it(tmp_path):
    for name in ("b.txt", "deep/er/a.txt", "deep/b.txt", "left.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(REPORT, encoding="utf8")
    assert [d.id for d in read(tmp_path)] == ["b", "deep/b", "deep/er/a"]


def test_inputs_of_the_same_name_get_different_ids(tmp_path):
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "report.txt").write_text(REPORT, encoding="utf8")
    found = documents([str(tmp_path / f / "report.txt") for f in "xy"])
    assert [d.id for d in found] == ["report", "report-2"]


def test_one_broken_line_among_many_costs_only_itself(tmp_path):
    rows = [json.dumps({"id": str(n), "text": REPORT, "published": "2024-05-02", "language": "de"}) for n in range(9)]
    rows[4] = rows[4][:30]
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(rows), encoding="utf8")
    found = read(path)
    assert [isinstance(d, Failed) for d in found] == [n == 4 for n in range(9)]
    assert "line 5" in found[4].message
    assert all(d.flags == () for d in found if isinstance(d, Document))


@pytest.mark.parametrize("row", ["[]", "3", '{"text": 3}', '{"id": "a"}', '{"text": "  "}', "[" * 100_000, '{"id": {}, "text": null}', "\xff"])
def test_lines_of_another_form_are_failures(tmp_path, row):
    path = tmp_path / "odd.jsonl"
    path.write_bytes(row.encode("latin-1") + b"\n" + json.dumps({"text": REPORT}).encode())
    odd, good = read(path)
    assert isinstance(odd, Failed)
    assert isinstance(good, Document)


def test_an_id_that_comes_twice_is_an_error_of_the_later_line(tmp_path):
    path = tmp_path / "twice.jsonl"
    path.write_text("\n".join(json.dumps({"id": i, "text": REPORT}) for i in ("a", "b", "a")), encoding="utf8")
    first, _, again = read(path)
    assert first.id == "a"
    assert "'a' stood on an earlier line" in again.message


def test_a_line_brings_its_own_facts(tmp_path):
    row = {"id": 7, "text": REPORT, "title": "T", "published": "2024-05", "language": "de-AT", "outlet": "Blatt", "url": "u", "more": 1}
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps(row), encoding="utf8")
    (found,) = read(path, date="2020")
    assert (found.id, found.title, found.language, found.outlet, found.url) == ("7", "T", "de", "Blatt", "u")
    assert (found.published.earliest, found.published.latest) == ("2024-05-01", "2024-05-31")


def test_a_bad_date_in_a_line_is_flagged_and_the_text_read(tmp_path):
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({"text": REPORT, "published": "neulich"}), encoding="utf8")
    (found,) = read(path)
    assert [f.message for f in found.flags if f.kind == "date-unknown"] == [f.message for f in found.flags]
    assert "neulich" in found.flags[0].message


@pytest.mark.parametrize("content", [{"id": "a", "text": REPORT}, [{"id": "a", "text": REPORT}]])
def test_a_json_file_holds_one_document_or_several(tmp_path, content):
    path = tmp_path / "one.json"
    path.write_text(json.dumps(content, indent=2), encoding="utf8")
    assert [d.id for d in read(path)] == ["a"]


@pytest.mark.parametrize("date", ["", "morgen", "2022-13", "2022-02-30", "0001-01-01", "9999", "2022-05/2022-01", "20220101", "٢٠٢٢-01"])
def test_absurd_dates_are_refused_at_once(date):
    with pytest.raises(InputError, match="date"):
        documents([], date=date)


@pytest.mark.parametrize("language", ["xx", "german", "", "d", "zz-AT"])
def test_unknown_languages_are_refused_at_once(language):
    with pytest.raises(InputError, match="no language code"):
        documents([], language=language)


@pytest.mark.parametrize(
    ("text", "language", "flags"),
    [
        (REPORT, "de", {"date-unknown"}),
        (REPORT.upper(), "de", {"date-unknown"}),
        ("Several people were hurt when the old grain store in Wexley collapsed on Monday.", "en", {"date-unknown"}),
        ("Feuer!", None, {"date-unknown", "language-uncertain"}),
        ("Nyolcan megsérültek, amikor tegnap este leomlott egy ház a város közepén.", "hu", {"date-unknown", "language-unsupported"}),
    ],
)
def test_the_language_is_found_out(tmp_path, text, language, flags):
    path = tmp_path / "text.txt"
    path.write_text(text, encoding="utf8")
    (found,) = read(path)
    assert language in (None, found.language)
    assert flags <= kinds(found)
    assert ("language-uncertain" in kinds(found)) == ("language-uncertain" in flags)
