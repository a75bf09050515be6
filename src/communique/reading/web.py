"""Web pages: the article, without navigation, comments and cookie notes, and what the page says of itself."""

import re
from urllib.parse import urlsplit

from resiliparse.parse.encoding import bytes_to_str, detect_encoding
from resiliparse.parse.html import HTMLTree

from communique.errors import ReadingError
from communique.reading.documents import Draft
from communique.reading.text import is_binary

__all__ = ["read_web"]

UTF16 = (b"\xff\xfe", b"\xfe\xff")
META = ("og:title", "twitter:title")
SEPARATOR = re.compile(r"\s+[|–—·»-]\s+")
SENTENCE = re.compile(r"\w[^\n]{30,}[.!?。！？][”’\"')\]]*\s*$", re.MULTILINE)


def read_web(data: bytes, *, path: str = "") -> Draft:
    """Read the article of a web page, with title, date, source, address and language where the page gives them.

    Raises ReadingError for a page without an article.
    """
    import trafilatura

    if not data.startswith(UTF16) and is_binary(data):
        raise ReadingError("is a binary file, not a page", path=path)
    html = bytes_to_str(data, detect_encoding(data, html5_compatible=True) or "utf-8", errors="replace")
    page = trafilatura.bare_extraction(
        html,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if not page or isinstance(page, dict) or not SENTENCE.search(page.text or ""):
        raise ReadingError("is a page without an article", path=path)
    tree = HTMLTree.parse(html)
    return Draft(
        re.sub(r"\n+", "\n\n", page.text or ""),
        title=_read_title(tree, page.sitename or "") or page.title or "",
        source=page.sitename or urlsplit(page.url or "").hostname or "",
        url=page.url or "",
        published=page.date or "",
        language=_read_language(tree),
    )


def _read_title(tree: HTMLTree, site: str) -> str:
    """Give the headline: the first h1 that the page's title repeats, else the title without the site's name.

    A site may write "Ministry – headline" as well as "headline – Ministry", so that the title alone does not tell.
    """
    titles = [title for title in (*map(lambda name: _read_meta(tree, name), META), _clean(tree.title or "")) if title]
    body = tree.body
    headings = [_clean(node.text or "") for node in body.query_selector_all("h1")] if body else []
    for heading in headings:
        if heading and any(heading.lower() in title.lower() for title in titles):
            return heading
    if not titles:
        return headings[0] if headings else ""
    parts = [part for part in SEPARATOR.split(titles[0]) if part.lower() != site.lower()]
    return titles[0] if len(parts) == len(SEPARATOR.split(titles[0])) else max(parts, key=len, default=titles[0])


def _read_meta(tree: HTMLTree, name: str) -> str:
    if not tree.head:
        return ""
    node = tree.head.query_selector(f'meta[property="{name}"], meta[name="{name}"]')
    return _clean(node.getattr("content", "") or "") if node else ""


def _read_language(tree: HTMLTree) -> str:
    root = tree.document.query_selector("html") if tree.document else None
    return (root.getattr("lang", "") or "").split("-")[0].lower() if root else ""


def _clean(text: str) -> str:
    return " ".join(text.split())
