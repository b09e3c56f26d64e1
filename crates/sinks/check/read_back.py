#!/usr/bin/env python3
"""Writes the seed claims in every format and reads each one back with the program people use for it.

    python3 crates/sinks/check/read_back.py target/debug/claimsift

What is not installed is left out, and said so: duckdb, pandas, polars, pyarrow and spacy come from PyPI; sqlite3, json,
csv and the decompressors are Python's own. Every reader must find the records of the JSON Lines file, values exact.
"""
import bz2, csv, gzip, importlib.util, json, lzma, os, re, shutil, sqlite3, subprocess, sys, tempfile, zipfile
from decimal import Decimal

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../.."))
SEEDS = os.path.join(ROOT, "corpus", "seeds")
FAILED, LEFT_OUT = [], []


def check(name, fact, detail=""):
    print(("ok      " if fact else "WRONG   ") + name, detail if not fact else "")
    if not fact:
        FAILED.append(name)


def with_module(name, then):
    if importlib.util.find_spec(name) is None:
        print(f"left out {name} is not installed")
        LEFT_OUT.append(name)
    else:
        then()


def main():
    program = os.path.abspath(sys.argv[1])
    folder = tempfile.mkdtemp()

    def write(name, *flags, command="extract"):
        path = os.path.join(folder, name)
        subprocess.run([program, command, SEEDS, "-q", "-o", path, *flags], check=True)
        return path

    with open(write("claims.jsonl"), encoding="utf-8") as lines:
        claims = [json.loads(line) for line in lines]
    subprocess.run([program, "text", SEEDS, "-q", "-o", os.path.join(folder, "text.jsonl")], check=True)
    with open(os.path.join(folder, "text.jsonl"), encoding="utf-8") as lines:
        texts = {t["doc_id"]: t["text"] for t in map(json.loads, lines)}
    values = [c["value"] for c in claims]
    assert claims and any(values)

    plain = open(os.path.join(folder, "claims.jsonl"), "rb").read()
    for ending, module in (("gz", gzip), ("bz2", bz2), ("xz", lzma)):
        with module.open(write("claims.jsonl." + ending)) as file:
            check("compressed: ." + ending, file.read() == plain)
    zst = write("claims.jsonl.zst")
    if shutil.which("zstd"):
        check("compressed: .zst", subprocess.run(["zstd", "-dcq", zst], capture_output=True).stdout == plain)
    with open(write("claims.json"), encoding="utf-8") as file:
        check("JSON", json.load(file) == claims)
    with open(write("claims.csv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    check("CSV: csv", [r["value"] or None for r in rows] == values and [r["sentence"] for r in rows] == [c["sentence"] for c in claims])

    check_sqlite(write("claims.sqlite"), claims)
    check_sqlite(write("mentions.db", command="mentions"), None)
    parquet = write("claims.parquet")
    with_module("duckdb", lambda: check_duckdb(folder, parquet, claims))
    with_module("pandas", lambda: check_pandas(program, folder, parquet, claims))
    with_module("polars", lambda: check_polars(program, folder, parquet, claims))
    with_module("pyarrow", lambda: check_pyarrow(parquet, claims))
    spans = write("claims.spacy.jsonl")
    check_spans(spans, texts, claims)
    with_module("spacy", lambda: check_spacy(spans, folder, claims))
    check_brat(write("claims.brat"), write("claims.zip"), texts, claims)
    check_annotations(write("claims.jsonld"), texts, claims)
    shutil.rmtree(folder)
    print(f"{len(FAILED)} wrong, {len(LEFT_OUT)} left out")
    sys.exit(1 if FAILED else 0)


def check_sqlite(path, claims):
    base = sqlite3.connect(path)
    check("SQLite: whole", base.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    check("SQLite: documents", base.execute("SELECT count(*) FROM documents").fetchone()[0] == 5)
    run = dict(base.execute("SELECT key, value FROM run"))
    check("SQLite: run", "claimsift" in run and "hash" in json.loads(run["packs"]))
    if claims is None:
        check("SQLite: mentions", base.execute("SELECT count(*) FROM mentions").fetchone()[0] > 50)
        return
    rows = base.execute("SELECT id, value, typeof(value), char_start FROM claims ORDER BY rowid").fetchall()
    want = [(c["id"], c["value"], "null" if c["value"] is None else "text", c["char_start"]) for c in claims]
    check("SQLite: claims", rows == want)
    joined = base.execute("SELECT d.doc_id FROM claims c JOIN documents d USING (document) ORDER BY c.rowid").fetchall()
    check("SQLite: join", [j[0] for j in joined] == [c["doc_id"] for c in claims])
    plan = str(base.execute("EXPLAIN QUERY PLAN SELECT * FROM claims WHERE predicate = 'investment'").fetchall())
    check("SQLite: indexes", "INDEX" in plan, plan)


def decimal(claim):
    value = claim["value"]
    return None if value is None or -Decimal(value).as_tuple().exponent > 9 else Decimal(value)


def check_duckdb(folder, parquet, claims):
    import duckdb

    got = duckdb.sql(f"SELECT id, value, value_decimal, date_start FROM '{parquet}'").fetchall()
    check("Parquet: DuckDB", [(g[0], g[1], g[2]) for g in got] == [(c["id"], c["value"], decimal(c)) for c in claims])
    check("Parquet: DuckDB, days", [g[3] and str(g[3]) for g in got] == [c["date_start"] for c in claims])
    total = duckdb.sql(f"SELECT sum(value_decimal) FROM '{parquet}'").fetchall()[0][0]
    check("Parquet: DuckDB, sums exactly", total == sum(filter(None, map(decimal, claims))), str(total))
    types = dict(duckdb.sql(f"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '{parquet}')").fetchall())
    check("Parquet: DuckDB, types", types["value_decimal"] == "DECIMAL(38,9)" and types["date_start"] == "DATE" and types["value"] == "VARCHAR", str(types))
    meta = duckdb.sql(f"SELECT value FROM parquet_kv_metadata('{parquet}') WHERE key = 'claimsift'").fetchall()[0][0]
    check("Parquet: DuckDB, header", "packs" in json.loads(bytes(meta)))
    for name in ("claims.jsonl", "claims.jsonl.gz", "claims.jsonl.zst"):
        path = os.path.join(folder, name)
        got = duckdb.sql(f"SELECT id, value FROM read_json('{path}', format = 'newline_delimited', columns = {{'id': 'VARCHAR', 'value': 'VARCHAR'}})").fetchall()
        check("DuckDB: " + name, got == [(c["id"], c["value"]) for c in claims])
    path = os.path.join(folder, "claims.csv")
    got = duckdb.sql(f"SELECT id, value FROM read_csv('{path}', all_varchar = true)").fetchall()
    check("DuckDB: claims.csv", got == [(c["id"], c["value"]) for c in claims])


def reader(program, name, folder):
    """The call that `schema --for` prints, run in the folder of the file that it names."""
    call = subprocess.run([program, "schema", "claim", "--for", name], capture_output=True, text=True, check=True).stdout
    space, here = {}, os.getcwd()
    os.chdir(folder)
    try:
        exec(call, space)
    finally:
        os.chdir(here)
    return space["claims"]


def check_pandas(program, folder, parquet, claims):
    import pandas

    want = [c["value"] for c in claims]
    none = lambda series: [None if pandas.isna(v) else v for v in series]
    check("JSON Lines: pandas", none(reader(program, "pandas", folder)["value"]) == want)
    table = pandas.read_csv(os.path.join(folder, "claims.csv"), dtype="string")
    check("CSV: pandas", none(table["value"]) == want)
    if importlib.util.find_spec("pyarrow"):
        table = pandas.read_parquet(parquet)
        check("Parquet: pandas", none(table["value"]) == want and none(table["value_decimal"]) == [decimal(c) for c in claims])


def check_polars(program, folder, parquet, claims):
    import polars

    want = [c["value"] for c in claims]
    check("JSON Lines: polars", reader(program, "polars", folder)["value"].to_list() == want)
    table = polars.read_parquet(parquet)
    check("Parquet: polars", table["value"].to_list() == want and table["value_decimal"].to_list() == [decimal(c) for c in claims])


def check_pyarrow(parquet, claims):
    import pyarrow.parquet as pq

    file = pq.ParquetFile(parquet)
    check("Parquet: pyarrow", file.metadata.num_rows == len(claims) and b"claimsift" in file.metadata.metadata)


def lines_of(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def check_spans(path, texts, claims):
    pages = lines_of(path)
    cut = [(p["meta"]["doc_id"], s["label"], p["text"][s["start"]:s["end"]]) for p in pages for s in p["spans"]]
    check("spans: offsets", cut == [(c["doc_id"], c["predicate"], c["quote"]) for c in claims])
    check("spans: texts", {p["meta"]["doc_id"]: p["text"] for p in pages} == texts)


def check_spacy(path, folder, claims):
    import spacy
    from spacy.tokens import DocBin

    nlp, made = spacy.blank("fr"), DocBin()
    for page in lines_of(path):
        doc = nlp.make_doc(page["text"])
        cut = [doc.char_span(s["start"], s["end"], label=s["label"], alignment_mode="expand") for s in page["spans"]]
        doc.spans["sc"] = [span for span in cut if span is not None]
        made.add(doc)
    made.to_disk(os.path.join(folder, "claims.spacy"))
    docs = list(DocBin().from_disk(os.path.join(folder, "claims.spacy")).get_docs(nlp.vocab))
    spans = [span for doc in docs for span in doc.spans["sc"]]
    check("spaCy: DocBin", len(spans) == len(claims) and all(c["quote"] in s.text for c, s in zip(claims, spans)))


def check_brat(folder, archive, texts, claims):
    names = sorted(n for n in os.listdir(folder) if n.endswith(".ann"))
    found, notes = [], []
    for name in names:
        text = open(os.path.join(folder, name[:-4] + ".txt"), encoding="utf-8", newline="").read()
        bounds = {}
        for line in open(os.path.join(folder, name), encoding="utf-8", newline="").read().split("\n"):
            fields = line.split("\t")
            if line.startswith("T"):
                label, spans = fields[1].split(" ", 1)
                pieces = [text[int(a):int(b)] for a, b in (s.split(" ") for s in spans.split(";"))]
                if re.sub(r"\s", " ", " ".join(pieces)) != fields[2]:
                    check("brat: " + line, False, repr(pieces))
                bounds[fields[0]] = (label, fields[2])
            elif line.startswith("E"):
                label, trigger = fields[1].split(" ")[0].split(":")
                found.append((label, bounds[trigger][1]))
            elif line.startswith("#"):
                notes.append(fields[2].split(" ")[0])
    check("brat: texts", sorted(open(os.path.join(folder, n[:-4] + ".txt"), encoding="utf-8", newline="").read() for n in names) == sorted(texts.values()))
    flat = lambda c: (c["predicate"], re.sub(r"\s", " ", c["quote"]))
    check("brat: events", [(a, re.sub(r"\s", " ", b)) for a, b in found] == list(map(flat, claims)))
    check("brat: notes", notes == [c["id"] for c in claims])
    with zipfile.ZipFile(archive) as packed:
        same = all(packed.read(n) == open(os.path.join(folder, n), "rb").read() for n in packed.namelist() if n != "run.json")
        check("brat: archive", packed.testzip() is None and same and sorted(packed.namelist()) == sorted(os.listdir(folder)))


def check_annotations(path, texts, claims):
    page = json.load(open(path, encoding="utf-8"))
    check("Web Annotation: page", page["@context"] == "http://www.w3.org/ns/anno.jsonld" and page["type"] == "AnnotationPage")
    right = len(page["items"]) == len(claims)
    for item, claim in zip(page["items"], claims):
        place, quote = item["target"]["selector"]
        text = texts[claim["doc_id"]]
        right &= text[place["start"]:place["end"]] == quote["exact"] == claim["quote"]
        right &= quote["prefix"] + quote["exact"] + quote["suffix"] in text
        right &= json.loads(item["body"][1]["value"]) == claim and item["body"][0]["value"] == claim["predicate"]
    check("Web Annotation: items", right)


main()
