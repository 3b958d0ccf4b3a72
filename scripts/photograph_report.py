"""Take the pictures of the report that README and docs show, with Debian's chromium and Pillow.

python scripts/photograph_report.py
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from pathlib import Path

from PIL import Image

import claimgraph as cg

REPOSITORY = Path(__file__).parent.parent
PICTURES = REPOSITORY / "docs" / "_static"
WIDTH = 1100


def photograph(address: str, name: str, *, height: int, top: int = 0) -> None:
    """Write one page as a small PNG: what stands `top` points below its upper edge and lower."""
    with tempfile.TemporaryDirectory() as folder:
        shot = Path(folder) / "shot.png"
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        command += [f"--user-data-dir={folder}/profile", f"--window-size={WIDTH},{height + top}"]
        command += ["--virtual-time-budget=3000", f"--screenshot={shot}", address]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        picture = Image.open(shot).convert("RGB").crop((0, top, WIDTH, top + height))
        picture.quantize(64, dither=Image.Dither.NONE).save(PICTURES / name, optimize=True)
    print(f"{name}: {(PICTURES / name).stat().st_size // 1024} KB")


def main() -> None:
    """Write the report of the example week and take its pictures."""
    os.chdir(REPOSITORY)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        cg.write_report(cg.build_graph("examples/week"), page)
        hass = re.search(r"#(i-[0-9a-f]+)\"><bdi>Hass", page.read_text(encoding="utf-8"))[1]
        photograph(page.as_uri(), "report.png", height=1110)
        photograph(f"{page.as_uri()}#{hass}", "report-incident.png", top=645, height=430)


if __name__ == "__main__":
    main()
