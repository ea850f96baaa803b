from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from timeline import people
from timeline.models import Document, Person, Zone

Parsed = Callable[[str], tuple[Document, Any]]


def found(parsed: Parsed, text: str) -> dict[str, Person]:
    return {person.name: person for person in people.find(*parsed(text))}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("President Emmanuel Macron met Chancellor Olaf Scholz in Berlin.", {"Emmanuel Macron", "Olaf Scholz"}),
        ("Moon Jae-in, the president, spoke. Moon left.", {"Moon Jae-in"}),
        ("Crowds filled Simon Bolivar Square while Ana Sousa spoke.", {"Ana Sousa"}),
        ("Rui Costa received the Order of Simon Bolivar in Caracas.", {"Rui Costa"}),
        ("The newspaper Helsingin Sanomat wrote that Sanna Marin would resign.", {"Sanna Marin"}),
        ("In the city of Novi Sad, Ana Sousa said that she would stay.", {"Ana Sousa"}),
        ("Rain fell in Chiang Rai on Friday. In Chiang Rai, Ana Sousa waited.", {"Ana Sousa"}),
        ("Ankur Brahm, a senior fellow at the institute, said that talks would fail.", {"Ankur Brahm"}),
        ("Rigatha Gachaga, Ruto's deputy, laid the blame on the intelligence service.", {"Rigatha Gachaga"}),
        ("Orlan Mitu, her lawyer, said so on Tuesday.", {"Orlan Mitu"}),
        ("Beaver Works, Lyon's employer, closed on Monday.", set()),
        ("They were received by mayor Nicolai Hammen and Queen Margrethe.", {"Nicolai Hammen", "Queen Margrethe"}),
        ("Notre-Dame burned while Ana Sousa watched.", {"Ana Sousa"}),
        (
            "Prime Minister Hun Sen met Senator Ana Sousa, Sen. Rui Costa and Amartya Sen in Lyon.",
            {"Hun Sen", "Ana Sousa", "Rui Costa", "Amartya Sen"},
        ),
        ("Yoon Suk-yeol, the president-elect, takes office on May 10.", {"Yoon Suk-yeol"}),
        ("Kuwait expelled the head of the mission, So Chang Sik, in May.", {"So Chang Sik"}),
        ("President Hassan Sheikh Mohamud signed the law.", {"Hassan Sheikh Mohamud"}),
        ("The government of President Abed Rabbo Mansour Hadi fled.", {"Abed Rabbo Mansour Hadi"}),
        ("They came to make up with Uhuru Kenyatta after the row.", {"Uhuru Kenyatta"}),
        ("Agriculture CS Felix Koskei read a statement in Lyon.", {"Felix Koskei"}),
        ("Prime Minister Datuk Seri Anwar Ibrahim flew in on Thursday.", {"Anwar Ibrahim"}),
        ("He sat at the side of his counterpart, Serzh Sarksyan.", {"Serzh Sarksyan"}),
        ("Yonhap said that the train had left. Xinhua and Ana Sousa said so, too.", {"Ana Sousa"}),
        ("Adzovi Pool Marsh sang on Monday. In May, Adzovi Pool had left.", {"Adzovi Pool Marsh"}),
        ("Glyn Davies began his stay. Davies, who is the envoy, will go on to Seoul.", {"Glyn Davies"}),
        ("North Korean Ambassador to Malaysia Kang Chol reached the airport.", {"Kang Chol"}),
        ("The vast Wonsan Kalma resort opened. Ana Sousa swam.", {"Ana Sousa"}),
        ("Iranian chargé d'affaires Shahriar Amouzegar was called in.", {"Shahriar Amouzegar"}),
        ("", set()),
        ("1234 5678", set()),
    ],
)
def test_people_are_told_from_what_is_named_after_them(parsed: Parsed, text: str, names: set[str]) -> None:
    assert set(found(parsed, text)) == names


def test_a_lone_name_goes_to_the_full_name_before_it_with_the_reason(parsed: Parsed) -> None:
    text = "Angela Merkel spoke in Berlin. Merkel then flew to Paris. Later, Merkel's plane returned."
    merkel = found(parsed, text)["Angela Merkel"]
    assert [m.text for m in merkel.mentions] == ["Angela Merkel", "Merkel", "Merkel"]
    assert "short for Angela Merkel" in merkel.reason


