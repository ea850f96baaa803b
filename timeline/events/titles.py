"""A title for an event from the words of its clause: subject, verb, object, no pronoun left hanging."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

from timeline.events.antecedents import owner_of, phrase_of, thing_before
from timeline.events.casting import Who, subject_of
from timeline.events.clauses import Clause
from timeline.events.shortening import shorter
from timeline.events.story import Story
from timeline.events.tied import named_with
from timeline.events.vocabulary import kinds

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 90
_DATELINE = 14  # tokens that a dateline may have
_CONDITIONS = ("if", "unless", "whether")  # without them a title would say that it happened
_MEASURES = ("npadvmod", "advmod")
_SUBJECTS = ("nsubj", "nsubjpass")
_EMPTY_VERBS = frozenset({"be", "seem", "appear", "take", "rain", "snow", "happen", "turn"})  # "it rained"
_FUNCTION_WORDS = frozenset({"DET", "PRON", "ADP", "ADV", "SCONJ", "NUM", "AUX"})
_DROPPED = frozenset({"also", "indeed", "notably", "however", "meanwhile", "so", "then"})
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
_WHOLE = {"s": "is", "re": "are", "ve": "have", "ll": "will"}  # after an apostrophe
_SPACE_BEFORE = re.compile(r"\s+([,.;:!?%)\]}’”]|'s\b|’s\b|n't\b|n’t\b)")


def title_of(story: Story, clause: Clause, who: Who) -> str:
    """At most 90 characters that name the event."""
    longest = ""
    for words, said in _versions(story, clause):
        text = _worded(story, clause, words, said, who)
        if len(text) <= LONGEST:
            return text
        longest = longest or text
    return _trim(longest)


def _versions(story: Story, clause: Clause) -> Iterator[tuple[list[Token], list[Token]]]:
    """The words of the clause and of what is said in it, the fullest first, each without one more phrase."""
    subject, kept, said = _subject_words(story, clause), _kept(story, clause), _said(story, clause)
    yield [*subject, *_kept(story, clause, _restricting(story, clause))], _said(story, clause, whole=True)
    yield [*subject, *kept], _said(story, clause, whole=True)
    yield [*subject, *kept], said
    told = _told(story, clause)
    if told is not None and said:
        for fewer in shorter(said, story.parse[told.head], story.person_at):
            said = fewer
            yield [*subject, *kept], said
    if told is not None and said and _is_beside_object(story.parse[told.head].head):
        said = []
        yield [*subject, *kept], said
    for fewer in shorter([*subject, *kept], story.parse[clause.head], story.person_at):
        kept_verbs = {t.i for t in fewer}
        led = told is None or story.parse[told.head].head.i in kept_verbs
        yield _stripped(fewer), said if led else []


def _is_beside_object(verb: Token) -> bool:
    """Whether a verb that a clause hangs on has its object already: "built the wall, they found"."""
    return kinds().verbs.get(verb.lemma_.lower()) != "statement" and any(t.dep_ == "dobj" for t in verb.rights)


def _worded(story: Story, clause: Clause, words: list[Token], said: list[Token], who: Who) -> str:
    named = {story.person_at[t.i].what.name for t in (*words, *said) if t.i in story.person_at}
    stand_ins = {**_things(story, [*words, *said]), **_people(who, named)}
    text, told = _join(_replace(words, stand_ins)), _join(_replace(said, stand_ins))
    if said and said[0].pos_ in _FUNCTION_WORDS and said[0].i not in stand_ins and said[0].text != "I":
        told = told[:1].lower() + told[1:]
    joint = " " if not told else _joint(story, clause, said)
    text = f"{text}{joint}{told}".strip()
    start = text.startswith("[")
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


def _joint(story: Story, clause: Clause, said: list[Token]) -> str:
    """How what is said follows the verb: after a colon where it is quoted, after "that" where it stood before."""
    if said[0].i and story.parse[said[0].i - 1].is_quote:
        return ": "
    return " that " if said[0].i < clause.head and said[0].dep_ != "mark" else " "


def _subject_words(story: Story, clause: Clause) -> list[Token]:
    """The subject, where it stands outside the clause's own words."""
    subject = subject_of(story, clause)
    if subject is None or subject.i in story.phrase(clause) or clause.link == "nominal":
        return []
    name = named_with(story, subject)
    if name.i != subject.i and name.i in story.person_at:  # "Ana Prado, a liberal who left": she left
        sighting = story.person_at[name.i]
        return list(story.parse[sighting.first : sighting.last + 1])
    home = story.clause_at.get(subject.i)
    phrase = story.phrase(home) if home else range(subject.left_edge.i, subject.i + 1)
    late = clause.link == "gerund"  # "after touring the port, the mayor spoke"
    words = [t for t in subject.subtree if (late or t.i < clause.head) and t.i in phrase]
    kept = _stripped(_unbracketed(words))
    after = story.parse[kept[-1].i + 1] if kept else None
    return [*kept, after] if after is not None and after.text == "," and _closes_apposition(after) else kept


