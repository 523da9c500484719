"""Parts of the RSS and Atom importer: the parser, and what an entry says of a course."""
