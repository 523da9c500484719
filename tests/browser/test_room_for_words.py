"""Text fits into its place in languages with long words, and in one whose words are half as long again as English."""

import pytest

ADDRESSES = (
    "/",
    "/courses?q=batterie&country=DE",
    "/job-roles/battery-technician",
    "/curricula/electric-mobility-core?place=DE&place=ES",
    "/indicators/supply-demand",
    "/regions/CZ080",
    "/collections/baterias-y-movilidad-electrica-es41",
)
WIDTHS = (360, 1280)

LENGTHEN = r"""
() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts)
    if (!text.parentElement.closest("script, style, code, pre, svg"))
      text.data = text.data.replace(/\p{L}{2,}/gu, word => word + word.slice(0, Math.ceil(word.length / 2)));
}
"""

CRAMPED = r"""
() => {
  const scrolls = element => {
    for (let one = element; one; one = one.parentElement)
      if (/auto|scroll/.test(getComputedStyle(one).overflowX)) return true;
    return false;
  };
  const found = [];
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) found.push("the page is wider than the window");
  for (const one of document.querySelectorAll("a, button, summary, label, legend, th, td, h1, h2, h3, p, li, dt, dd")) {
    if (!one.checkVisibility({visibilityProperty: true}) || one.closest(".visually-hidden") || scrolls(one)) continue;
    const box = one.getBoundingClientRect();
    if (!box.width || box.right <= 0 || box.bottom <= 0) continue;
    const cut = getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1;
    if (box.right > width + 1 || cut) found.push(one.tagName + " " + one.textContent.trim().slice(0, 60));
  }
  return found;
}
"""


def cramped(page):
    """What is cut off or sticks out of the window, at every width."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [(width, text) for text in page.evaluate(CRAMPED)]
    return found


@pytest.mark.parametrize("language", ["de", "pl", "pt"])
def test_long_words_fit(visit, sample_catalogue, language):
    page = visit("/", language=language)
    for address in ADDRESSES:
        page.goto(f"{sample_catalogue}/{language}{address}")
        assert (address, cramped(page)) == (address, [])


def test_words_half_as_long_again_fit(visit, sample_catalogue):
    page = visit("/")
    for address in ADDRESSES:
        page.goto(sample_catalogue + address)
        page.evaluate(LENGTHEN)
        assert (address, cramped(page)) == (address, [])
