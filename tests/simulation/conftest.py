from tests.python.conftest import tmp_path_db

__all__ = ["tmp_path_db"]
