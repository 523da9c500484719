"""Many listings at once: a provider's own table, down and up again.

- ``table``: listings as rows, as CSV or XLSX.
- ``checking``: what each row of a file would do.
- ``upload_files``: storing a file, handing it in, discarding it.
- ``apply_rows``: applying the chosen rows, and undoing a whole file.
"""
