"""Import runs: match what a source shows with what is stored, store it, withdraw what is gone."""
