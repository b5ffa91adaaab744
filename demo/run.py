"""Shows what onduty does: the request of the documentation, sent to a real server, from a real database.

Called by scripts/demo. Exits with 0 when everything was as documented, with 1 when it was not or a step failed.
"""

import argparse
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from demo import page, story
from demo.error import DemoError

DIRECTORY = Path(__file__).resolve().parent.parent / "build" / "demo"


def main() -> int:
    """Runs the demo; gives the exit code."""
    options = parse_options()
    page.prepare_output()
    signal.signal(signal.SIGTERM, interrupt)
    try:
        with run_directory(options.directory, options.keep) as directory:
            good = story.tell(directory / "onduty.db", options.port, options.serve)
    except DemoError as error:
        print(f"\nThe demo failed: {error.message}\n{error.remedy}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    return 0 if good else 1


def parse_options() -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="scripts/demo", description="Shows what onduty does.")
    parser.add_argument("--serve", action="store_true", help="leave the server running until Ctrl-C")
    parser.add_argument("--port", type=int, default=0, help="the server's port (default: a free one)")
    parser.add_argument("--keep", action="store_true", help="keep the database, and say where it is")
    parser.add_argument("--directory", type=Path, default=DIRECTORY, help="where to make it (default: build/demo)")
    return parser.parse_args()


def interrupt(number: int, frame: FrameType | None) -> None:
    """Makes SIGTERM clean up as Ctrl-C does."""
    raise KeyboardInterrupt


@contextmanager
def run_directory(parent: Path, keep: bool) -> Iterator[Path]:
    """A new directory for this run alone, removed at its end unless it is to be kept."""
    try:
        parent.mkdir(parents=True, exist_ok=True)
        directory = Path(tempfile.mkdtemp(prefix="run-", dir=parent))
    except OSError as failure:
        raise DemoError(
            f"No directory can be made: {failure}", "--directory DIR puts the database elsewhere."
        ) from failure
    try:
        yield directory
    finally:
        if keep:
            page.section(f"Kept: {directory}")
        else:
            shutil.rmtree(directory)


if __name__ == "__main__":
    sys.exit(main())
