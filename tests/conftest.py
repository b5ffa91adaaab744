import os

from hypothesis import settings

# No deadline: the machine may be building at the same time.
settings.register_profile("local", max_examples=25, deadline=None)
settings.register_profile("ci", max_examples=400, deadline=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "local")
