"""The page in real Chromium."""

import base64
import email
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from contraflow.briefing.palette import contrast

pytestmark = pytest.mark.browser

VOICE = """
window.spoken = [];
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
const voice = {
  queue: [], paused: false, calls: [],
  speak(utterance) { window.spoken.push(utterance.text); this.queue.push(utterance); },
  cancel() { this.calls.push("cancel"); this.queue = []; },
  pause() { this.calls.push("pause"); },
  resume() { this.calls.push("resume"); },
};
Object.defineProperty(window, "speechSynthesis", { value: voice });
window.finishOne = () => voice.queue.shift().onend();
"""
NO_VOICE = "delete window.speechSynthesis; Object.defineProperty(window, 'speechSynthesis', { value: undefined });"


@dataclass
class Watched:
    """A page with all that it asked for and complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def open_page(browser: Browser, address: str, script: str = "", **options: object) -> Watched:
    page = browser.new_page(**options)  # type: ignore[arg-type]
    watched = Watched(page)
    page.on("request", lambda request: watched.requests.append(request.url))
    page.on("console", lambda message: watched.complaints.append(message.text))
    page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    if script:
        page.add_init_script(script)
    page.goto(address)
    return watched


@pytest.fixture
def desktop(browser: Browser, address: str) -> Iterator[Watched]:
    watched = open_page(browser, address, viewport={"width": 1280, "height": 900})
    yield watched
    watched.page.close()


def overflow(page: Page) -> list[str]:
    """Elements that stick out of the window to the right, unless a box that scrolls holds them."""
    return page.evaluate(  # type: ignore[no-any-return]
        """() => [...document.body.querySelectorAll("*")].filter(element =>
             element.getBoundingClientRect().right > innerWidth + 0.5
             && element.getBoundingClientRect().width > 1
             && !element.closest(".scroll, svg, .unseen")).map(element => element.outerHTML.slice(0, 120))"""
    )


def test_nothing_is_asked_of_the_network_and_nothing_is_complained_of(desktop: Watched, address: str) -> None:
    desktop.page.mouse.wheel(0, 20_000)
    desktop.page.wait_for_timeout(200)
    assert desktop.requests == [address]
    assert desktop.complaints == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_the_page_does_not_scroll_sideways(browser: Browser, address: str, width: int) -> None:
    watched = open_page(browser, address, viewport={"width": width, "height": 800})
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= width
    assert overflow(watched.page) == []
    watched.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= width
    assert overflow(watched.page) == []
    watched.page.close()


@pytest.mark.parametrize(("width", "shown"), [(360, "narrow"), (1280, "wide")])
def test_one_of_two_drawings_is_shown_and_its_letters_can_be_read(
    browser: Browser, address: str, width: int, shown: str
) -> None:
    watched = open_page(browser, address, viewport={"width": width, "height": 800})
    assert watched.page.locator(f".paper.{shown}").first.is_visible()
    hidden = "wide" if shown == "narrow" else "narrow"
    assert not watched.page.locator(f".paper.{hidden}").first.is_visible()
    sizes = watched.page.evaluate(
        """() => [...document.querySelectorAll(".paper svg text")].map(one => one.getBoundingClientRect().height)
                 .filter(height => height > 0)"""
    )
    assert len(sizes) > 50 and min(sizes) >= 10
    watched.page.close()


def test_a_footnote_leads_to_its_claim_and_back(desktop: Watched) -> None:
    page = desktop.page
    page.locator("#judgements .mark").first.click()
    assert page.evaluate("location.hash") == "#note-1"
    assert page.locator("#note-1").evaluate("one => one.getBoundingClientRect().top < innerHeight")
    claim = page.locator("#note-1 ul a.jump").first
    target = claim.get_attribute("href")
    claim.click()
    assert target and page.evaluate("location.hash") == target
    entry = page.locator(target)
    assert entry.is_visible()
    entry.locator("a.back", has_text="1").first.click()
    page.locator("#note-1 a.back").first.click()
    assert page.evaluate("location.hash") == "#mark-1-1"


def test_sectors_of_the_map_are_reached_by_keyboard_and_lead_to_their_rows(desktop: Watched) -> None:
    page = desktop.page
    links = page.locator("#river .wide a.sector-link")
    assert links.count() == 12
    links.first.focus()
    before = page.evaluate("getComputedStyle(document.activeElement.querySelector('.sector')).strokeWidth")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#sector-2"
    after = page.evaluate("getComputedStyle(document.activeElement.querySelector('.sector')).strokeWidth")
    assert after == "20px", (before, after)
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#sector-2"
    assert "Reedmouth" in page.locator("#sector-2").inner_text()


def test_the_first_key_offers_to_skip_to_the_judgements(desktop: Watched) -> None:
    desktop.page.keyboard.press("Tab")
    assert desktop.page.evaluate("document.activeElement.className") == "skip"
    desktop.page.keyboard.press("Enter")
    assert desktop.page.evaluate("document.activeElement.id") == "content"


def test_print_opens_the_printer_and_prints_to_paper(browser: Browser, address: str, tmp_path: Path) -> None:
    watched = open_page(browser, address, "window.print = () => { window.printed = true; };")
    watched.page.click("#print")
    assert watched.page.evaluate("window.printed") is True
    watched.page.emulate_media(media="print")
    assert not watched.page.locator("nav").is_visible() and not watched.page.locator("#listen").is_visible()
    assert watched.page.locator("#weeks .paper.wide").first.is_visible()
    path = tmp_path / "page.pdf"
    watched.page.pdf(path=path, format="A4")
    assert path.read_bytes().startswith(b"%PDF")
    watched.page.close()


def test_the_letter_can_be_saved_from_the_page(desktop: Watched, tmp_path: Path, address: str) -> None:
    with desktop.page.expect_download() as waiting:
        desktop.page.click("#letter")
    assert waiting.value.suggested_filename == "briefing.eml"
    waiting.value.save_as(tmp_path / "saved.eml")
    saved = (tmp_path / "saved.eml").read_bytes()
    assert saved == Path(address.removeprefix("file://")).with_name("briefing.eml").read_bytes()
    assert email.message_from_bytes(saved)["Subject"]
    href = desktop.page.get_attribute("#letter", "href")
    assert href and base64.b64decode(href.partition("base64,")[2]) == saved
    mailto = desktop.page.get_attribute("#mailto", "href")
    assert mailto and mailto.startswith("mailto:?subject=") and len(mailto) < 4000


def test_listening_reads_the_judgements_part_by_part_and_can_be_paused_and_stopped(browser: Browser, address: str) -> None:
    watched = open_page(browser, address, VOICE)
    page = watched.page
    page.click("#listen")
    assert "invented example" in page.evaluate("window.spoken[0]")
    page.evaluate("window.finishOne()")
    assert page.evaluate("window.spoken[1]").startswith("Headline judgement 1. It is very likely (87 %)")
    page.click("#pause")
    page.click("#pause")
    assert page.evaluate("speechSynthesis.calls").count("pause") == 1
    assert page.evaluate("speechSynthesis.calls").count("resume") == 1
    page.click("#stop")
    assert page.evaluate("speechSynthesis.calls[speechSynthesis.calls.length - 1]") == "cancel"
    assert page.locator("#listen").is_visible() and not page.locator("#stop").is_visible()
    assert page.inner_text("#voice") == "Stopped."
    assert len(page.evaluate("window.spoken")) == 2
    assert watched.complaints == []
    page.close()


def test_listening_to_the_end_says_so(browser: Browser, address: str) -> None:
    page = open_page(browser, address, VOICE).page
    page.click("#listen")
    parts = page.evaluate("JSON.parse(document.getElementById('spoken').textContent).length")
    for _ in range(parts):
        page.evaluate("window.finishOne()")
    assert page.inner_text("#voice") == "Finished reading."
    assert len(page.evaluate("window.spoken")) == parts
    page.close()


def test_without_a_voice_listening_is_off_and_explained(browser: Browser, address: str) -> None:
    watched = open_page(browser, address, NO_VOICE)
    assert watched.page.locator("#listen").is_disabled()
    assert "no speech synthesis" in watched.page.inner_text("#voice")
    assert watched.complaints == []
    watched.page.close()


def test_text_stands_out_from_its_ground_in_light_and_dark(browser: Browser, address: str) -> None:
    script = """() => {
        const channel = value => (+value).toString(16).padStart(2, "0");
        const hex = colour => "#" + colour.match(/\\d+/g).slice(0, 3).map(channel).join("");
        const find = name => document.querySelector("main " + name) || document.querySelector(name);
        const ground = getComputedStyle(document.body).backgroundColor;
        return ["p.summary", "figcaption", ".confidence", "a.mark", "th", ".small", "summary", ".button", "nav a"].map(
            name => [name, hex(getComputedStyle(find(name)).color), hex(ground)]);
    }"""
    for scheme in ("light", "dark"):
        watched = open_page(browser, address, color_scheme=scheme)
        for name, ink, ground in watched.page.evaluate(script):
            assert contrast(ink, ground) >= 4.5, (scheme, name, ink, ground)
        watched.page.close()


def test_map_classes_as_drawn_stay_apart_in_greyscale(desktop: Watched) -> None:
    strokes = desktop.page.evaluate(
        """() => [...document.querySelectorAll("#river .wide .sector")].map(one =>
             [one.getAttribute("stroke"), getComputedStyle(one).stroke])"""
    )
    assert all(drawn == f"rgb({', '.join(str(int(colour[n : n + 2], 16)) for n in (1, 3, 5))})" for colour, drawn in strokes)
    used = sorted({colour for colour, _ in strokes}, key=lambda colour: contrast(colour, "#ffffff"))
    assert len(used) >= 3
    assert all(contrast(one, other) >= 1.4 for one, other in pairwise(used))


def test_nothing_moves_by_itself(desktop: Watched) -> None:
    moving = desktop.page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(one => {
             const style = getComputedStyle(one);
             return style.animationName !== "none" || style.transitionDuration !== "0s"
               || style.scrollBehavior !== "auto";
           }).length"""
    )
    assert moving == 0


def test_screenshots_can_be_taken_for_a_person_to_look_at(browser: Browser, address: str, tmp_path: Path) -> None:
    for name, width, scheme in (("desktop", 1280, "light"), ("phone", 360, "light"), ("dark", 1280, "dark")):
        watched = open_page(browser, address, viewport={"width": width, "height": 900}, color_scheme=scheme)
        path = tmp_path / f"{name}.png"
        watched.page.screenshot(path=path)
        assert path.stat().st_size > 20_000
        watched.page.close()
