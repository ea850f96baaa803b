"""Mends parses that cannot be, and some that could but are not.

A sentence without a main verb whose noun is modified by a verb in the past tense, and "after his predecessor, Ana
Prado, resigned" where the verb was joined to the one before without any "and", and "said on Monday he would go" where
the day was given to the going, and "two were killed and ten injured on Monday" where the day was given to the ten. And
verbs that lost their subject to what opens the sentence: "On Friday ministers met", read as Friday's ministers, and
"Flanked by his sons, the mayor, Ana Prado, said", read as if the mayor were one of them; and "officers, wondering who
it was, searched the house", where the wondering was taken for the main verb; and "took a hostage and police found him",
where the police were taken, too; and "troops deployed in Lyon to stop it", where the stopping leads. And the noun that
a date names, "in the May 3, 1998, bombing of a train", read as if the date were bombed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FINITE = frozenset({"VBD", "VBZ", "VBP"})
_CONJUNCTIONS = frozenset({"after", "before", "since", "until", "till", "as"})  # that may also be prepositions
_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_DAYS = ("DATE", "TIME")
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_GROUPING = ("lead", "head")
_LEADING = ("prep", "npadvmod", "advmod", "punct")  # what opens a sentence and belongs to its verb


def mend(doc: Doc) -> Doc:
    """The same document; of "the mayor, Ana Prado, opened the bridge" the verb leads the sentence again."""
    for root in [sentence.root for sentence in doc.sents]:
        verb = _lost_verb(root)
        if verb is not None:
            _lead(verb, root)
        elif (hosted := _verb_as_adjective(root)) is not None:
            _put_over(hosted, root)
        elif (finite := _finite_behind(root)) is not None:
            _take_over(finite, root)
        elif (deployed := _finite_before_aim(root)) is not None:
            _put_first(deployed, root)
        elif (second := _verb_of_name(root)) is not None:
            _lead_from(second, root)
    for token in doc:
        if token.ent_type_ in _DAYS and token.tag_ == "NNP":
            _name_by_day(token)
        if token.dep_ == "prep" and token.i < token.head.i:
            _part_day(token)
            _lift(token)
        if token.dep_ in ("prep", "npadvmod") and token.i < token.head.i:
            _leave_participle(token)
        if token.tag_ in FINITE:
            _set_apart(token)
            _take_back(token)
            _open_as_participle(token)
            _hang_on_noun(token)
        if token.dep_ == "ccomp":
            _give_back(token)
        if token.dep_ == "acl" and token.lemma_ in _GROUPING:
            _leave_group(token)
        if token.dep_ == "conj" and token.ent_type_ in _DAYS:
            _open_with_day(token)
        if token.dep_ == "conj" and (participle := _gapped(token)) is not None:
            _share(token.head, participle)
        preposition = _misread_conjunction(token)
        if preposition is not None:
            _subordinate(token, preposition)
    return doc


def _hang(token: Token, head: Token, dep: str | None = None) -> None:
    """Put a token under another; a mend that would close a circle is left out."""
    if token.i != head.i and not token.is_ancestor(head):
        token.head = head
        token.dep_ = dep or token.dep_


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
    _hang(subject, verb, "nsubj")
    _hang(noun, verb, "dobj")
    for token in (*after, *opening):
        _hang(token, verb)


def _lost_verb(root: Token) -> Token | None:
    """The finite verb that was taken for a modifier of the noun that leads a sentence."""
    if root.pos_ not in ("NOUN", "PROPN") or any(t.tag_ in FINITE and t.dep_ != "acl" for t in root.children):
        return None
    return next((t for t in root.rights if t.dep_ == "acl" and t.tag_ in FINITE), None)


def _lead(verb: Token, noun: Token) -> None:
    opening = [t for t in noun.lefts if t.dep_ in _LEADING]
    verb.head, verb.dep_ = verb, "ROOT"
    _hang(noun, verb, "nsubj")
    for token in opening:
        _hang(token, verb)


def _finite_behind(root: Token) -> Token | None:
    """The "searched" of "officers, wondering who it was, searched the house", led by the participle."""
    if root.tag_ != "VBG" or any(t.dep_ in ("aux", "auxpass") for t in root.children):
        return None
    behind = (t for t in root.rights if t.dep_ == "ccomp" and t.tag_ == "VBD")
    return next((t for t in behind if not any(c.dep_ in _SUBJECTS for c in t.children)), None)


def _take_over(verb: Token, participle: Token) -> None:
    subject = next((t for t in participle.lefts if t.dep_ == "nsubj"), None)
    if subject is None:
        return
    verb.head, verb.dep_ = verb, "ROOT"
    for token in [t for t in participle.lefts if t.i <= subject.i]:
        _hang(token, verb)
    _hang(participle, subject, "acl")


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
        _hang(token, verb)
    subject.dep_ = "nsubj"
    _hang(aim, verb, "advcl")


def _verb_of_name(root: Token) -> Token | None:
    """The "killed" of "a baker turned rebel, Rui Costa, was killed", joined to the turning without any "and"."""
    joints = [t for t in root.rights if t.dep_ in ("cc", "conj")]
    named = next((t for t in root.rights if t.dep_ in ("dobj", "attr", "oprd")), None)
    name = named and next((t for t in named.rights if t.dep_ == "appos" and t.pos_ == "PROPN"), None)
    if name is None or len(joints) != 1 or root.tag_ not in ("VBD", "VBN") or joints[0].tag_ not in ("VBD", "VBN"):
        return None
    second = joints[0]
    bare = second.dep_ == "conj" and not any(t.dep_ in _SUBJECTS for t in second.children)
    return second if bare and root.doc[second.left_edge.i - 1].text == "," else None


def _lead_from(verb: Token, participle: Token) -> None:
    subject = next((t for t in participle.lefts if t.dep_ in _SUBJECTS), None)
    if subject is None:
        return
    names = [t for object_ in participle.rights for t in object_.rights if t.dep_ == "appos" and t.pos_ == "PROPN"]
    verb.head, verb.dep_ = verb, "ROOT"
    for token in [t for t in participle.lefts if t.i <= subject.i]:
        _hang(token, verb)
    _hang(participle, subject, "acl")
    participle.tag_ = "VBN"
    for name in names:
        _hang(name, subject)
    if any(t.dep_ == "auxpass" for t in verb.children):
        subject.dep_ = "nsubjpass"


def _name_by_day(month: Token) -> None:
    """Of "in the May 3, 1998, bombing" the noun is led by "in" and has the article."""
    doc, noun = month.doc, month.head
    articles = [t for t in month.lefts if t.dep_ in ("det", "poss")]
    if not articles:
        return
    if month.dep_ in ("nmod", "compound") and noun.pos_ == "NOUN" and noun.i > month.i:
        _hang(articles[0], noun)
        return
    after = month.i + 1
    while after < len(doc) and (doc[after].like_num or doc[after].text == ","):
        after += 1
    last = after - 1
    while last + 1 < len(doc) and doc[last + 1].tag_ in ("NN", "NNS"):
        last += 1
    if after == month.i + 1 or last < after or month.dep_ not in ("pobj", "dobj", *_SUBJECTS):
        return
    noun = doc[last]
    if noun.is_ancestor(month.head):
        return
    behind = [t for inner in doc[after:last] for t in inner.children if t.i > last]
    _hang(noun, month.head, month.dep_)
    _hang(month, noun, "nmod")
    for token in doc[after:last]:
        _hang(token, noun, "compound")
    for token in (*behind, articles[0]):
        _hang(token, noun)


def _part_day(preposition: Token) -> None:
    """Of "On Friday ministers met" the day belongs to "on" and the noun to the verb."""
    doc, first = preposition.doc, preposition.i + 1
    last = preposition.i
    while last + 1 < len(doc) and (doc[last + 1].ent_type_ in _DAYS or (last < first and _is_year(doc[first]))):
        last += 1
    if last < first or last + 1 == len(doc) or (noun := doc[last].head).i <= last:
        return
    verb = preposition.head
    subject = next((t for t in verb.children if t.dep_ in _SUBJECTS), None)
    if noun.tag_ == "POS" or noun.ent_type_ in _DAYS or not _reaches(noun, verb) or subject not in (None, noun):
        return
    if subject is None and _noun_of(preposition) != noun:
        return
    for token in doc[first:last]:
        if token.head.i > last:
            _hang(token, doc[last])
    _hang(noun, verb, "nsubj" if subject is None else noun.dep_)
    _hang(doc[last], preposition, "pobj")


def _lift(preposition: Token) -> None:
    """Of "On May 3, hours before it fell, he left" the day belongs to the leaving."""
    verb = preposition.head
    mark = next((t for t in verb.lefts if t.dep_ == "mark"), None)
    if mark is None or not preposition.i < mark.i or verb.head.i <= verb.i or verb.dep_ not in ("ccomp", "advcl"):
        return
    if any(t.text == "," for t in verb.doc[preposition.right_edge.i + 1 : mark.i]):
        preposition.head, verb.dep_ = verb.head, "advcl"


def _leave_participle(day: Token) -> None:
    """Of "started protests in 1992 intended to close it" the year belongs to the starting."""
    doc, participle = day.doc, day.head
    if participle.tag_ not in ("VBN", "VBG") or participle.dep_ not in ("acl", "advcl") or participle.head.i > day.i:
        return
    if day.i != participle.left_edge.i or doc[day.i - 1].is_punct or day.right_edge.i + 1 != participle.i:
        return
    verb = next((t for t in (participle.head, *participle.head.ancestors) if t.pos_ in ("VERB", "AUX")), None)
    if verb is not None and any(t.ent_type_ in _DAYS for t in day.subtree):
        _hang(day, verb)


def _is_year(token: Token) -> bool:
    return _YEAR.fullmatch(token.text) is not None


def _set_apart(verb: Token) -> None:
    """Of "Flanked by his sons, the mayor said" the mayor, right before the verb and behind a comma, belongs to it."""
    opening = next((t for t in verb.lefts if t.dep_ == "advcl"), None)
    if opening is None or any(t.dep_ in (*_SUBJECTS, "csubj") for t in verb.children):
        return
    for noun in opening.subtree:
        apart = noun.dep_ in ("appos", "conj") and noun.doc[noun.left_edge.i - 1].text == ","
        if apart and noun.pos_ in ("NOUN", "PROPN") and _reaches(noun, verb):
            _hang(noun, verb, "nsubj")
            return


def _open_as_participle(verb: Token) -> None:
    """Of "Found in May off Lyon, he has lived there since" the opening is a participle, though it looks finite."""
    alone = not any(t.dep_ in (*_SUBJECTS, "mark", "advmod", "aux", "dobj") for t in verb.children)
    if verb.tag_ == "VBD" and verb.dep_ == "advcl" and alone and verb.i == verb.sent.start and verb.head.i > verb.i:
        verb.tag_ = "VBN"


def _hang_on_noun(verb: Token) -> None:
    """Of "despite fears raised on Monday when a bomb went off" the fears were raised."""
    noun = verb.nbor(-1) if verb.i else verb
    bare = not any(t.dep_ in (*_SUBJECTS, "mark", "advmod", "aux", "dobj") and t.i < verb.i for t in verb.children)
    if verb.dep_ != "advcl" or verb.tag_ != "VBD" or not bare or noun.pos_ != "NOUN" or noun.dep_ != "pobj":
        return
    if verb.is_ancestor(noun):
        return
    if noun.head.lower_ not in _CONJUNCTIONS and not any(t.dep_ == "dobj" for t in verb.children):
        _hang(verb, noun, "acl")
        verb.tag_ = "VBN"


def _take_back(verb: Token) -> None:
    """Of "took a hostage and police found him" the police, right before the verb, found him."""
    noun = verb.nbor(-1) if verb.i else verb
    if noun.dep_ != "conj" or noun.pos_ not in ("NOUN", "PROPN") or verb.head.i > noun.head.i:
        return
    joint = noun.doc[noun.left_edge.i - 1]
    if joint.dep_ != "cc" or any(t.dep_ in (*_SUBJECTS, "csubj") for t in verb.children):
        return
    _hang(noun, verb, "nsubj")
    verb.dep_ = "conj"


def _reaches(noun: Token, verb: Token) -> bool:
    """Whether nothing but commas and what belongs to the verb stands between a noun phrase and the verb."""
    between = noun.doc[noun.right_edge.i + 1 : verb.i]
    return noun.right_edge.i < verb.i and all(t.is_punct or t.head.i == verb.i for t in between)


def _misread_conjunction(verb: Token) -> Token | None:
    """The preposition whose noun is the subject of a finite verb that stands right behind it and lacks one."""
    if verb.dep_ not in ("conj", "ccomp", "advcl") or verb.tag_ not in FINITE or verb.pos_ == "NOUN":
        return None
    if any(t.dep_ in (*_SUBJECTS, "cc", "mark") for t in verb.lefts):
        return None
    if any(t.dep_ == "cc" for t in verb.doc[verb.head.i : verb.i] if t.head.i == verb.head.i):
        return None
    before = verb.left_edge.i - 1
    while before > verb.head.i and verb.doc[before].is_punct:
        before -= 1
    leading = [t for t in verb.doc[before].ancestors if t.dep_ == "prep" and verb.head.is_ancestor(t)]
    leading = [t for t in leading if t.lower_ in _CONJUNCTIONS and (noun := _noun_of(t)) and noun.pos_ != "NUM"]
    return next(iter(leading), None)


def _give_back(verb: Token) -> None:
    """What stands between "said" and the subject of what is said belongs to "said": "said on Monday he would go"."""
    teller = verb.head
    subject = next((t for t in verb.children if t.dep_ in _SUBJECTS), None)
    if subject is None or teller.i >= subject.left_edge.i:
        return
    early = [t for t in verb.children if t.dep_ in ("prep", "npadvmod") and teller.i < t.i < subject.left_edge.i]
    if early and early[0].left_edge.i == teller.i + 1:
        for token in early:
            _hang(token, teller)


def _leave_group(led: Token) -> None:
    """Of "met a group led by Ana Prado on Monday" the day is that of the meeting."""
    verb = next((t for t in led.ancestors if t.pos_ in ("VERB", "AUX")), None)
    group = next((t for t in led.children if t.dep_ == "agent"), None)
    if verb is None or group is None or verb.i > led.i:
        return
    names = [t for t in group.subtree if t.pos_ == "PROPN" or t.dep_ == "pobj"]
    for token in [*led.rights, *(t for name in names for t in name.rights)]:
        dated = token.dep_ in ("prep", "npadvmod") and any(t.ent_type_ in _DAYS for t in token.subtree)
        if dated and token.i > group.i:
            _hang(token, verb)


def _open_with_day(day: Token) -> None:
    """Of "was born in May, and the next year he was sent away" the year says when the second happened."""
    verb = next((t for t in day.rights if t.dep_ == "relcl"), None)
    if verb is None or not day.left_edge.i or day.doc[day.left_edge.i - 1].dep_ != "cc":
        return
    subject = next((t for t in verb.lefts if t.dep_ in _SUBJECTS), None)
    if subject is not None and subject.left_edge.i == day.i + 1 and day.head.pos_ in ("VERB", "AUX"):
        _hang(verb, day.head, "conj")
        _hang(day, verb, "npadvmod")


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
        _hang(token, verb)


def _noun_of(preposition: Token) -> Token | None:
    return next((t for t in preposition.children if t.dep_ == "pobj"), None)


def _subordinate(verb: Token, preposition: Token) -> None:
    noun, above = _noun_of(preposition), next((t for t in preposition.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if noun is not None and above is not None and above != verb and not verb.is_ancestor(above):
        _hang(noun, verb, "nsubj")
        _hang(verb, above, "advcl")
        _hang(preposition, verb, "mark")
