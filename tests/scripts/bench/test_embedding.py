from scripts.bench import embedding
from scripts.bench.given import NAME, GivenEncoder
from scripts.bench.process import Task
from scripts.bench.workload import Wanted


def test_the_index_and_the_encoder_alone_embed_the_same_texts(tmp_path, monkeypatch):
    opened = []

    def open_encoder(*_):
        opened.append(GivenEncoder())
        return opened[-1]

    monkeypatch.setattr(embedding, "open_encoder", open_encoder)
    monkeypatch.setattr(embedding, "name_encoder", lambda _: NAME)
    wanted = Wanted(data="made", size=20, queries=1, seed=7)
    folders = {"folder": tmp_path, "home": tmp_path, "place": tmp_path / "embedding"}
    said = {}

    embedding.measure_embedding(Task(**folders, wanted=wanted, cells=("index",), seconds=1), None, said.__setitem__)

    found = said["index"]
    assert found["creators"] == 20
    assert found["texts"] == opened[0].texts - 1 == opened[1].texts - 1  # one warms up
    assert found["texts"] > 20 * 5
    assert 0 < found["in the encoder"] < found["seconds"]
    assert abs(found["ratio"] - found["encoder alone"] / found["seconds"]) < 0.1
