"""Pages give their article, their captions and what they say of themselves."""

import pytest

from lagebild.errors import InputError
from lagebild.ingest.page import page

BODY = (
    "Nach dem Bruch eines Deiches an der Orle haben die Behörden am Dienstag drei Dörfer räumen lassen. "
    "Rund 400 Menschen verbrachten die Nacht in einer Turnhalle. Ob der Damm flussabwärts hält, ist offen."
)
MORE = "Die Feuerwehr pumpte bis zum Morgen Wasser aus den Kellern. Der Landrat sprach von der schwersten Lage seit Jahren."
CAPTION = "Überflutete Felder bei Orlheim (4.6.2024)"


def made(head="", figure=f"<figure><img src='x.jpg'><figcaption>{CAPTION}</figcaption></figure>", lang="de-DE", body=BODY):
    article = f"<article><h1>Deich an der Orle gebrochen</h1>{figure}<p>{body}</p><p>{MORE}</p></article>"
    links = "<nav><a href='/'>Start</a><a href='/sport'>Sport</a></nav>"
    return f"<!doctype html><html lang='{lang}'><head><title>Seite</title>{head}</head><body>{links}{article}<footer>© 2011</footer></body></html>"


def test_the_article_comes_with_its_caption_and_without_the_frame():
    found = page("orle", made())
    assert BODY in found.text
    assert MORE in found.text
    assert "Sport" not in found.text
    assert [(p.kind, p.span.of(found.text)) for p in found.layout] == [("caption", CAPTION)]
    assert found.extracted


def test_a_page_names_its_title_outlet_and_address():
    head = "<meta property='og:title' content='Deichbruch'><meta property='og:site_name' content='Orler Bote'>"
    found = page("orle", made(head + "<link rel='canonical' href='https://x.invalid/1'>"))
    assert (found.title, found.outlet, found.url, found.language) == ("Deichbruch", "Orler Bote", "https://x.invalid/1", "de")


@pytest.mark.parametrize(
    ("head", "earliest"),
    [
        ("<meta property='article:published_time' content='2024-06-04T18:30:00+02:00'>", "2024-06-04T18:30:00+02:00"),
        ('<script type="application/ld+json">{"@graph": [{"datePublished": "2024-06-04"}]}</script>', "2024-06-04"),
        ("<meta name='date' content='2024-06'>", "2024-06-01"),
        ('<script type="application/ld+json">{broken</script>', None),
        ("", None),
    ],
)
def test_the_date_is_what_the_page_says_and_never_guessed(head, earliest):
    found = page("orle", made(head)).published
    assert (found.earliest if found else None) == earliest


def test_a_page_without_an_article_is_flagged_and_its_text_read():
    found = page("empty", "<html><body><nav><a href='/'>Start</a></nav><p>Menü</p></body></html>")
    assert [f.kind for f in found.flags] == ["no-article-text"]
    assert "Menü" in found.text


@pytest.mark.parametrize("source", ["<html></html>", "<html><body><script>x()</script></body></html>", "<html"])
def test_a_page_without_text_is_an_error(source):
    with pytest.raises(InputError, match="page"):
        page("none", source)
