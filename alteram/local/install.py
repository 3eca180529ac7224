"""Make .venv and install what `requirements*.txt` names, once: a second call with nothing changed takes a moment.

Runs before anything is installed and on Pythons too old for the rest: the standard library alone, no recent syntax.
"""

import hashlib
import os
import subprocess
import sys

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")


def refuse_an_old_python(version):
    if tuple(version[:2]) < OLDEST:
        sys.exit(
            f"Alteram needs Python {OLDEST[0]}.{OLDEST[1]} or newer and this is Python {version[0]}.{version[1]}: "
            "install a newer one, then name it: make PYTHON=python3.13 run"
        )


def install(requirements):
    """Install the locked file named (`requirements-dev.txt` holds all of `requirements.txt` too)."""
    stamp = os.path.join(VENV, "installed-" + requirements)
    wanted = digest(requirements)
    if os.path.exists(PYTHON) and read(stamp) == wanted:
        return
    print(f"Installing what {requirements} names (once)...", flush=True)
    if not has_pip():
        run([sys.executable, "-m", "venv", "--clear", VENV], "Python's venv module is missing, install python3-venv.")
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r"]
    run([*pip, os.path.join(ROOT, requirements)], f"the packages of {requirements} could not be had.")
    for done in {requirements, "requirements.txt"}:
        with open(os.path.join(VENV, "installed-" + done), "w") as file:
            file.write(digest(done))


def has_pip():
    """Whether .venv is whole: an interrupted first run, or a Python that has gone, leaves half of one."""
    return os.path.exists(PYTHON) and subprocess.call([PYTHON, "-c", "import pip"], stderr=subprocess.DEVNULL) == 0


def digest(requirements):
    with open(os.path.join(ROOT, requirements), "rb") as file:
        return hashlib.sha256(file.read() + sys.version.encode()).hexdigest()


def read(path):
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return None


def run(command, sentence):
    if subprocess.call(command) != 0:
        sys.exit("Alteram cannot be installed: " + sentence)


if __name__ == "__main__":
    refuse_an_old_python(sys.version_info)
    install(sys.argv[1])
