"""How well languages are told, beside the detectors that a user would take instead, on open texts of 11 languages."""

import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import process_time

from indexer.tagging.alphabets import list_plausible, open_langid
from indexer.tagging.creators import tag_creator
from indexer.tagging.language import ONE_LANGUAGE, tell_language
from indexer.tagging.profiles import detect
from matcher.domain import Creator, Post

KINDS = {"single words": "single-words", "word pairs": "word-pairs", "sentences": "sentences"}
MOST_TEXTS = 200  # of a language and kind, drawn by the seed: langdetect reads 700 a second
KANJI = re.compile(r"[\u4e00-\u9fff々]+")
SHORTEST, LONGEST = 2, 9  # letters of a kanji-only string
POOLED, DRAWS = 10, 2_000
BINS = 10  # of confidence
TIMED = 1_000  # texts
CAPTION_WORDS = 10
PROCESS = Path("/proc/self/status")
EAST = ("ja", "zh", "ko", "th")

Detector = Callable[[str], str | None]
Texts = Mapping[str, list[str]]  # by language
Numbers = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageReport:
    """What was measured; accuracies are means over languages in which an undetermined text counts as wrong."""

    accuracy: dict[str, Numbers]  # detector, kind of text
    coverage: dict[str, Numbers]  # share of texts that got an answer
    by_language: dict[str, Numbers]  # ours: language, kind of text
    kanji: dict[str, Numbers]  # detector: Japanese or Chinese, of strings that have kanji alone
    pooled: Numbers  # ten such strings as one creator
    calibration: dict[str, Numbers]  # ours, by kind of text: what was claimed and what was so, of the answers
    texts_per_second: dict[str, Numbers]  # of one core
    megabytes: float | None  # the most that a fresh process takes which tags every alphabet; None: not on Linux


def measure_languages(folder: Path, seed: int) -> LanguageReport:
    """Measure on the files of `language-id` in the folder. The same seed gives the same numbers but for speeds."""
    texts = {kind: _read_texts(folder / "language-id" / name, seed) for kind, name in KINDS.items()}
    strings = cut_kanji(_read_all(folder / "language-id" / "sentences"), seed)
    detectors = _list_detectors()
    told = {
        name: {kind: _tell_all(detector, some) for kind, some in texts.items()} for name, detector in detectors.items()
    }
    return LanguageReport(
        accuracy={name: {kind: _mean(_accuracy(each)) for kind, each in kinds.items()} for name, kinds in told.items()},
        coverage={name: {kind: _mean(_coverage(each)) for kind, each in kinds.items()} for name, kinds in told.items()},
        by_language=_turn({kind: _accuracy(each) for kind, each in told["ensemble"].items()}),
        kanji={name: _judge_kanji(detector, strings) for name, detector in detectors.items()},
        pooled=_pool(strings, seed),
        calibration={kind: calibrate(some) for kind, some in {**texts, "kanji": strings}.items()},
        texts_per_second=_time_all(detectors, texts["sentences"], seed),
        megabytes=_weigh_process(texts["sentences"]),
    )


def cut_kanji(sentences: Texts, seed: int) -> dict[str, list[str]]:
    """Return as many kanji-only strings of each length from Japanese as from Chinese; none stands in both."""
    found = {
        language: {run for sentence in sentences[language] for run in KANJI.findall(sentence)}
        for language in ("ja", "zh")
    }
    shared = found["ja"] & found["zh"]
    cut: dict[str, list[str]] = {"ja": [], "zh": []}
    for length in range(SHORTEST, LONGEST + 1):
        own = {code: sorted(run for run in runs - shared if len(run) == length) for code, runs in found.items()}
        fewest = min(map(len, own.values()))
        for code, runs in own.items():
            cut[code] += Random(f"{seed} {code} {length}").sample(runs, fewest)  # noqa: S311 -- seeded draws
    return cut


def calibrate(texts: Texts) -> Numbers:
    """Return mean confidence, accuracy and expected calibration error of the answers."""
    guesses = [(tell_language(text), language) for language, some in texts.items() for text in some]
    answers = [(guess.confidence, _family(guess.language) == code) for guess, code in guesses if guess.language]
    error = 0.0
    for number in range(BINS):
        held = [(sure, right) for sure, right in answers if min(int(sure * BINS), BINS - 1) == number]
        error += abs(sum(sure for sure, _ in held) - sum(right for _, right in held)) / len(answers)
    mean, right = (sum(column) / len(answers) for column in zip(*answers, strict=True))
    return {"mean confidence": mean, "accuracy of answers": right, "expected calibration error": error}


def _list_detectors() -> dict[str, Detector]:
    plausible = tuple(sorted({*list_plausible(), *ONE_LANGUAGE.values(), "ja", "zh"} & set(open_langid(()).labels)))
    return {
        "langdetect": lambda text: max(detect(text).items(), key=lambda pair: pair[::-1], default=(None, 0.0))[0],
        "py3langid": lambda text: open_langid(()).classify(text)[0],
        f"py3langid, {len(plausible)} languages": lambda text: open_langid(plausible).classify(text)[0],
        "ensemble": lambda text: tell_language(text).language,
    }