def test_a_surname_that_is_certain_makes_a_person_of_the_full_name(parsed: Parsed) -> None:
    text = "The handover from Macky Teles took place in a hall. Mr Teles spoke on television."
    assert set(found(parsed, text)) == {"Macky Teles"}


def test_mentions_are_words_of_the_text(parsed: Parsed) -> None:
    text = "Defence Minister Ursula von der Leyen’s plane left. Von der Leyen waved to Rui Costa."
    for person in found(parsed, text).values():
        assert all(text[m.start : m.end] == m.text for m in person.mentions)


def test_a_role_is_taken_as_stated(parsed: Parsed) -> None:
    text = "Portuguese Foreign Minister Rui Costa met Ana Sousa, a professor of law at Coimbra, on Friday."
    roles = {name: [r.text for r in p.roles] for name, p in found(parsed, text).items()}
    assert roles["Rui Costa"] == ["Portuguese Foreign Minister"]
    assert roles["Ana Sousa"] == ["a professor of law at Coimbra"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The mayor of Porto, Rui Costa, spoke to engineers.", ["The mayor of Porto"]),
        ("Portugal's finance minister, Rui Costa, resigned.", ["Portugal's finance minister"]),
        ("She hired the lawyer Mr Rui Costa.", ["lawyer"]),
        ("The managing director Rui Costa spoke. Director Rui Costa left.", ["managing director", "Director"]),
    ],
)
def test_roles_keep_what_belongs_to_them(parsed: Parsed, text: str, roles: list[str]) -> None:
    stated = found(parsed, text)["Rui Costa"].roles
    assert [role.text for role in stated] == roles
    assert all(" ".join(text[role.start : role.end].split()) == role.text for role in stated)


def test_a_country_before_a_name_is_no_part_of_it(parsed: Parsed) -> None:
    text = "The minister and the French ambassador to Kenya Ana Sousa were hurt."
    assert "Ana Sousa" in found(parsed, text)


def test_politeness_is_no_role(parsed: Parsed) -> None:
    assert found(parsed, "They met Mr Rui Costa and Dr Ana Sousa in Porto.")["Rui Costa"].roles == ()


def test_nobody_comes_from_page_furniture(parsed: Parsed) -> None:
    text = "Mayor Ana Sousa spoke to the engineers.\nTrending: Rui Costa\n"
    _, parse = parsed(text)
    zone = Zone(start=40, end=len(text), kind="furniture", reason="a teaser")
    assert [p.name for p in people.find(Document(id="d", text=text, zones=(zone,)), parse)] == ["Ana Sousa"]


ODD = ["金正恩 met Владимир Путин 👋", "Al " * 400, "김정은", "A" * 300, "\x00\x07 Ana Sousa"]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_scripts_and_endless_names_raise_nothing(parsed: Parsed, text: str) -> None:
    assert all(len(p.name) <= 60 for p in people.find(*parsed(text)))


def test_a_title_stays_where_the_bare_name_fits_somebody_else(parsed: Parsed) -> None:
    assert "King Hussein" in found(parsed, "King Hussein flew to Lyon. Ali Hussein, a baker, did not.")


def test_a_title_is_a_role_where_it_is_trimmed_and_where_it_stays(parsed: Parsed) -> None:
    people = found(parsed, "Pope Benedict XVI and Norway's King Harald V visited Rui Costa.")
    pope, king = people["Benedict XVI"], people["King Harald V"]
    assert [[role.text for role in p.roles] for p in (pope, king)] == [["Pope"], ["Norway's King"]]
    assert [[m.text for m in p.mentions] for p in (pope, king)] == [["Benedict XVI"], ["King Harald V"]]


def test_one_name_keeps_its_title(parsed: Parsed) -> None:
    text = "Prince Edvard met Queen Sonja. Queen Sonja smiled at Princess Ingrid. Pope Francis, 80, smiled, too."
    assert set(found(parsed, text)) == {"Prince Edvard", "Queen Sonja", "Princess Ingrid", "Pope Francis"}


def test_the_family_name_that_comes_first_goes_to_whom_the_text_is_about(parsed: Parsed) -> None:
    text = (
        "Kim Jong Il called at a city on Saturday. Kim Jong Il left a hotel. Some had said that the man was his son, "
        "Kim Jong Un. Kim has attended no event. Last year Kim Jong Il made Kim Jong Un a general."
    )
    assert "Kim" in [m.text for m in found(parsed, text)["Kim Jong Il"].mentions]
