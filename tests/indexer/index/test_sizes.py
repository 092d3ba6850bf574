import pytest

from indexer.index.manifest import FileSeal
from indexer.index.sizes import measure_parts, name_part


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("vectors.npy", "vectors"),
        ("base/vectors.npy", "vectors"),
        ("delta/vectors-centres.npy", "vectors"),
        ("base/filter-language-lists.npy", "filters"),
        ("views.npy", "texts"),
        ("delta/texts_heads.npy", "texts"),
        ("base/passages.npy", "texts"),
        ("posts.npy", "texts"),
        ("starts.npy", "texts"),
        ("lexical/meta.json", "lexical"),
        ("base/lexical/views.store", "lexical"),
        ("lens_matrix.npy", "lens"),
        ("passages_means.npy", "lens"),
        ("whole_scales.npy", "lens"),
        ("ids.npy", "filters"),
        ("delta/followers.npy", "filters"),
        ("a_file_of_tomorrow.bin", "filters"),
    ],
)
def test_a_file_belongs_to_a_part_by_its_name(name, part):
    assert name_part(name) == part


def test_the_parts_add_up(home):
    files = home.generation().manifest.files

    parts = measure_parts(files)

    assert list(parts) == ["vectors", "filters", "texts", "lexical", "lens"]
    assert sum(parts.values()) == sum(file.bytes for file in files.values())
    assert all(parts.values())


def test_nothing_takes_no_bytes():
    assert measure_parts({}) == {"vectors": 0, "filters": 0, "texts": 0, "lexical": 0, "lens": 0}
    assert measure_parts({"ids.npy": FileSeal(bytes=3, sha256="", crc32=0)})["filters"] == 3
