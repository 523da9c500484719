"""From what services answer to what templates print: labels, dates and prices in the reader's language."""
