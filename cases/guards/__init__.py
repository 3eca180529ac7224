"""What the procedure forbids, one small function a rule: each returns nothing or raises Refused with a next step.

A guard's name is what must be true, its docstring where that is written. «Annexe I-6» is that of the French Code du
sport, the best written model of an internal disciplinary procedure; it binds no other organisation.
"""

from .afterwards import *  # noqa: F403
from .deciding import *  # noqa: F403
from .hearing import *  # noqa: F403
from .justice import *  # noqa: F403
from .standing import *  # noqa: F403
from .time import *  # noqa: F403
