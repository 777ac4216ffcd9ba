"""Pages a second through the whole reader: pages of every form, made from a seed, read by two processes.

    python -m benchmarks.reading                 # 1,000 pages, 2 processes
    python -m benchmarks.reading --pages 200 --workers 1

The pages are of our own making: sentences from templates with varied words, a different story each, with the furniture of
real pages around it, as HTML, plain text, JSON, mail, feeds, PDF, web archives and zip archives in one folder. What is timed is
``read_pages`` from the start of its processes to the last page, case and imports in this process left out.
"""

import argparse
import json
import random
import resource
import sys
import tempfile
import textwrap
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
CASE = ROOT / "cases" / "yalu"
TARGET = 8.0  # pages a second on two cores
PLACES = ("Hyesan", "Sinuiju", "Dandong", "Donggang", "Musan", "Hoeryong", "Changbai", "Hunchun", "Ryongchon", "Manpo")
WHO = (
    "a trader",
    "a resident",
    "a broker",
    "a boatman",
    "a driver",
    "a merchant",
    "an official",
    "a second source",
    "a wholesaler",
)
GOODS = ("rice", "diesel", "gasoline", "crab", "coal", "cigarettes", "used cars", "herbs", "seafood", "timber")
WHEN = ("since May", "in recent weeks", "since the talks in March", "this month", "since the end of winter", "two weeks ago")
SAID = (
    "Smuggling of {good} has {moved} near {place} {when}, {who} said.",
    "Chinese border guards have {eased} their patrols near {place} {when}, {who} in the town said.",
    "“The rental fee for a boat is {n} yuan per trip now,” {who} in {place} said on condition of anonymity.",
    "The price of {good} rose from {n} to {m} yuan per kg in the markets of {place}, according to {who} there.",
    "“If the talks go well, there will be even more smuggling of {good},” {who} in {place} added, asking not to be named.",
    "Imports of {good} fell by {p} percent from a year earlier, customs data released on Friday show.",
    "{n} people were arrested near {place} {when}, and two boats with {good} were seized, {who} said.",
    "Bribes of {n} yuan per load are asked at the ford above {place}, {who} told Daily NK.",
    "Traders carry {good} across the river at night, {who} in {place} said, because by day the guards check every boat.",
    "In the market of {place} people talk of nothing but {good}, the long winter and the {n} lorries that wait at the bridge.",
    "Nobody at the pier in {place} remembers when {good} was last brought over by daylight, {who} said with a laugh.",
    "The town of {place} has some {m} inhabitants, a school, two inns and a pier from which {good} used to be shipped.",
)


def words(draw: random.Random) -> list[str]:
    """Return the paragraphs of one story, no two stories alike."""
    told = []
    for pattern in draw.sample(SAID, draw.randint(5, 9)):
        told.append(
            pattern.format(
                good=draw.choice(GOODS), place=draw.choice(PLACES), who=draw.choice(WHO), when=draw.choice(WHEN),
                moved=draw.choice(("increased", "decreased", "picked up", "stopped")), n=draw.randint(50, 950),
                eased=draw.choice(("eased", "stepped up", "relaxed", "tightened")), m=draw.randint(1000, 9000),
                p=draw.randint(5, 90),
            )
        )  # fmt: skip
    return told


def story(draw: random.Random) -> tuple[str, str, list[str]]:
    """Return title, day and paragraphs."""
    title = (
        f"{draw.choice(GOODS).capitalize()} and Boats {draw.choice(('Return', 'Wait', 'Vanish'))} Near {draw.choice(PLACES)}"
    )
    return title, f"{draw.choice(('May', 'June', 'July'))} {draw.randint(1, 28)}, 2018", words(draw)


def as_text(draw: random.Random) -> bytes:
    title, day, told = story(draw)
    menu = draw.choice(("", "Home News Korea China ", "HomeNewsWorldOpinion"))
    prices = draw.choice(("", "Rice 5,000 won\nDiesel 6,000 won\nApril 2, 2018\n\n"))
    caption = "boats.jpgBoats lie below a bridge in a March 3, 2015 photo.\n\n"
    tail = draw.choice(
        ("", "\n\nMore stories\n\nAnother story begins here and ends.", "\n\n쌀값이 다시 오르고 있다고 주민들이 말했다.")
    )
    lost = "\n\n".join(told).replace("“", "?").replace("”", "?") if draw.random() < 0.2 else "\n\n".join(told)
    return f"{prices}{title}\nBy Ann Example\n{day}\n\n{caption}{menu}{lost}\n\nReported by Ann Example.{tail}\n".encode()


