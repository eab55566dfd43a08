"""Page blocks to DOCX, PDF and XLSX; knows nothing of petitions, Qt or SQLAlchemy."""
