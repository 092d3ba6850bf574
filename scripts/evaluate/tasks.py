"""The data sets: who is asked for, in which pool, and who is relevant."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SENTENCES = {"en": "eng_Latn", "ja": "jpn_Jpan", "id": "ind_Latn"}
SPLITS = ("train", "dev", "test")
TOPICS = "sib_topics.jsonl"
CHANNELS = Path("youtube-2018") / "creators.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A brief whose relevant creators are known."""

    id: str
    text: str
    language: str
    relevant: frozenset[str]  # external ids

    @property
    def subject(self) -> str:
        """What briefs of different languages share."""
        return self.id.rpartition(":")[0]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the parallel corpus."""

    id: str  # the same in all languages
    topic: str
    language: str
    text: str

    @property
    def name(self) -> str:
        """Its external id as a creator."""
        return f"{self.language}-{self.id}"


def read_channel_briefs(data: Path) -> list[Asked]:
    """Return the briefs for YouTube channels; a channel is relevant when its category is the brief's."""
    with (data / CHANNELS).open(encoding="utf-8", newline="") as file:
        categories = {row["id"]: row["category"] for row in csv.DictReader(file)}
    return list(_read_briefs(data / "briefs" / "youtube_2018.jsonl", "category", categories))


def read_sentences(data: Path) -> list[Sentence]:
    """Return the sentences of all languages, each language in the order of the ids."""
    sentences = []
    for language, folder in SENTENCES.items():
        for split in SPLITS:
            with (data / "sib-200" / folder / f"{split}.tsv").open(encoding="utf-8", newline="") as file:
                rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
                sentences += [Sentence(row["index_id"], row["category"], language, row["text"]) for row in rows]
    return sorted(sentences, key=lambda sentence: (sentence.language, int(sentence.id)))


def read_topic_briefs(data: Path, sentences: list[Sentence]) -> list[Asked]:
    """Return the briefs for the topics of the sentences, over the pool of all languages."""
    topics = {sentence.name: sentence.topic for sentence in sentences}
    return list(_read_briefs(data / "briefs" / TOPICS, "topic", topics))


def write_sentences(sentences: list[Sentence], path: Path) -> None:
    """Write every sentence as a creator with one post, as `enmusubi import` reads it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for sentence in sentences:
            post = {"external_id": "p", "text": sentence.text, "language": sentence.language}
            creator = {"platform": "sib", "external_id": sentence.name, "languages": [sentence.language]}
            file.write(json.dumps({**creator, "posts": [post]}, ensure_ascii=False) + "\n")


def read_sample_briefs(truth: Path) -> list[Asked]:
    """Return briefs for the topics of the invented sample, from what only its maker knows."""
    rows = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines()]
    topics = sorted({topic for row in rows for topic in row["topics"]})
    return [
        Asked(
            id=f"{topic}:en",
            text=f"creators who post about {topic.replace('-', ' ').replace('_', ' ')}",
            language="en",
            relevant=frozenset(row["external_id"] for row in rows if topic in row["topics"]),
        )
        for topic in topics
    ]


def _read_briefs(path: Path, field: str, labels: dict[str, str]) -> Iterator[Asked]:
    for line in path.read_text(encoding="utf-8").splitlines():
        brief = json.loads(line)
        wanted = brief["relevant"][field]
        relevant = frozenset(name for name, label in labels.items() if label == wanted)
        yield Asked(id=brief["id"], text=brief["text"], language=brief["language"], relevant=relevant)
