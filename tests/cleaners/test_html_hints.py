"""What a page says of itself outside of its text."""

from __future__ import annotations

import pytest

from cleaners.html_hints import MAX_CUTS, keys_of, read_hints, runs_of
from cleaners.html_tree import lxml_events


def facts(head: str) -> dict[str, list[str]]:
    return read_hints(list(lxml_events(f"<html><head>{head}</head><body><p>text</p></body></html>"))).facts


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("<meta name=PubDate content='2021-09-14'>", {"published": ["2021-09-14"]}),
        ("<meta itemprop=datePublished content='2021-09-14'>", {"published": ["2021-09-14"]}),
        ("<meta property='og:site_name' content='健康报'>", {"publisher": ["健康报"]}),
        ("<meta name=author content=' '>", {}),
        ("<time itemprop=datePublished datetime='2021-09-14T10:00'>", {"published": ["2021-09-14T10:00"]}),
        ("<time datetime='2021-09-14'>", {"published": ["2021-09-14"]}),
        ("<time datetime='2021-09-14'></time><time datetime='2021-09-15'>", {}),
        ("<time class=updated datetime='2021-09-14'>", {}),
        ("<meta name='apub:time' content='2021-9-14 21:30:50'>", {"published": ["2021-9-14 21:30:50"]}),
        ("<meta name='weibo: article:create_at' content='2021-09-14 18:57'>", {"published": ["2021-09-14 18:57"]}),
        ("<meta name='article.published' content='2021-09-14'>", {"published": ["2021-09-14"]}),
        ("<meta name='publisher' content='健康报 2021-09-14'>", {}),
        ("<meta itemprop=dateModified content='2021-09-14'>", {"updated": ["2021-09-14"]}),
        ("<meta name=DC.Date.Modified content='2021-09-14'>", {"updated": ["2021-09-14"]}),
        ("<meta name=citation_publication_date content='2021/09/14'>", {"published": ["2021/09/14"]}),
        ("<meta name=expires content='2021-09-14'>", {}),
        ("<abbr class=published title='2021-09-14T10:00:00'>yesterday</abbr>", {"published": ["2021-09-14T10:00:00"]}),
        ("<em id=authorposton7>put up <span title='2021-9-14 10:00:00'>yesterday</span></em>", {"published": ["2021-09-14"]}),
        ("<span data-date=2021-09-14>Tue</span><span data-date=2021-09-15>Wed</span>", {}),
        ("<a title=2021-09-14>issue</a>", {}),
        ("<input type=hidden id=pubtime value='2021-09-14'>", {"published": ["2021-09-14"]}),
        ("<input type=hidden id=deadline value='2021-09-14'>", {}),
        ("<meta name=pubdate content='2021-09-14'><meta itemprop=dateModified content='2021-09-20'>", {"published": ["2021-09-14"]}),
        ("<title>县里怎样付费_要闻_健康报</title>", {"title": ["县里怎样付费"]}),
        ('<script type="application/ld+json">{"datePublished": "2021-09-14"}</script>', {"published": ["2021-09-14"]}),
        ('<script type="application/ld+json">{"@graph": [1, {"datePublished": "2021-09-14"}]}</script>', {"published": ["2021-09-14"]}),
        ('<script type="application/ld+json">{"mainEntity": {"datePublished": "2021-09-14"}}</script>', {"published": ["2021-09-14"]}),
        ('<script type="application/ld+json">{"dateModified": "2021-09-14"}</script>', {"updated": ["2021-09-14"]}),
        ('<script type="application/ld+json">[{"datePublished": 7}, null]</script>', {}),
        ('<script type="application/ld+json">{"datePublished": </script>', {}),
        ('<script>{"datePublished": "2021-09-14"}</script>', {"published": ["2021-09-14"]}),
        ('<script>{"expires": "2021-09-14"}</script>', {}),
        (f'<script type="application/ld+json">{"[" * 100_000}"datePublished"</script>', {}),
    ],
)
def test_meta_elements_times_and_linked_data(head: str, found: dict[str, list[str]]) -> None:
    assert facts(head) == found


def test_every_run_of_a_names_parts_may_be_the_title() -> None:
    assert set(runs_of("Budget - News | Daily")) == {"Budget", "News", "Daily", "Budget - News", "News | Daily", "Budget - News | Daily"}


def test_a_hyphen_inside_a_word_parts_nothing() -> None:
    assert set(runs_of("Three-year plan")) == {"Three-year plan"}


def test_a_name_of_a_thousand_parts_takes_no_time() -> None:
    assert len(keys_of(["关键词_" * 1000])) <= (MAX_CUTS + 1) ** 2