def as_html(draw: random.Random) -> bytes:
    title, day, told = story(draw)
    boxes = "".join(f"<li><a href='/{n}'>{draw.choice(GOODS)} news {n}</a></li>" for n in range(draw.randint(10, 80)))
    body = '</p><div class="ad">Advertisement</div><p>'.join(told)
    return (
        f"<!doctype html><html><head><title>{title} | Invented Post</title>"
        "<meta property='og:site_name' content='Invented Post'>"
        f"<script>var x = {'1+' * 400}1;</script></head><body><nav><ul>{boxes}</ul></nav><article><h1>{title}</h1><p>{day}</p>"
        f"<p>{body}</p></article><div class='related'><ul>{boxes}</ul></div>"
        "<div id='comments'><p>A reader says that it was otherwise in 2011.</p></div><footer>All rights reserved.</footer>"
        "</body></html>"
    ).encode()


def as_json(draw: random.Random) -> bytes:
    title, _, told = story(draw)
    return json.dumps({"headline": title, "datePublished": "2018-06-08", "articleBody": "\n\n".join(told)}).encode()


def as_mail(draw: random.Random) -> bytes:
    from tests.unit.reports.made_pages import mail

    title, day, told = story(draw)
    return mail(f"{title}\n{day}\n\n" + "\n\n".join(textwrap.fill(each, 72) for each in told) + "\n-- \nDesk\n")


def as_pdf(draw: random.Random) -> bytes:
    from tests.unit.reports.made_pages import pdf

    title, day, told = story(draw)
    plain = [each.replace("“", '"').replace("”", '"').replace("(", "").replace(")", "") for each in told]
    half = len(plain) // 2
    columns = [[line for each in part for line in (*textwrap.wrap(each, 42), "")] for part in (plain[:half], plain[half:])]
    return pdf([(60, [day, "", *columns[0]]), (330, columns[1])], title)


def as_feed(draw: random.Random, entries: int) -> bytes:
    from tests.unit.reports.made_pages import rss

    items = []
    for number in range(entries):
        title, _, told = story(draw)
        link = f"https://feed.example/{draw.random()}-{number}"
        items.append(f"<item><title>{title}</title><link>{link}</link><description>{chr(10).join(told)}</description></item>")
    return rss(*items)


def make(folder: Path, pages: int, seed: int) -> None:
    """Write a folder that holds so many pages."""
    from tests.unit.reports.made_pages import packed, warc

    draw = random.Random(seed)
    forms: list[tuple[str, Callable[[random.Random], bytes]]] = [
        (".html", as_html), (".html", as_html), (".txt", as_text), (".txt", as_text), (".json", as_json), (".eml", as_mail),
        (".pdf", as_pdf),
    ]  # fmt: skip
    left, number = pages, 0
    while left:
        number += 1
        inside = min(left, 10)
        name = folder / f"{number:04d}"
        if number % 40 == 10:
            name.with_suffix(".xml").write_bytes(as_feed(draw, inside))
        elif number % 40 == 20:
            archive = warc({f"https://archive.example/{number}/{n}": as_html(draw) for n in range(inside)})
            name.with_suffix(".warc.gz").write_bytes(archive)
        elif number % 40 == 30:
            name.with_suffix(".zip").write_bytes(packed({f"{n}.txt": as_text(draw) for n in range(inside)}))
        else:
            ending, form = forms[number % len(forms)]
            name.with_suffix(ending).write_bytes(form(draw))
            inside = 1
        left -= inside


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    from contraflow.case import read_case
    from contraflow.reading import read_pages

    case = read_case(CASE)
    with tempfile.TemporaryDirectory() as held:
        make(Path(held), given.pages, given.seed)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started, own = time.perf_counter(), time.process_time()
        counts: Counter[str] = Counter()
        for page in read_pages([held], case, workers=given.workers):
            counts["refused" if page.problem else "repeated" if page.repeats else "read"] += 1
            counts["claims"] += len(page.claims)
        seconds, own = time.perf_counter() - started, time.process_time() - own
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = own + after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    told = ", ".join(f"{counts[what]:,} {what}" for what in ("read", "repeated", "refused", "claims"))
    rate = given.pages / seconds
    print(f"{given.pages:,} pages: {told}")
    print(
        f"{seconds:.1f} s with {given.workers} processes: {rate:.1f} pages/s (target {TARGET:g}); "
        f"{cpu / given.pages * 1e3:.0f} ms of processor a page"
    )
    print(
        f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB here, "
        f"{after.ru_maxrss / 1024:.0f} MB in the largest process"
    )
    sys.exit(rate < TARGET or bool(counts["refused"]))


if __name__ == "__main__":
    main()
