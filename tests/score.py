"""Print how well import, suggest and the proof of values do on cases that people have labelled; `-v` names each fault."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.importing.public import print_public
from tests.importing.score import print_import, score_import
from tests.projects import ROOT
from tests.proof.score import print_proof
from tests.suggesting.conll import print_conll
from tests.suggesting.score import print_scores, score_corpus, score_project

if __name__ == "__main__":
    verbose = "-v" in sys.argv
    imported = score_import()
    print_import(imported, "import of the annotated articles")
    if verbose:
        print(*(f"    {fault}" for fault in imported.faults), sep="\n")
    print_public(os.environ.get("IMPORT_DATA"))
    print_scores(score_corpus(verbose=verbose), "suggest")
    print_scores(score_project(ROOT), "own articles")
    print_proof(ROOT, verbose=verbose)
    if public := os.environ.get("IMPORT_DATA"):
        print_conll(Path(public))
