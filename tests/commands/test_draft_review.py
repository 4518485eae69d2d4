"""`suggest --review` at a pseudo-terminal: what is shown, what each key does, and that a second review goes on."""

from __future__ import annotations

import os
import sys
import traceback
import tty
from contextlib import suppress
from pathlib import Path

import pytest

from druzhba_kb.cli import main
from tests.suggesting.regattas import add, make_base

FILE = "entities/regattas/amber-regatta.yml"
TEXT = "The Amber Regatta began on 3 June 2019 and drew about 40 boats."
HEAD = "# ours\nname: Amber Regatta\n"
START = "  - start: 2019-06-03\n    source: herald-2019\n    quote: 3 June 2019\n"
BOATS = "  - boats: ~40\n    source: herald-2019\n    quote: about 40 boats\n"
QUESTION = "accept, edit, skip, back, quit, help? "


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make_base(tmp_path, TEXT)
    add(tmp_path, "regattas", "amber-regatta", HEAD)
    return tmp_path


@pytest.fixture(scope="module", autouse=True)
def loaded(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Load the lists of names and all else that a suggestion needs, once for all children of this process."""
    main(["--root", str(make_base(tmp_path_factory.mktemp("loaded"), TEXT)), "suggest"])


def review(root: Path, keys: str, **environment: str) -> str:
    """Return what a review shows of drafts on regattas to whoever presses these keys, each with Enter."""
    here, there = os.openpty()
    tty.setraw(there)  # what is typed is not shown again, and line ends are left alone
    child = os.fork()
    if child == 0:
        os._exit(review_at(there, root, {"NO_COLOR": "1", **environment}))
    os.close(there)
    os.write(here, "".join(f"{key}\n" for key in keys).encode())
    shown = b""
    with suppress(OSError):  # the other end is closed
        while part := os.read(here, 65536):
            shown += part
    os.close(here)
    assert os.waitpid(child, 0)[1] == 0, shown
    return shown.decode()


def review_at(terminal: int, root: Path, environment: dict[str, str]) -> int:
    """Review at a terminal and return the status; this runs in a process of its own."""
    status = 70
    try:
        os.login_tty(terminal)
        os.environ.update(environment)
        sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115
        status = main(["--root", str(root), "suggest", "--kind", "regattas", "--review"])
    except BaseException:  # told at the terminal, where the test reads it
        traceback.print_exc()
    sys.stdout.flush()
    return status


def card(number: int, sentence: str, statement: str, state: str = "") -> str:
    return f"\n{number}/2  Amber Regatta  {FILE}{state}\nherald-2019, block 1: {sentence}\n\n{statement}\n"


FIRST = card(
    1,
    "The Amber Regatta began on [3 June 2019] and drew about 40 boats.",
    START.replace("  - ", "    ")[2:].replace("\n    ", "\n  "),
)
SECOND = card(
    2,
    "The Amber Regatta began on 3 June 2019 and drew [about 40 boats].",
    BOATS.replace("  - ", "    ")[2:].replace("\n    ", "\n  "),
)


def written(root: Path) -> str:
    return (root / FILE).read_text("utf-8")


def editor(root: Path, script: str) -> str:
    """Return the command of an editor that runs a line of Python on the file's text."""
    file = root / "editor.py"
    file.write_text(f"import sys, pathlib\np = pathlib.Path(sys.argv[1])\nt = p.read_text()\np.write_text({script})\n")
    return f"{sys.executable} {file}"


def test_an_accepted_statement_is_written_and_a_skipped_one_is_not(root: Path) -> None:
    shown = review(root, "as")
    assert shown == (f"{FIRST}{QUESTION}{SECOND}{QUESTION}1 statement written, 0 drafts left; next: druzhba-kb seal\n")
    assert written(root) == f"{HEAD}statements:\n{START}"


def test_a_second_review_goes_on_where_the_first_ended(root: Path) -> None:
    assert review(root, "sq").endswith("0 statements written, 1 draft left\n")
    again = review(root, "q")
    assert again == f"{SECOND}{QUESTION}0 statements written, 1 draft left\n"
    assert written(root) == HEAD


def test_what_was_accepted_stays_when_the_terminal_is_closed(root: Path) -> None:
    assert review(root, "aq").endswith("1 statement written, 1 draft left; next: druzhba-kb seal\n")
    assert written(root) == f"{HEAD}statements:\n{START}"


def test_back_shows_a_skipped_draft_again_with_what_was_decided(root: Path) -> None:
    shown = review(root, "sbaq")
    assert f"{FILE}  (skipped)\n" in shown
    assert written(root) == f"{HEAD}statements:\n{START}"


def test_any_other_key_says_what_the_keys_do(root: Path) -> None:
    assert "a  accept: write the statement into its file now\n" in review(root, "xq")


def test_an_edited_statement_is_proved_again_before_it_can_be_accepted(root: Path) -> None:
    longer = editor(root, "t.replace('quote: 3 June', 'quote: began on 3 June')")
    shown = review(root, "eaq", EDITOR=longer)
    assert "The Amber Regatta [began on 3 June 2019] and" not in shown
    assert "  quote: began on 3 June 2019\n" in shown
    assert written(root) == f"{HEAD}statements:\n{START.replace('3 June 2019', 'began on 3 June 2019')}"


def test_what_the_check_has_against_an_edit_is_said_and_nothing_is_written(root: Path) -> None:
    wrong = editor(root, "t.replace('2019-06-03', '2019-06-04')")
    shown = review(root, "enq", EDITOR=wrong)
    assert "not accepted: the quotation from 'herald-2019' does not give the day" in shown
    assert "edit it again? y/n " in shown
    assert written(root) == HEAD


@pytest.mark.parametrize("command", ["no-such-editor", "false"])
def test_an_editor_that_cannot_be_run_is_said(root: Path, command: str) -> None:
    assert "the editor could not be run; expected its command in $EDITOR" in review(
        root, "eq", EDITOR=command, VISUAL=""
    )


def test_the_words_are_marked_by_colour_at_a_terminal_that_has_it(root: Path) -> None:
    assert "began on \033[1m3 June 2019\033[0m and" in review(root, "q", NO_COLOR="")


def test_a_draft_is_asked_about_again_when_its_article_changes(root: Path) -> None:
    review(root, "ssq")
    assert review(root, "") == "0 statements written, 0 drafts left\n"
    article = root / "articles/herald-2019.md"
    article.write_text(article.read_text().replace("drew about 40 boats", "drew about 40 boats to Kotka"))
    assert "[3 June 2019] and drew about 40 boats to Kotka." in review(root, "q")


def test_without_a_terminal_it_refuses_and_says_what_to_do(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "suggest", "--review"]) == 2
    assert "there is none; 'suggest' lists the drafts" in capsys.readouterr().err
