"""Mends of sentences that the wrong word leads.

A sentence without a main verb whose noun is modified by a verb in the past tense; "officers, wondering who it was,
searched the house", where the wondering was taken for the main verb; "troops deployed in Lyon to stop it", where
the stopping leads; and "In 2013 thieves made off", read as so many thieves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.syntax.attaching import DAYS, FINITE, SUBJECTS, hang
from timeline.syntax.model import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_PREPOSITIONS = ("with", "without", "from", "to", "into", "near", "for", "through")  # that take the verb for their own
_GIVING = frozenset(
    {"give", "award", "grant", "offer", "hand", "send", "pay", "teach", "show", "tell", "ask", "deny", "name", "call"}
)
_LEADING = ("prep", "npadvmod", "advmod", "punct")  # what opens a sentence and belongs to its verb


def let_lead(root: Token) -> None:
    """Of "the mayor, Ana Prado, opened the bridge" the verb leads the sentence again."""
    if (verb := _lost_verb(root)) is not None:
        _lead(verb, root)
    elif (rang := _verb_behind_name(root)) is not None:
        _lead_object(rang, root)
    elif (hosted := _verb_as_adjective(root)) is not None:
        _put_over(hosted, root)
    elif (finite := _finite_behind(root)) is not None:
        _take_over(finite, root)
    elif (deployed := _finite_before_aim(root)) is not None:
        _put_first(deployed, root)
    elif (announced := _verb_behind_aim(root)) is not None:
        _lead_after_aim(announced, root)
    elif (second := _verb_of_name(root)) is not None:
        _lead_from(second, root)
    elif (behind := _verb_behind_with(root)) is not None:
        _lead_behind(behind, root)
    elif (told := _verb_behind_day(root)) is not None:
        _lead_after_day(told, root)


def tell_again(root: Token) -> None:
    """Of "troops in their hundreds advanced on Sunday" the verb is no adjective."""
    if root.tag_ != "JJ" or not root.lower_.endswith("ed") or root.dep_ != "ROOT":
        return
    subject = any(t.dep_ == "nsubj" and t.i < root.i for t in root.lefts)
    if subject and not any(t.dep_ in ("aux", "cop", "auxpass") for t in root.children):
        root.tag_, root.pos_ = "VBD", "VERB"
        root.set_morph("Tense=Past|VerbForm=Fin")  # type: ignore[attr-defined]
        root.lemma_ = lemma_of(root)


def _lost_verb(root: Token) -> Token | None:
    """The finite verb that was taken for a modifier of the noun that leads a sentence, or of a noun behind that.

    A participle with an object of its own is no passive: "the mayor, Ana Prado, accused her rivals".
    """
    if root.pos_ not in ("NOUN", "PROPN") or any(t.tag_ in FINITE and t.dep_ != "acl" for t in root.children):
        return None
    told = next((t for t in root.rights if t.dep_ == "acl" and t.tag_ in FINITE), None)
    if told is not None or root.sent[-1].text != ".":
        return told
    if (behind := next((t for t in root.rights if _is_behind_aside(t)), None)) is not None:
        return behind
    phrase = [t for t in root.subtree if t.i > root.i]
    if any(t.dep_ in ("relcl", "advcl", "ccomp") or (t.tag_ in FINITE and t.dep_ != "acl") for t in phrase):
        return None
    deeper = [t for t in phrase if t.dep_ == "acl" and (t.tag_ == "VBD" or _is_active(t))]
    return deeper[0] if len(deeper) == 1 else None


def _is_behind_aside(participle: Token) -> bool:
    """Whether a form that may also be a past tense stands behind "which had been old," and says by whom of nothing."""
    closed = participle.left_edge.i == participle.i > 0 and participle.nbor(-1).text == ","
    aside = any(t.dep_ == "relcl" and t.i < participle.i for t in participle.head.rights)
    told = participle.dep_ == "acl" and participle.tag_ == "VBN" and participle.lower_.endswith("ed")
    return closed and aside and told and not any(t.dep_ == "agent" for t in participle.rights)


def _is_active(participle: Token) -> bool:
    """Whether it has an object, and no verb that in the passive may keep one: "a child given a book"."""
    after_aside = participle.i > 0 and participle.nbor(-1).text == ","
    has_object = any(t.dep_ == "dobj" for t in participle.rights)
    return participle.tag_ == "VBN" and has_object and after_aside and participle.lemma_ not in _GIVING


def _lead(verb: Token, noun: Token) -> None:
    opening = [t for t in noun.lefts if t.dep_ in _LEADING]
    verb.head, verb.dep_ = verb, "ROOT"
    verb.tag_ = "VBD" if verb.tag_ == "VBN" else verb.tag_
    hang(noun, verb, "nsubj")
    for token in opening:
        hang(token, verb)


def _verb_behind_with(root: Token) -> Token | None:
    """The "docked" of "the craft that left on Monday with two men aboard docked on Friday", taken for their docking.

    So is the "struck" of "a train that ran without passengers struck a bus".
    """
    if root.pos_ not in ("NOUN", "PROPN"):
        return None
    behind = (t for t in root.doc[root.i : root.right_edge.i + 1] if t.dep_ == "pcomp" and t.tag_ == "VBD")
    return next((t for t in behind if t.head.lower_ in _PREPOSITIONS and any(c.dep_ == "nsubj" for c in t.lefts)), None)


def _lead_behind(verb: Token, noun: Token) -> None:
    preposition = verb.head
    for token in [t for t in verb.lefts if t.dep_ == "nsubj"]:
        hang(token, preposition, "pobj")
    _lead(verb, noun)


def _verb_behind_day(root: Token) -> Token | None:
    """The "made" of "In 2013 thieves made off with it", read as thieves that were made, or as 2013 of them."""
    sentence = root.sent
    opening, noun = sentence[0], root
    if root.dep_ == "ROOT" and root.pos_ == "ADP" and root.i == opening.i:
        noun = next((t for t in root.children if t.dep_ == "pobj"), root)
    led = opening.pos_ == "ADP" and any(t.ent_type_ in DAYS for t in sentence[1:3])
    if not led or noun.tag_ != "NNS" or sentence[-1].text != "." or noun.i + 1 >= sentence.end:
        return None
    verb = noun.nbor()
    plain = verb.tag_ in ("VBN", "VBD") and not verb.lower_.endswith("n")
    alone = not any(t.tag_ in (*FINITE, "MD") for t in sentence if t.i != verb.i)
    return verb if plain and alone and verb.dep_ == "acl" and verb.head.i == noun.i else None


def _lead_after_day(verb: Token, root: Token) -> None:
    noun, opening = verb.head, verb.sent[0]
    after = [t for t in root.children if t.i > verb.i]
    year = next((t for t in noun.lefts if t.ent_type_ in DAYS), None)
    verb.head, verb.dep_ = verb, "ROOT"
    verb.tag_, verb.pos_ = "VBD", "VERB"
    hang(opening, verb, "prep")
    hang(noun, verb, "nsubj")
    if year is not None:
        hang(year, opening, "pobj")
    for token in after:
        hang(token, verb)


def _verb_behind_name(root: Token) -> Token | None:
    """The "telephoned" of "Prado telephoned Rui Teles on Monday", read as a telephoned Rui Teles."""
    after = root.doc[root.i + 1] if root.i + 1 < len(root.doc) else root
    name = root.pos_ in ("NOUN", "PROPN") and root.text[:1].isupper()
    taken = after.dep_ == "amod" and after.tag_ in ("VBN", "VBD") and after.head.head.i == root.i
    return after if name and taken and after.head.dep_ in ("dobj", "appos", "dep", "npadvmod") else None


def _lead_object(verb: Token, noun: Token) -> None:
    object_, rest = verb.head, [t for t in noun.children if t.i != verb.head.i and (t.i > verb.i or t.dep_ in _LEADING)]
    verb.head, verb.dep_ = verb, "ROOT"
    verb.tag_, verb.pos_ = "VBD", "VERB"
    hang(noun, verb, "nsubj")
    hang(object_, verb, "dobj")
    for token in rest:
        hang(token, verb)


def _verb_as_adjective(root: Token) -> Token | None:
    """The "hosted" of "Prado hosted lunch on Monday", read as a hosted lunch."""
    if root.pos_ != "NOUN" or any(t.tag_ in FINITE and t.dep_ != "amod" for t in root.children):
        return None
    hosted = next((t for t in root.lefts if t.dep_ == "amod" and t.tag_ in ("VBD", "VBN")), None)
    if hosted is None or any(t.dep_ == "det" and t.i < hosted.i for t in root.lefts):
        return None
    return hosted if any(t.pos_ in ("PROPN", "PRON") and t.i == hosted.i - 1 for t in hosted.lefts) else None


def _put_over(verb: Token, noun: Token) -> None:
    after = [t for t in noun.rights if t.dep_ in ("prep", "npadvmod", "punct", "advcl")]
    opening = [t for t in noun.lefts if t.i < verb.i and t.dep_ in _LEADING]
    subject = verb.nbor(-1)
    verb.head, verb.dep_ = verb, "ROOT"
    verb.tag_, verb.pos_ = "VBD", "VERB"
    hang(subject, verb, "nsubj")
    hang(noun, verb, "dobj")
    for token in (*after, *opening):
        hang(token, verb)


def _finite_behind(root: Token) -> Token | None:
    """The "searched" of "officers, wondering who it was, searched the house", led by the participle."""
    if root.tag_ != "VBG" or any(t.dep_ in ("aux", "auxpass") for t in root.children):
        return None
    behind = (t for t in root.rights if t.dep_ == "ccomp" and t.tag_ == "VBD")
    return next((t for t in behind if not any(c.dep_ in SUBJECTS for c in t.children)), None)


def _take_over(verb: Token, participle: Token) -> None:
    subject = next((t for t in participle.lefts if t.dep_ == "nsubj"), None)
    if subject is None:
        return
    verb.head, verb.dep_ = verb, "ROOT"
    for token in [t for t in participle.lefts if t.i <= subject.i]:
        hang(token, verb)
    hang(participle, subject, "acl")


def _finite_before_aim(root: Token) -> Token | None:
    """The "deployed" of "troops deployed in Lyon to stop it", led by the stopping."""
    if root.tag_ != "VB" or not any(t.dep_ == "aux" and t.lower_ == "to" for t in root.lefts):
        return None
    if any(t.dep_ == "aux" and t.lower_ != "to" for t in root.lefts):
        return None
    subjects = (t for t in root.lefts if t.dep_ == "nsubj")
    return next((t for s in subjects for t in s.rights if t.dep_ == "acl" and t.tag_ in ("VBN", "VBD")), None)


def _put_first(verb: Token, aim: Token) -> None:
    subject = verb.head
    opening = [t for t in aim.lefts if t.i < verb.i]
    verb.head, verb.dep_ = verb, "ROOT"
    for token in opening:
        hang(token, verb)
    subject.dep_ = "nsubj"
    hang(aim, verb, "advcl")


def _verb_behind_aim(root: Token) -> Token | None:
    """The "cut" of "To save money, the head of the board, Ana Prado, cut it", read as money that was cut."""
    aim = any(t.dep_ == "aux" and t.lower_ == "to" and t.i == root.sent.start for t in root.lefts)
    object_ = next((t for t in root.rights if t.dep_ == "dobj"), None)
    if root.tag_ != "VB" or not aim or object_ is None or any(t.dep_ in SUBJECTS for t in root.children):
        return None
    name = next((t.i for t in object_.rights if t.dep_ == "appos"), root.sent.end)
    return next((t for t in object_.rights if t.dep_ == "acl" and t.tag_ in ("VBN", "VBD") and t.i > name), None)


def _lead_after_aim(verb: Token, aim: Token) -> None:
    object_ = verb.head
    names = [t for t in object_.rights if t.dep_ == "appos"]
    verb.head, verb.dep_ = verb, "ROOT"
    verb.tag_, verb.pos_ = "VBD", "VERB"
    for token in [t for t in (*aim.rights, *object_.rights) if t.i > verb.i]:
        hang(token, verb)
    hang(names[0], verb, "nsubj")
    hang(aim, verb, "advcl")


def _verb_of_name(root: Token) -> Token | None:
    """The "killed" of "a baker turned rebel, Rui Costa, was killed", joined to the turning without any "and"."""
    joints = [t for t in root.rights if t.dep_ in ("cc", "conj")]
    named = next((t for t in root.rights if t.dep_ in ("dobj", "attr", "oprd")), None)
    name = named and next((t for t in named.rights if t.dep_ == "appos" and t.pos_ == "PROPN"), None)
    if name is None or len(joints) != 1 or root.tag_ not in ("VBD", "VBN") or joints[0].tag_ not in ("VBD", "VBN"):
        return None
    second = joints[0]
    bare = second.dep_ == "conj" and not any(t.dep_ in SUBJECTS for t in second.children)
    return second if bare and root.doc[second.left_edge.i - 1].text == "," else None


def _lead_from(verb: Token, participle: Token) -> None:
    subject = next((t for t in participle.lefts if t.dep_ in SUBJECTS), None)
    if subject is None:
        return
    names = [t for object_ in participle.rights for t in object_.rights if t.dep_ == "appos" and t.pos_ == "PROPN"]
    verb.head, verb.dep_ = verb, "ROOT"
    for token in [t for t in participle.lefts if t.i <= subject.i]:
        hang(token, verb)
    hang(participle, subject, "acl")
    participle.tag_ = "VBN"
    for name in names:
        hang(name, subject)
    if any(t.dep_ == "auxpass" for t in verb.children):
        subject.dep_ = "nsubjpass"
