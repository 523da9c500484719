"""What every room does with rows: claims, lists of ids in pieces, steps that fail alone, faults of the database."""
