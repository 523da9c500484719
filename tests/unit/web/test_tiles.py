"""The legend of maps and matrices says what their shades stand for."""

import pytest

from catalogue.web.charts.tile_map import legend_of, shade_of


@pytest.mark.parametrize("most", [0, 1, 2, 7, 95, 40_000])
def test_every_number_has_the_shade_that_the_legend_gives_it(most):
    legend = legend_of(most)
    assert legend[0][1] == 0 and legend[-1][2] == most
    assert [low for _shade, low, _high in legend[1:]] == [high + 1 for _shade, _low, high in legend[:-1]]
    assert all(shade_of(number, most) == shade for shade, low, high in legend for number in (low, high))
