"""What the office does: no Qt, no SQLAlchemy, no document library."""
