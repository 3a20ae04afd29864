"""How hard Hypothesis tries: HYPOTHESIS_PROFILE names a profile, `dev` if it is not set."""

import os

from hypothesis import HealthCheck, Phase, settings

# No deadline in any of them: a busy machine is no fault of the code, and `bench/` measures the speed.
settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "ci",
    max_examples=100,
    deadline=None,
    derandomize=True,  # a change is judged by itself; chance is for those who look for faults
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", settings.get_profile("ci"), max_examples=5_000, derandomize=False)
# Whether a mutant of the source is noticed, not how small an example can show it; the same examples for every mutant.
settings.register_profile(
    "mutants", settings.get_profile("ci"), max_examples=20, phases=[Phase.explicit, Phase.generate], print_blob=False
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
