"""Parts of the iCalendar importer: events, their recurrences, and courses from both."""
