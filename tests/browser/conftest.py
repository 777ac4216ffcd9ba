"""Chromium for the tests of the page: Debian's, driven by Playwright, which downloads no browser of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

sys.path.append(str(Path(__file__).parents[1] / "unit" / "briefing"))

from briefing_example import example

from contraflow.briefing import brief, write_briefing

ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def find_chromium() -> str:
    """Return the path of Chromium, installed with apt-get when it is missing and we may."""
    found = shutil.which("chromium")
    if found:
        return found
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        pytest.fail("needs Chromium: install Debian's package with `apt-get install chromium` as root and run again")
    for command in (
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"],
    ):
        done = subprocess.run(
            command, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, capture_output=True, text=True, check=False
        )
        if done.returncode:
            pytest.fail(f"needs Chromium: `{' '.join(command)}` failed: {done.stderr.strip()[-500:]}")
    found = shutil.which("chromium")
    if not found:
        pytest.fail("needs Chromium: apt-get installed the package, but no `chromium` is on the path")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The invented briefing, written and opened as a file."""
    one = example()
    made = brief(one.estimates, one.forecast, one.case, one.evidence, one.observations)
    return write_briefing(made, tmp_path_factory.mktemp("briefing"), overwrite=False).as_uri()
