"""`python -m onduty.cli`, where the command `onduty` is not on the path."""

from onduty.cli.main import main

if __name__ == "__main__":
    main(prog_name="onduty")