def _restricting(story: Story, clause: Clause) -> frozenset[int]:
    """ "circumstances that are disputed": undated clauses without which nouns that are not definite say little."""
    own, dated = set(story.phrase(clause)), {s.root for s in story.dates}
    found: set[int] = set()
    for other in story.below(clause):
        head = story.parse[other.head]
        if other.link not in ("relative", "participle") or head.head.i not in own or head.head.pos_ != "NOUN":
            continue
        definite = any(t.dep_ == "poss" or t.lower_ in ("the", "this", "that") for t in head.head.lefts)
        tokens = {t.i for t in head.subtree}
        if not definite and dated.isdisjoint(tokens) and story.parse[min(tokens) - 1].text != ",":
            found |= tokens
    return frozenset(found)


def _kept(story: Story, clause: Clause, besides: frozenset[int] = frozenset()) -> list[Token]:
    """The clause's own words without linking words, asides and chains of hearsay."""
    head = story.parse[clause.head]
    aside = {t.i for child in head.children if _is_aside(child) for t in child.subtree}
    words = _unbracketed(story.words(sorted({*story.phrase(clause), *besides})))
    opening = _dateline(story, clause)
    aside |= _measures(head) | _stranded(head) | _misjoined(head)
    stop = next((t.i for t in words if t.text == ";" and t.i > clause.head), len(story.parse))
    words = [t for t in words if opening < t.i < stop and t.i not in aside]
    kept = _stripped([t for t in words if not _is_dropped(t, clause, head)])
    kept = _with_object(story, clause, kept)
    late = next((t for t in head.children if t.dep_ == "nsubj" and t.i > head.i), None)
    if late is None:
        return kept
    subject = {t.i for t in late.subtree}  # "said the minister" reads "the minister said"
    return [*(t for t in kept if t.i in subject), *(t for t in kept if t.i not in subject)]


def _with_object(story: Story, clause: Clause, words: list[Token]) -> list[Token]:
    """The words with what a relative clause is about, where that is its object: "the pact that they signed"."""
    head = story.parse[clause.head]
    if clause.link != "relative" or not _lacks_object(head):
        return words
    noun = head.head
    phrase = [t for t in story.parse[noun.left_edge.i : noun.i + 1] if t.head.i == noun.i or t.i == noun.i]
    whole = sorted({t.i for word in phrase for t in (word.subtree if word.i < noun.i else (word,))})
    after = max([head.i, *(t.i for t in head.rights if t.dep_ == "prt")])
    at = next((n for n, t in enumerate(words) if t.i > after), len(words))
    return [*words[:at], *story.words(whole), *words[at:]]


def _lacks_object(head: Token) -> bool:
    """Whether its object is the relative pronoun, or no pronoun stands there: "the offensive Russia began"."""
    pronouns = [t for t in head.subtree if t.tag_ in ("WDT", "WP", "WRB", "WP$") and t.i < head.i]
    if any(t.dep_ == "dobj" and t.head.i == head.i for t in pronouns):
        return True
    subjects = [t for t in head.lefts if t.dep_ == "nsubj" and t not in pronouns and t.lower_ != "that"]
    after = (t for t in head.rights if t.dep_ != "prep" or all(c.ent_type_ not in ("DATE", "TIME") for c in t.children))
    objects = any(t.dep_ in ("dobj", "attr", "acomp", "ccomp", "xcomp", "prep") for t in after)
    return bool(subjects) and not pronouns and not objects


