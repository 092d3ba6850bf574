"""What a brief wants left out: "no alcohol", お酒NG, 不要酒类, sin alcohol."""

import re
from collections.abc import Iterator
from functools import cache

from matcher.reading.found import MOST, Found
from matcher.reading.letters import fold
from matcher.reading.tokens import Sentence, Token
from matcher.reading.vocabulary import read_table

REACH = 60  # letters from a cue to the end of what it leaves out
LONGEST = 40  # letters of one thing
MOST_WORDS = 3  # of one thing, in alphabets
HAN = "々一-鿿"
EAST = f"(?:お|ご)?[a-z0-9{HAN}ァ-ヶー]+"
THINGS = {  # behind a cue, or before it
    "latin": re.compile(r"\s(?P<things>[a-z][a-z0-9'’&-]*(?: [a-z0-9'’&-]+){0,6})"),
    "thai": re.compile(r" ?(?P<things>[a-zก-๛]+(?: ?(?:และ|หรือ) ?[a-zก-๛]+){0,3})"),
    "chinese": re.compile(f" ?(?P<things>[a-z{HAN}]{{1,12}})"),
    "japanese": re.compile(
        f"(?P<things>{EAST}(?:(?:・|/|や|と|および|または|&){EAST}){{0,3}})"
        r"(?:に関する)?(?:系|関連|など)?(?:は|も|が|を)?(?:一切)?\s?$"
    ),
    "korean": re.compile(
        r"(?P<things>[가-힣a-z]+(?:(?:/|·| ?및 ?| 또는 )[가-힣a-z]+){0,3}"
        r"(?: (?:관련|콘텐츠|컨텐츠|게시물)){0,2})[은는을를도]? ?$"
    ),
}
JOINT = re.compile(
    r" (?:or|and|nor|ni|y|o|dan|atau|maupun) |・|/|や|と(?=お|[一-鿿ァ-ヶ])|および|または|&|[和或与與及]"
    r"| ?및 ?| 또는 |·| ?(?:และ|หรือ) ?"
)
STOP = re.compile(
    r" (?:for|in|on|at|to|with|please|who|that|which|as|because|this|these|than|if|but|unless"
    r"|para|en|que|por|con|porque|pero|di|untuk|yang|pada|karena|tapi)(?: |$)"
)
HEAD = re.compile(
    r"^ *(?:(?:any|konten|contenidos?(?: de| sobre)?|temas de|(?:posts?|content) about) "
    r"|คอนเทนต์|เนื้อหา|เรื่อง|任何|涉及)(?=.)"
)
TAIL = re.compile(
    r"(?:ネタ|系|関連|コンテンツ|投稿|の話題|案件| ?(?:관련|콘텐츠|컨텐츠|게시물)|[은는을를도]|相关|相關"
    r"|内容|內容|题材|題材)$"
    r"| (?:content|contents|posts?|topics?|themes?|related|brands?|promotions?|references?|mentions?|at all)$"
)
LISTED_BEFORE = re.compile(r"(?<![a-z0-9々一-鿿ァ-ヶー가-힣])(?P<thing>(?:お|ご)?[a-z0-9々一-鿿ァ-ヶー가-힣]+) ?, ?$")
LISTED_BEHIND = re.compile(
    r" ?(?:,|(?= (?:or|and|ni|y|o|dan|atau) ))(?: ?(?:or|and|ni|y|o|dan|atau) )? ?"
    r"(?P<thing>[a-z一-鿿ก-๛]+)(?![a-z一-鿿ก-๛])"
)
BEGINS = re.compile("(?:s|^)[AlD]?$")


def find_exclusions(sentence: Sentence) -> list[Found]:
    """Return the words to be left out, in one value where they stand side by side.

    "No", "without", sin and tanpa count where a clause begins (", no alcohol") or before what campaigns usually
    avoid (politics, religion ...): "recipes without eggs" is a subject. So are fixed compounds: gluten-free,
    sin azúcar, no-bake, 顔出しなし.
    """
    cues = [place for place, token in enumerate(sentence.tokens) if token.kind in "Xw"][:MOST]
    read = (_read_cue(place, sentence) for place in cues)
    return [found for found in read if found]


