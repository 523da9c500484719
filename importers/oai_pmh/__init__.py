"""Parts of the OAI-PMH importer: the protocol's addresses, and the metadata formats inside its records."""
