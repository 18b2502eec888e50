"""Repairing an article: pass after pass, and nothing but what the Fixes say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from fixes_made import (
    BRIDGES,
    TEARS,
    UNKNOWN,
    article,
    everywhere,
    fix,
    records_file,
    rule,
    use_rules,
)

import refkit
from refkit.api import Settings
from refkit.model import Reference, Span
from refkit.verify.rule import Article

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return records_file(tmp_path_factory.mktemp("records"))


def test_the_first_reference_of_the_example_becomes_the_right_one() -> None:
    fixed = fix(EXAMPLES / "why-do-we-cry.md", EXAMPLES / "records.json", format=None)
    assert (
        "Bylsma, L. M., Gračanin, A., & Vingerhoets, A. J. J. M. (2021). A clinical practice "
        "review of crying research. *Psychotherapy*, *58*(1), 133–149. "
        "https://doi.org/10.1037/pst0000342\n"
    ) in fixed.after
    assert {finding.code for finding in fixed.applied} >= {"M301", "M306", "M307", "D204"}
    assert not fixed.written


def test_a_fix_that_calls_for_another_is_followed_by_it(
    records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_rules(
        monkeypatch,
        rule(everywhere("*15*", "*25*")),
        rule(everywhere("*25*", "*5*")),
    )
    fixed = fix(article(TEARS.replace("*5*", "*15*")), records)
    assert fixed.after == article(TEARS)
    assert fixed.passes == 2
    assert not fixed.report.findings


def test_of_overlapping_fixes_the_second_is_made_in_the_next_pass(
    records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_rules(
        monkeypatch,
        rule(everywhere("133-149.", "133–149.")),
        rule(everywhere("149. https", "149, https")),
    )
    fixed = fix(article(TEARS.replace("133–149", "133-149")), records)
    assert fixed.after == article(TEARS.replace("149. https", "149, https"))
    assert fixed.passes == 2


@pytest.mark.parametrize("start", ["Any", "Few", "Some"])
def test_fixes_that_undo_each_other_end_at_one_text(
    start: str, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_rules(
        monkeypatch,
        rule(everywhere("Some", "Any"), code="M391"),
        rule(everywhere("Any", "Few"), code="M392"),
        rule(everywhere("Few", "Some"), code="M393"),
    )
    fixed = fix(article(TEARS).replace("Some", start), records)
    assert fixed.after == article(TEARS).replace("Some", "Any")
    assert [each.reason for each in fixed.refused] == [
        "fixes undo each other, or call for more without end"
    ]
    again = fix(fixed.after, records)
    assert not again.changed


def test_fixes_without_end_are_not_made_at_all(
    records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def longer(article: Article) -> Iterator[tuple[Span, str]]:
        at = article.document.source.index("Some text") + len("Some text")
        yield Span(at, at), "!"

    use_rules(monkeypatch, rule(longer))
    fixed = fix(article(TEARS), records)
    assert not fixed.changed
    assert len(fixed.refused) == 1


def test_unsafe_fixes_are_made_only_where_they_are_asked_for(
    records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_rules(monkeypatch, rule(everywhere("Some text", "Some more text"), safe=False))
    assert not fix(article(TEARS), records).changed
    assert fix(article(TEARS), records, unsafe=True).changed


def test_what_is_not_reported_is_not_mended(records: Path) -> None:
    wrong = article(TEARS.replace("133–149", "492–502"))
    assert fix(wrong, records).after == article(TEARS)
    assert fix(wrong, records, settings=Settings(ignore=("M3",))).after == wrong
    assert fix(wrong, records, settings=Settings(select=("D",))).after == wrong


HARMFUL = [
    # What a rule would write, and where.
    ("*5*", "*6*"),
    ("(2014). Is crying a self-soothing behavior?", "(1999). The song of the whale."),
    ("10.5555/tears.2014", "10.5555/bridges.77"),
    ("10.5555/tears.2014", "10.5555/of.nobody"),
    ("Gračanin, A., Bylsma", "\n\nGračanin, A. (2001). Cry.\n\nBylsma"),
    (TEARS, "See the appendix."),
]


@pytest.mark.parametrize(("old", "new"), HARMFUL)
def test_a_fix_after_which_the_work_is_another_is_refused(
    old: str, new: str, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_rules(
        monkeypatch,
        rule(everywhere(old, new), code="M391"),
        rule(everywhere("Seismic response", "Seismic Response"), code="M392"),
    )
    fixed = fix(article(TEARS, BRIDGES, UNKNOWN), records, unsafe=True)
    assert fixed.after == article(TEARS, BRIDGES.replace("response", "Response"), UNKNOWN)
    assert [each.finding.code for each in fixed.refused] == ["M391"]


def test_a_harmful_fix_keeps_no_other_of_its_reference_from_being_made(
    records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_rules(
        monkeypatch,
        rule(everywhere("Is crying", "Is Crying"), code="M391"),
        rule(everywhere("*5*", "*6*"), code="M392"),
        rule(everywhere("*Annals of", "*Annals Of"), code="M393"),
        rule(everywhere("133-149", "133–149"), code="M394"),
        rule(everywhere("10.5555/tears.2014", "10.5555/bridges.77"), code="M395"),
    )
    fixed = fix(article(TEARS.replace("133–149", "133-149")), records, unsafe=True)
    right = TEARS.replace("Is crying", "Is Crying").replace("*Annals of", "*Annals Of")
    assert fixed.after == article(right)
    assert sorted(each.finding.code for each in fixed.refused) == ["M392", "M395"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("*7*(3)", "*8*(3)"),
        ("*Letters on Laughter*", "Letters on Laughter"),
        ("Ode, M.", "Ode, N."),
        (UNKNOWN, ""),
    ],
)
def test_a_reference_that_was_not_identified_is_never_changed(
    old: str, new: str, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def propose(article: Article) -> Iterator[tuple[Span, str]]:
        at = article.document.source.index(old)
        yield Span(at, at + len(old)), new

    use_rules(monkeypatch, rule(propose))
    # As if a rule of the whole article said it, whose Fixes the engine lets pass.
    monkeypatch.setattr("refkit.verify.engine._may_mend", lambda article, finding: True)
    source = article(TEARS, UNKNOWN, BRIDGES)
    fixed = fix(source, records, unsafe=True)
    assert fixed.after == source
    assert "it would change a reference that was not identified" in {
        each.reason for each in fixed.refused
    }


def test_whole_entries_may_change_places_whoever_they_are(
    records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = article(UNKNOWN, TEARS, BRIDGES)

    def order(article: Article) -> Iterator[tuple[Span, str]]:
        at = article.document.source.find(f"{UNKNOWN}\n\n{TEARS}")
        if at >= 0:
            yield Span(at, at + len(UNKNOWN) + 2 + len(TEARS)), f"{TEARS}\n\n{UNKNOWN}"

    use_rules(monkeypatch, rule(order, safe=False))
    fixed = fix(source, records, unsafe=True)
    assert fixed.after == article(TEARS, UNKNOWN, BRIDGES)
    assert [verdict.match is not None for verdict in fixed.report.verdicts] == [True, False, True]


def test_a_duplicate_may_be_taken_away(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def once(article: Article) -> Iterator[tuple[Span, str]]:
        at = article.document.source.rfind(f"\n\n{TEARS}")
        if article.document.source.count(TEARS) > 1:
            yield Span(at, at + 2 + len(TEARS)), ""

    use_rules(monkeypatch, rule(once, safe=False))
    fixed = fix(article(TEARS, BRIDGES, TEARS), records, unsafe=True)
    assert fixed.after == article(TEARS, BRIDGES)


def test_no_source_is_asked_twice(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = TEARS.replace("133–149", "492–502").replace("tears.2014", "tears.2041")
    asked = []

    def counted(
        references: Sequence[Reference], sources: refkit.Sources, progress: None
    ) -> list[refkit.Verdict]:
        asked.append(references)
        return refkit.resolve(list(references), sources=sources)

    monkeypatch.setattr("refkit.api.originals.verdicts_of", counted)
    fixed = fix(article(wrong), records)
    assert fixed.after == article(TEARS)
    assert len(asked) == 1


def test_a_mended_reference_keeps_the_work_that_it_was_locked_with(
    tmp_path: Path, records: Path
) -> None:
    wrong = TEARS.replace("133–149", "492–502").replace("tears.2014", "tears.2041")
    path = tmp_path / "article.md"
    path.write_text(article(wrong, UNKNOWN), encoding="utf-8")
    with refkit.Sources(records=[records], offline=True) as sources:
        refkit.lock([path], sources=sources)
    fixed = refkit.fix(path, locked=tmp_path / "refkit.lock", write=True)
    assert path.read_text(encoding="utf-8") == article(TEARS, UNKNOWN)
    assert fixed.report.verdicts[0].identity == "same-work"
    assert "S901" not in {finding.code for finding in fixed.report.findings}


def test_a_locked_repair_asks_no_sources(records: Path) -> None:
    with (
        refkit.Sources(records=[records], offline=True) as sources,
        pytest.raises(refkit.ConfigurationError, match="asks no sources"),
    ):
        refkit.fix(article(TEARS), sources=sources, locked=records)


def test_every_line_may_be_a_reference(records: Path) -> None:
    wrong = TEARS.replace("133–149", "492–502").replace("*", "")
    fixed = fix(f"{wrong}\n{UNKNOWN}\n", records, lines=True, format="text")
    assert fixed.after == f"{TEARS.replace('*', '')}\n{UNKNOWN}\n"


def test_an_article_without_references_stays_as_it_is(records: Path) -> None:
    assert not fix("Just text.\n", records, unsafe=True).changed
