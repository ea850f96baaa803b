"""Mends of what a day or year says something of.

"On Friday ministers met", read as Friday's ministers; "said on Monday he would go", where the day was given to the
going; "a body meant to end the war on Monday said", where it was given to the ending; and the noun that a date names,
"in the May 3, 1998, bombing of a train", read as if the date were bombed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from timeline.syntax.attaching import DAYS, FINITE, SUBJECTS, hang, noun_of, reaches

if TYPE_CHECKING:
    from spacy.tokens import Token

_YEAR = re.compile(r"1\d{3}|20\d{2}")
_GROUPING = ("lead", "head")
_OF_TIMES = frozenset({"be", "see", "bring", "mark", "come", "pass", "go", "begin", "start", "end", "become", "prove"})
_AS_PLANNED = frozenset({"schedule", "plan", "expect", "announce", "agree", "promise", "intend"})
_AMOUNTS = frozenset({"seconds", "moments", "minutes", "hours", "days", "weeks", "months", "years"})
_SAYING = frozenset({"say", "tell", "announce", "warn", "confirm", "report", "urge", "call"})


def attach_day(token: Token) -> None:
    """Put the day that a token leads, holds or is held by under what it dates."""
    if token.ent_type_ in DAYS and token.tag_ == "NNP":
        _name_by_day(token)
        _leave_amount(token)
    if token.dep_ == "prep" and token.i < _verb_over(token).i:
        _part_day(token)
    if token.dep_ == "prep" and token.i < token.head.i:
        _lift(token)
    if token.dep_ == "advcl" and token.lemma_ in _AS_PLANNED:
        _leave_plan(token)
    if token.dep_ in ("prep", "npadvmod") and token.i < token.head.i:
        _leave_participle(token)
    if token.dep_ in ("prep", "npadvmod") and token.i > token.head.i:
        _leave_aim(token)
        _leave_copula(token)
    if token.dep_ in ("npadvmod", "prep") and token.i < token.head.i:
        _leave_perfect(token)
    if token.dep_ == "ccomp":
        _give_back(token)
    if token.dep_ == "acl" and token.lemma_ in _GROUPING:
        _leave_group(token)
    if token.dep_ == "conj" and token.ent_type_ in DAYS:
        _open_with_day(token)
    if token.dep_ == "nsubj" and token.ent_type_ in DAYS:
        _say_when(token)


def _say_when(day: Token) -> None:
    """Of "ran in May, and the following April won in Lisbon" no April won; but "May saw" and "Monday was" are left."""
    verb = day.head
    joined = verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.tag_ in ("VBD", "VBN")
    if joined and day.i < verb.i and verb.lemma_ not in _OF_TIMES:
        hang(day, verb, "npadvmod")


def _leave_aim(day: Token) -> None:
    """Of "a body meant to end the war on Monday said" the day, right before the verb, is that of the saying."""
    after = day.right_edge.i + 1
    verb = day.doc[after] if after < len(day.doc) else day
    aim = day.head
    if verb.tag_ not in FINITE or verb.lemma_ not in _SAYING or aim.tag_ != "VB" or not verb.is_ancestor(aim):
        return
    if any(t.lower_ == "to" for t in aim.lefts) and any(t.ent_type_ in DAYS for t in day.subtree):
        hang(day, verb)


def _leave_amount(day: Token) -> None:
    """Of "crashed on Tuesday minutes after it had taken off" the minutes are those before the taking off."""
    amount = day.head
    mark = day.doc[amount.i + 1] if amount.i + 1 < len(day.doc) else None
    if mark is None or day.dep_ != "compound" or day.i + 1 != amount.i or amount.lower_ not in _AMOUNTS:
        return
    if mark.lower_ in ("after", "before") and mark.dep_ == "mark" and not amount.is_ancestor(mark):
        hang(day, amount.head, amount.dep_)
        hang(amount, mark.head, "npadvmod")


def _leave_copula(day: Token) -> None:
    """Of "the best known was Ana Prado, a writer, who was shot in Lyon, on May 3" the day is that of the shooting."""
    copula = day.head.head if day.head.dep_ == "attr" else day.head
    named = next((t for t in copula.rights if t.dep_ == "attr"), None)
    if copula.lemma_ != "be" or named is None or not any(t.ent_type_ in DAYS for t in day.subtree):
        return
    told = [t for t in named.subtree if t.dep_ == "relcl" and t.tag_ in ("VBN", "VBD") and t.i < day.i]
    if told:
        last = max((told[-1], *told[-1].conjuncts), key=lambda t: t.i)
        hang(day, last if last.i < day.i else told[-1])


def _name_by_day(month: Token) -> None:
    """Of "in the May 3, 1998, bombing" the noun is led by "in" and has the article."""
    doc, noun = month.doc, month.head
    articles = [t for t in month.lefts if t.dep_ in ("det", "poss")]
    if not articles:
        return
    if month.dep_ in ("nmod", "compound") and noun.pos_ == "NOUN" and noun.i > month.i:
        hang(articles[0], noun)
        return
    after = month.i + 1
    while after < len(doc) and (doc[after].like_num or doc[after].text == ","):
        after += 1
    last = after - 1
    while last + 1 < len(doc) and doc[last + 1].tag_ in ("NN", "NNS"):
        last += 1
    if after == month.i + 1 or last < after or month.dep_ not in ("pobj", "dobj", *SUBJECTS):
        return
    noun = doc[last]
    if noun.is_ancestor(month.head):
        return
    behind = [t for inner in doc[after:last] for t in inner.children if t.i > last]
    hang(noun, month.head, month.dep_)
    hang(month, noun, "nmod")
    for token in doc[after:last]:
        hang(token, noun, "compound")
    for token in (*behind, articles[0]):
        hang(token, noun)


def _verb_over(preposition: Token) -> Token:
    """The "met" over the "of" of "At the end of May ministers met"."""
    over = preposition.head
    while over.pos_ == "NOUN" and over.dep_ == "pobj" and over.head.dep_ == "prep":
        over = over.head.head
    return over


def _part_day(preposition: Token) -> None:
    """Of "On Friday ministers met", and "At the end of May ministers met", the day belongs to the preposition and the
    noun to the verb.
    """
    doc, first = preposition.doc, preposition.i + 1
    last = preposition.i
    while last + 1 < len(doc) and (doc[last + 1].ent_type_ in DAYS or (last < first and _is_year(doc[first]))):
        last += 1
    if last < first or last + 1 == len(doc) or (noun := doc[last].head).i <= last:
        return
    verb = _verb_over(preposition)
    subject = next((t for t in verb.children if t.dep_ in SUBJECTS), None)
    near = reaches(noun, verb) or _reaches_over_aside(noun, verb)
    if (
        noun.tag_ == "POS"
        or (noun.ent_type_ in DAYS and noun.pos_ != "PROPN")
        or not near
        or subject not in (None, noun)
    ):
        return
    if subject is None and noun_of(preposition) != noun:
        return
    for token in doc[first:last]:
        if token.head.i > last:
            hang(token, doc[last])
    hang(noun, verb, "nsubj" if subject is None else noun.dep_)
    hang(doc[last], preposition, "pobj")


def _reaches_over_aside(noun: Token, verb: Token) -> bool:
    """Whether but an aside between commas stands between them: "In 2019 Ana Prado, then mayor of Lyon, resigned"."""
    doc, after = noun.doc, noun.i + 1
    return (
        noun.i < verb.i - 2
        and doc[after].text == ","
        and doc[verb.left_edge.i if verb.left_edge.i > after else verb.i - 1].text == ","
    )


def _lift(preposition: Token) -> None:
    """Of "On May 3, hours before it fell, he left" the day belongs to the leaving."""
    verb = preposition.head
    mark = next((t for t in verb.lefts if t.dep_ == "mark"), None)
    if mark is None or not preposition.i < mark.i or verb.head.i <= verb.i or verb.dep_ not in ("ccomp", "advcl"):
        return
    if any(t.text == "," for t in verb.doc[preposition.right_edge.i + 1 : mark.i]):
        preposition.head, verb.dep_ = verb.head, "advcl"


def _leave_perfect(day: Token) -> None:
    """Of "girls who were seized last week have been freed" the week is that of the seizing: "have" has no date."""
    verb = day.head
    has = next((t for t in verb.lefts if t.dep_ == "aux" and t.tag_ in ("VBP", "VBZ") and t.lemma_ == "have"), None)
    subject = next((t for t in verb.lefts if t.dep_ in SUBJECTS and t.i < day.i), None)
    dated = any(t.ent_type_ in DAYS for t in day.subtree)
    if has is None or subject is None or not dated or day.right_edge.i + 1 != has.i:
        return
    told = [t for t in subject.rights if t.dep_ == "relcl" and t.i < day.i and t.right_edge.i + 1 == day.left_edge.i]
    if told:
        hang(day, told[-1])


def _leave_plan(planned: Token) -> None:
    """Of "lifted off as scheduled at noon from Lyon" hour and place are those of the lifting."""
    children = list(planned.children)
    if [t.lower_ for t in planned.lefts] != ["as"] or planned.tag_ != "VBN" or planned.head.i > planned.i:
        return
    for token in children:
        if token.i > planned.i:
            hang(token, planned.head)


def _leave_participle(day: Token) -> None:
    """Of "started protests in 1992 intended to close it" the year belongs to the starting."""
    doc, participle = day.doc, day.head
    if participle.tag_ not in ("VBN", "VBG") or participle.dep_ not in ("acl", "advcl") or participle.head.i > day.i:
        return
    if day.i != participle.left_edge.i or doc[day.i - 1].is_punct or day.right_edge.i + 1 != participle.i:
        return
    verb = next((t for t in (participle.head, *participle.head.ancestors) if t.pos_ in ("VERB", "AUX")), None)
    if verb is not None and any(t.ent_type_ in DAYS for t in day.subtree):
        hang(day, verb)


def _is_year(token: Token) -> bool:
    return _YEAR.fullmatch(token.text) is not None


def _give_back(verb: Token) -> None:
    """What stands between "said" and the subject of what is said belongs to "said": "said on Monday he would go"."""
    teller = verb.head
    subject = next((t for t in verb.children if t.dep_ in SUBJECTS), None)
    if subject is None or teller.i >= subject.left_edge.i:
        return
    early = [t for t in verb.children if t.dep_ in ("prep", "npadvmod") and teller.i < t.i < subject.left_edge.i]
    if early and early[0].left_edge.i == teller.i + 1:
        for token in early:
            hang(token, teller)


def _leave_group(led: Token) -> None:
    """Of "met a group led by Ana Prado on Monday" the day is that of the meeting."""
    verb = next((t for t in led.ancestors if t.pos_ in ("VERB", "AUX")), None)
    group = next((t for t in led.children if t.dep_ == "agent"), None)
    if verb is None or group is None or verb.i > led.i:
        return
    names = [t for t in group.subtree if t.pos_ == "PROPN" or t.dep_ == "pobj"]
    for token in [*led.rights, *(t for name in names for t in name.rights)]:
        dated = token.dep_ in ("prep", "npadvmod") and any(t.ent_type_ in DAYS for t in token.subtree)
        if dated and token.i > group.i:
            hang(token, verb)


def _open_with_day(day: Token) -> None:
    """Of "was born in May, and the next year he was sent away" the year says when the second happened."""
    verb = next((t for t in day.rights if t.dep_ == "relcl"), None)
    if verb is None or not day.left_edge.i or day.doc[day.left_edge.i - 1].dep_ != "cc":
        return
    subject = next((t for t in verb.lefts if t.dep_ in SUBJECTS), None)
    if subject is not None and subject.left_edge.i == day.i + 1 and day.head.pos_ in ("VERB", "AUX"):
        hang(verb, day.head, "conj")
        hang(day, verb, "npadvmod")
