"""A made-up company over a made-up year, to try things on: any size, the same bytes for the same seed.

    from datetime import datetime, timezone
    from onduty.simulation import Simulation

    year = Simulation(people=200, days=365, seed=1, until=datetime(2026, 3, 2, tzinfo=timezone.utc))
    db.import_directory(year.directory())
    db.import_history(year.history())  # lines of JSON

People work in shifts, in the time zones of their offices; they have lunch and meetings, fall ill, go on holiday, forget
to log out, come and leave. It is plausible and not more: nothing in it is measured on real people.
"""

from onduty.simulation.simulation import Simulation

__all__ = ["Simulation"]
