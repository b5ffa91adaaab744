from tests.database_fixtures import acme, database_reader, db, db_path, filled_database, unchanged

__all__ = ["acme", "database_reader", "db", "db_path", "filled_database", "unchanged"]
