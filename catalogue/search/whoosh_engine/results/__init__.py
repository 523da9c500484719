"""From matching courses to a page of results: boosts, order, fused ranks, facet counts."""
