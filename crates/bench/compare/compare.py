#!/usr/bin/env python3
"""CPU seconds of claimsift and of its peers on the same text, in one run.

    pip install pyduckling-native-phihos quantulum3
    npm install @microsoft/recognizers-text-suite      # in the folder given with --node
    cargo build --release
    python3 crates/bench/compare/compare.py --node FOLDER [--kb 40]

Every tool reads the same paragraphs, one call each, on one thread. Loading and one call to warm up do not count. The
peers find numbers, quantities and dates alone, so claimsift is measured twice: its mentions, and its claims. What is
compared is the cost, not the quality: a tool that finds less is not slower for it.
"""

import argparse
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]


def seeds(binary):
    """The paragraphs of the founding corpus, repaired."""
    for seed in sorted((ROOT / "corpus/seeds").glob("*.txt")):
        done = subprocess.run([binary, "text", seed], capture_output=True, check=True, text=True)
        yield from json.loads(done.stdout)["text"].splitlines() if done.stdout.startswith("{") else done.stdout.splitlines()


def corpus(lang):
    """The sentences of the claims corpus, four a paragraph."""
    sentences = []
    for path in sorted((ROOT / "corpus" / lang / "claims").glob("*.toml")):
        for theme in tomllib.loads(path.read_text())["theme"]:
            sentences += [case.split(" => ")[0] for case in theme["cases"]]
    return [" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)]


def paragraphs(binary, lang, size):
    """About `size` bytes in a language, each paragraph once, then again: of the seeds where they speak it, else of the corpus."""
    marks = {"fr": (" le ", " la ", " les "), "en": (" the ", " of ", " and ")}
    score = lambda line, of: sum(line.count(m) for m in marks[of])
    other = {"fr": "en", "en": "fr"}[lang]
    lines = [l.strip() for l in seeds(binary) if len(l) > 80 and score(l, lang) > score(l, other)]
    lines = lines or corpus(lang)
    out, bytes_ = [], 0
    while lines and bytes_ < size:
        line = lines[len(out) % len(lines)]
        out.append(line)
        bytes_ += len(line.encode())
    return out, bytes_


def children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def claimsift(binary, command, lang, lines):
    """A document a paragraph; what an empty run takes is taken off."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as file:
        for number, line in enumerate(lines):
            file.write(json.dumps({"id": str(number), "text": line, "lang": lang}) + "\n")
    spent = []
    for path in ("/dev/null", file.name):
        start = children()
        subprocess.run([binary, command, "--quiet", "--threads", "1", path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        spent.append(children() - start)
    os.unlink(file.name)
    return spent[1] - spent[0]


def timed(call, lines):
    call(lines[0])
    start = time.process_time()
    for line in lines:
        call(line)
    return time.process_time() - start


def duckling(lang, lines):
    import duckling as d

    zones = d.load_time_zones("/usr/share/zoneinfo")
    now = d.parse_ref_time(zones, "Europe/Paris", 1_760_000_000)
    tag = d.parse_lang(lang.upper())
    context = d.Context(now, d.parse_locale(lang.upper(), d.default_locale_lang(tag)))
    names = ["amount-of-money", "duration", "number", "ordinal", "quantity", "time", "volume"]
    kinds = d.parse_dimensions(names)
    return timed(lambda line: d.parse(line, context, kinds, False), lines)


def quantulum(lang, lines):
    if lang != "en":
        return None
    from quantulum3 import parser

    return timed(parser.parse, lines)


def recognizers(lang, lines, node):
    if node is None:
        return None
    run = ["node", HERE / "recognizers.js", lang]
    env = dict(os.environ, NODE_PATH=str(pathlib.Path(node) / "node_modules"))
    out = subprocess.run(run, input="\n".join(lines), capture_output=True, check=True, text=True, env=env)
    return float(out.stdout)


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--bin", default=str(ROOT / "target/release/claimsift"))
    args.add_argument("--kb", type=int, default=40, help="text for the peers, in kB (claimsift reads a hundred times that)")
    args.add_argument("--node", help="folder that holds node_modules")
    args = args.parse_args()
    print(f"{'language':<10}{'tool':<24}{'kB':>8}{'CPU s':>10}{'kB a s':>10}{'times slower':>14}")
    for lang in ("fr", "en"):
        lines, size = paragraphs(args.bin, lang, args.kb * 1000)
        many, much = paragraphs(args.bin, lang, args.kb * 100_000)
        rows = [(f"claimsift {c}", much, claimsift(args.bin, c, lang, many)) for c in ("mentions", "extract")]
        for name, run in (
            ("Duckling", lambda: duckling(lang, lines)),
            ("quantulum3", lambda: quantulum(lang, lines)),
            ("Recognizers", lambda: recognizers(lang, lines, args.node)),
        ):
            try:
                spent = run()
            except ImportError as missing:
                print(f"{name}: left out ({missing})", file=sys.stderr)
                continue
            if spent is not None:
                rows.append((name, size, spent))
        speed = [bytes_ / 1000 / max(spent, 1e-9) for _, bytes_, spent in rows]
        for (name, bytes_, spent), own in zip(rows, speed):
            print(f"{lang:<10}{name:<24}{bytes_ / 1000:>8.0f}{spent:>10.2f}{own:>10.1f}{speed[0] / own:>14.1f}")


if __name__ == "__main__":
    main()
