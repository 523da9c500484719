"""No module needs itself by way of others, and no room of a layer does, so each can be read, moved and tested without
the rest."""

from graphlib import TopologicalSorter

import grimp
import pytest


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("catalogue", "importers", cache_dir=None)


def rooms_imported(graph, layer):
    """Return which rooms of the layer each of them imports, whichever of their modules do."""
    room_of = {module: room for room in graph.find_children(layer) for module in {room, *graph.find_descendants(room)}}
    imported = {room: set() for room in room_of.values()}
    for module, room in room_of.items():
        others = {room_of[other] for other in graph.find_modules_directly_imported_by(module) if other in room_of}
        imported[room] |= others - {room}
    return imported


def test_imports_have_no_circles(graph):
    imported = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert len(list(TopologicalSorter(imported).static_order())) == len(graph.modules)  # raises CycleError at a circle


def test_rooms_of_a_layer_have_no_circles(graph):
    layers = ["catalogue", "importers", *sorted(graph.find_children("catalogue"))]
    imported_by_layer = {layer: rooms_imported(graph, layer) for layer in layers}
    assert len(imported_by_layer["catalogue.services"]) > 10
    for imported in imported_by_layer.values():
        tuple(TopologicalSorter(imported).static_order())  # raises CycleError at a circle
