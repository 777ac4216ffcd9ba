"""Small valid files of every form, of our own writing, made in memory."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

TITLE = "Boats Return to the River"
ONE = "Checks along the river have become rarer since the spring, people in the border area say."
TWO = "“Nobody stops us at night now,” a trader in the border town said on condition of anonymity."
STORY = f"{ONE}\n\n{TWO}"
HTML = (
    f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p></article></body></html>"
)


def rss(*entries: str) -> bytes:
    """A feed; the entries as they are, one of our own when none is given."""
    entry = (
        f"<item><title>{TITLE}</title><link>https://example.org/boats</link><pubDate>Fri, 08 Jun 2018 10:20:00 GMT</pubDate>"
        f"<description>&lt;p&gt;{ONE}&lt;/p&gt;&lt;p&gt;{TWO}&lt;/p&gt;</description></item>"
    )
    head = '<?xml version="1.0"?><rss version="2.0"><channel><title>Invented Gazette</title>'
    return f"{head}{''.join(entries or [entry])}</channel></rss>".encode()


def atom() -> bytes:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Invented Gazette</title>'
        f'<entry><title>{TITLE}</title><link href="https://example.org/boats"/><published>2018-06-08T00:00:00Z</published>'
        f'<content type="html">&lt;p&gt;{ONE}&lt;/p&gt;&lt;p&gt;{TWO}&lt;/p&gt;</content></entry></feed>'
    ).encode()


def mail(body: str = f"{TITLE}\n\n{STORY}\n", kind: str = "text/plain", headers: str = "") -> bytes:
    return (
        f"From: Somebody <somebody@example.org>\nTo: nobody@example.org\nSubject: Fwd: {TITLE}\n"
        f"Date: Fri, 8 Jun 2018 10:20:00 +0000\nMIME-Version: 1.0\n{headers}Content-Type: {kind}; charset=utf-8\n"
        f"Content-Transfer-Encoding: 8bit\n\n{body}"
    ).encode()


def mail_with(name: str, kind: str, content: bytes) -> bytes:
    """A mail without text to which one file is attached."""
    from base64 import encodebytes

    return (
        b'MIME-Version: 1.0\nSubject: x\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n'
        + f'Content-Type: {kind}\nContent-Disposition: attachment; filename="{name}"\n'.encode()
        + b"Content-Transfer-Encoding: base64\n\n"
        + encodebytes(content)
        + b"--b--\n"
    )


def article(**changes: object) -> bytes:
    told = {"headline": TITLE, "datePublished": "2018-06-08", "publisher": {"name": "Invented Gazette"}, "articleBody": STORY}
    return json.dumps({**told, **changes}).encode()


def warc(pages: Mapping[str, bytes] | None = None, *, packed: bool = True, kind: str = "text/html") -> bytes:
    """A web archive of pages by address, with a script beside them."""
    held = io.BytesIO()
    writer = WARCWriter(held, gzip=packed)
    told = {**(pages or {"https://example.org/boats": HTML.encode()}), "https://example.org/x.js": b"x = 1;"}
    for url, content in told.items():
        headers = [("Content-Type", "application/javascript" if url.endswith(".js") else kind)]
        answer = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
        record = writer.create_warc_record(url, "response", payload=io.BytesIO(content), http_headers=answer)
        writer.write_record(record)
        record.raw_stream.close()
    return held.getvalue()


def packed(members: Mapping[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def wacz(listed: Sequence[str] = ("https://example.org/boats",)) -> bytes:
    frame = f"<html><body><h1>An advertisement</h1><p>{ONE}</p></body></html>".encode()
    archive = warc({"https://example.org/boats": HTML.encode(), "https://example.org/frame": frame})
    lines = [json.dumps({"format": "json-pages-1.0"}), *(json.dumps({"url": url}) for url in listed)]
    return packed(
        {"datapackage.json": b"{}", "archive/data.warc.gz": archive, "pages/pages.jsonl": "\n".join(lines).encode()},
        zipfile.ZIP_STORED,
    )


def pdf(columns: Sequence[tuple[int, Sequence[str]]], title: str = "") -> bytes:
    """A PDF of one page: columns by their left edge in points, each line of them as it is."""
    drawn = [f"BT /F1 18 Tf 60 740 Td ({title}) Tj ET"] if title else []
    for left, lines in columns:
        drawn += [f"BT /F1 10 Tf {left} {700 - 13 * n} Td ({line}) Tj ET" for n, line in enumerate(lines) if line]
    stream = "\n".join(drawn).encode("latin-1", "replace")
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(made)
    return made + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def story_pdf() -> bytes:
    import textwrap

    return pdf([(60, [*textwrap.wrap(ONE, 60), "", *textwrap.wrap(TWO.replace("“", '"').replace("”", '"'), 60)])], TITLE)


EVERY_FORM = {
    "html": HTML.encode(),
    "text": f"{TITLE}\n\n{STORY}\n".encode(),
    "rss": rss(),
    "atom": atom(),
    "mail": mail(),
    "json": article(),
    "ndjson": article() + b"\n" + article(headline="Boats Stay", articleBody=f"{TWO}\n\n{ONE}"),
    "warc": warc(packed=False),
    "warc.gz": warc(),
    "wacz": wacz(),
    "zip": packed({"a.html": HTML.encode(), "b/c.eml": mail()}),
    "pdf": story_pdf(),
}