def _read_all(folder: Path) -> dict[str, list[str]]:
    return {
        path.stem: [line for line in path.read_text("utf-8").splitlines() if line.strip()]
        for path in sorted(folder.glob("*.txt"))
    }


def _read_texts(folder: Path, seed: int) -> dict[str, list[str]]:
    return {
        code: Random(f"{seed} {code}").sample(lines, min(MOST_TEXTS, len(lines)))  # noqa: S311 -- seeded draws
        for code, lines in _read_all(folder).items()
    }


def _tell_all(detector: Detector, texts: Texts) -> dict[str, list[str | None]]:
    return {language: [_family(detector(text)) for text in some] for language, some in texts.items()}


def _family(code: str | None) -> str | None:
    return code and code.split("-")[0]  # "zh-Hans", langdetect's "zh-cn"


def _accuracy(told: Mapping[str, Sequence[str | None]]) -> Numbers:
    return {language: answers.count(language) / len(answers) for language, answers in told.items()}


def _coverage(told: Mapping[str, Sequence[str | None]]) -> Numbers:
    return {language: 1 - answers.count(None) / len(answers) for language, answers in told.items()}


def _mean(shares: Numbers) -> float:
    return sum(shares.values()) / len(shares)


def _turn(table: Mapping[str, Numbers]) -> dict[str, Numbers]:
    rows = next(iter(table.values()))
    return {row: {column: numbers[row] for column, numbers in table.items()} for row in rows}


def _judge_kanji(detector: Detector, strings: Texts) -> Numbers:
    told = _tell_all(detector, strings)
    right = _accuracy(told)
    answered = _mean(_coverage(told))
    return {
        "strings": len(strings["ja"]) + len(strings["zh"]),
        **right,
        "accuracy": _mean(right),
        "answered": answered,
        "accuracy of answers": _mean(right) / answered if answered else 0.0,
    }


def _pool(strings: Texts, seed: int) -> Numbers:
    """Draw ten strings of one language at a time, and ask for the language of a creator who posted them."""
    random = Random(seed)  # noqa: S311 -- seeded draws
    right: dict[str, list[bool]] = {code: [] for code in strings}
    for draw in range(DRAWS):
        code = ("ja", "zh")[draw % 2]
        drawn = random.sample(strings[code], min(POOLED, len(strings[code])))
        posts = tuple(Post(id=id, external_id=str(id), text=text) for id, text in enumerate(drawn))
        languages = tag_creator(Creator(id=0, platform="", external_id="", posts=posts)).languages
        right[code].append(_family(next(iter(languages), None)) == code)
    return {"draws": DRAWS, **{code: sum(found) / len(found) for code, found in right.items()}}


def _time_all(detectors: Mapping[str, Detector], sentences: Texts, seed: int) -> dict[str, Numbers]:
    mixes = {"captions": write_captions(sentences, seed), ", ".join(EAST): _mix(sentences, EAST, seed)}
    return {name: {mix: _time(detector, texts) for mix, texts in mixes.items()} for name, detector in detectors.items()}


def write_captions(sentences: Texts, seed: int) -> list[str]:
    """Return the sentences' beginnings with what captions have: emoji, a hashtag, an address, a name."""
    random = Random(seed)  # noqa: S311 -- seeded draws
    ornaments = ("✨🔥", "#vlog #NewVideo", "https://example.com/a1", "@some.friend", "😂😂😂", "")
    return [
        f"{' '.join(text.split()[:CAPTION_WORDS])[:100]} {random.choice(ornaments)}"
        for text in _mix(sentences, tuple(sentences), seed)
    ]


def _mix(sentences: Texts, languages: Sequence[str], seed: int) -> list[str]:
    mixed = [text for language in languages for text in sentences.get(language, ())]
    Random(seed).shuffle(mixed)  # noqa: S311 -- seeded draws
    return (mixed * (TIMED // len(mixed) + 1))[:TIMED]


def _time(detector: Detector, texts: Sequence[str]) -> float:
    """Return texts a second of this process's own time, after all models are read."""
    few = texts[: len(texts) // 10]
    _run(detector, few)
    begun = process_time()
    _run(detector, texts)
    return len(texts) / (process_time() - begun)


def _run(detector: Detector, texts: Sequence[str]) -> None:
    for text in texts:
        detector(text)


def _weigh_process(sentences: Texts) -> float | None:
    """Return the peak memory in megabytes of a fresh process that tags these texts and those of other alphabets.

    Read from /proc, where there is one: a child's ru_maxrss begins with its parent's.
    """
    if not PROCESS.exists():
        return None
    program = "import sys; from pathlib import Path; from indexer.tagging.language import tag_language; "
    program += f"[tag_language(line) for line in sys.stdin]; print(Path('{PROCESS}').read_text())"
    lines = [text for some in sentences.values() for text in some[:20]]
    lines += ["Новое видео о кофе", "مرحبا بكم في قناتي", "वीडियो में आज"]
    run = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-c", program], input="\n".join(lines), capture_output=True, text=True, check=True
    )
    peak = re.search(r"VmHWM:\s+(\d+) kB", run.stdout)
    return int(peak[1]) / 1_000 if peak else None
