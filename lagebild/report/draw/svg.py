"""SVG as text."""

from html import escape

INK, SOFT, FAINT, ACCENT, LAND, SEA, HALO = "#1c2733", "#5b6875", "#d5dbe1", "#9a3412", "#eef0ea", "#dfe8f0", "#ffffff"
DARK = {INK: "#e9e7e2", SOFT: "#a7b0ba", FAINT: "#333b44", ACCENT: "#f0b48c", LAND: "#262e36", SEA: "#18222c", HALO: "#1b2026", "#b3bcc5": "#4a5661"}
FONT = "Libertinus Serif, system-ui, sans-serif"


def tag(name: str, *content: str, **attributes: object) -> str:
    """One element; ``class_`` and ``font_size`` become class and font-size, attributes without a value are left out."""
    said = "".join(f' {k.rstrip("_").replace("_", "-")}="{escape(_value(v))}"' for k, v in attributes.items() if v is not None)
    inside = "".join(content)
    return f"<{name}{said}>{inside}</{name}>" if inside else f"<{name}{said}/>"


def _value(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def words(text: str, x: float, y: float, **attributes: object) -> str:
    """Text at a point."""
    given = {"font_size": 12, "fill": INK, "class_": "ink"} | attributes
    return tag("text", escape(text), x=float(x), y=float(y), **given)


def drawing(width: float, height: float, title: str, *content: str) -> str:
    """A whole picture with its title for those who cannot see it."""
    return tag("svg", tag("title", escape(title)), *content, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width:g} {height:g}",
               width=float(width), height=float(height), role="img", font_family=FONT)  # fmt: skip


def darkened(svg: str) -> str:
    """A drawing for a dark page."""
    for light, dark in DARK.items():
        svg = svg.replace(light, dark)
    return svg


def shortened(text: str, most: int) -> str:
    """Text of at most so many characters."""
    said = " ".join(text.split())
    return said if len(said) <= most else f"{said[: most - 1].rstrip()}…"
