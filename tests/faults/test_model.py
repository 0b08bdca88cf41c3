"""A model file that is damaged or missing is refused by its checksum, before anything is read with it."""

import json
import shutil

import pytest

from lagebild.doctor import checks
from lagebild.errors import ModelError
from lagebild.reader import Model, check_files, default_folder


@pytest.mark.parametrize(("damage", "said"), [("bit", "is damaged; reinstall"), ("short", "is damaged"), ("gone", "is missing")])
def test_a_damaged_model_is_refused(tmp_path, damage, said):
    folder = shutil.copytree(default_folder(), tmp_path / "model")
    path = folder / "heads.onnx"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(data if damage == "bit" else data[:-1])
    with pytest.raises(ModelError, match=said):
        Model(folder)
    with pytest.raises(ModelError, match="heads.onnx"):
        check_files(folder)


def test_the_card_of_a_model_must_be_whole(tmp_path):
    (tmp_path / "model.json").write_text(json.dumps({"sha256": {}})[:-3])
    with pytest.raises(ModelError, match="not usable"):
        Model(tmp_path)


def test_the_doctor_says_what_is_damaged(tmp_path, monkeypatch):
    folder = shutil.copytree(default_folder(), tmp_path / "model")
    (folder / "tokenizer.json").write_text("{}")
    monkeypatch.setattr("lagebild.doctor.default_folder", lambda: folder)
    found = {c.name: c for c in checks()}
    assert not found["model"].well and "tokenizer.json is damaged; reinstall" in found["model"].message and found["language packs"].well
