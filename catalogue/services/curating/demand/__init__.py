"""How many people with which skills regions need: files read row by row, kept as versions, set against the courses.

- ``checking.check``: a file → figures, or a message for every wrong cell.
- ``uploading``: keeps a file whole, lists versions, takes one back.
- ``current.declared_demand``: the figures in force.
- ``matching.compare``: demand against supply for places and skill areas.
"""
