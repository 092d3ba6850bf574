"""Small lexical indexes of made creators."""

import tempfile
from pathlib import Path

import numpy as np

from indexer.index.columns import Mask
from indexer.index.lexical import Lexical
from indexer.index.lexical_engine import make_document, writing
from indexer.index.lexical_parts import read_parts
from indexer.index.lexical_search import Searched, search_lexical
from matcher.domain import Creator, Post
from matcher.ports import LexicalHit
from matcher.reading.literals import Literal


def creator(*posts: str | tuple[str, ...], id: int = 1, **fields) -> Creator:
    """Return a creator of these posts, each a text or (title, text, tag ...), with ids 100 * id + 1, 2, ..."""
    made = []
    for number, post in enumerate(posts, start=100 * id + 1):
        title, text, *tags = (None, post) if isinstance(post, str) else post
        made.append(Post(id=number, external_id=str(number), title=title, text=text, tags=tuple(tags)))
    return Creator(id=id, platform="x", external_id=str(id), posts=tuple(made), **fields)


def index(*creators: Creator, folder: Path | None = None) -> Lexical:
    """Write the index of these creators and map it; the files are gone then, but what is mapped stays."""
    with tempfile.TemporaryDirectory(dir=folder) as made:
        with writing(Path(made)) as lexical:
            for one in creators:
                lexical.add(make_document(list(read_parts(one))))
        return Lexical(Path(made), np.array([one.id for one in creators], dtype=np.int64))


def search(lexical: Lexical, asked: list[Literal], k: int, among: Mask | None = None) -> list[LexicalHit]:
    """Search one segment whose creators are all alive; `among` is the filter."""
    allowed = np.ones(len(lexical.ids), dtype=bool) if among is None else among
    return search_lexical([Searched(lexical, None, lambda mask: np.flatnonzero(mask & allowed))], asked, k)


def says(text: str, word: str) -> bool:
    """Say whether the second of three creators, who posts this text, says the word."""
    found = index(creator("before"), creator(text, id=2), creator("after", id=3)).saying(word).tolist()
    return found[1]


OATS = creator(
    ("Breakfast", "Granola #OatMilk with @haru_eats", "Vegan Food"),
    "oat milk latte, mail me@cafe.com",
    handle="Oat.Lover",
    name="Oat lover",
    tags=("oat bran",),
)
