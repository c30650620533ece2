"""仮想環境: made from requirements.txt when it is missing or no longer matches.

Runs with whatever `python3` the machine has and nothing but the standard library, and is written so
that an old one too can read the sentence that says it is too old.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent.parent
LOCK = ROOT / "requirements.txt"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
MARK = VENV / "made-from"
STEP = 10  # parts between two lines of progress
SPARE = 50_000_000  # bytes: with less than this left a failure is the disk's
FULL = "ディスクの空きがありません。700 MB ほど空けてからもう一度実行してください。"


def main() -> None:
    if sys.version_info < OLDEST:
        version = ".".join(map(str, sys.version_info[:2]))
        sys.exit(
            f"Python {version} は古すぎます。3.11 以上を入れるか、make PYTHON=python3.12 のように指定してください。"
        )
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    try:
        if not (works() and MARK.exists() and MARK.read_text() == wanted):
            make(wanted)
    except OSError as error:
        sys.exit(FULL if full() else f"仮想環境 .venv を用意できません（{error}）。")
    except KeyboardInterrupt:
        sys.exit("仮想環境の用意をやめました。つぎに動かすとやりなおします。")


def works() -> bool:
    return PYTHON.exists() and not subprocess.call(
        [str(PYTHON), "-c", ""], stderr=subprocess.DEVNULL
    )


def make(wanted: str) -> None:
    print("・仮想環境 .venv を用意しています（はじめの1回だけ、1分から数分）", flush=True)
    if not works():
        shutil.rmtree(str(VENV), ignore_errors=True)
        if subprocess.call([sys.executable, "-m", "venv", str(VENV)], stdout=subprocess.DEVNULL):
            sys.exit(
                FULL
                if full()
                else "venv がありません。Debian や Ubuntu なら python3-venv を入れてください。"
            )
    elif MARK.exists():
        MARK.unlink()
    if install():
        sys.exit(FULL if full() else "部品を入れられません。上の行に理由があります。")
    MARK.write_text(wanted)


def install() -> int:
    """Let pip work, and say now and then how far it is."""
    parts = sum(1 for line in LOCK.read_text("utf-8").splitlines() if "==" in line)
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar=off"]
    process = subprocess.Popen(
        [*pip, "-r", str(LOCK)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
        env=dict(os.environ, PYTHONNOUSERSITE="1"),
    )
    done = 0
    for line in process.stdout or ():
        if line.startswith(("Collecting ", "Requirement already satisfied: ")):
            done += 1
            if done % STEP == 0:
                print(f"    {done} / {parts}", flush=True)
        elif line.startswith("Installing "):
            print("    入れています", flush=True)
        elif line.startswith("ERROR: "):
            print(line.rstrip(), file=sys.stderr, flush=True)
    return process.wait()


def full() -> bool:
    return shutil.disk_usage(str(ROOT)).free < SPARE


if __name__ == "__main__":
    main()
