"""Storage: tables, database, migrations, journal, loading of facts."""
