#!/usr/bin/env python3
"""claimsift's repair beside ftfy, in one run: speed on clean and on damaged French, lines put right by kind of damage.

    pip install ftfy
    cargo build --release -p claimsift-decode --example repair
    python3 crates/decode/compare/compare.py [--repair BINARY] [--mb 0.5] [--speed-only]

All text is our own: the sentences of the claims corpus (speed) and of `crates/decode/tests` (quality, seventeen languages,
twelve codecs, a document of a few lines each). ftfy runs with everything but the repair of encodings turned off, and
with references undone where the damage is written in them. Speed is CPU time of one thread, without loading; every
article is a document of its own. Without ftfy, only claimsift's own figures are printed.
"""

import argparse
import html.entities
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
CODECS = "cp1252 cp1250 iso8859-2 cp1251 cp1253 cp1254 cp1257 mac_roman iso8859-15 latin-1 cp437 cp850".split()
SEPARATOR = "\x1e"
TIMES = 20


def sentences():
    """Language and text of our own, as the tests of the crate have them."""
    source = (HERE.parent / "tests/common/mod.rs").read_text()
    rows = re.findall(r'\(\s*"(\w\w)",\s*"((?:[^"\\]|\\.)*)",\s*\)', source)
    return [(lang, text.replace("\\n", "\n").split("\n")) for lang, text in rows]


def articles(size):
    """French articles of about 2 kB, `size` bytes in all."""
    corpus = []
    for path in sorted((ROOT / "corpus/fr/claims").glob("*.toml")):
        for theme in tomllib.loads(path.read_text())["theme"]:
            corpus += [case.split(" => ")[0] for case in theme["cases"]]
    dice, out, made = random.Random(4), [], 0
    while made < size:
        article = ""
        while len(article.encode()) < 2000:
            article += dice.choice(corpus) + " "
        out.append(article)
        made += len(article.encode())
    return out


def table(codec, undefined=None):
    def read(byte):
        try:
            return bytes([byte]).decode(codec)
        except UnicodeDecodeError:
            return undefined or chr(byte)

    return [read(byte) for byte in range(256)]


def wrong(text, codec, hit=lambda c: True, undefined=None):
    """The text, with each character beyond ASCII that is hit read in the wrong codec."""
    chars = table(codec, undefined)
    damaged = lambda c: "".join(chars[b] for b in c.encode())
    return "".join(damaged(c) if ord(c) > 127 and hit(c) else c for c in text)


def quoted(line):
    return "“" + line.replace("'", "’") + "”"


def named(text):
    name = lambda c: html.entities.codepoint2name.get(ord(c))
    return "".join(c if ord(c) < 128 else f"&{name(c)};" if name(c) else f"&#{ord(c)};" for c in text)


def kinds():
    """Name, and line and codec to truth and damaged line."""
    dice = random.Random(7)
    coin = lambda c: dice.random() < 0.5
    spaced = lambda line, codec: wrong(line, codec).replace("\xa0", " ")
    small = lambda text: "".join(c if ord(c) < 128 else c.lower()[0] for c in text)
    straight = lambda text: re.sub("[“”„‟]", '"', re.sub("[‘’‚‛]", "'", text))
    yield "whole", lambda l, c: (l, wrong(l, c))
    yield "half", lambda l, c: (l, wrong(l, c, coin))
    yield "quotes intact", lambda l, c: (quoted(l), wrong(quoted(l), c, lambda x: x not in "“”’"))
    yield "spaces merged", lambda l, c: (l, re.sub(" +", " ", spaced(l, c)))
    yield "twice", lambda l, c: (l, wrong(wrong(l, c), c))
    yield "three times", lambda l, c: (l, wrong(wrong(wrong(l, c), c), c))
    yield "lost bytes", lambda l, c: (l, wrong(l, c, undefined="\ufffd"))
    yield "controls stripped", lambda l, c: (l, re.sub("[\x80-\x9f]", "", wrong(l, c)))
    yield "straightened", lambda l, c: (quoted(l), straight(wrong(quoted(l), c)))
    yield "names of HTML", lambda l, c: (l, named(wrong(l, c)))
    yield "lower-cased", lambda l, c: (l, small(wrong(l, c)))


def claimsift(binary):
    def fix(text, _):
        return subprocess.run([binary], input=text.encode(), capture_output=True, check=True).stdout.decode()

    return fix


def ftfy_fixer():
    try:
        import ftfy
    except ImportError:
        return None, "ftfy is not installed (pip install ftfy): compared with nothing"
    off = ["remove_terminal_escapes", "fix_latin_ligatures", "fix_character_width", "uncurl_quotes", "fix_line_breaks"]
    off += ["fix_surrogates", "remove_control_chars"]
    plain = ftfy.TextFixerConfig(normalization=None, unescape_html=False, **{name: False for name in off})
    undone = plain._replace(unescape_html=True)
    return (lambda text, kind: ftfy.fix_text(text, undone if "HTML" in kind else plain)), f"ftfy {ftfy.__version__}"


def quality(fixers):
    print(f"{'lines exactly right, %':<24}" + "".join(f"{name:>12}" for name in fixers))
    for kind, make in kinds():
        right, of = dict.fromkeys(fixers, 0), 0
        for _, lines in sentences():
            for codec in CODECS:
                pairs = [make(line, codec) for line in lines]
                of += len(pairs)
                for name, fix in fixers.items():
                    # Each line ends for itself, whatever is read as a line break inside it.
                    got = fix("\n".join(damaged for _, damaged in pairs), kind).split("\n")
                    right[name] += sum(a == truth for a, (truth, _) in zip(got, pairs))
        print(f"{kind:<24}" + "".join(f"{100 * right[name] / of:>12.1f}" for name in fixers))


def speed(binary, fix, size):
    seed = lambda text: re.sub(" +", " ", wrong(text, "cp1250", lambda c: c not in "’«»“”").replace("\xa0", " "))
    shapes = [("clean", str), ("every character", lambda t: wrong(t, "cp1252")), ("as in the seed", seed)]
    print(f"\n{'MB per CPU second':<24}{'claimsift':>12}" + (f"{'ftfy':>12}{'ratio':>12}" if fix else ""))
    for name, make in shapes:
        documents = [make(article) for article in articles(size)]
        with tempfile.TemporaryFile() as file:
            # Enough of them for its clock.
            file.write(SEPARATOR.join(documents * TIMES).encode())
            file.seek(0)
            done = subprocess.run([binary, "--records", "--times", "5"], stdin=file, capture_output=True, check=True)
        own = float(done.stdout.split()[0])
        row = f"{name:<24}{own:>12.1f}"
        if fix:
            start = time.thread_time()
            for document in documents:
                fix(document, name)
            theirs = sum(len(d.encode()) for d in documents) / (time.thread_time() - start) / 1e6
            row += f"{theirs:>12.2f}{own / theirs:>12.0f}"
        print(row)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    parser.add_argument("--repair", default=target / "release/examples/repair", help="the built example")
    parser.add_argument("--mb", type=float, default=0.5, help="French text for the speed, in MB")
    parser.add_argument("--speed-only", action="store_true")
    args = parser.parse_args()
    if not pathlib.Path(args.repair).exists():
        sys.exit(f"{args.repair} is not there: cargo build --release -p claimsift-decode --example repair")
    fix, said = ftfy_fixer()
    print(said)
    if not args.speed_only:
        fixers = {"claimsift": claimsift(args.repair)}
        quality(fixers | ({"ftfy": fix} if fix else {}))
    speed(args.repair, fix, args.mb * 1e6)


if __name__ == "__main__":
    main()
