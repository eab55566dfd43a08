"""The only wiring: services from a database, a clock and the resources."""
