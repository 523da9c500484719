"""How many people with which skills regions need: files read row by row, stored as versions, compared with the courses.

- ``checking``: a file → figures, or a message for every wrong cell.
- ``stored_files``: stores a file whole, lists versions, withdraws one.
- ``in_force``: the figures that no later file overrides.
- ``supply_comparison``: demand against supply for places and skill areas.
"""
