"""Makes the program's fonts from the system's: subset.py CHARACTERS.json OUT_FOLDER FONT_FOLDER...

Dear ImGui draws one glyph per character and knows nothing of OpenType's features, so what it should show must
stand in the character map itself:
- digits are Inter's tabular ones, so that a running figure keeps its width;
- every file has the same ascent and descent, in em, because ImGui's font size is their sum;
- where STIX italic lacks a sign, the file holds STIX regular's.
"""

import json
import sys
from pathlib import Path

try:
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.t2CharStringPen import T2CharStringPen
    from fontTools.ttLib import TTCollection, TTFont
except ImportError:
    sys.exit("subset.py: fontTools is needed (Debian: python3-fonttools; elsewhere: pip install fonttools)")

ASCENT, DESCENT = 0.96875, 0.24148  # Inter's own; 1.21 em together

ASCII = "".join(map(chr, range(0x20, 0x7F)))
LATIN = "".join(map(chr, range(0xA0, 0x100))) + "ŷ"
GREEK = "".join(chr(c) for c in [*range(0x391, 0x3AA), *range(0x3B1, 0x3CA), 0x3D1, 0x3D5, 0x3F5] if c != 0x3A2)
PUNCTUATION = "–—‘’“”•…‹›"
SIGNS = "′″⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼ⁿ₀₁₂₃₄₅₆₇₈₉ᵀ←↑→↓↔⇒∂∆∇∈∏∑−∓·∘√∞∫≈≠≡≤≥≪≫⊙⊗½¼¾×÷±∥⟨⟩⌈⌉⌊⌋ℝ"


def is_chinese(character):
    code = ord(character)
    return 0x2E80 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0xFE30 <= code <= 0xFE4F or 0xFF00 <= code <= 0xFFEF


class Source:
    """Outlines and widths of one installed font, by character."""

    def __init__(self, folders, name, number=None):
        found = [path for folder in folders for path in sorted(Path(folder).rglob(name))]
        if not found:
            sys.exit(f"subset.py: the font {name} was found in none of: {' '.join(folders)}")
        self.font = TTFont(found[0]) if number is None else TTCollection(found[0], lazy=True).fonts[number]
        self.units = self.font["head"].unitsPerEm
        self.glyphs = self.font.getGlyphSet()
        self.map = dict(self.font.getBestCmap())
        self.digit_width = None

    def use_tabular_digits(self):
        table = self.font["GSUB"].table
        lookups = {
            index
            for record in table.FeatureList.FeatureRecord
            if record.FeatureTag == "tnum"
            for index in record.Feature.LookupListIndex
        }
        tabular = {}
        for index in lookups:
            for subtable in table.LookupList.Lookup[index].SubTable:
                tabular.update(getattr(subtable, "ExtSubTable", subtable).mapping)
        for digit in "0123456789":
            self.map[ord(digit)] = tabular[self.map[ord(digit)]]
        # Inter's semibold ones differ by a thousandth of an em.
        self.digit_width = max(round(self.glyphs[self.map[ord(digit)]].width) for digit in "0123456789")

    def width(self, character):
        tabular = character.isascii() and character.isdigit() and self.digit_width
        return tabular or round(self.glyphs[self.map[ord(character)]].width)

    def __contains__(self, character):
        return ord(character) in self.map


def build(out, family, characters, sources):
    """One CFF font with, for each character, the outline of the first source that has it."""
    units = sources[0].units
    chosen = {c: next(s for s in sources if c in s) for c in sorted(characters) if any(c in s for s in sources)}
    order, charstrings, widths, names = [".notdef"], {}, {}, {}
    pen = T2CharStringPen(units // 2, None)
    charstrings[".notdef"], widths[".notdef"] = pen.getCharString(), units // 2
    for index, (character, source) in enumerate(chosen.items()):
        if source.units != units:
            sys.exit(f"subset.py: {family} mixes fonts of different units per em")
        name, width = f"g{index}", source.width(character)
        pen = T2CharStringPen(width, source.glyphs)
        source.glyphs[source.map[ord(character)]].draw(pen)
        order.append(name)
        charstrings[name], widths[name], names[ord(character)] = pen.getCharString(), width, name

    ascent, descent = round(ASCENT * units), round(DESCENT * units)
    builder = FontBuilder(units, isTTF=False)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    builder.setupCFF(family.replace(" ", ""), {"FullName": family}, charstrings, {})
    builder.setupHorizontalMetrics({name: (width, 0) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=ascent, descent=-descent)
    builder.setupOS2(sTypoAscender=ascent, sTypoDescender=-descent, usWinAscent=ascent, usWinDescent=descent)
    builder.setupNameTable(
        {
            "copyright": sources[0].font["name"].getDebugName(0),
            "familyName": family,
            "styleName": "Regular",
            "licenseDescription": "SIL Open Font License, Version 1.1",
        },
        mac=False,
    )
    builder.setupPost(keepGlyphNames=False)
    # The same input gives the same bytes on any day.
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    builder.save(out)
    return set(chosen)


def require(texts, covered, where):
    missing = sorted({c for c in texts if c not in covered})
    if missing:
        listed = ", ".join(f"{c} (U+{ord(c):04X})" for c in missing)
        sys.exit(f"subset.py: no font has these characters of {where}: {listed}")


def main(characters_file, out, *folders):
    found = json.loads(Path(characters_file).read_text("utf-8"))
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)

    inter = {weight: Source(folders, f"Inter-{weight}.otf") for weight in ("Regular", "SemiBold")}
    for source in inter.values():
        source.use_tabular_digits()
    roman, italic = Source(folders, "STIXGeneral-Regular.otf"), Source(folders, "STIXGeneral-Italic.otf")
    chinese = Source(folders, "NotoSansCJK-Regular.ttc", 2)

    used = set("".join(found.values()))
    plain = {c for c in used if not is_chinese(c)} | set(ASCII + LATIN + GREEK + PUNCTUATION + SIGNS)
    maths = {c for c in set(found["code"]) if not is_chinese(c)} | set(ASCII + GREEK + SIGNS + "–—…ŷ")

    text = build(out / "ui-regular.ttf", "Gradlab UI", plain, [inter["Regular"]])
    build(out / "ui-semibold.ttf", "Gradlab UI Semibold", plain, [inter["SemiBold"]])
    # The roman face also stands in for signs that Inter lacks, so it takes every sign that is used; and the few Chinese
    # characters that the English interface shows, so that it needs no other font for them.
    stand_ins = {c for c in plain if c not in text} | {c for c in found["english"] if is_chinese(c)}
    signs = build(out / "math-regular.otf", "Gradlab Math", maths | stand_ins, [roman, chinese])
    slanted = build(out / "math-italic.otf", "Gradlab Math Italic", maths, [italic, roman])
    wide = {c for c in used if is_chinese(c) or c not in text | signs}
    han = build(out / "cjk.otf", "Gradlab CJK", wide, [chinese])

    require(found["english"], text | signs | {c for c in han if is_chinese(c)}, "assets/strings/en.json")
    require(found["chinese"], text | signs | han, "assets/strings/zh.json")
    require(found["code"], text | signs | slanted | han, "the sources' string literals")


main(*sys.argv[1:])
