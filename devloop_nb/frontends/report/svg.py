"""A picture as SVG; every text in it is escaped."""

from html import escape

from devloop_nb.frontends.report.picture import Box, Dot, Label, Path, Picture, Shape


def svg(picture: Picture) -> str:
    """One ``svg`` element, with the size that it wants and no style sheet."""
    width, height = picture.width, picture.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" font-family="system-ui, sans-serif" font-size="12"><title>{escape(picture.says)}</title>'
        f"{''.join(map(_element, picture.shapes))}</svg>"
    )


def _element(shape: Shape) -> str:
    match shape:
        case Box(x, y, width, height):
            return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="4"{_paint(shape)}/>'
        case Path(points, colour, width, dashed):
            dashes = ' stroke-dasharray="5 4"' if dashed else ""
            line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            return f'<polyline fill="none" points="{line}"{_ink("stroke", colour)} stroke-width="{width:g}"{dashes}/>'
        case Dot(x, y, radius):
            inside = f"<title>{escape(shape.says)}</title></circle>" if shape.says else ""
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}"{_paint(shape)}{">" if inside else "/>"}{inside}'
        case Label(x, y, text, colour, anchor):
            return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{_ink("fill", colour)}>{escape(text)}</text>'


def _paint(shape: Box | Dot) -> str:
    fill = _ink("fill", shape.colour) if shape.filled else ' fill="none"'
    return f'{fill}{_ink("stroke", shape.colour)} stroke-width="2"'


def _ink(what: str, colour: str) -> str:
    opacity = int(colour[7:], 16) / 255
    return f' {what}="{colour[:7]}"' + (f' {what}-opacity="{opacity:.2g}"' if opacity < 1 else "")
