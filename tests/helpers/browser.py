"""A real browser for the portal's pages: Debian's Chromium, headless, driven by keys and clicks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

SMALL = (1093, 614)
"""1366 by 768 at 125 %."""
WIDE = (1366, 768)


@contextmanager
def chromium(
    folder: Path, size: tuple[int, int] = WIDE, *, scripts: bool = True
) -> Iterator[webdriver.Chrome]:
    """A browser of its own profile under `folder`; `scripts` off as a careful office may have it."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for word in (
        "--headless=new",
        "--no-sandbox",  # the tests may run as root, and what is shown is our own
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--force-device-scale-factor=1",
        f"--user-data-dir={folder / 'profile'}",
        f"--window-size={size[0]},{size[1]}",
    ):
        options.add_argument(word)
    if not scripts:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        fit(driver, size)
        yield driver
    finally:
        driver.quit()


def fit(driver: webdriver.Chrome, size: tuple[int, int]) -> None:
    """Make the page itself this large, whatever the browser's own frame takes."""
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False},
    )
