"""Names of things in a library: in goes what a person typed, out comes the page, the clauses or the works that it names.

An id, or the beginning of one; a document number in any bracket; a title; each of them with a place behind #: 国办发〔2021〕18号#5.2,
hb57f#5.2, 《公立医院薪酬办法》#3. A place may be written as people cite it: 公司法#第五条第（一）项, 海政发〔2022〕12号 二（三）. One
that a notice does not have is meant in the text that it issues; which text answered is said.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from corpus.citing.pins import chinese_groups
from corpus.doc_numbers import locate_doc_numbers, normal_number
from corpus.errors import CorpusError
from corpus.matchkey import simplify
from corpus.numerals import to_number
from corpus.policies import is_under
from search_cli.alike import Alike
from search_cli.cells import shorten
from search_cli.issued import clauses_attached, clauses_issued, issued_at, texts_first
from search_cli.printing import tell

if TYPE_CHECKING:
    from corpus.model import Clause
    from corpus.policies import Policies
    from corpus.store import Corpus
    from corpus.works import Manifestation, Work

_ID = re.compile(r"[2-9a-hjkmnp-z]{3,10}(?:-[2-9a-hjkmnp-z]{0,5})?")

_NUMERAL = r"(?:[一二三四五六七八九十百]{1,5}|\d{1,4})"
_NUMBERS_IN_A_ROW = re.compile(rf"(?:\(\s?{_NUMERAL}\s?\)|{_NUMERAL})(?:[.、]?\s?(?:\(\s?{_NUMERAL}\s?\)|{_NUMERAL})){{0,9}}[.、]?")
"""二(三), 五、(二)3., 5(2): numbers of one level after another, as a notice cites its own places."""

_ENDS_NAME = re.compile(r"》(?=[^《》]+\Z)")
_WITHOUT_SIGN = re.compile(r"\A[^\s《》]{2,20}?[〔\[(【﹝〖（［]\s?(?:19|20)\d\d\s?年?[〕\])】﹞〗）］]\s?\d{1,5}\Z")
"""海政发【2022】12, typed without the 号 that ends a document number."""

_NAME_CELLS = 80
"""What of a name is said again in an error: a line of a terminal."""

_WORKS_SHOWN = 5


class Named(NamedTuple):
    """What was named: a page, clauses in reading order, or works; of clauses of a work also the work.

    ``name`` is what stands before #, which may mean one version of the work; ``path`` the place behind it.
    """

    name: str
    path: str
    page: str = ""
    clauses: tuple[Clause, ...] = ()
    works: tuple[Work, ...] = ()


def find(corpus: Corpus, policies: Policies, typed: str) -> Named:
    """Return what ``typed`` names. Raises ``CorpusError`` with the next step where it names nothing."""
    name, path = split_name(typed)
    if is_id(name):
        full = corpus.resolve(name)
        if full in corpus:
            return Named(name, path, page=full, clauses=_at(corpus.clauses(full), path, name) if path else ())
        if path:
            raise CorpusError(f"{name} is a clause already; for a place in its page: {full.partition('-')[0]}#{_told(path)}")
        return Named(name, path, clauses=(corpus.clause(full),))
    works = policies.find(name)
    number = "" if works else normal_number(name)
    if number and (alike := Alike(corpus).here(number)):
        name, works = alike, policies.find(alike)
    if not works:
        raise CorpusError(
            f"{_told(name)!r} is no id, number or title of a policy in this library{_not_yet_read(corpus)}; find one with `tiaowen search`;"
            " texts that pages only cite: `tiaowen cites --wanted`"
        )
    if not path:
        _tell_issued(policies, works, name)
        return Named(name, path, works=tuple(works))
    work = only(works, name)
    return Named(name, path, clauses=_in_work(policies, work, name, path), works=(work,))


def _in_work(policies: Policies, work: Work, name: str, path: str) -> tuple[Clause, ...]:
    """Return the clauses at ``path`` of a work: its own, else those of the text that it issues, else of an attachment."""
    places = policies.places(work, name)
    if not normal_number(name):
        places = texts_first(policies, places)
    for place in places:
        found = tuple(clause for clause in policies.clauses_of(place) if is_under(clause.path, path))
        if found:
            return found
    for what, texts in (
        ("the text it issues", clauses_issued(policies, places, path)),
        ("its attachment", clauses_attached(policies, places, path)),
    ):
        if len(texts) > 1:
            ids = ", ".join(f"{clauses[0].id} in {_told(title)}" for title, clauses in texts.items())
            raise CorpusError(f"{_told(name)} itself has no place {_told(path)}, but several texts with it have: {ids}")
        for title, clauses in texts.items():
            tell(f"{_told(name)} itself has no place {_told(path)}; it is that of {what}, {_told(title)}")
            return tuple(clauses)
    return _at([], path, name)


def _tell_issued(policies: Policies, works: list[Work], name: str) -> None:
    """Tell what texts a notice that was named by its number issues on its page."""
    for notice in [place for work in works for place in policies.places(work, name)[:1]] if normal_number(name) else ():
        for place in issued_at(policies, notice):
            tell(f"{_told(name)} issues {_told(policies.identity(place).title.printed)}: {place.doc_id}, part {place.part + 1}")


def split_name(typed: str) -> tuple[str, str]:
    """Return the name and the place behind it, which "#" parts from it, a document number ends or 》; "" where there is none.

    A document number typed without 号 gets it, and a place written in Chinese becomes a path (第五条第（一）项: 5.1).
    """
    name, mark, written = (piece.strip() for piece in typed.replace("＃", "#").partition("#"))
    path = _half_width(written) if mark else ""
    if mark:
        path = _cited_place(path) or path
    else:
        end = _name_ends(name)
        path = _cited_place(_half_width(name[end:])) if end else ""
        name = name[:end] if path else name
    return (f"{name}号" if _WITHOUT_SIGN.match(name) else name), path


def _half_width(written: str) -> str:
    return simplify(unicodedata.normalize("NFKC", written)).strip()


def _cited_place(written: str) -> str:
    """Return the path of a place cited in Chinese: of 二(三) 2.3, of 第五条之一 5-1; "" where ``written`` is none."""
    groups = chinese_groups(written, taiwan=False)
    if len(groups) == 1 and groups[0].end - groups[0].start == len(written) and len(groups[0].pins) == 1:
        return groups[0].pins[0].path
    is_path = re.fullmatch(r"[\d.]+", written)
    if not is_path and _NUMBERS_IN_A_ROW.fullmatch(written):
        return ".".join(str(to_number(number)) for number in re.findall(_NUMERAL, written))
    return ""


def _name_ends(name: str) -> int:
    """Return where a document number or a title in 《》 that begins ``name`` ends, 0 where a name goes to its end."""
    quoted = _ENDS_NAME.search(name)
    if quoted:
        return quoted.end()
    number = next(locate_doc_numbers(name), None)
    return number.end if number and number.start == 0 else 0


def is_id(name: str) -> bool:
    """Return whether a name has the form of an id or of its beginning."""
    return _ID.fullmatch(name) is not None


def only(works: list[Work] | tuple[Work, ...], name: str) -> Work:
    """Return the one work; raise ``CorpusError`` that names the candidates where there are several of one title."""
    if len(works) == 1:
        return works[0]
    shown = [work.expressions[0].manifestations[0].doc_id for work in works]
    raise CorpusError(
        f"{_told(name)!r} is the title of {len(works)} policies; name one by its number, or by the id of its page:"
        f" {', '.join(shown[:_WORKS_SHOWN])}{', …' if len(shown) > _WORKS_SHOWN else ''}"
    )


def _at(clauses: list[Clause], path: str, name: str) -> tuple[Clause, ...]:
    found = tuple(clause for clause in clauses if is_under(clause.path, path))
    if not found:
        raise CorpusError(f"{_told(name)} has no place {_told(path)}; its places: `tiaowen show --toc '{_told(name)}'`")
    return found


def _told(name: str) -> str:
    return shorten(name, _NAME_CELLS)


def _not_yet_read(corpus: Corpus) -> str:
    """Return a note on pages of which it is not known what policies they carry, because older rules cleaned them."""
    # Here, because only who found nothing waits for the HTML parsers behind it.
    from cleaners.rules import RULES_VERSION  # noqa: PLC0415

    stale = len(corpus.stale(RULES_VERSION))
    return f" ({stale} of its pages were cleaned by older rules: run `tiaowen reclean`)" if stale else ""


def place_of(policies: Policies, named: Named) -> Manifestation | None:
    """Return the part of a page where the work that was named is best read, None where no work was named.

    Of a notice that has no numbered units of its own it is the one text that it issues.
    """
    if not named.works:
        return None
    places = policies.places(only(named.works, named.name), named.name)
    if not normal_number(named.name):
        return texts_first(policies, places)[0]
    if any(clause.path for clause in policies.clauses_of(places[0])):
        return places[0]
    return text_at(policies, places[0])


def text_at(policies: Policies, place: Manifestation) -> Manifestation:
    """Return the one text that the notice at ``place`` issues on its page, else ``place``."""
    issued = issued_at(policies, place)
    return issued[0] if len(issued) == 1 else place
