"""Many listings at once: a provider's own table, down and up again.

- ``table``: listings as rows, as CSV or XLSX.
- ``checking``: what each row of a file would do.
- ``handing_in``: keeping a file, handing it in, throwing it away.
- ``taking``: taking the chosen rows, and taking a whole file back.
"""