def _said(story: Story, clause: Clause, *, whole: bool = False) -> list[Token]:
    """What a statement says, without the clauses inside it unless it is wanted whole."""
    told = _told(story, clause)
    if told is None or _stands_apart(story, clause, told):
        return []
    opening = _dateline(story, told)
    tokens = list(story.parse[told.head].subtree) if whole else story.words(story.phrase(told))
    outside = {*story.phrase(clause)}
    words = [t for t in tokens if t.i > opening and t.i not in outside and not t.is_space and not t.is_quote]
    while words and (words[0].is_punct or words[0].dep_ == "cc"):
        words = words[1:]
    while words and (words[-1].is_punct or words[-1].dep_ == "cc"):
        words = words[:-1]
    return words


def _told(story: Story, clause: Clause) -> Clause | None:
    """The clause that it tells, and not the one of an aside: "toured the port, saying it was safe"."""
    aside = {t.i for child in story.parse[clause.head].children if _is_aside(child) for t in child.subtree}
    return next((c for c in story.below(clause) if c.link == "complement" and c.head not in aside), None)


def _stands_apart(story: Story, clause: Clause, told: Clause) -> bool:
    """Whether what the parser took for reported speech is told beside the clause: "one fell; the other stood"."""
    if kinds().verbs.get(story.parse[clause.head].lemma_.lower()) == "statement":
        return False
    between = story.parse[clause.head : told.head]
    return told.head < clause.head or any(t.text in (";", ":", "—", "–") or t.is_sent_start for t in between[1:])


def _dateline(story: Story, clause: Clause) -> int:
    """The last token of "LYON, France (AP) -" before the first sentence, or of "15:20" before an entry, or -1."""
    first = story.sentence(clause).first
    if _CLOCK.fullmatch(story.parse[first].text):
        return first
    if not story.parse[first].is_upper or len(story.parse[first]) < 3:
        return -1
    opening = story.parse[first : min(first + _DATELINE, clause.head)]
    return next((t.i for t in opening if t.text in ("-", "–", "—", "--", "_") and t.whitespace_), -1)


def _unbracketed(words: list[Token]) -> list[Token]:
    kept, depth = [], 0
    for token in words:
        depth += token.text in ("(", "[")
        if not depth and token.text not in (")", "]"):
            kept.append(token)
        depth -= depth > 0 and token.text in (")", "]")
    return kept


def _measures(head: Token) -> set[int]:
    """ "two days" of "two days after": without the conjunction it would say how long."""
    mark = next((t for t in head.children if t.dep_ == "mark" and t.i < head.i), None)
    if mark is None:
        return set()
    return {t.i for m in (*head.lefts, *mark.lefts) if m.i < mark.i and m.dep_ in _MEASURES for t in m.subtree}


def _misjoined(head: Token) -> set[int]:
    """ "and 50" of "ten were killed and 50 injured", where the parser joined the verb to a number."""
    conjuncts = (t for t in head.rights if t.dep_ == "conj" and t.pos_ == "NUM")
    numbers = [t for t in conjuncts if any(c.dep_ == "acl" for c in t.rights)]
    joints = [t for t in head.rights if t.dep_ == "cc" and numbers and t.i < numbers[0].i]
    return {t.i for word in (*numbers, *joints[-1:]) for t in word.subtree}


def _stranded(head: Token) -> set[int]:
    """The "to" of "to which", whose pronoun is dropped."""
    return {t.i for t in head.lefts if t.dep_ == "prep" and any(c.tag_ in ("WDT", "WP") for c in t.children)}


def _is_aside(child: Token) -> bool:
    """How it went ("..., spending a day there") or who is quoted ("per state media", "according to reports")."""
    manner = child.dep_ == "advcl" and child.tag_ == "VBG"
    return manner or (child.dep_ == "prep" and child.lower_ in ("per", "according"))


