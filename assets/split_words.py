"""Divides a file of words: split_words.py WORDS.json BEGINNINGS.txt FIRST.json LATER.json

Ids that begin with a line of BEGINNINGS go to LATER, all others to FIRST.
"""

import json
import sys
from pathlib import Path


def main(words, beginnings, first, later):
    texts = json.loads(Path(words).read_text(encoding="utf-8"))
    lines = Path(beginnings).read_text(encoding="utf-8").splitlines()
    wanted = tuple(line for line in lines if line and not line.startswith("#"))
    for line in wanted:
        if not any(name.startswith(line) for name in texts):
            sys.exit(f"{beginnings}: no words begin with {line}")
    for out, is_later in ((first, False), (later, True)):
        part = {name: text for name, text in texts.items() if name.startswith(wanted) == is_later}
        Path(out).write_text(json.dumps(part, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


main(*sys.argv[1:])
