"""Identities: in goes one part of a page, out comes what it says that it is: title, number, issuers, dates, version, language.

Only the part's own word counts: its number is the one that stands with its title, not one that it cites.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.agencies import find_issuers, issuer_of_number
from corpus.dates import find_dates
from corpus.editions import fold_title
from corpus.endmatter import end_lines
from corpus.ids import text_key
from corpus.matchkey import fold_characters
from corpus.model import READ_KINDS, word_characters
from corpus.numbering import opening
from corpus.scripts import has_han
from corpus.sentences import sentence_ends, weight
from corpus.titles import Title, read_title, title_key
from corpus.typed_dates import find_typed_dates
from corpus.versions import Timeline, read_timeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.model import Block, Document, PartKind
    from corpus.typed_dates import TypedDate

MIN_SENTENCE = 6
"""Characters of a sentence that is compared; shorter ones (总则, 附则) stand in every text."""

HEAD_BLOCKS = 8
"""Blocks of a part in which 民国 tells a law of Taiwan from one of the mainland with the same title (公司法)."""

SIGNATURE_BLOCKS = 8
"""Blocks at the end of a part among which the issuer's name stands, as in ``cleaners.parts``."""

MAX_SIGNATURE = 60
"""Characters of a line that holds the names of the issuers."""

MIN_BODY = 4
"""Han characters of a body that white space parts from the one before it; 办公室 goes on with the name."""

_ENACTED = frozenset({"passed", "revised", "effective"})
_MORE = re.compile(r"\s*等\s*(?:[\d一二三四五六七八九十]+\s*个?)?\s*(?:部门|单位|部委|机构|厅局|委局)\s*$")
"""国家发展改革委等6部门: others issued the text too, whom only the signature names."""

_PLACE = re.compile(r"[^请将报由经向各本我该及\W\d]{1,7}?(?:省|自治区|市|县|縣|区|區|州|盟|旗)")
_BODY_END = "[部委局厅廳署院会會府办辦处處室司所社]"
_LOCAL_BODY = re.compile(rf"{_PLACE.pattern}\w{{0,20}}{_BODY_END}")
_TAIWAN = re.compile(r"中华民国|民国\s?\d{2,3}\s?年")


@dataclass(frozen=True, slots=True)
class Identity:
    """What one part of a page says that it is. Empty, where it does not say.

    ``number`` is its own number in normal form, ``number_written`` as the page has it, which may not name the agency ("State Council
    issued (2021) No. 18"). ``issuers`` are ids of ``corpus.agencies``, of others the name's key behind ``name:``. ``sentences`` are keys of
    its sentences: equal for equal text.
    """

    doc_id: str
    part: int
    kind: PartKind
    title: Title
    lang: str
    number: str = ""
    number_written: str = ""
    issuers: tuple[str, ...] = ()
    dates: tuple[TypedDate, ...] = ()
    realm: str = ""
    sentences: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """The key of the title of the text itself, through the wrappers that issue it."""
        return self.title.named.key

    @property
    def is_policy(self) -> bool:
        """Whether it is the text of a policy: its page says so, or the text itself tells when it was passed or came into force."""
        enacted = self.kind == "other" and any(date.kind in _ENACTED for date in self.dates)
        return bool(self.number or self.key) and (self.kind == "policy" or enacted)

    @property
    def timeline(self) -> Timeline:
        """What this part says of the time of its version."""
        return read_timeline(self.dates, self.title.named.version, self.number)


def identify(document: Document, part: int) -> Identity:
    """Return what part ``part`` of ``document`` says that it is; raise ``IndexError`` where there is no such part."""
    said = document.parts[part]
    blocks = [block for block in document.blocks if block.part == part]
    title = read_title(said.title)
    own = next((number for number in said.doc_numbers if number.normalised), next(iter(said.doc_numbers), None))
    number = (own.normalised or "") if own else ""
    return Identity(
        doc_id=document.doc_id,
        part=part,
        kind=said.kind,
        title=title,
        lang=_language(blocks, document),
        number=number,
        number_written=own.written if own else "",
        issuers=_issuers(title, said.issuers, number, blocks),
        dates=find_typed_dates(document, part),
        realm=_realm(title, blocks),
        sentences=frozenset(_sentences(blocks)),
    )


