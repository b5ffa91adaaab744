from pathlib import Path

from tests.codebase import layers
from tests.codebase.project import ROOT, cpp_files, python_files, write


def test_includes_point_down() -> None:
    assert layers.upward_includes(ROOT) == []


def test_third_party_headers_are_at_home() -> None:
    assert layers.headers_away_from_home(ROOT) == []


def test_third_party_modules_are_at_home() -> None:
    assert layers.modules_away_from_home(ROOT) == []


def test_imports_point_down() -> None:
    assert layers.upward_imports(ROOT) == []


def test_there_is_something_to_check() -> None:
    assert any(layers.included(path) for path in cpp_files(ROOT, "cpp"))
    assert any(list(layers.imported(path)) for path in python_files(ROOT, "python"))


def test_an_upward_include_is_found(tmp_path: Path) -> None:
    write(tmp_path, "cpp/src/base/text.cpp", '#include "domain/way.h"\n#include "onduty/uuid.h"\n')
    write(tmp_path, "cpp/src/json/request.cpp", '#include "store/schema.h"\n#include "domain/way.h"\n')
    write(tmp_path, "cpp/include/onduty/uuid.h", '#include <array>\n  #  include "base/text.h"\n#include "error.h"\n')
    write(tmp_path, "bindings/module.cpp", '#include "engine/writer.h"\n#include "json/request.h"\n')
    assert layers.upward_includes(tmp_path) == [
        "cpp/include/onduty/uuid.h includes base/text.h: onduty may not know base",
        "cpp/src/base/text.cpp includes domain/way.h: base may not know domain",
        "cpp/src/json/request.cpp includes store/schema.h: json may not know store",
        "bindings/module.cpp includes json/request.h: bindings may not know json",
    ]


def test_a_header_away_from_home_is_found(tmp_path: Path) -> None:
    write(tmp_path, "cpp/src/engine/writer.cpp", "#include <sqlite3.h>\n#include <simdjson.h>\n")
    write(tmp_path, "cpp/src/store/connection.cpp", "#include <sqlite3.h>\n")
    write(tmp_path, "cpp/src/base/uuid.cpp", "#include <pybind11/pybind11.h>\n")
    assert layers.headers_away_from_home(tmp_path) == [
        "cpp/src/base/uuid.cpp includes pybind11/pybind11.h, which belongs in bindings/ only",
        "cpp/src/engine/writer.cpp includes sqlite3.h, which belongs in cpp/src/store/ only",
        "cpp/src/engine/writer.cpp includes simdjson.h, which belongs in cpp/src/json/ only",
    ]


def test_a_module_away_from_home_is_found(tmp_path: Path) -> None:
    write(tmp_path, "python/onduty/aio.py", "def f() -> None:\n    from starlette.requests import Request\n")
    write(tmp_path, "python/onduty/web/app.py", "import starlette.routing\nimport rich\n")
    assert layers.modules_away_from_home(tmp_path) == [
        "python/onduty/aio.py imports starlette, which belongs in python/onduty/web/ only",
        "python/onduty/web/app.py imports rich, which belongs in python/onduty/cli/ only",
    ]


def test_an_upward_import_is_found(tmp_path: Path) -> None:
    write(tmp_path, "python/onduty/__init__.py", "from onduty import web\n")
    write(tmp_path, "python/onduty/__main__.py", "from onduty.cli.main import main\nimport onduty.web\n")
    write(tmp_path, "python/onduty/web/app.py", "import onduty.cli.main\nimport onduty\n")
    write(tmp_path, "python/onduty/cli/serve.py", "from onduty.web import create_app\n")
    assert layers.upward_imports(tmp_path) == [
        "python/onduty/__init__.py imports onduty.web",
        "python/onduty/__main__.py imports onduty.web",
        "python/onduty/web/app.py imports onduty.cli",
    ]
