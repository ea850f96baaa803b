"""What is no running text is marked, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.articles.zone_rules import LineRule, line_rules
from timeline.articles.zones import headline, zones_of

PARAGRAPH = "The harbour master told the council that the quay had sunk by a hand's breadth since the winter."


@pytest.mark.parametrize("rule", line_rules(), ids=lambda rule: rule.example[:40])
def test_each_rule_marks_its_example(rule: LineRule) -> None:
    first = next(r for r in line_rules() if r.matches(rule.example))
    assert first.kind == rule.kind


@pytest.mark.parametrize("rule", [r for r in line_rules() if r.near_miss], ids=lambda rule: rule.near_miss[:40])
def test_no_rule_marks_a_near_miss(rule: LineRule) -> None:
    assert not [r.reason for r in line_rules() if rule.near_miss and r.matches(rule.near_miss)]


def kinds(text: str) -> dict[str, str]:
    return {text[z.start : z.end]: z.kind for z in zones_of(text)}


def test_the_frame_of_an_article_is_marked() -> None:
    text = f"""Header Ads Widget
21.5 C
Brantwick
Thursday, March 7, 2024

Quay is sinking, harbour master warns
Lena Ruiz
By Lena Ruiz
Published: 08/03/2011
- 09:15

The old quay at Brantwick
Reuters
{PARAGRAPH}

What happens next

{PARAGRAPH}
Read more:
• Swan returns to mill pond
• Mayor resigns over parrot
{PARAGRAPH}
Men in boats beside the crane (Picture: AFP)
Post a Comment
3 Comments"""
    found = kinds(text)
    assert (
        found["Header Ads Widget"]
        == found["21.5 C"]
        == found["Brantwick"]
        == found["Thursday, March 7, 2024"]
        == "furniture"
    )
    assert found["Quay is sinking, harbour master warns"] == "headline"
    assert found["Lena Ruiz"] == found["By Lena Ruiz"] == "byline"
    assert found["Published: 08/03/2011"] == found["- 09:15"] == "header"
    assert found["The old quay at Brantwick"] == found["Men in boats beside the crane (Picture: AFP)"] == "caption"
    assert found["Reuters"] == "credit"
    assert found["What happens next"] == "headline"
    assert found["• Swan returns to mill pond"] == found["• Mayor resigns over parrot"] == "furniture"
    assert found["Post a Comment"] == found["3 Comments"] == "furniture"
    assert PARAGRAPH not in found


@pytest.mark.parametrize(
    "text",
    [
        PARAGRAPH,
        f"{PARAGRAPH}\n\n{PARAGRAPH}",
        "- The first point of the summary is that the quay sinks.\n" + PARAGRAPH,
        "The harbour master told\nthe council that its quay\nsank by a hand\nsince winter\nand would go\non.\n",
        "TESK (AP) --\n" + PARAGRAPH,
    ],
)
def test_running_text_is_left_alone(text: str) -> None:
    assert zones_of(text) == ()


def test_the_headline_is_the_title() -> None:
    text = f"Quay is sinking, harbour master warns\n\n{PARAGRAPH}"
    assert headline(text, zones_of(text)) == "Quay is sinking, harbour master warns"


def test_the_title_of_a_page_is_its_headline_wherever_it_stands() -> None:
    text = f"Brantwick\nHarbour news of the day\nQuay: Sinking\n{PARAGRAPH}"
    assert headline(text, zones_of(text, title="Quay – sinking")) == "Quay: Sinking"


LINES = st.lists(
    st.sampled_from([PARAGRAPH, "", "Reuters", "Read more:", "- item", "12:30", "1 May 2020", "By Ann Writer"])
    | st.text()
)


@given(LINES)
def test_zones_are_in_order_and_lie_in_the_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    end = 0
    for zone in zones_of(text):
        assert end <= zone.start < zone.end <= len(text)
        end = zone.end


def test_the_way_through_the_site_is_no_headline_and_a_line_with_its_update_is_a_header() -> None:
    text = "Sport | Football\n\nThe ferry club lifts a cup at last\n\n7 May 2016  Last updated at 21:43 BST\n\n" + (
        "The club won its cup on Saturday, and the town let itself have a party for once.\n"
    )
    kinds = {text[z.start : z.end]: z.kind for z in zones_of(text)}
    assert kinds["The ferry club lifts a cup at last"] == "headline"
    assert kinds["7 May 2016  Last updated at 21:43 BST"] == "header"


@pytest.mark.parametrize(
    "line",
    [
        "17.09.24 14:52        2 318    4",
        "26 Jan 2021 12:40 PM   2 minute read   Share",
        "17 September 2024, 2:52 pm",
        "Tue 17 Sep 2024 14.52 BST",
        "2024-09-17 14:52:03",
        "17 Sep 2024 by John Smith",
        "BY JOHN SMITH ON SEPTEMBER 17, 2024 NEWS",
        "Posted by admin on September 17, 2024",
        "Sep 17th 2024|TEHRAN",
        "3 min read · Sep 17, 2024",
        "Reading time: 3 minutes   17 September 2024",
        "AFP/Tehran   17 Sep 2024",
        "World   17 Sep 2024   5 comments   A+ A-",
    ],
)
@pytest.mark.parametrize("deck", ["", "She carries a message from the mayor to her friends.\n\n"])
def test_a_line_with_a_date_and_little_more_is_a_header_below_a_headline_or_what_sums_up(line: str, deck: str) -> None:
    body = f"{PARAGRAPH}\n\n" * 3
    text = f"Envoy turns up in Olmer unannounced\n\n{deck}{line}\n\n{body}"
    kinds = {text[z.start : z.end]: z.kind for z in zones_of(text)}
    assert kinds[line] in ("header", "byline")
