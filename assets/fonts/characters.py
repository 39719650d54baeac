"""Writes the characters the program can show: characters.py ROOT OUT.json DEPFILE

One entry per use, because each has its own duty: `english` and `chinese` are the texts of assets/strings,
`code` the string literals of the sources. The file is rewritten only when it would change, so that fonts
are not made again for an edit that brings no new character.
"""

import json
import re
import sys
from pathlib import Path

TOKEN = re.compile(
    r"""//[^\n]* | /\*.*?\*/ | R"(?P<mark>\w*)\((?P<raw>.*?)\)(?P=mark)" | "(?P<text>(?:\\.|[^"\\\n])*)" | '(?:\\.|[^'\\\n])+' """,
    re.X | re.S,
)


def literals(source):
    for token in TOKEN.finditer(source):
        text = token["raw"] if token["raw"] is not None else token["text"]
        if text is not None:
            yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)


def characters(texts):
    return "".join(sorted({c for text in texts for c in text if c.isprintable() and not c.isascii()}))


def drawn(strings):
    """The words of the page around the program ("web.") are drawn by the browser's own fonts."""
    words = json.loads(strings.read_text("utf-8"))
    return (text for name, text in words.items() if not name.startswith("web."))


def main(root, out, depfile):
    root, out = Path(root), Path(out)
    folders = [path for top in ("core", "shell") for path in [root / top, *(root / top).rglob("*")] if path.is_dir()]
    sources = sorted(file for folder in folders for file in folder.glob("*.[ch]pp"))
    strings = {name: root / "assets" / "strings" / f"{short}.json" for name, short in (("english", "en"), ("chinese", "zh"))}

    found = {name: characters(drawn(file)) for name, file in strings.items()}
    found["code"] = characters(text for file in sources for text in literals(file.read_text("utf-8")))

    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    if not out.exists() or out.read_text("utf-8") != text:
        out.write_text(text, "utf-8")
    # A folder stands for the files that may yet appear in it.
    inputs = [*folders, *sources, *strings.values()]
    Path(depfile).write_text(f"{out}: " + " ".join(str(path).replace(" ", "\\ ") for path in inputs) + "\n", "utf-8")


main(*sys.argv[1:])
