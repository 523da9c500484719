"""Dates, times, zones and durations, as sources write them."""
