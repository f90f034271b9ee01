"""Whether two colours can be told apart, by the sums of WCAG 2.2 (success criteria 1.4.3 and 1.4.11). Colours are `#rrggbb`."""

import colorsys
import re
from collections.abc import Callable, Iterable

WELL_FORMED = re.compile(r"#[0-9a-f]{6}")
ENOUGH_FOR_WORDS = 4.5
ENOUGH_FOR_EDGES = 3.0
# The page itself, as in static/css/tokens.css: light and dark.
PAPER, TINT = "#fdf9f3", "#f4ece3"
DARK_PAPER, DARK_TINT = "#1b161f", "#2d2532"
INK, WHITE = "#1b161f", "#ffffff"


def is_colour(text: str) -> bool:
    """Return whether the text is a colour such as `#5b2a86`, in small letters."""
    return WELL_FORMED.fullmatch(text) is not None


def luminance(colour: str) -> float:
    """Return how much light a colour gives, 0 (black) to 1 (white)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 (the same) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def worst(colour: str, backgrounds: Iterable[str]) -> float:
    """Return the contrast of a colour on the background where it is hardest to see."""
    return min(contrast(colour, background) for background in backgrounds)


def nearest(colour: str, passes: Callable[[str], bool]) -> str:
    """Return the colour itself if it passes, else the closest darker or lighter shade of the same hue that does."""
    hue, light, strength = colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))
    if passes(colour):
        return colour
    for step in range(1, 101):
        for other in (light - step / 100, light + step / 100):
            shade = _hex(colorsys.hls_to_rgb(hue, min(max(other, 0), 1), strength))
            if passes(shade):
                return shade
    return colour


def mixed(colour: str, paper: str, share: float) -> str:
    """Return paper with a share of a colour in it."""
    pairs = zip((int(colour[at : at + 2], 16) for at in (1, 3, 5)), (int(paper[at : at + 2], 16) for at in (1, 3, 5)), strict=True)
    return _hex([(part * share + rest * (1 - share)) / 255 for part, rest in pairs])


def words_on(colour: str) -> str:
    """Return the colour of words on a colour: white where white can be read, else dark ink."""
    return WHITE if contrast(WHITE, colour) >= ENOUGH_FOR_WORDS else INK


def edge_of(colour: str, paper: str) -> str:
    """Return the outline that keeps a button of this colour visible on the page."""
    return nearest(colour, lambda shade: contrast(shade, paper) >= ENOUGH_FOR_EDGES)


def papers(brand: str) -> tuple[str, str, str]:
    """Return the light backgrounds on which links stand: the page, the foot of the page, and what families said."""
    return PAPER, TINT, mixed(brand, PAPER, 0.12)


def dark_papers(brand: str) -> tuple[str, str, str]:
    """Return the same backgrounds in dark mode."""
    return DARK_PAPER, DARK_TINT, mixed(brand, DARK_PAPER, 0.22)


def dark_link(link: str, *, brand: str) -> str:
    """Return the shade of a link colour that can be read in dark mode."""
    return nearest(link, lambda shade: worst(shade, dark_papers(brand)) >= ENOUGH_FOR_WORDS + 1)


def why_not_brand(brand: str) -> list[str]:
    """Return why a brand colour cannot be used, with the closest shade that can; empty when it can."""
    if _carries_words(brand):
        return []
    shade = nearest(brand, _carries_words)
    return [f"Neither white nor dark words can be read well on {brand}. The closest shade that works is {shade}."]


def why_not_link(link: str, *, brand: str) -> list[str]:
    """Return why a link colour cannot be used, with the closest shade that can; empty when it can."""
    if _reads_as_link(link, brand):
        return []
    shade = nearest(link, lambda other: _reads_as_link(other, brand))
    return [f"Links in {link} are too pale to read on our pages. The closest shade that works is {shade}."]


def verdict(brand: str, link: str) -> list[str]:
    """Return in words how both colours do, in light and in dark; refusals first."""
    if not (is_colour(brand) and is_colour(link)):
        return ["A colour is # and six of 0 to 9 and a to f, such as #5b2a86."]
    words = {WHITE: "White", INK: "Dark"}[words_on(brand)]
    lines = why_not_brand(brand) or [f"{words} words on the brand colour: easy to read ({contrast(words_on(brand), brand):.1f} to 1)."]
    lines += why_not_link(link, brand=brand) or [f"Links on the page: easy to read ({worst(link, papers(brand)):.1f} to 1)."]
    lines.append(f"On dark screens links become {dark_link(link, brand=brand)}, so that they can be read there too.")
    if edge_of(brand, PAPER) != brand:
        lines.append(f"The brand colour is pale, so buttons get an outline in {edge_of(brand, PAPER)}.")
    return lines


def _carries_words(brand: str) -> bool:
    return contrast(words_on(brand), brand) >= ENOUGH_FOR_WORDS


def _reads_as_link(link: str, brand: str) -> bool:
    return worst(link, papers(brand)) >= ENOUGH_FOR_WORDS


def _hex(parts: Iterable[float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
