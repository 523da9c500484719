"""Parts of the spreadsheet importer: rows, columns, and drafts from both."""
