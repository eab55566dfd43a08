"""The kit: small widgets used by several pages; they know nothing of the office."""
