"""A drawing as SVG: within a page it takes the page's colours, as a file of its own those of white paper."""

from __future__ import annotations

from markupsafe import Markup, escape

from catalogue.web.charts.drawing import TONES, Box, Drawing, Text

FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"


def inline(drawing: Drawing) -> Markup:
    """Return a chart as SVG within a page: coloured by classes only, so that dark pages have dark charts."""
    box = f"0 0 {drawing.width:g} {drawing.height:g}"
    marks = Markup("").join(_mark(mark, colours=False) for mark in drawing.marks)
    return Markup('<svg class="chart" viewBox="{}" role="img" aria-label="{}">{}</svg>').format(
        box, drawing.title, marks
    )


def document(drawing: Drawing, source: str, around: float = 24) -> str:
    """Return a chart as an SVG file on white, with its title above and its ``source`` below."""
    width = drawing.width + 2 * around
    height = drawing.height + 2 * around + 56
    marks = Markup("").join(_mark(mark, colours=True) for mark in drawing.marks)
    heading = _mark(Text(0, 0, drawing.title, size=17), colours=True)
    foot = _mark(Text(0, drawing.height + 24, source, "quiet", 11), colours=True)
    return str(
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" width="{w:g}" height="{h:g}" viewBox="0 0 {w:g} {h:g}" '
            'font-family="{font}" role="img"><title>{title}</title><rect width="{w:g}" height="{h:g}" fill="#ffffff"/>'
            '<g transform="translate({a:g} {top:g})">{heading}</g>'
            '<g transform="translate({a:g} {body:g})">{marks}{foot}</g></svg>\n'
        ).format(
            w=width, h=height, font=FONT, title=drawing.title, a=around, top=around + 14, body=around + 36,
            heading=heading, marks=marks, foot=foot,
        )
    )  # fmt: skip


def _mark(mark: Box | Text, colours: bool) -> Markup:
    """Return a mark as SVG; only its text is escaped, since the rest is ours and a page has hundreds of marks."""
    fill = f'fill="{TONES[mark.tone]}"' if colours else f'class="tone-{mark.tone}"'
    at = f'x="{round(mark.x, 1):g}" y="{round(mark.y, 1):g}"'
    if isinstance(mark, Box):
        size = f'width="{round(mark.width, 1):g}" height="{round(mark.height, 1):g}"'
        return Markup(f"<rect {at} {size} {fill}/>")  # noqa: S704
    letters = f'font-size="{mark.size:g}" text-anchor="{mark.anchor}"'
    return Markup(f"<text {at} {letters} {fill}>{escape(mark.text)}</text>")  # noqa: S704
