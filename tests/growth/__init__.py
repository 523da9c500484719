"""How the cost of reading a text grows with its length, for every parser of the catalogue."""
