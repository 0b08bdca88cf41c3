"""A store in Python: rows, Arrow, pandas, polars."""

import io

import pytest

import lagebild
from lagebild.tables import Table


@pytest.fixture
def opened(told):
    with lagebild.open_store(told.url) as found:
        yield found


def test_statements_as_tables_of_three_libraries(opened):
    table = opened.statements(place="Seehafen")
    assert len(table) == table.arrow().num_rows == len(table.pandas()) == table.polars().height > 20
    frame = table.polars()
    assert frame["low"].max() == 22.0 and set(frame["kind"].to_list()) >= {"event", "figure", "status"}


def test_figures_hold_every_number_of_every_voice(opened):
    frame = opened.figures(place="Seehafen", as_of="2032-03-02").pandas()
    killed = frame[frame.measure == "killed"]
    assert set(killed.standing) == {"updated", "holds", "denied"} and set(killed.series_high) == {10.0}
    assert set(killed.name) == {"Polizei", "Sprecher des Krankenhauses"}


def test_other_views(opened):
    assert {r["types"] for r in opened.incidents(place="Seehafen")} == {"HAZARD"}
    assert [r["state"] for r in opened.statuses(place="Bergtal") if r["holds"]] == ["open"]
    assert "von außen gesteuert" in [r["quote"] for r in opened.positions()]
    assert opened.picture(as_of="2032-03-01").documents == 6
    assert [r["id"] for r in opened.search("Hauptstraße offen wieder")] == ["b13"]
    assert {c.kind for c in opened.changes("2032-03-04")} == {"figure", "incident", "position", "question"}
    stream = io.StringIO()
    opened.export("hxl", stream)
    assert "#affected+killed+min" in stream.getvalue()


def test_an_empty_table_has_its_columns(opened):
    table = opened.statements(place="Nirgends")
    assert len(table) == 0 and "quote" in table.arrow().column_names and Table([]).pandas().empty


def test_wrong_words_are_said_to_be_wrong(opened):
    with pytest.raises(lagebild.InputError, match="no date"):
        opened.picture(as_of="soon")
    with pytest.raises(lagebild.StoreError, match="formats are"):
        opened.export("xml", io.StringIO())


def test_files_are_added(tmp_path):
    (tmp_path / "bad.pdf").write_bytes(b"no")
    with lagebild.open_store(f"sqlite:///{tmp_path / 'a.db'}") as found:
        assert len(found.add(tmp_path / "bad.pdf").failed) == 1