def _read_cue(place: int, sentence: Sentence) -> Found | None:
    cue = sentence.tokens[place]
    script, where = cue.value.split()
    match, offset = _look(cue, THINGS[script], sentence.folded)
    if match is None:
        return None
    things = list(_cut_things(match["things"], offset + match.start("things")))
    begins = _begins(place, sentence) if cue.kind == "X" else _is_clause(things, sentence.folded)
    kept = [(start, end) for start, end in things if _is_meant(sentence.folded[start:end], where, begins, place == 0)]
    if not kept:
        return None
    kept = list(_list_more(kept, cue, sentence.folded))
    words = [sentence.text[start:end] for start, end in kept]
    return Found("must_not", words, min(cue.start, kept[0][0]), max(cue.end, kept[-1][1]))


def _list_more(things: list[tuple[int, int]], cue: Token, folded: str) -> Iterator[tuple[int, int]]:
    """Yield the things, and what is listed beside them with commas and is known to be avoided (お酒、タバコNG)."""
    known = _read_words("avoided") | _read_words("drinks")
    first, last = things[0][0], max(things[-1][1], cue.end)
    while cue.kind == "w" and (more := LISTED_BEFORE.search(folded[max(0, first - REACH) : first])):
        if more["thing"] not in known:
            break
        start = max(0, first - REACH) + more.start("thing")
        things, first = [(start, start + len(more["thing"])), *things], start
    while cue.kind == "X" and (more := LISTED_BEHIND.match(folded[last : last + REACH])):
        if more["thing"] not in known:
            break
        start = last + more.start("thing")
        things, last = [*things, (start, start + len(more["thing"]))], start + len(more["thing"])
    yield from things


def _look(cue: Token, things: re.Pattern[str], folded: str) -> tuple[re.Match[str] | None, int]:
    """Return what stands behind a cue, or before it, and where the letters looked at begin."""
    if cue.kind == "X":
        return things.match(folded[cue.end : cue.end + REACH]), cue.end
    if re.match(f"[{HAN}]{{2}}", folded[cue.end - 1 : cue.end + 1]):  # 不可欠 is another word
        return None, 0
    first = max(0, cue.start - REACH)
    return things.search(folded[first : cue.start]), first


def _begins(place: int, sentence: Sentence) -> bool:
    """Say whether a clause begins with the cue; the first one of a brief is its subject."""
    start = sentence.tokens[place].start
    spaced = sentence.tokens[place].value.startswith("thai") and sentence.folded[start - 1 : start].isspace()
    before = sentence.kinds[max(0, place - 2) : place]
    return place > 0 and (spaced or BEGINS.search(before) is not None)


def _is_clause(things: list[tuple[int, int]], folded: str) -> bool:
    return bool(things) and folded[: things[0][0]].rstrip(" 　・-").endswith((",", ".", "\n", ";", "(", "。", "・"))


def _is_meant(thing: str, where: str, begins: bool, opens: bool) -> bool:
    """Say whether a thing is left out: by a cue that is sure, at a clause's beginning, or as usually avoided.

    Where a brief opens with the cue ("Avoid alcohol."), drinks count as avoided, too.
    """
    words = thing.split()
    if not words or thing in _read_words("subject") or words[0] in _read_words("subject"):
        return False
    avoided = _read_words("avoided") | (_read_words("drinks") if opens else frozenset())
    return where == "anywhere" or begins or thing in avoided or any(word in avoided for word in words)


def _cut_things(things: str, offset: int) -> Iterator[tuple[int, int]]:
    """Yield where each thing of a list lies, without what only says that it is one (ネタ, content, 콘텐츠)."""
    start = 0
    for joint in (*JOINT.finditer(things), None):
        whole = things[start : len(things) if joint is None else joint.start()]
        part = HEAD.sub("", whole, count=1)
        trimmed = _trim(part)
        first = offset + start + len(whole) - len(part.lstrip())
        if 0 < len(trimmed) <= LONGEST:
            yield first, first + len(trimmed)
        if joint is None or STOP.search(part):
            return
        start = joint.end()


def _trim(part: str) -> str:
    """Return a thing without a tail; what stands before it is cut by _cut_things."""
    thing = STOP.split(part.strip(), maxsplit=1)[0]
    while (tail := TAIL.search(thing)) and tail.start() > 0:
        thing = thing[: tail.start()].rstrip()
    return thing if thing.count(" ") < MOST_WORDS else ""


@cache
def _read_words(kind: str) -> frozenset[str]:
    rows = (words for name, words in read_table("subjects") if name == kind)
    return frozenset(fold(word) for words in rows for word in words.split("; "))
