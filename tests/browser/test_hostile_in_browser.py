"""The report over hostile articles in a real browser: every part opened, nothing runs, nothing leaves."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hostile import PAYLOADS, build_hostile

import claimgraph as cg

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the path")

# What a page of ours may not hold once it is shown, however it came to be there.
STRANGE = """() => {
  const kinds = "iframe object embed img base math animate foreignobject".split(" ");
  const leads = (given) => ["href", "src", "action", "xlink:href"].includes(given.name)
    && /^\\s*(javascript|data|vbscript):/i.test(given.value);
  const isStrange = (one) => kinds.includes(one.tagName.toLowerCase())
    || [...one.attributes].some((given) => given.name.startsWith("on") || leads(given));
  return [...document.querySelectorAll("*")].filter(isStrange).map((one) => one.outerHTML.slice(0, 100));
}"""
HAPPENINGS = ("dialogs", "requests", "violations", "errors", "strange")


def visit_all(front: Path, *, most: int = 400) -> dict[str, Any]:
    """Open every page and every part of a report; return what happened beside its being shown."""
    seen: dict[str, Any] = {
        "pages": 0,
        "dialogs": [],
        "requests": [],
        "violations": [],
        "errors": [],
        "strange": [],
    }
    with playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("dialog", lambda dialog: (seen["dialogs"].append(dialog.message), dialog.dismiss()))
        page.on("console", lambda said: seen["violations"].append(said.text))
        page.on("pageerror", lambda error: seen["errors"].append(str(error)))
        within = front.parent.as_uri()  # nor does anything else of the disk belong to a report
        page.on(
            "request", lambda one: None if one.url.startswith(within) else seen["requests"].append(one.url)
        )
        page.add_init_script("window.alert = (said) => { window.__ran = said; }")
        waiting, known = [front.as_uri()], set()
        while waiting and seen["pages"] < most:
            address = waiting.pop()
            if address in known:
                continue
            known.add(address)
            page.goto(address, wait_until="load")
            seen["pages"] += 1
            links = page.eval_on_selector_all("a[href]", "all => all.map((one) => one.href)")
            waiting += [one for one in links if one.startswith("file:")]
            seen["strange"] += page.evaluate(STRANGE)
            if page.evaluate("window.__ran"):
                seen["dialogs"].append(page.evaluate("window.__ran"))
        browser.close()
    return seen


def test_whatever_happens_is_seen(tmp_path: Path) -> None:
    """What is looked for below is found where it is."""
    policy = (
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src 'unsafe-inline'\">"
    )
    bad = "<script>alert(1); confirm(2); nowhere()</script><img src=http://127.0.0.1:9/x onerror=x>"
    (tmp_path / "bad.html").write_text(f"<!doctype html>{policy}{bad}", encoding="utf-8")
    seen = visit_all(tmp_path / "bad.html")
    assert (seen["dialogs"], len(seen["errors"]), len(seen["strange"])) == (["2", 1], 1, 1)
    assert any("Content Security Policy" in said for said in seen["violations"])
    (tmp_path / "bad.html").write_text(f"<!doctype html>{bad}", encoding="utf-8")
    assert visit_all(tmp_path / "bad.html")["requests"] == ["http://127.0.0.1:9/x"]


@pytest.mark.parametrize("form", ["one page", "many pages"])
def test_report_of_hostile_articles_runs_and_asks_nothing(form: str, tmp_path: Path) -> None:
    """No script, no dialog, no request, no violation of the policy, no element that is not ours."""
    path = tmp_path / ("report.html" if form == "one page" else "report/")
    cg.write_report(build_hostile(), path, title=PAYLOADS["script"])
    seen = visit_all(path if form == "one page" else path / "index.html", most=12)
    assert seen.pop("pages") > 10
    assert seen == {name: [] for name in HAPPENINGS}


def test_notebook_pictures_run_and_ask_nothing(tmp_path: Path) -> None:
    """The picture of every noun, in a page without any policy."""
    path = tmp_path / "notebook.html"
    path.write_text(draw_notebook(build_hostile()), encoding="utf-8")
    seen = visit_all(path)
    assert seen == {"pages": 1, **{name: [] for name in HAPPENINGS}}


def draw_notebook(graph: cg.ClaimGraph) -> str:
    """Return a page with the pictures of many nouns."""
    nouns = [*graph.articles, *graph.incidents, *graph.claims[:60], *graph.accounts[:60], graph]
    markup = "".join(
        f"<section>{one._repr_html_()}</section>" for one in nouns if hasattr(one, "_repr_html_")
    )
    return f"<!doctype html><meta charset=utf-8><body>{markup}"
