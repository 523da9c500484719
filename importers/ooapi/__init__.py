"""The Open Education API (OOAPI 4 and 5, OEAPI 6) of Dutch universities and their partners."""
