"""No module needs itself by way of others, so each can be read, moved and tested without the rest."""

from graphlib import TopologicalSorter

import grimp


def test_imports_have_no_circles():
    graph = grimp.build_graph("catalogue", "importers", cache_dir=None)
    imported = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert len(list(TopologicalSorter(imported).static_order())) == len(graph.modules)  # raises CycleError at a circle
