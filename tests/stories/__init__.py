"""Long stories through the services, with what must come of them worked by hand."""
