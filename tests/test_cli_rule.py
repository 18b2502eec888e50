"""``refkit rule``: rules and excuses explained."""

from __future__ import annotations

import pytest

from refkit.cli import main


def test_without_a_code_all_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:3] for line in lines if line.startswith("M30")][:2] == [
        ["M301", "error", "wrong-author"],
        ["M302", "error", "wrong-year"],
    ]


def test_a_rule_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "m302"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("M302 wrong-year (error)\n=======================\n\nThe year differs")
    assert "\nFix:\n    The record's year" in out


def test_the_excuses_are_listed_with_whose_doing_they_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["rule", "excuses"]) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "encoding registry letters were damaged by a wrong encoding" in lines
    assert "first-page author one side has the first page only" in lines


def test_an_excuse_is_explained_with_its_case(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "Encoding"]) == 0
    assert capsys.readouterr().out == (
        "encoding (an excuse)\n"
        "====================\n"
        "\n"
        "Two values that differ agree nevertheless: letters were damaged by a wrong encoding.\n"
        "\n"
        "Whose doing: registry (a defect or a gap of the registry's record).\n"
        "\n"
        "Case:\n"
        "    Price Â£29.95 (10.1002/acp.763)\n"
    )


def test_everything_is_written_as_one_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "--markdown"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("# The rules\n")
    assert "\n### M302 wrong-year\n" in out
    assert "\n| `encoding` | registry | " in out


@pytest.mark.parametrize("arguments", [["M999"], ["no-such-excuse"], ["M302", "--markdown"]])
def test_what_does_not_exist_is_misuse(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rule", *arguments]) == 2
    assert capsys.readouterr().out == ""
