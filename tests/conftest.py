import os
import signal

from hypothesis import Phase, settings

# No deadline: the machine may be building at the same time.
settings.register_profile("local", max_examples=25, deadline=None)
# The same examples each time, so that a run says something of the change and nothing of chance.
settings.register_profile("ci", max_examples=50, deadline=None, print_blob=True, derandomize=True)
# With --hypothesis-profile=search it looks for longer, and elsewhere each time.
settings.register_profile("search", max_examples=400, deadline=None, print_blob=True)
# With --hypothesis-profile=unshrunk a failure is told at once, as it was found.
settings.register_profile(
    "unshrunk", settings.get_profile("local"), phases=(Phase.explicit, Phase.reuse, Phase.generate)
)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "local")

# A shell starts what it puts into the background with Ctrl-C ignored, and so would be every process of these tests.
signal.signal(signal.SIGINT, signal.default_int_handler)
