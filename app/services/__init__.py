"""One module a desk, one method an act of a clerk, one transaction each."""
