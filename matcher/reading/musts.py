"""Words that a brief wants to be met as they stand: 「抹茶」必須, must mention "matcha"."""

import re

from matcher.reading.found import Found
from matcher.reading.letters import fold
from matcher.reading.tokens import Sentence

QUOTED = re.compile(
    '(?P<word>「[^「」]{1,40}」|『[^『』]{1,40}』|“[^“”]{1,40}”|"[^"\n]{1,40}"|«[^«»]{1,40}»|‘[^‘’]{1,40}’|‹[^‹›]{1,40}›)'
)
AFTER = re.compile(
    r"\s*(?:は|が|を|という言葉|の言及|への言及|と|に|은|는|이|가|를|을|라는 단어|这个词|這個詞)?\s*"
    r"(?:必須|必ず|マスト|必携|が必要|必要|필수|반드시|必须|必須|必填|(?:is )?(?:required|mandatory|a must)|"
    r"es obligatori[oa]|wajib|harus ada|จำเป็น|ต้องมี)"
)
BEFORE = re.compile(
    r"(?:must (?:mention|say|include|use|contain|have)|should mention|必ず|必須(?:ワード|キーワード)?|"
    r"debe(?:n)? (?:mencionar|decir|incluir)|harus (?:menyebut|menyebutkan|ada)|wajib (?:menyebut|menyebutkan)|"
    r"必须(?:提到|提及|包含)|必須(?:提到|提及|包含)|ต้อง(?:พูดถึง|มีคำว่า|กล่าวถึง)"
    r"|반드시|필수)(?: the)?(?: words?| phrase| kata| la palabra)?\s*[::]?\s*$"
)
REACH = 40  # letters before the quotation


def find_musts(sentence: Sentence) -> list[Found]:
    """Return quoted words with a cue that they are a must; a quotation alone is none."""
    found = []
    for match in QUOTED.finditer(sentence.text):
        after = AFTER.match(sentence.folded, match.end())
        before = BEFORE.search(sentence.folded[max(0, match.start() - REACH) : match.start()])
        word = match["word"][1:-1].strip()
        if word and fold(word) and (after or before):
            start = match.start() - (len(before.group()) if before else 0)
            found.append(Found("must", [word], start, after.end() if after else match.end()))
    return found
