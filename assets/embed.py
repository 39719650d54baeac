"""Turns files into a C++ file: embed.py OUT.cpp ACCESSOR NAME=FILE ...

The accessor is a function of gradlab::assets (see assets.hpp) from a name to the file's bytes.
"""

import sys
from pathlib import Path


def byte_array(name, data):
    rows = (data[start : start + 32] for start in range(0, len(data), 32))
    body = "\n".join("".join(f"{byte}," for byte in row) for row in rows)
    return f"alignas(8) const unsigned char {name}[] = {{\n{body}\n0}};\n"


def main(out, accessor, *pairs):
    files = [pair.split("=", 1) for pair in pairs]
    contents = [Path(path).read_bytes() for _, path in files]
    arrays = "".join(byte_array(f"{accessor}_{index}", data) for index, data in enumerate(contents))
    branches = "".join(
        f'  if (name == "{name}") return {{reinterpret_cast<const char*>({accessor}_{index}), {len(data)}}};\n'
        for index, ((name, _), data) in enumerate(zip(files, contents))
    )
    Path(out).write_text(
        '#include "assets/assets.hpp"\n\n'
        f"namespace {{\n{arrays}}}  // namespace\n\n"
        f"std::string_view gradlab::assets::{accessor}([[maybe_unused]] std::string_view name) {{\n{branches}  return {{}};\n}}\n"
    )


main(*sys.argv[1:])
