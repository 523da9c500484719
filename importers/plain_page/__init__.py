"""Parts of the importer for pages without markup."""
