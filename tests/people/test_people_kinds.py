"""Who is somebody and who is not, by kind of name: spellings, titles, headlines, things called after people."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from timeline import people
from timeline.models import Document, Zone
from timeline.people.folding import folded, mended
from timeline.people.vocabulary import bearer_of, is_given

Parsed = Callable[[str], tuple[Document, Any]]


def mentions(parsed: Parsed, text: str) -> dict[str, list[str]]:
    return {person.name: [m.text for m in person.mentions] for person in people.find(*parsed(text))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Oksana Morenska spoke in Kyiv. Morenska’s rival, Petro Halenko, left. Halenko's aides stayed.",
            {"Oksana Morenska": 2, "Petro Halenko": 2}, id="possessives",
        ),
        pytest.param(
            "Volodymyr Zelensky spoke in Kyiv. Later Zelenskyy flew to Rome. Zelenskiy's aides stayed.",
            {"Volodymyr Zelensky": 3}, id="a surname spelt three ways",
        ),
        pytest.param("Orbán Viktor spoke. Viktor Orban then left.", {"Orbán Viktor": 2}, id="family name first"),
        pytest.param(
            "J. K. Barlow met A.B. Marsh in York. Barlow smiled.", {"J. K. Barlow": 2, "A.B. Marsh": 1}, id="initials"
        ),
        pytest.param(
            "KOROLENKO WINS VOTE IN KHARKIV\n\nOksana Korolenko won on Sunday. Korolenko, 44, is a doctor.",
            {"Oksana Korolenko": 3}, id="a headline in capitals",
        ),
        pytest.param(
            "JosÃ© GarcÃ­a met AndrÃ© LefÃ¨vre in Lyon.", {"José García": 1, "André Lefèvre": 1}, id="broken letters"
        ),
        pytest.param(
            "Marine Le Pen left. Le Pen had won. Ana María Gómez de la Torre stayed. Gómez smiled.",
            {"Marine Le Pen": 2, "Ana María Gómez de la Torre": 2}, id="family names of several words",
        ),
        pytest.param(
            "Mary Robinson met Peter Robinson in Belfast. Robinson said talks went well.",
            {"Mary Robinson": 1, "Peter Robinson": 2}, id="a surname goes to the full name before it",
        ),
        pytest.param(
            "Mohammed bin Salman, the crown prince, spoke. Prince Mohammed left.", {"Mohammed bin Salman": 2},
            id="a prince by his given name",
        ),
        pytest.param(
            "Pope Francis met King Charles III and Prince Mohammed bin Salman. Francis prayed with Charles.",
            {"Pope Francis": 2, "King Charles III": 2, "Mohammed bin Salman": 1}, id="titles that stay with one name",
        ),
        pytest.param(
            "King Harald opened the dam. Later King Harald V spoke, and Harald left with Queen Sonja. Sonja waved.",
            {"King Harald V": 3, "Queen Sonja": 2}, id="a king with and without his number",
        ),
        pytest.param(
            "Prince Oscar met King Oscar II in Oslo. Oscar Lindgren, a baker, watched them.",
            {"Prince Oscar": 1, "King Oscar II": 1, "Oscar Lindgren": 1}, id="others of a king's name",
        ),
        pytest.param(
            "Queen Elizabeth I had no heir. Queen Elizabeth II had four.",
            {"Queen Elizabeth I": 1, "Queen Elizabeth II": 1}, id="two queens of one name",
        ),
        pytest.param(
            "Sheikh Hasina spoke of Sheikh Fazlur Karim. Fazlur Karim was a judge. Sheikh Ahmed Darwish left.",
            {"Sheikh Hasina": 1, "Sheikh Fazlur Karim": 2, "Ahmed Darwish": 1}, id="sheikhs by family and by title",
        ),
        pytest.param(
            "Interior Minister Fabián Ulloa Reyes and the mayor, Parminder Kaur Gill, met Bram ter Horst.",
            {"Fabián Ulloa Reyes": 1, "Parminder Kaur Gill": 1, "Bram ter Horst": 1}, id="names of three words",
        ),
        pytest.param(
            "Dario Quintrel wept. On Thursday Quintrel left. Ed O'Larrin came in. O'Larrin climbs down.",
            {"Dario Quintrel": 2, "Ed O'Larrin": 2}, id="lone names after a day, and with an apostrophe",
        ),
        pytest.param(
            "Ian Varley ate. Ian Varley and his wife Julia Varley ate. Varley slept. Mrs Varley read; Mr Varley ran.",
            {"Ian Varley": 4, "Julia Varley": 2}, id="a wife in passing, and Mrs",
        ),
        pytest.param(
            "Commodore Bram ter Horst, Lt-Gen Ana Sousa and Justices Rui Costa and Pál Varga sat down.",
            {"Bram ter Horst": 1, "Ana Sousa": 1, "Rui Costa": 1, "Pál Varga": 1}, id="ranks of several",
        ),
        pytest.param(
            "LYON, France — Ada Larsson is free again. Her mother, Greta Larsson, wept.",
            {"Ada Larsson": 1, "Greta Larsson": 1}, id="a given name that the model leaves out",
        ),
        pytest.param(
            "The staff of Queen Astrid II asked. The queen nodded. A queen reads, and Queen Astrid II wrote.",
            {"Queen Astrid II": 2}, id="a queen with her number, whatever queens do",
        ),
        pytest.param(
            "The twins Olle and Birk Larsson were freed.", {"Olle Larsson": 1, "Birk Larsson": 1}, id="twins",
        ),
        pytest.param("Their lawyer, A P Mehta, went home.", {"A P Mehta": 1}, id="two initials without dots"),
        pytest.param("Men from Kibbutz Beit Oren waited for Ana Sousa.", {"Ana Sousa": 1}, id="a kibbutz"),
        pytest.param("The Sun wrote that the Duke had left with Ana Sousa.", {"Ana Sousa": 1}, id="the Sun, the Duke"),
        pytest.param(
            "The former boxer Ernesto “Boy” Macaraeg, 61, waved.", {"Ernesto Macaraeg": 1}, id="a nickname inside"
        ),
        pytest.param(
            "Joe 'the Shark' Pinelli left. Ted ‘Mad Dog’ Harris wept.", {"Joe Pinelli": 1, "Ted Harris": 1},
            id="a nickname in single quotation marks",
        ),
        pytest.param(
            "The lawyer Sir Ivor Penn KC objected; Penn lost. Tom Dale Jr left.", {"Ivor Penn": 2, "Tom Dale Jr": 1},
            id="letters after a name",
        ),
        pytest.param(
            "MEANWHILE VARGA SAID NO. WHY VARGA LOST. Pál Varga left.", {"Pál Varga": 3}, id="small words in capitals"
        ),
    ],
)  # fmt: skip
def test_all_ways_of_naming_somebody_are_one_person(parsed: Parsed, text: str, expected: dict[str, int]) -> None:
    assert {name: len(found) for name, found in mentions(parsed, text).items()} == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Alpine Cement said that Béatrice Rochat would run Norlake.", {"Béatrice Rochat"}, id="firms"),
        pytest.param("Shares in Morgan Stanley rose, Nuno Faria said.", {"Nuno Faria"}, id="firms named after people"),
        pytest.param("A Ford Focus hit the Aurus Senat of Rui Costa.", {"Rui Costa"}, id="cars"),
        pytest.param("The aircraft carrier Charles de Gaulle left; Luc Morel commands it.", {"Luc Morel"}, id="ships"),
        pytest.param("RIA Novosti and Der Spiegel asked Ana Sousa, 51, about it.", {"Ana Sousa"}, id="media"),
        pytest.param("Crowds walked down Cooper Street to Kim Il Sung Square.", set(), id="streets and squares"),
        pytest.param("Bird Flu was found near Freeborn Lake, Ana Sousa said.", {"Ana Sousa"}, id="diseases and lakes"),
        pytest.param("Amnesty Watch welcomed it; so did striker Rui Costa.", {"Rui Costa"}, id="groups"),
        pytest.param("The Intel-based model and the T-shirts pleased Ana Sousa.", {"Ana Sousa"}, id="hyphens"),
        pytest.param("Rain fell on the hills. It was cold.", set(), id="nobody"),
    ],
)
def test_things_are_nobody(parsed: Parsed, text: str, names: set[str]) -> None:
    assert set(mentions(parsed, text)) == names


def test_a_byline_names_an_author(parsed: Parsed) -> None:
    text = "By Hilde Raaijmakers\n\nThe mayor spoke on Monday."
    _, parse = parsed(text)
    zone = Zone(start=0, end=20, kind="byline", reason="it begins with By")
    (author,) = people.find(Document(id="d", text=text, zones=(zone,)), parse)
    assert (author.name, [role.text for role in author.roles]) == ("Hilde Raaijmakers", ["By"])


def test_a_list_of_names_is_as_many_people(parsed: Parsed) -> None:
    names = ["Ana Sousa", "Rui Costa", "Olaf Scholz", "Emmanuel Macron"]
    assert list(mentions(parsed, "\n".join(names))) == names


@pytest.mark.parametrize(
    ("name", "words"),
    [("Владимир Путин", ("vladimir", "putin")), ("Łukasz Ångström", ("lukasz", "angstrom")), ("JosÃ©", ("jose",)),
     ("O’Connor-Smith Jr.", ("oconnor", "smith", "jr"))],
)  # fmt: skip
def test_names_are_folded_over_scripts_and_broken_letters(name: str, words: tuple[str, ...]) -> None:
    assert folded(name) == words


def test_only_broken_letters_are_mended() -> None:
    right = ["García", "São João", "Ångström", "Ann"]
    assert [mended(name) for name in ("GarcÃ­a", *right)] == ["García", *right]


@pytest.mark.parametrize(
    ("word", "given"), [("Béatrice", True), ("Okechukwu", True), ("Minister", False), ("Said", False)]
)
def test_given_names_are_known_and_common_words_are_none(word: str, given: bool) -> None:
    assert is_given(word) is given


@pytest.mark.skipif(not importlib.util.find_spec("faker"), reason="pip install -r requirements-build.txt")
def test_the_lists_of_names_are_what_their_sources_make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline.people import build

    shipped = Path(people.__file__).parents[1] / "resources" / "people"
    monkeypatch.setattr("sys.argv", ["build", str(tmp_path)])
    build.main()
    for file in (build.GIVEN, build.FAMILY):
        assert (tmp_path / file).read_bytes() == (shipped / file).read_bytes()


@pytest.mark.parametrize(
    ("word", "bearer"), [("Olga", "f"), ("Sergei", "m"), ("Kim", ""), ("Jean", ""), ("Minister", ""), ("Xyzzy", "")]
)
def test_a_given_name_tells_whose_it_is_where_nearly_all_agree(word: str, bearer: str) -> None:
    assert bearer_of(word) == bearer


@pytest.mark.parametrize("name", ["Smith-Jones", "Har-Shefi"])
def test_a_double_family_name_alone_is_its_bearers(parsed: Parsed, name: str) -> None:
    found = mentions(parsed, f"Anna {name} has pleaded innocent. {name} told them so. The {name} Act was passed.")
    assert found == {f"Anna {name}": [f"Anna {name}", name]}


@pytest.mark.parametrize(
    "credit",
    ["(AP Photo/Daniel K.)", "Getty Images/Daniel K.", "Photograph: Daniel K./EPA", "Daniel K. / POOL / AFP",
     "(Photo by Daniel Kramer)", "Photo credit: Daniel Kramer", "[Credit: Daniel Kramer]",
     "Daniel Kramer via Getty Images"],
)  # fmt: skip
def test_whose_a_picture_is_names_nobody_of_the_story(parsed: Parsed, credit: str) -> None:
    assert set(mentions(parsed, f"Ana Sousa, the mayor, opens the bridge. {credit}\n\nRain fell.")) == {"Ana Sousa"}


def test_an_initial_for_a_surname_is_somebody_outside_credits(parsed: Parsed) -> None:
    assert "Daniel K" in mentions(parsed, "Daniel K., 34, was charged on Monday. Photo: Ana Sousa waves.")


def test_a_credit_names_those_who_wrote_the_article(parsed: Parsed) -> None:
    text = "The mayor spoke.\nReporting by Ana Sousa in Porto and Rui Costa in Lyon; Editing by Olaf Scholz"
    _, parse = parsed(text)
    zone = Zone(start=17, end=len(text), kind="credit", reason="it credits reporters or agencies")
    authors = people.find(Document(id="d", text=text, zones=(zone,)), parse)
    assert {a.name: [role.text for role in a.roles] for a in authors} == {
        "Ana Sousa": ["Reporting by"], "Rui Costa": [], "Olaf Scholz": ["Editing by"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("The mayor, Ana Sousa, and Zambia's Nkandu Mwansa were the first.", "Nkandu Mwansa", id="country"),
        pytest.param("Cathy Marsh, Ian Reed and B.J. Unthorpe were elected.", "B.J. Unthorpe", id="a row of people"),
        pytest.param("Two students died. One, Abu Karim, was shot by police.", "Abu Karim", id="one of them"),
        pytest.param("The army chief, General Tahir-uz-Malik, went on television.", "Tahir-uz-Malik", id="hyphens"),
        pytest.param("The flood took a couple, Jonathan and Mónica.", "Mónica", id="a couple"),
        pytest.param("Margarida, a 31-year-old nurse, says that she will stay.", "Margarida", id="age and trade"),
        pytest.param("His seven-year-old son Byron burst into tears.", "Byron", id="a son called like a town"),
        pytest.param("She told her granddaughter, Tavia, to run.", "Tavia", id="a granddaughter"),
        pytest.param("It was asked for by First Selectman Jeremy J. Marsh.", "Jeremy J. Marsh", id="an office"),
        pytest.param("Cora Power, the head of the agency, went up to the border.", "Cora Power", id="office"),
        pytest.param("Laurence des Mares, director of the zoo, left.", "Laurence des Mares", id="particle"),
        pytest.param("“We came,” said Texan Brandy-Lynn Pool, 52.", "Brandy-Lynn Pool", id="whence she is"),
        pytest.param("He was called Ian Reed. A boy named Ian Moor left.", "Ian Moor", id="a boy by verb"),
        pytest.param("On the ferry, Ada Morel, 51, wept.", "Ada Morel", id="on a ferry"),
        pytest.param("YouTuber Max Finch replied to it on Monday.", "Max Finch", id="a trade of today"),
        pytest.param("It was filed by Dayton Investigator Gregory Marsh.", "Gregory Marsh", id="town and trade"),
        pytest.param("A Danish clock-maker, Iver Tarrow, was robbed on Sunday.", "Iver Tarrow", id="a maker"),
        pytest.param("The head of the grain agency, Pavel Tarrowsky, said so.", "Pavel Tarrowsky", id="of an agency"),
        pytest.param("Her stand-in Ruvini Tarangala, who led the choir, is ill.", "Ruvini Tarangala", id="a stand-in"),
        pytest.param("In March 1711 Leopoldo hid himself in the nave.", "Leopoldo", id="a man of one name"),
    ],
)  # fmt: skip
def test_words_around_show_somebody_whom_the_model_misses(parsed: Parsed, text: str, name: str) -> None:
    assert name in mentions(parsed, text)


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        pytest.param("Lava reached the road on Monday. People fled the lava.", "Lava", id="a first word"),
        pytest.param("The wine was a 2003 Varton Rosthal, served late.", "Varton Rosthal", id="one of a year"),
        pytest.param("The hole was drilled by subcontractor Wadsworth Drilling.", "Wadsworth Drilling", id="a trade"),
        pytest.param("Racing Georgina has said that the race will go ahead.", "Racing Georgina", id="a body"),
        pytest.param("Christian Care said that it was feeding farmers.", "Christian Care", id="a charity"),
        pytest.param("The nuts were linked to King Nut, a brand. King Nut told shops so.", "Nut", id="a brand"),
        pytest.param("The Jasmine Grove man denied it. A Jasmine Grove man left.", "Jasmine Grove", id="town"),
        pytest.param("A release on the Fizzler website said so. Fizzler staff wept.", "Fizzler", id="a website"),
        pytest.param("The fire is near Crabtree, Owens and Harris roads.", "Harris", id="roads"),
        pytest.param("Vandals painted Dunn's Automotive and the church.", "Dunn", id="a garage"),
        pytest.param("The team from St. Joseph Camden came second.", "Joseph Camden", id="a school"),
        pytest.param("They sailed on the ferry, Marisol Vane, to Crete.", "Marisol Vane", id="a ferry"),
        pytest.param("He sang in the ballet, Ada Morel, on Monday.", "Ada Morel", id="a ballet"),
        pytest.param("A dog named Ada Pool bit him.", "Ada Pool", id="a dog"),
        pytest.param("The ship was christened Anna Pool.", "Anna Pool", id="a ship by verb"),
        pytest.param("Snow fell on its much bigger neighbour, Vatra, this week.", "Vatra", id="a mountain's neighbour"),
        pytest.param("A retired nurse from Martakert who had fled wept.", "Martakert", id="a nurse's town"),
        pytest.param("A depot outside Stepanakert blew up.", "Stepanakert", id="whereabouts"),
        pytest.param("The steamer Jane Duff burned.", "Jane Duff", id="a steamer"),
        pytest.param("The Queen Mary 2 docked in Southampton.", "Mary", id="a numbered liner"),
        pytest.param("Estée Lauder fell by a tenth.", "Estée Lauder", id="a brand with an accent"),
        pytest.param("The agency's James Webb telescope saw it.", "James Webb", id="a telescope"),
        pytest.param("By Caucasus Desk\n\nRain fell on Monday.", "Caucasus Desk", id="a newsroom"),
        pytest.param("Georgia Power, the owner of the plant, has said so.", "Georgia Power", id="a firm that owns"),
    ],
)  # fmt: skip
def test_words_around_show_things_that_are_called_like_people(parsed: Parsed, text: str, nobody: str) -> None:
    assert nobody not in mentions(parsed, text)


@pytest.mark.parametrize("name", ["Linda Daily", "Anna Oil"])
def test_a_surname_that_is_a_word_is_one_where_its_bearers_work_is_told(parsed: Parsed, name: str) -> None:
    assert name in mentions(parsed, f"It was full, according to {name}, director for the north at a charity.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Among them were Ken and Dilys Arkway of Porto. Ken wept.",
                     {"Ken Arkway": ["Ken", "Ken"], "Dilys Arkway": ["Dilys Arkway"]}, id="a couple"),
        pytest.param("Peter and Anna van Horn left; Mr van Horn drove.",
                     {"Peter van Horn": ["Peter", "Horn"], "Anna van Horn": ["Anna van Horn"]}, id="with Mr"),
        pytest.param("Clinton said so. Later Clinton and Dario Quintrel left. Hilda Clinton won.",
                     {"Hilda Clinton": ["Clinton", "Clinton", "Hilda Clinton"], "Dario Quintrel": ["Dario Quintrel"]},
                     id="a family name that is a given name"),
        pytest.param("Chelsea and Harry Kane left.", {"Harry Kane": ["Harry Kane"]}, id="a club and a player"),
        pytest.param("The brothers Luka and Marko Dolenc were held. Luka confessed.",
                     {"Luka Dolenc": ["Luka", "Luka"], "Marko Dolenc": ["Marko Dolenc"]}, id="brothers"),
    ],
)  # fmt: skip
def test_the_first_of_a_couple_shares_the_family_name(
    parsed: Parsed, text: str, expected: dict[str, list[str]]
) -> None:
    assert mentions(parsed, text) == expected
