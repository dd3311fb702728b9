"""Records on SQLite: engine, unit of work, audit, search, migrations, backup. No dialect leaves this package."""
