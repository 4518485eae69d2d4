"""Check a proof packet, offline: python verify.py FILE [--digest DIGEST].

It needs Python 3.11 or later and nothing else. Quotations are proved by hashes up to the roots of their articles. All the
rest, the roots, values and speakers too, is held by the digest of the file alone: take that from the site that you trust,
at data/digests/, and not from whoever sent you the packet. Status: 0 all holds, 1 something is wrong, 3 no digest given.
"""

import argparse
import json
import re
import sys
import unicodedata
from hashlib import sha256
from pathlib import Path
from typing import Any

DATA = re.compile(rb'<script type="application/json" id="packet">(.*?)</script>', re.S)
FOLDED = dict.fromkeys(map(ord, "'\"`´‘’‚‛“”„‟«»‹›ʼʹ′″「」『』"), "'") | dict.fromkeys(map(ord, "-‐‑‒–—―−﹘﹣－"), "-")
FOLDED |= dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"), "")  # nobody sees them
FOLDED |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}  # fi and fl in one sign


def fold(text: str) -> str:
    """Return a text with one sort of quotation mark, dash and space, in which publishers vary."""
    return " ".join(unicodedata.normalize("NFC", text).translate(FOLDED).split())


def rebuild(leaves: list[bytes], first: int, low: int, high: int, others: list[bytes]) -> bytes:
    """Return the root of a tree (RFC 6962) from low to high, of which the leaves from first on and other hashes are known."""
    if high <= first or low >= first + len(leaves):
        return others.pop(0)
    if high - low == 1:
        return leaves[low - first]
    middle = low + (1 << (high - low - 1).bit_length() - 1)  # the largest power of two below the number of leaves
    parts = (rebuild(leaves, first, *part, others) for part in ((low, middle), (middle, high)))
    return sha256(b"\1" + b"".join(parts)).digest()


def root_of(article: dict[str, Any]) -> str:
    """Return the root over the blocks of an article: of each its number, how many words it has, and the root of these."""
    blocks, reader = enumerate(article["blocks"]), article["reader"]
    heads = [f"\0{reader}\n{at}\n{count}\n".encode() + bytes.fromhex(root) for at, (count, root) in blocks]
    return rebuild([sha256(head).digest() for head in heads], 0, 0, len(heads), []).hex()


def stands(article: dict[str, Any], quote: str, place: dict[str, Any]) -> bool:
    """Return whether the words of a place are those of the quotation, and lead up to the root of their block."""
    (count, root), words, leaves = article["blocks"][place["block"]], place["words"], []
    for at, (word, salt) in enumerate(zip(words, place["salts"], strict=True), place["position"]):
        leaf = "\n".join(map(str, (article["reader"], place["block"], at, *word)))
        leaves.append(sha256(b"\0" + bytes.fromhex(salt) + leaf.encode()).digest())
    others = [bytes.fromhex(one) for one in place["hashes"]]
    cut = any("\n" in part for word in words for part in word)  # where one part is taken for two
    if cut or rebuild(leaves, place["position"], 0, count, others).hex() != root or others:
        return False
    lead, trail = words[0][0], words[-1][2]  # signs around the words, which a quotation may leave out
    text = "".join((a.rpartition(" ")[2] if at else a) + b + c for at, (a, b, c, _) in enumerate(words))
    before, found, behind = fold(quote).partition(text[len(lead) : len(text) - len(trail)])
    return bool(found) and lead.endswith(before) and trail.startswith(behind)


def proved(article: dict[str, Any], one: dict[str, Any]) -> bool:
    """Return whether a quotation stands in its block; the block is in the packet where all of the text may be published."""
    try:
        if article["root"] is None:  # beside a root, a text that anybody may write would pass for one that has it
            return article["rights"] == "full" and fold(one["quote"]) in fold(one["text"])
        places = [place["block"] == one["block"] and stands(article, one["quote"], place) for place in one["places"]]
        return bool(places) and all(places) and root_of(article) == article["root"]
    except Exception:  # what is damaged proves nothing
        return False


def _show(text: str) -> None:
    print("".join(char if char.isprintable() else ascii(char)[1:-1] for char in text))


def check(packet: dict[str, Any]) -> list[bool]:
    """Print what a packet states and what of it is proved; return that for each quotation."""
    if packet["packet"] != 1:
        raise ValueError(f"it has format {packet['packet']}, and this program knows 1; take a newer one from the site")
    known = {(a["id"], q["quote"], q["block"]): proved(a, q) for a in packet["articles"] for q in a["quotations"]}
    for stated in (*packet["statements"], *packet["names"]):
        values = "; ".join(f"{one['label']}: {'not ' * stated['denies']}{one['text']}" for one in stated["values"])
        _show(f"{stated['name']} – {values}")
        for item in stated["evidence"]:
            word = known.setdefault((item["article"], item["quote"], item["block"]), False)
            _show(f"  {'proved' if word else 'NOT PROVED'}: “{item['quote']}” – {item['by']}, {item['place']}")
    for one in packet["articles"]:
        _show(f"{one['title']} – {one['publisher']}, {one['day']}, {one['url']} – root {one['root'] or 'none'}")
    return list(known.values())


def main() -> int:
    """Check one file, and say what of it is proved, what the digest holds, and what nothing here can show."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="a packet, as data (.json) or as a page (.html)")
    parser.add_argument("--digest", default="", help="64 hexadecimal digits, or the file that the site publishes")
    given = parser.parse_args()
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        data, digest = given.file.read_bytes(), given.digest
        listed = digest if len(digest) in (0, 64) else Path(digest).read_text("utf-8")
        text = (DATA.findall(data)[0] if data.startswith(b"<") else data).decode()
        packet = json.loads(text)
        if json.dumps(packet, ensure_ascii=False).replace("<", "\\u003c") + "\n" != text:
            raise ValueError("its data is not written as packets are")
        quotations = check(packet)
    except Exception as error:  # whatever a hostile file holds
        sys.exit(f"WRONG: {given.file} is no proof packet, is damaged, or cannot be read: {str(error)[:200]!a}")
    held, good = sha256(data).hexdigest() in listed, sum(quotations)
    print(f"\nProved: {good} of {len(quotations)} quotations stand, word for word, in texts of these roots, or here.")
    told = "Held by the digest" if held else "WRONG, it has another digest" if digest else "NOT CHECKED, give --digest"
    print(f"{told}: the roots, given texts, values, speakers, titles and days, and the page around them.")
    print("Shown by nothing here: that a root is that of the publisher's text, or that an article is right.")
    return 1 if good < len(quotations) or (digest and not held) else 0 if held else 3


if __name__ == "__main__":
    sys.exit(main())