def _is_dropped(token: Token, clause: Clause, head: Token) -> bool:
    if token.dep_ == "mark" and token.lower_ in _CONDITIONS:
        return False
    near = token.head.i == head.i
    if token.dep_ == "advmod" and token.i < token.head.i and _leads_apart(token.head, clause):
        return True  # the "shortly" of "shortly after arriving"
    if _leads_apart(token, clause):
        return True
    if token.is_space or token.is_quote or (token.lower_ in _DROPPED and near):
        return True
    if token.tag_ in ("WDT", "WP", "WRB"):  # those of clauses further in have no other words
        return clause.link not in ("main", "complement") and (near or token.head.head.i == head.i)
    if token.text in ("—", "–", "--", "-"):
        return bool(token.whitespace_)
    return near and token.i < head.i and token.dep_ in ("cc", "mark", "preconj", "intj", "dep")


def _leads_apart(word: Token, clause: Clause) -> bool:
    """Whether what follows "after" is a clause of its own."""
    return any(c.dep_ == "pcomp" and c.i not in clause.tokens for c in word.children)


def _stripped(tokens: list[Token]) -> list[Token]:
    """Without what cannot begin or end a phrase."""
    while tokens and (tokens[0].is_punct or _is_link(tokens[0]) or tokens[0].is_space):
        tokens = tokens[1:]
    while tokens and (tokens[-1].is_punct or tokens[-1].dep_ in ("cc", "mark") or tokens[-1].tag_ in ("IN", "DT")):
        tokens = tokens[:-1]
    return tokens


def _is_link(token: Token) -> bool:
    return token.dep_ == "cc" or (token.dep_ == "mark" and token.lower_ not in _CONDITIONS)


def _people(who: Who, named: set[str]) -> dict[int, tuple[int, str]]:
    """Token -> first token and the names that a pronoun there stands for, unless the title `named` them already."""
    unclear = [stand_in for stand_in in who.stand_ins if stand_in[2].strip("[]") not in named]
    return {i: (first, name) for first, last, name in unclear for i in range(first, last + 1)}


def _things(story: Story, words: list[Token]) -> dict[int, tuple[int, str]]:
    """The same for "it" and "they", and for "whose": what the words before are about, in brackets."""
    found = {}
    for token in words:
        if token.tag_ == "WP$" and (owner := owner_of(story, token)):
            found[token.i] = (token.i, owner)
        elif token.lower_ in ("it", "they") and token.dep_ in _SUBJECTS and token.head.lemma_ not in _EMPTY_VERBS:
            thing = thing_before(story, token)
            if thing is not None and token.whitespace_ and thing not in words:
                found[token.i] = (token.i, f"[{phrase_of(thing)}]")
    return found


def _replace(tokens: list[Token], stand_ins: dict[int, tuple[int, str]]) -> list[tuple[str, bool]]:
    """The words, references replaced by names; each with whether a space follows it."""
    words: list[tuple[str, bool]] = []
    done: set[int] = set()
    closing = -1
    for token, after in zip_longest(tokens, tokens[1:]):
        gap = after is not None and after.i != token.i + 1
        stand_in = stand_ins.get(token.i)
        if token.i == closing or (token.text == "," and gap and not _closes_apposition(token)):
            words.append(("", True))
            closing = after.i if after is not None and after.text == "," else -1
        elif stand_in is None:
            words.append((_whole(token, tokens), bool(token.whitespace_) or after is None or gap))
        elif stand_in[0] not in done:
            done.add(stand_in[0])
            words.append((stand_in[1], True))
    return words


def _whole(token: Token, tokens: list[Token]) -> str:
    """The "is" of "Prado, who's in Lyon", whose pronoun is dropped."""
    letters = token.text[1:] if token.text[:1] in "'’" else ""
    short = token.pos_ in ("AUX", "VERB") and letters in _WHOLE and token.nbor(-1) not in tokens
    return _WHOLE[letters] if short else token.text


def _closes_apposition(comma: Token) -> bool:
    return any(t.dep_ == "appos" and t.i < comma.i for t in comma.head.children)


def _join(words: list[tuple[str, bool]]) -> str:
    text = "".join(word + (" " if spaced else "") for word, spaced in words)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r"(\s*,)+", ",", _SPACE_BEFORE.sub(r"\1", text)).strip(" ,;:-")


def _trim(text: str) -> str:
    """Cut at the last word that leaves room for the ellipsis."""
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
