"""The growth of hard tables as a picture."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import vl_convert
from attrs import asdict
from growth import Measured

FAMILIES = {"guests": "circle", "queens": "square", "circle": "triangle-up"}
"""The shape of the points of each family, so that the picture can be read without colours."""


def draw(found: Sequence[Measured]) -> str:
    """An SVG: seconds by rows, both by their logarithm, a line for each family."""
    points = [
        {**asdict(each), "end": "done" if each.done else "ended by the budget"} for each in found if each.seconds > 0
    ]
    family = alt.Color("family:N", scale=alt.Scale(domain=list(FAMILIES)), title="family")
    base = alt.Chart(alt.Data(values=points)).encode(
        x=alt.X("rows:Q", scale=alt.Scale(type="log"), title="rows"),
        y=alt.Y("seconds:Q", scale=alt.Scale(type="log"), title="seconds for all checks"),
    )
    shape = alt.Shape("family:N", scale=alt.Scale(domain=list(FAMILIES), range=list(FAMILIES.values())), title="family")
    points_drawn = base.mark_point(filled=True, size=60).encode(color=family, shape=shape)
    ended = base.transform_filter("!datum.done").mark_text(text="budget spent", dx=8, dy=-10, align="right")
    chart = (base.mark_line().encode(color=family) + points_drawn + ended).properties(width=520, height=320)
    svg: str = vl_convert.vegalite_to_svg(chart.to_json())
    return svg
