import email
import email.policy

from contraflow.briefing import Briefing
from contraflow.briefing.mail import write_mail


def test_the_letter_says_the_judgements_as_text_and_as_html(briefing: Briefing) -> None:
    message = email.message_from_bytes(write_mail(briefing), policy=email.policy.default)
    assert message.get_content_type() == "multipart/alternative"
    plain, html = (part.get_content() for part in message.iter_parts())
    for headline in briefing.headlines:
        assert headline in plain
        assert headline in html
    assert "<script" not in html and "src=" not in html


def test_the_letter_carries_the_run_s_date_and_no_other(briefing: Briefing) -> None:
    message = email.message_from_bytes(write_mail(briefing), policy=email.policy.default)
    assert message["Date"].startswith("Fri, 08 Jun 2018 00:00:00")
    assert message["From"] is None and message["To"] is None
    assert message["Subject"] == "The Aru border, an invented example: briefing, known by 8 June 2018"


def test_the_letter_s_lines_are_short_enough_for_any_server(briefing: Briefing) -> None:
    lines = write_mail(briefing).split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert all(line.isascii() for line in lines)


def test_the_same_briefing_gives_the_same_letter_and_another_gives_another(briefing: Briefing) -> None:
    import dataclasses

    assert write_mail(briefing) == write_mail(briefing)
    other = dataclasses.replace(briefing, headlines=("Something else.",))
    first, second = (email.message_from_bytes(write_mail(one)) for one in (briefing, other))
    assert first["Message-ID"] != second["Message-ID"]


def test_a_marking_stands_in_the_subject(briefing: Briefing) -> None:
    import dataclasses

    message = email.message_from_bytes(write_mail(dataclasses.replace(briefing, marking="TLP:GREEN")))
    assert message["Subject"].startswith("[TLP:GREEN]")
