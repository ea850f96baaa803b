"""Mends of verbs and names that were joined to the wrong word.

"After his predecessor, Ana Prado, resigned", where the verb was joined to the one before without any "and"; "two were
killed and ten injured on Monday", where the day was given to the ten; "Flanked by his sons, the mayor, Ana Prado,
said", read as if the mayor were one of them; and "took a hostage and police found him", where the police were taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.syntax.attaching import FINITE, SUBJECTS, hang, noun_of, reaches

if TYPE_CHECKING:
    from spacy.tokens import Token

_TENSED = (*FINITE, "MD")
_FORMERLY = frozenset({"once", "then", "now", "formerly", "previously", "still", "long"})
_CONJUNCTIONS = frozenset({"after", "before", "since", "until", "till", "as"})  # that may also be prepositions


def join(token: Token) -> None:
    """Put a verb under what it is joined to, and its subject under it; a name beside the noun that it explains."""
    if token.tag_ in FINITE or any(t.tag_ in _TENSED for t in token.lefts):
        _take_back(token)
    if token.tag_ in FINITE:
        _set_apart(token)
        _open_as_participle(token)
        _hang_on_noun(token)
        _leave_adverb(token)
    if token.dep_ == "dep":
        _stand_beside(token)
    if token.dep_ == "dobj":
        _explain(token)
    if token.dep_ in SUBJECTS:
        _say_who(token)
        _give_to_whose(token)
    if token.dep_ == "conj" and token.tag_ == "VBN":
        _tell_of_object(token)
    if token.dep_ == "conj" and token.pos_ == "VERB":
        _tell_of_what_was_done_to(token)
    if token.dep_ == "advcl" and token.tag_ == "VBG":
        _describe(token)
    if token.dep_ == "conj" and (participle := _gapped(token)) is not None:
        _share(token.head, participle)
    preposition = _misread_conjunction(token)
    if preposition is not None:
        _subordinate(token, preposition)


def _stand_beside(name: Token) -> None:
    """Of "with the army's commander, Gen. Rui Costa" the name is that of the commander."""
    at = name.left_edge.i
    if name.pos_ == "PROPN" and at > 1 and name.doc[at - 1].text == "," and name.doc[at - 2].pos_ == "NOUN":
        hang(name, name.doc[at - 2], "appos")


def _explain(noun: Token) -> None:
    """Of "sealed pacts with Peru and Chile - two old partners" the partners are Peru and Chile."""
    at = noun.left_edge.i
    behind_dash = (
        at > 1 and noun.doc[at - 1].text in ("-", "–", "—", "--") and noun.doc[at - 2].pos_ in ("NOUN", "PROPN")
    )
    if behind_dash and any(t.dep_ == "dobj" and t.i < noun.i for t in noun.head.rights):
        hang(noun, noun.doc[at - 2], "appos")


def _say_who(second: Token) -> None:
    """Of "A third man, a baker named as Rui Costa, was hurt" the baker is the man; so is "once the mayor of Lyon"."""
    at = second.left_edge.i
    first = next((t for t in second.head.lefts if t.dep_ in SUBJECTS and t.i < at), None)
    once = second.doc[at - 1] if at > 1 and second.doc[at - 1].lower_ in _FORMERLY else None
    behind = at - 1 if once is None else at - 2
    if first is not None and at > 0 and second.doc[behind].text == "," and second.pos_ in ("NOUN", "PROPN"):
        if once is not None:
            hang(once, second, "advmod")
        hang(second, first, "appos")


def _give_to_whose(noun: Token) -> None:
    """Of "held Rui Costa, whose brother, a baker, was killed" Costa was held, and the brother killed."""
    verb = noun.head
    kin = next((t for t in noun.rights if t.dep_ == "appos" and any(c.tag_ == "WP$" for c in t.lefts)), None)
    if (
        kin is None
        or verb.dep_ != "ccomp"
        or not verb.head.i < noun.i
        or any(t.dep_ == "dobj" for t in verb.head.rights)
    ):
        return
    dep = noun.dep_
    hang(noun, verb.head, "dobj")
    hang(verb, noun, "relcl")
    hang(kin, verb, dep)


def _is_joined(verb: Token) -> bool:
    return any(t.dep_ == "cc" for t in verb.doc[verb.head.i : verb.i] if t.head.i == verb.head.i)


def _tell_of_object(participle: Token) -> None:
    """Of "revising the results, announced in May" the results were announced."""
    verb, at = participle.head, participle.left_edge.i
    thing = next((t for t in verb.rights if t.dep_ == "dobj" and t.i < at), None)
    bare = not any(t.dep_ in (*SUBJECTS, "aux", "auxpass") for t in participle.children)
    if (
        verb.tag_ == "VBG"
        and bare
        and thing is not None
        and participle.doc[at - 1].text == ","
        and not _is_joined(participle)
    ):
        hang(participle, thing, "acl")


def _tell_of_what_was_done_to(verb: Token) -> None:
    """Of "freed four men of the union (UC) they had taken in May" the four men had been taken."""
    subject = next((t for t in verb.lefts if t.dep_ == "nsubj" and t.pos_ == "PRON"), None)
    if subject is None or not subject.i or any(t.dep_ == "dobj" for t in verb.rights) or _is_joined(verb):
        return
    before = subject.nbor(-1)
    if before.pos_ not in ("NOUN", "PROPN") and before.text != ")":
        return
    things = [t for t in verb.doc[verb.head.i : subject.i] if t.dep_ == "dobj"]
    if things and not any(t.dep_ == "mark" for t in verb.lefts):
        hang(verb, things[-1], "relcl")


def _describe(participle: Token) -> None:
    """Of "signed a deal binding them to Lyon" the deal was signed, and binds."""
    verb = participle.head
    thing = next((t for t in participle.lefts if t.dep_ == "nsubj"), None)
    if thing is None or verb.tag_ not in ("VBD", "VBZ", "VBP") or thing.left_edge.i != verb.i + 1:
        return
    if thing.i == participle.i - 1 and not any(t.dep_ in ("dobj", "mark") for t in (*verb.rights, *participle.lefts)):
        hang(thing, verb, "dobj")
        hang(participle, thing, "acl")


def _set_apart(verb: Token) -> None:
    """Of "Flanked by his sons, the mayor said" the mayor, right before the verb and behind a comma, belongs to it."""
    opening = next((t for t in verb.lefts if t.dep_ == "advcl"), None)
    if opening is None or any(t.dep_ in (*SUBJECTS, "csubj") for t in verb.children):
        return
    for noun in opening.subtree:
        apart = noun.dep_ in ("appos", "conj") and noun.doc[noun.left_edge.i - 1].text == ","
        if apart and noun.pos_ in ("NOUN", "PROPN") and reaches(noun, verb):
            hang(noun, verb, "nsubj")
            return


def _open_as_participle(verb: Token) -> None:
    """Of "Found in May off Lyon, he has lived there since" the opening is a participle, though it looks finite."""
    alone = not any(t.dep_ in (*SUBJECTS, "mark", "advmod", "aux", "dobj") for t in verb.children)
    if verb.tag_ == "VBD" and verb.dep_ == "advcl" and alone and verb.i == verb.sent.start and verb.head.i > verb.i:
        verb.tag_ = "VBN"


def _hang_on_noun(verb: Token) -> None:
    """Of "despite fears raised on Monday when a bomb went off" the fears were raised."""
    noun = verb.nbor(-1) if verb.i else verb
    bare = not any(t.dep_ in (*SUBJECTS, "mark", "advmod", "aux", "dobj") and t.i < verb.i for t in verb.children)
    if verb.dep_ != "advcl" or verb.tag_ != "VBD" or not bare or noun.pos_ != "NOUN" or noun.dep_ != "pobj":
        return
    if verb.is_ancestor(noun):
        return
    if noun.head.lower_ not in _CONJUNCTIONS and not any(t.dep_ == "dobj" for t in verb.children):
        hang(verb, noun, "acl")
        verb.tag_ = "VBN"


def _leave_adverb(verb: Token) -> None:
    """Of "it was over when they voted" they voted when it was over, and nothing was "over when"."""
    adverb, above = verb.head, next((t for t in verb.head.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if verb.dep_ == "pcomp" and adverb.lower_ == "over" and any(t.lower_ == "when" for t in verb.lefts) and above:
        hang(verb, above, "advcl")
        hang(adverb, above, "advmod")


def _take_back(verb: Token) -> None:
    """Of "took a hostage and police found him" the police, right before the verb, found him."""
    first = min((t.i for t in verb.lefts if t.dep_ in ("aux", "auxpass", "advmod", "neg")), default=verb.i)
    noun = verb.doc[first - 1] if first else verb
    if noun.dep_ != "conj" or noun.pos_ not in ("NOUN", "PROPN") or verb.head.i > noun.head.i:
        return
    joint = noun.doc[noun.left_edge.i - 1]
    if joint.dep_ != "cc" or any(t.dep_ in (*SUBJECTS, "csubj") for t in verb.children):
        return
    hang(noun, verb, "nsubj")
    verb.dep_ = "conj"


def _misread_conjunction(verb: Token) -> Token | None:
    """The preposition whose noun is the subject of a finite verb that stands right behind it and lacks one."""
    if verb.dep_ not in ("conj", "ccomp", "advcl") or verb.pos_ == "NOUN":
        return None
    if verb.tag_ not in FINITE and not (verb.tag_ == "VBN" and _follows_name(verb)):
        return None
    if any(t.dep_ in (*SUBJECTS, "cc", "mark") for t in verb.lefts):
        return None
    if any(t.dep_ == "cc" for t in verb.doc[verb.head.i : verb.i] if t.head.i == verb.head.i):
        return None
    before = verb.left_edge.i - 1
    while before > verb.head.i and verb.doc[before].is_punct:
        before -= 1
    leading = [t for t in verb.doc[before].ancestors if t.dep_ == "prep" and verb.head.is_ancestor(t)]
    leading = [t for t in leading if t.lower_ in _CONJUNCTIONS and (noun := noun_of(t)) and noun.pos_ != "NUM"]
    return next(iter(leading), None)


def _subordinate(verb: Token, preposition: Token) -> None:
    noun, above = noun_of(preposition), next((t for t in preposition.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if noun is not None and above is not None and above != verb and not verb.is_ancestor(above):
        hang(noun, verb, "nsubj")
        hang(verb, above, "advcl")
        hang(preposition, verb, "mark")


def _follows_name(verb: Token) -> bool:
    """ "since Prado last year began", read as "since Prado, last year begun": only a time stands between."""
    times = [t for t in verb.lefts if t.dep_ in ("npadvmod", "advmod")]
    name = verb.doc[min((t.left_edge.i for t in times), default=verb.i) - 1]
    bare = not any(t.dep_ in ("agent", "auxpass", "aux") for t in verb.children)
    return bare and len(times) == len(list(verb.lefts)) and name.pos_ == "PROPN" and name.dep_ == "pobj"


def _gapped(second: Token) -> Token | None:
    """The "injured" of "two were killed and ten injured on Monday", which leaves out its "were"."""
    if not any(t.dep_ == "auxpass" for t in second.head.children):
        return None
    if second.tag_ in ("VBN", "VBD"):
        subject = next((t for t in second.children if t.dep_ == "nsubj"), None)
        if subject is None or any(t.dep_ in ("aux", "auxpass", "dobj") for t in second.children):
            return None
        return second if second.tag_ == "VBN" or subject.pos_ == "NUM" else None
    if second.pos_ not in ("NUM", "NOUN"):
        return None
    return next((t for t in second.rights if t.dep_ == "acl" and t.tag_ in ("VBN", "VBD")), None)


def _share(verb: Token, participle: Token) -> None:
    """Both verbs tell one thing, and what follows is said of both."""
    following = [t for t in participle.rights if t.dep_ in ("prep", "npadvmod", "agent")]
    participle.dep_ = "oprd"
    for token in following:
        hang(token, verb)
