"""Takes ``plan-wall.png`` anew: ``make picture PORT=8000`` while ``make run`` serves the demo at that port.

Needs a Chromium, as the browser's journeys do.
"""

import argparse
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.support.browsers import find_browser

PICTURE = Path(__file__).with_name("plan-wall.png")
WIDTH, HEIGHT = 1280, 1000
COLOURS = 128
"""A page of flat colours needs no more, and the file stays small."""
LARGEST = 200_000
EMAIL, PASSWORD = "plan.manager@marlshire.example", "overwinter-demo"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    site = f"http://127.0.0.1:{parser.parse_args().port}"
    chromium = find_browser()
    if chromium is None:
        sys.stderr.write("No Chromium on this machine. Install one to take the picture.\n")
        return 2
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(f"{site}/accounts/sign-in/?next=/plan/")
        page.fill("input[type=email]", EMAIL)
        page.fill("input[type=password]", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url("**/plans/*/")
        taken = page.screenshot()
        browser.close()
    Image.open(BytesIO(taken)).convert("RGB").quantize(COLOURS).save(PICTURE, optimize=True)
    size = PICTURE.stat().st_size
    sys.stdout.write(f"{PICTURE.name}: {size:,} bytes\n")
    return 0 if size < LARGEST else 1


sys.exit(main())
