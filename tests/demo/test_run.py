"""The demo itself, as scripts/demo starts it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(directory: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "demo.run", "--directory", str(directory), *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120, check=False)


def test_s12_the_documented_request_gets_the_documented_answer(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "✗" not in done.stdout
    for key in ("uuid", "conversationHref", "customFields"):
        assert f"✓  {key}" in done.stdout
    assert "Vacationing" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_failing_step_is_told_with_its_remedy(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    done = run(in_the_way)
    assert done.returncode == 1
    assert "The demo failed" in done.stderr
    assert "--directory DIR" in done.stderr
