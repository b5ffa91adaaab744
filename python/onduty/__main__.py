"""`python -m onduty`: the command `onduty`, where it is not on the path."""

from onduty.cli.main import main

if __name__ == "__main__":
    main(prog_name="onduty")
