import shutil
from pathlib import Path

from indexer.encoder import name_encoder
from indexer.settings import read_settings
from tests.tiny_model import write_tiny_model


def name_of(folder: Path) -> str:
    return name_encoder(read_settings({"ENMUSUBI_MODEL": str(folder)}, Path("home")))


def test_a_copied_model_keeps_its_name_and_other_weights_change_it(tmp_path: Path):
    first = write_tiny_model(tmp_path / "one" / "tiny")
    copy = Path(shutil.copytree(first, tmp_path / "two" / "tiny"))
    changed = Path(shutil.copytree(first, tmp_path / "three" / "tiny"))
    weights = changed / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"x")

    assert name_of(first) == name_of(copy)
    assert name_of(first) != name_of(changed)
    assert name_of(first).startswith("tiny@")


def test_a_model_of_the_hub_is_named_as_it_was_asked_for():
    assert name_of(Path("some/model")) == "some/model"
