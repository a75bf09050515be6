"""Reports from the record: the year in review, the sheet of two parties, the list of commitments."""
