"""How many people with which skills regions need: files read row by row, stored as versions, compared with the courses.

- ``checking.check``: a file → figures, or a message for every wrong cell. - ``uploading``: stores a file whole, lists
versions, withdraws one. - ``current.declared_demand``: the figures in force. - ``matching.compare``: demand against
supply for places and skill areas.
"""
