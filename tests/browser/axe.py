"""What axe finds wrong with a page in the browser."""

from axe_playwright_python.sync_playwright import Axe

OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],  # the long lists of what is right are left out, which is twice as quick
}


def faults(page, *, with_sheets=True):
    """One line each, short enough to read in a failure. with_sheets: the style sheets are read once more for a rule
    about the way a screen is held; they are the same on every page.
    """
    found = Axe().run(page, options={**OPTIONS, "preload": with_sheets}).response["violations"]
    return [f"{fault['id']}: {node['target']}" for fault in found for node in fault["nodes"]]
