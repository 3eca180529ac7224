"""What runs before anything is installed."""

import pytest

from alteram.local.install import refuse_an_old_python


@pytest.mark.parametrize("version", [(3, 10, 14), (3, 9, 0), (2, 7, 18)])
def test_an_old_python_is_refused_with_a_sentence(version):
    with pytest.raises(SystemExit, match=rf"needs Python 3.11 or newer and this is Python {version[0]}.{version[1]}: "):
        refuse_an_old_python(version)


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 13, 1), (4, 0, 0)])
def test_a_new_enough_python_is_taken(version):
    refuse_an_old_python(version)