def _language(blocks: Sequence[Block], document: Document) -> str:
    """Return the language of most of the text, the page's own where the part has none."""
    sizes: Counter[str] = Counter()
    for block in blocks:
        if block.kind in READ_KINDS and block.lang != "und":
            sizes[block.lang] += round(weight(block.text))
    return min(sizes, key=lambda lang: (-sizes[lang], lang)) if sizes else document.lang


def _issuers(title: Title, said: Sequence[str], number: str, blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return who issued a text: whom its title names, else whom the page names, else whose number it has, else who signed it."""
    for names in ((title.issuer,), said):
        found = tuple(dict.fromkeys(issuer for name in names if name for issuer in _agencies(name)))
        if found and any(map(_MORE.search, names)):
            return tuple(dict.fromkeys((*found, *_signatories(blocks))))
        if found:
            return found
    by_number = issuer_of_number(number) if number else None
    return (by_number,) if by_number else _signatories(blocks)


def bodies_in(names: str) -> tuple[str, ...]:
    """Return the bodies in a line of names, each as it is written; an English line is left whole.

    Commas and white space part them; where they run together, the name of their place does: 海州市财政局海州市医疗保障局.
    """
    names = _MORE.sub("", names).strip()
    if not has_han(names):
        return (names,)
    bodies: list[str] = []
    for listed in re.split(r"\s*[、,，;；]\s*", names):
        spaced = listed.split()
        apart = all(len(one) >= MIN_BODY and re.search(f"{_BODY_END}$", one) for one in spaced)
        for one in spaced if apart else [listed]:
            place = _PLACE.match(one)
            bodies += re.split(rf"(?<={_BODY_END})(?={re.escape(place[0])})", one) if place else [one]
    return tuple(filter(None, bodies))


def _agencies(name: str) -> tuple[str, ...]:
    """Return the ids of the agencies that a name consists of, or what stands for those that no list has."""
    ids: dict[str, None] = {}
    for body in bodies_in(name):
        found = [one.agency for one in find_issuers(body)]
        ids |= dict.fromkeys(found or [f"name:{title_key(body)}"])
    return tuple(ids)


def _signatories(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return who signed a text: the bodies in its signature, and those on lines at its end that are nothing but names and a date."""
    texts = [block.text.strip() for block in blocks if block.kind in READ_KINDS or block.kind == "metadata"]
    told = [text for text in texts if text]
    kinds = end_lines(told)
    tail = max(len(told) - SIGNATURE_BLOCKS, 1)
    signed: dict[str, None] = {}
    for at, line in enumerate(told):
        if (kinds.get(at) == "signature" or at >= tail) and len(line) <= MAX_SIGNATURE and not opening(line):
            signed |= dict.fromkeys(_signed_by(line, is_signature=kinds.get(at) == "signature"))
        if kinds.get(at) == "attachment-heading":
            tail = len(told)
            kinds = {}
    return tuple(signed)


def _signed_by(line: str, *, is_signature: bool) -> Iterator[str]:
    """Yield the bodies whose names make up a line, a date aside; none where it says anything else (由国务院规定)."""
    for start, end, _ in reversed(list(find_dates(line))):
        line = f"{line[:start]} {line[end:]}"
    found = find_issuers(line)
    named = "".join(line[one.start : one.end] for one in found)
    if found and len(word_characters(line)) == len(word_characters(named)):
        yield from (one.agency for one in found)
        return
    for body in bodies_in(line) if is_signature else ():
        known = find_issuers(body)
        if known and known[0].start == 0:
            yield from (one.agency for one in known)
        elif not known and _LOCAL_BODY.fullmatch(body):
            yield f"name:{title_key(body)}"


def _realm(title: Title, blocks: Sequence[Block]) -> str:
    """Return "tw" for a text that dates by the Republic of China, else an empty string."""
    head = [title.printed, *(block.text for block in blocks[:HEAD_BLOCKS])]
    return "tw" if any(_TAIWAN.search(fold_title(text)) for text in head) else ""


def _sentences(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the key of every sentence, numbering, white space and punctuation aside: sites differ in these."""
    for block in blocks:
        if block.kind not in READ_KINDS or block.kind == "title":
            continue
        found = opening(block.text.strip())
        text = block.text.strip()[found.end if found else 0 :]
        starts = [0, *sentence_ends(text)]
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            sentence = word_characters(fold_characters(text[start:end]))
            if len(sentence) >= MIN_SENTENCE:
                yield text_key(sentence)
