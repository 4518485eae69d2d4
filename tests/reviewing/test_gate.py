"""The gate: what nobody can judge without the texts is named first, and an error until a signer of the base has signed for it."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

from druzhba_kb.layout import ATTESTATION, SIGNATURE, SIGNERS
from druzhba_kb.report import Report
from druzhba_kb.reviewing.gate import report_changes, write_attestation
from tests.editing.desk import GULL, change, commit, git
from tests.signed import make_key, run, sign, signed, without_texts

ARTICLE, SEALS = "articles/courier-1931.md", "articles/courier-1931.seals"
KIND = "entities/lighthouses/_kind.yml"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return signed(tmp_path_factory.mktemp("signed")).parent


@pytest.fixture
def root(template: Path, tmp_path: Path) -> Path:
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    return tmp_path / "site"


def against(root: Path, base: str = "HEAD") -> list[str]:
    """Return what is said of a change since a revision, without what to do about it."""
    report = Report()
    report_changes(root, base, report)
    return [re.sub(r"; (read it|who has) .*", "", str(one)) for one in report.in_order()]


def attest_and_sign(root: Path, **options: str) -> None:
    assert run(root, "check", "--require-texts", "--against", "HEAD", "--yes") == 0
    sign(root, **options)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: New Lamp for", "title: Old Lamp for",
         "2:1: error[unsigned-change]: 'title' was 'New Lamp for Gull Point' and is 'Old Lamp for Gull Point'"),
        ("The Courier", "The Gazette", "3:1: error[unsigned-change]: 'publisher' was 'The Courier' and is 'The Gazette'"),
        ("author: null", "author: Ada", "4:1: error[unsigned-change]: 'author' was nothing and is 'Ada'"),
        ("1931-05-05", "1931-05-06", "5:1: error[unsigned-change]: 'published' was '1931-05-05' and is '1931-05-06'"),
        ("/courier-1931", "/x",
         "7:1: error[unsigned-change]: 'url' was 'https://example.org/courier-1931' and is 'https://example.org/x'"),
        ("archived_url: null", "archived_url: https://example.org/x",
         "8:1: error[unsigned-change]: 'archived_url' was nothing and is 'https://example.org/x'"),
        ("genre: report", "genre: opinion", "9:1: error[unsigned-change]: 'genre' was 'report' and is 'opinion'"),
        ("rights: withheld\n", "rights: full\n", "10:1: error[unsigned-change]: 'rights' was 'withheld' and is 'full'"),
        ("rights: withheld\n", "rights: withheld\nstatus: draft\n",
         "11:1: error[unsigned-change]: 'status' was nothing and is 'draft'"),
        ("budget: 60", "budget: 90", "11:1: error[unsigned-change]: 'budget' was '60' and is '90'"),
        ("blocks: phpe", "blocks: pppe", "12:1: error[unsigned-change]: 'blocks' was 'phpe' and is 'pppe'"),
        ("A short post rejoices.", "A post.", "26:1: error[unsigned-change]: the digest is another one in block 4"),
    ],
)  # fmt: skip
def test_each_change_that_needs_the_text_is_an_error_at_its_key(old: str, new: str, said: str, root: Path) -> None:
    change(root, ARTICLE, old, new)
    assert f"{ARTICLE}:{said}" in against(root)


def test_an_exchanged_commitment_and_text_are_errors(root: Path) -> None:
    text = (root / ARTICLE).read_text()
    for key, digit in (("source_sha256", "1"), ("commitment", "2")):
        text = re.sub(rf"{key}: \w+", f"{key}: {digit * 64}", text)
    (root / ARTICLE).write_text(text)
    (root / SEALS).unlink()
    assert [one.partition(" was ")[0] for one in against(without_texts(root))] == [
        f"{ARTICLE}:13:1: error[unsigned-change]: 'source_sha256'",
        f"{ARTICLE}:14:1: error[unsigned-change]: 'commitment'",
    ]


def test_a_new_article_and_one_that_is_gone_are_errors_and_a_renamed_one_is_none(root: Path) -> None:
    for end in ("articles/{}.md", "articles/{}.seals", "sources/{}.md", "sources/{}.key"):
        (root / end.format("tidings-1931")).rename(root / end.format("post-1931"))
    assert [one.partition(",")[0] for one in against(root)] == [
        "articles/post-1931.md:2:1: error[unsigned-change]: a new article: 'Lights on the Coast'",
        "articles/tidings-1931.md:2:1: error[unsigned-change]: the article is gone: 'Lights on the Coast'",
    ]
    change(root, "articles/post-1931.md", "title: L", "formerly: [tidings-1931]\ntitle: L")
    assert against(root) == []


def test_an_article_that_takes_the_id_of_another_one_too_hides_nothing(root: Path) -> None:
    change(root, ARTICLE, "title: N", "formerly: [tidings-1931]\ntitle: N")
    for end in (".md", ".seals"):
        (root / f"articles/tidings-1931{end}").unlink()
    gone = "the article is gone: 'Lights on the Coast', 'Coast Tidings', '1931-06', 'https://example.org/tidings-1931'"
    assert against(root) == [f"articles/tidings-1931.md:2:1: error[unsigned-change]: {gone}"]


def test_a_journal_that_came_with_the_change_undoes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, now = ((root / ARTICLE).read_text().replace("The Courier", by) for by in ("The Courier", "The Gazette"))
    (root / ARTICLE).write_text(now)
    digest = hashlib.sha256(now.encode()).hexdigest()
    journal = {"before": {ARTICLE: before}, "digests": {ARTICLE: digest}, "moves": {}, "folders": []}
    (root / ".cache").mkdir()
    (root / ".cache/journal.json").write_text(json.dumps(journal))
    git(root, "add", "-f", ".cache/journal.json")
    assert run(root, "check", "--against", "HEAD") == 1
    assert "'.cache/journal.json' does not say how to undo a change that was cut off" in capsys.readouterr().err
    assert (root / ARTICLE).read_text() == now


def test_what_an_editor_changes_every_day_needs_no_signature(root: Path) -> None:
    change(root, ARTICLE, "rights:", "uncited: {1: Nothing in it.}\nsubjects: [gull-point]\nrights:")
    change(root, GULL, "height: 27", "height: 28")
    assert against(root) == []


def test_every_changed_file_outside_of_articles_and_entities_is_named_and_a_kind_with_what_differs(root: Path) -> None:
    change(root, KIND, "unit: metres", "unit: feet")
    change(root, "mkdocs.yml", "Lights", "Lamps")
    change(root, "references/coast-pilot.yml", "title: ", "title: The ")
    for name in (
        "templates/home.md.j2",
        ".github/workflows/check.yml",
        "requirements.lock",
        "src/a.py",
        "src/é b.py",
        "Makefile",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("new")
    for name, text in {"assets/notes.txt": "new", "pages/method.md": "---\ntitle: Method\n---\n"}.items():
        (root / name).parent.mkdir()
        (root / name).write_text(text)
    (root / "entities/_ratchets.yml").unlink()
    (root / "sources/gull.md").write_text("# Gull\n\nA gull.\n")
    git(root, "add", "-f", "sources/gull.md")
    assert against(root) == [
        ".github/workflows/check.yml:1:1: warning[changed-outside]: what continuous integration runs: .github/workflows/check.yml",
        "Makefile:1:1: warning[changed-outside]: the program, its tests or what runs them: Makefile, src/a.py, src/é b.py",
        "assets/notes.txt:1:1: warning[changed-outside]: pictures and other files that the site takes over: assets/notes.txt",
        "entities/_ratchets.yml:1:1: warning[changed-outside]: what guards the content as a whole: entities/_ratchets.yml",
        f"{KIND}:1:1: warning[changed-outside]: what the values of a kind mean, and which words bear them out; "
        "attributes.height.unit was 'metres' and is 'feet'",
        "mkdocs.yml:1:1: warning[changed-outside]: the settings of the site: mkdocs.yml",
        "pages/method.md:1:1: warning[changed-outside]: own pages, which nothing holds against a text: pages/method.md",
        "references/coast-pilot.yml:1:1: warning[changed-outside]: works that are cited for what no article says: "
        "references/coast-pilot.yml",
        "requirements.lock:1:1: warning[changed-outside]: what is installed: requirements.lock",
        "sources/gull.md:1:1: warning[changed-outside]: private texts, which must not be in git: sources/gull.md",
        "templates/home.md.j2:1:1: warning[changed-outside]: what pages look like: templates/home.md.j2",
    ]


def test_of_a_kind_only_what_differs_is_told_and_not_what_moved_down(root: Path) -> None:
    figure = "figures:\n  - {id: heights, title: Heights, attributes: [height]}\n"
    (root / KIND).write_text((root / KIND).read_text() + figure)
    commit(root)
    change(root, KIND, "label: Lighthouse\n", "# They stand on the coast.\nlabel: Lighthouse\n")
    words = "what the values of a kind mean, and which words bear them out"
    assert against(root) == [f"{KIND}:1:1: warning[changed-outside]: {words}"]
    change(root, KIND, "title: Heights", "title: Depths")
    assert against(root) == [
        f"{KIND}:1:1: warning[changed-outside]: {words}; figures.1.title was 'Heights' and is 'Depths'"
    ]


def test_of_a_kind_that_is_new_or_gone_that_alone_is_told(root: Path) -> None:
    words = "what the values of a kind mean, and which words bear them out"
    new = KIND.replace("lighthouses", "buoys")
    (root / new).parent.mkdir()
    (root / new).write_text("label: Buoy\nplural: Buoys\nsummary: Buoys.\nattributes: {}\n")
    told = f"{new}:1:1: warning[changed-outside]: {words}; it is "
    assert against(root) == [f"{told}new"]
    commit(root)
    (root / new).unlink()
    assert against(root) == [f"{told}gone"]


def test_another_list_of_signers_is_an_error_until_one_of_the_old_has_signed_it(root: Path) -> None:
    with (root / SIGNERS).open("a") as stream:
        stream.write(f"bo@lights.example {make_key(root.parent / 'other')}")
    assert against(root) == [f"{SIGNERS}:1:1: error[unsigned-change]: who may sign for articles: {SIGNERS}"]
    attest_and_sign(root, key="other")
    assert [one.split(" ")[1] for one in against(root)] == ["error[unsigned-change]:", "error[bad-signature]:"]
    sign(root)
    assert against(root) == []
    (root / SIGNERS).unlink()
    assert against(root) == [f"{SIGNERS}:1:1: error[unsigned-change]: who may sign for articles: {SIGNERS}"]


def test_somebodys_word_for_a_digest_or_a_summary_is_named(root: Path) -> None:
    with (root / SEALS).open("a") as stream:
        stream.write((root / SEALS).read_text().splitlines()[1].split(" ")[0] + f" - 0 summary {'a' * 64}\n")
    words = "somebody's word, and no proof, that these hold against the text: summary of block 0 (aaaaaaaa)"
    assert against(root) == [f"{SEALS}:1:1: warning[unproved-words]: {words}"]


def test_where_the_base_has_no_signers_the_same_is_a_warning(root: Path) -> None:
    for name in (SIGNERS, SIGNATURE, ATTESTATION):
        (root / name).unlink()
    commit(root)
    change(root, ARTICLE, "The Courier", "The Gazette")
    assert against(root) == [
        f"{ARTICLE}:3:1: warning[unsigned-change]: 'publisher' was 'The Courier' and is 'The Gazette'"
    ]


def test_a_signature_of_a_signer_covers_what_was_read_and_nothing_that_came_after(root: Path) -> None:
    change(root, ARTICLE, "The Courier", "The Gazette")
    attest_and_sign(root)
    without_texts(root)
    assert against(root) == []
    change(root, ARTICLE, "The Gazette", "The Herald")
    assert against(root) == [
        f"{ARTICLE}:3:1: error[unsigned-change]: 'publisher' was 'The Courier' and is 'The Herald'"
    ]


def test_a_signature_covers_that_an_article_is_gone(root: Path) -> None:
    (root / "entities/lighthouses/skerry-light.yml").unlink()
    (root / "articles/tidings-1931.md").unlink()
    (root / "articles/tidings-1931.seals").unlink()
    assert "the article is gone" in against(root)[0]
    attested = json.loads((root / ATTESTATION).read_text())
    assert list(write_attestation(root, Report())) and json.loads((root / ATTESTATION).read_text()) != attested
    sign(root)
    assert against(root) == []
    change(root, GULL, "height: 27", "height: 28")
    assert "the article is gone" in against(root)[0]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        ("changed", f"{SIGNATURE} is no signature of {ATTESTATION}, or that was changed since; ssh-keygen says: Signature "
         "verification failed: incorrect signature"),
        ("garbage", f"{SIGNATURE} is no signature of {ATTESTATION}, or that was changed since; ssh-keygen says: "),
        ("stranger", f"that signed {ATTESTATION} is none of the base's {SIGNERS}"),
        ("namespace", f"{SIGNATURE} is no signature of {ATTESTATION}, or that was changed since; ssh-keygen says: "),
        ("lacking", f"{SIGNATURE} is not there; sign with 'ssh-keygen -Y sign -f KEY -n druzhba-kb {ATTESTATION}'"),
        ("unattested", f"{ATTESTATION} is not there; sign with "),
        ("format", f"{ATTESTATION} has not format 1, which 'check --require-texts' writes"),
        ("replayed", "number 1 is not newer than that of the base; run 'check --require-texts' again"),
        ("no program", "there is no program 'ssh-keygen' here to verify it with; install OpenSSH"),
    ],
)  # fmt: skip
def test_a_bad_signature_is_one_message_and_covers_nothing(
    make: str, said: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = {name: (root / name).read_bytes() for name in (ATTESTATION, SIGNATURE)}
    change(root, ARTICLE, "The Courier", "The Gazette")
    attest_and_sign(root)
    match make:
        case "changed":
            change(root, ATTESTATION, '"number": 2', '"number": 3')
        case "garbage":
            (root / SIGNATURE).write_bytes(b"\0 none")
        case "stranger":
            make_key(root.parent / "stranger")
            sign(root, key="stranger")
        case "namespace":
            sign(root, namespace="file")
        case "lacking":
            (root / SIGNATURE).unlink()
        case "unattested":
            (root / ATTESTATION).unlink()
        case "format":
            (root / ATTESTATION).write_text('{"format": 2}')
            sign(root)
        case "replayed":
            commit(root)
            change(root, ARTICLE, "The Gazette", "The Courier")
            for name, content in first.items():
                (root / name).write_bytes(content)
        case "no program":
            (root.parent / "bin").mkdir()
            (root.parent / "bin/git").symlink_to(shutil.which("git") or "")
            monkeypatch.setenv("PATH", str(root.parent / "bin"))
    found = [one for one in against(root) if "bad-signature" in one]
    assert len(found) == 1 and said in found[0], found
    assert found[0].startswith(f"{SIGNATURE}:1:1: error[bad-signature]: ")
    assert any("error[unsigned-change]" in one for one in against(root))


def test_an_attestation_that_is_gone_is_told_so_that_none_older_can_be_put_in_its_place(root: Path) -> None:
    for name in (ATTESTATION, SIGNATURE):
        (root / name).unlink()
    assert against(root) == [
        f"{SIGNATURE}:1:1: error[bad-signature]: {ATTESTATION} is not there; "
        f"sign with 'ssh-keygen -Y sign -f KEY -n druzhba-kb {ATTESTATION}'"
    ]


def test_a_key_that_may_sign_no_more_is_told_by_its_owner(root: Path) -> None:
    signers = (root / SIGNERS).read_text()
    (root / SIGNERS).write_text(signers.replace(" ", ' namespaces="git" ', 1))
    git(root, "commit", "-qam", "for git alone")
    assert "'ada@lights.example' may not sign attestation.json by the base's allowed_signers" in against(root)[0]


def test_what_the_program_that_compares_cannot_read_is_said_first(root: Path) -> None:
    change(root, ARTICLE, "rights:", "licence_of_tomorrow: x\nrights:")
    (root / ".github").mkdir()
    (root / ".github/a.yml").write_text("x")
    first, *_ = against(root)
    assert first.startswith(".:1:1: error[not-compared]: druzhba-kb ")
    assert first.endswith(f"so that more may have changed in them: {ARTICLE}")


def test_an_article_that_cannot_be_read_is_not_gone(root: Path) -> None:
    (root / ARTICLE).write_text("---\ntitle: [\n---\n")
    assert [one.split(" ")[1] for one in against(root)] == ["error[not-compared]:"]


def test_the_language_of_the_base_is_that_of_its_articles(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: Lights\ntheme: {language: en}\n")
    (root / SIGNERS).unlink()
    commit(root)
    assert against(root) == []
    change(root, "mkdocs.yml", "language: en", "language: de")
    assert [one.partition(": ")[2] for one in against(root)] == [
        *["warning[unsigned-change]: 'lang' was 'en' and is 'de'"] * 2,
        "warning[changed-outside]: the settings of the site: mkdocs.yml",
    ]


def test_check_names_the_changes_before_its_own_findings(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, ARTICLE, "The Courier", "The Gazette")
    change(root, GULL, "height: 27", "height: 28")
    assert run(root, "check", "--against", "HEAD") == 1
    told = re.findall(r"error\[([\w-]+)\]", capsys.readouterr().err)
    assert told == ["unsigned-change", "unsupported-value"]


def test_review_begins_with_them_and_says_who_has_signed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, ARTICLE, "The Courier", "The Gazette")
    (root / KIND).write_text((root / KIND).read_text() + "# no other meaning\n")
    attest_and_sign(root)
    capsys.readouterr()
    assert run(root, "review", "HEAD") == 0
    day = json.loads((root / ATTESTATION).read_text())["date"]
    assert capsys.readouterr().out.split("\n\n")[0] == (
        f"read first:\n  {KIND}: what the values of a kind mean, and which words bear them out\n"
        f"  {ARTICLE}: 'publisher' was 'The Courier' and is 'The Gazette'; signed by ada@lights.example on {day}"
    )
    assert run(root, "review", "HEAD", "--format", "markdown") == 0
    assert capsys.readouterr().out.startswith("## Read first\n\n- entities/lighthouses/\\_kind.yml: ")
    assert run(root, "review", "HEAD", "--json") == 0
    assert [one["signed"] for one in json.loads(capsys.readouterr().out)["read_first"]] == [
        "",
        f"ada@lights.example on {day}",
    ]


def test_the_maintainers_gate_needs_every_text(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "sources/tidings-1931.md").unlink()
    attested = (root / ATTESTATION).read_bytes()
    assert run(root, "check", "--require-texts", "--yes") == 1
    message = "there is no sources/tidings-1931.md, so this article was checked by its seals alone or not at all"
    assert f"error[not-read]: {message}" in capsys.readouterr().err
    assert (root / ATTESTATION).read_bytes() == attested


@pytest.mark.parametrize("sort", ["digest", "summary", "speaker", "quotation"])
def test_the_maintainers_gate_needs_every_seal(sort: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in (SEALS, "articles/tidings-1931.seals"):
        lines = (root / name).read_text().splitlines(keepends=True)
        kept = [line for line in lines if f" {sort} " not in line and (sort != "quotation" or "*" not in line)]
        (root / name).write_text("".join(kept))
    assert run(root, "check", "--require-texts", "--yes") == 1
    assert re.findall(r"(error|warning)\[not-sealed\]", capsys.readouterr().err)[0] == "error"


def test_the_maintainers_gate_asks_for_what_is_new_and_writes_what_to_sign(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "check", "--require-texts", "--against", "HEAD") == 0
    assert capsys.readouterr().out.startswith(f"{ATTESTATION}: unchanged\n")
    change(root, ARTICLE, "The Courier", "The Gazette")
    assert run(root, "check", "--require-texts", "--against", "HEAD") == 1
    assert "who has the article compares it and signs" in capsys.readouterr().err
    assert run(root, "check", "--require-texts", "--against", "HEAD", "--yes") == 0
    out = capsys.readouterr().out
    assert "sign it next, over the last signature: ssh-keygen -Y sign -f KEY -n druzhba-kb attestation.json" in out
    written = json.loads((root / ATTESTATION).read_text())
    assert (written["format"], written["number"], len(written["files"])) == (1, 2, 5)


def test_without_a_base_every_article_is_new(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "check", "--require-texts") == 1
    assert capsys.readouterr().err.count("error[unsigned-change]: a new article") == 2


def test_a_text_that_is_published_whole_must_be_the_one_that_is_here(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (root / "sources/courier-1931.md").read_text()
    front = (root / ARTICLE).read_text().partition("\n---\n")[0]
    front = re.sub(r"\n(commitment|source_sha256): \w+", "", front).replace("withheld", "full")
    (root / SEALS).unlink()
    body = text.partition("\n\n")[2]
    (root / ARTICLE).write_text(f"{front}\n---\n\n{body}")
    assert run(root, "check") == 0
    (root / ARTICLE).write_text(f"{front}\n---\n\n{body.replace('Forty', 'Fifty')}")
    assert run(root, "check") == 1
    assert "error[other-text]: the text that is published here is not that of sources/courier-1931.md" in (
        capsys.readouterr().err
    )
