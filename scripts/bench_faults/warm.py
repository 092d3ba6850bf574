"""Imported by the server of processes alone: what is loaded here, all of its children share.

This is the one module that works when it is imported, because the server of processes knows no other way.
"""

from indexer.tagging.language import tag_language
from indexer.topics import read_bank
from matcher.reading.understanding import understand
from scripts.bench_faults.made import NOW

TEXTS = (
    "A night train from Berlin to Vienna and back again",
    "今日は公園を散歩しました。とても気持ちがいい",
    "素食餐廳今天新開",
    "電車の旅 12",
)

for text in TEXTS:
    tag_language(text)
understand(TEXTS[0], NOW.date())
read_bank()
