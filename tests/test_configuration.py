"""Configuration: the file that is found, what it says of an article, and its errors by line."""

from __future__ import annotations

import os
import re
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.api.configuration import (
    _KEYS,
    _SOURCES_KEYS,
    Configuration,
    SourceSettings,
    find_configuration,
    load_configuration,
)
from refkit.api.globs import check_glob, fits
from refkit.api.toml_lines import lines_of
from refkit.errors import ConfigurationError, UnknownRuleError

EVERYTHING = """\
select = ["m3", "A8"]
ignore = ["A804"]
fail-on = "error"
style = "apa-6"
exclude = ["drafts", "**/old-*.md"]
lockfile = "build/refkit.lock"
locked = true
baseline = "refkit-baseline.json"

[per-file-ignores]
"chapters/**/*.md" = ["M302"]
"README.md" = ["A", "X101"]

[severity]
A8 = "info"
d205 = "error"

[sources]
records = ["records.json", "/data/more.jsonl"]
records-complete = true
snapshots = ["../snapshot"]
offline = true
cache = false
mailto = "ada@example.org"
"""


def load(folder: Path, text: str, name: str = "refkit.toml") -> Configuration:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return load_configuration(file)


def test_every_key_is_read(tmp_path: Path) -> None:
    assert load(tmp_path, EVERYTHING) == Configuration(
        path=tmp_path / "refkit.toml",
        select=("M3", "A8"),
        ignore=("A804",),
        per_file_ignores=(("chapters/**/*.md", ("M302",)), ("README.md", ("A", "X101"))),
        severity={"A8": "info", "D205": "error"},
        fail_on="error",
        style="apa-6",
        exclude=("drafts", "**/old-*.md"),
        sources=SourceSettings(
            records=(tmp_path / "records.json", Path("/data/more.jsonl")),
            records_complete=True,
            snapshots=(tmp_path / "../snapshot",),
            offline=True,
            cache=False,
            mailto="ada@example.org",
        ),
        lockfile=tmp_path / "build/refkit.lock",
        locked=True,
        baseline=tmp_path / "refkit-baseline.json",
    )


def test_pyproject_holds_the_same_under_its_table(tmp_path: Path) -> None:
    text = '[project]\nname = "thesis"\n[tool.refkit]\nselect = ["M3"]\nfail-on = "never"\n'
    found = load(tmp_path, text, "pyproject.toml")
    assert (found.select, found.fail_on) == (("M3",), None)


def test_an_empty_file_is_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path, "") == Configuration(path=tmp_path / "refkit.toml")


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    file = tmp_path / "refkit.toml"
    file.write_bytes('\ufeff# settings\r\nstyle = "apa"\r\n'.encode())
    assert load_configuration(file).style == "apa"


def test_the_home_folder_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    monkeypatch.setenv("USERPROFILE", "/home/ada")
    found = load(tmp_path, '[sources]\nsnapshots = ["~/crossref"]\n')
    assert found.sources.snapshots == (Path("/home/ada/crossref"),)


WRONG = {
    "unknown key": ('\nselct = ["M3"]', 2, "unknown key 'selct'; did you mean 'select'?"),
    "underscore": ('fail_on = "error"', 1, "unknown key 'fail_on'; did you mean 'fail-on'?"),
    "unlike any key": (
        "quiet = true",
        1,
        "unknown key 'quiet'; there are select, ignore, per-file-ignores, severity, fail-on, "
        "style, exclude, sources, lockfile, locked, baseline",
    ),
    "unknown key of a table": (
        "[sources]\noffline = true\nrecord = []",
        3,
        "unknown key 'sources.record'; did you mean 'records'?",
    ),
    "unknown inline key": (
        "style = 'apa'\nsources = { offline = true, mail = 'a' }",
        2,
        "unknown key 'sources.mail'; did you mean 'mailto'?",
    ),
    "unknown code": (
        'select = [\n  "D2", # DOIs\n  "R9",\n]',
        3,
        "select: no rule 'R9'; there are R501",
    ),
    "unknown code of a pattern": (
        '[per-file-ignores]\n"*.md" = ["D2", "R9"]',
        2,
        "per-file-ignores.*.md: no rule 'R9'; there are R501",
    ),
    "unknown code of a severity": (
        '[severity]\nR9 = "info"',
        2,
        "severity: no rule 'R9'; there are R501",
    ),
    "string for a list": (
        'select = "M3"',
        1,
        'select must be a list of codes, such as ["M302", "A8"], and is the string \'M3\'',
    ),
    "number in a list": (
        "ignore = [\n'M3',\n7]",
        3,
        'ignore must be a list of codes, such as ["M302", "A8"], and holds the number 7',
    ),
    "empty code": (
        'ignore = [" "]',
        1,
        'ignore must be a list of codes, such as ["M302", "A8"], and holds an empty string',
    ),
    "wrong word": (
        'fail-on = "errors"',
        1,
        "fail-on must be one of 'error', 'warning', 'info', 'never', and is 'errors'; "
        "did you mean 'error'?",
    ),
    "wrong style": (
        "style = 7",
        1,
        "style must be one of 'auto', 'apa', 'apa-6', 'none', and is the number 7",
    ),
    "wrong severity": (
        "[severity]\nM3 = 'warn'",
        2,
        "severity.M3 must be one of 'error', 'warning', 'info', and is 'warn'; "
        "did you mean 'warning'?",
    ),
    "string for a flag": (
        'locked = "yes"',
        1,
        "locked must be true or false, and is the string 'yes'",
    ),
    "number for a flag": (
        "[sources]\noffline = 1",
        2,
        "sources.offline must be true or false, and is the number 1",
    ),
    "list for a path": ("baseline = []", 1, "baseline must be a string, and is a list"),
    "empty path": ('lockfile = ""', 1, "lockfile must be a path, and is an empty string"),
    "list for a table": ("\n\nsources = []", 3, "sources must be a table, and is a list"),
    "complete records without any": (
        "[sources]\nrecords-complete = true",
        2,
        "sources.records-complete says something about sources.records, and needs it",
    ),
    "absolute pattern": (
        "exclude = ['/drafts']",
        1,
        "exclude: '/drafts' is no usable pattern: it must be relative to the folder of this file",
    ),
    "pattern of Windows": (
        "[per-file-ignores]\n'a\\b' = []",
        2,
        "per-file-ignores: 'a\\\\b' is no usable pattern: "
        "folders are separated by “/” on every system",
    ),
    "broken TOML": (
        "select = [\n'M3'\nignore = 1",
        3,
        "is no valid TOML: Unclosed array",
    ),
    "broken at the end": ("select = [\n", 2, "is no valid TOML: Invalid value"),
    "the same key twice": (
        "locked = true\nlocked = true",
        2,
        "is no valid TOML: Cannot overwrite a value",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_with_its_line(name: str, tmp_path: Path) -> None:
    text, line, problem = WRONG[name]
    with pytest.raises(ConfigurationError) as caught:
        load(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path / 'refkit.toml'}:{line}: {problem}")


@pytest.mark.parametrize("name", WRONG)
def test_the_line_is_that_of_pyproject(name: str, tmp_path: Path) -> None:
    text, line, _ = WRONG[name]
    text = text.replace("[severity]", "[tool.refkit.severity]")
    text = text.replace("[per-file-ignores]", "[tool.refkit.per-file-ignores]")
    text = text.replace("[sources]", "[tool.refkit.sources]")
    with pytest.raises(ConfigurationError) as caught:
        load(tmp_path, f"[project]\nname = 'a'\n[tool.refkit]\n{text}", "pyproject.toml")
    assert str(caught.value).startswith(f"{tmp_path / 'pyproject.toml'}:{line + 3}: ")


def test_an_unknown_code_is_an_error_of_its_own_kind(tmp_path: Path) -> None:
    with pytest.raises(UnknownRuleError):
        load(tmp_path, 'ignore = ["Q1"]')


def test_pyproject_without_the_table_is_no_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"has no \[tool\.refkit\]"):
        load(tmp_path, "[project]\nname = 'a'\n", "pyproject.toml")


def test_a_file_that_is_no_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "refkit.toml"
    file.write_bytes(b"# caf\xc3\xa9\n# caf\xe9\n")
    with pytest.raises(ConfigurationError, match=r"refkit\.toml:2: is not UTF-8"):
        load_configuration(file)


def test_a_missing_file_or_a_folder_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no such file"):
        load_configuration(tmp_path / "missing.toml")
    with pytest.raises(ConfigurationError, match="cannot be read: is a directory"):
        load_configuration(tmp_path)
    with pytest.raises(ConfigurationError, match="is no file's name"):
        load_configuration("a\0.toml")


def test_deep_nesting_and_endless_numbers_are_clear_errors(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        load(tmp_path, "a = " + "[" * 100_000)
    with pytest.raises(ConfigurationError):
        load(tmp_path, "a = " + "[" * 20_000 + "]" * 20_000)
    with pytest.raises(ConfigurationError):
        load(tmp_path, "a = " + "9" * 10_000)


def tree(folder: Path, *files: str) -> None:
    for file in files:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("[tool.refkit]\n" if path.name == "pyproject.toml" else "")


def test_the_nearest_file_above_all_paths_is_found(tmp_path: Path) -> None:
    tree(tmp_path, "pyproject.toml", "a/refkit.toml", "a/b/one.md", "a/c/two.md", "d/three.md")
    one, two, three = (tmp_path / each for each in ("a/b/one.md", "a/c/two.md", "d/three.md"))
    assert find_configuration([one]) == tmp_path / "a/refkit.toml"
    assert find_configuration([one, two]) == tmp_path / "a/refkit.toml"
    assert find_configuration([tmp_path / "a/b"]) == tmp_path / "a/refkit.toml"
    assert find_configuration([str(one), three]) == tmp_path / "pyproject.toml"
    assert find_configuration([tmp_path]) == tmp_path / "pyproject.toml"
    assert find_configuration([tmp_path / "a/missing.md"]) == tmp_path / "a/refkit.toml"


def test_standard_input_is_of_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(tmp_path, "refkit.toml", "sub/refkit.toml", "other/one.md")
    monkeypatch.chdir(tmp_path / "sub")
    assert find_configuration(["-"]) == tmp_path / "sub/refkit.toml"
    assert find_configuration() == tmp_path / "sub/refkit.toml"
    assert find_configuration(["-", "../other/one.md"]) == tmp_path / "refkit.toml"


def test_refkit_toml_goes_before_pyproject(tmp_path: Path) -> None:
    tree(tmp_path, "pyproject.toml", "refkit.toml")
    assert find_configuration([tmp_path]) == tmp_path / "refkit.toml"


def test_a_pyproject_of_something_else_is_passed_over(tmp_path: Path) -> None:
    tree(tmp_path, "refkit.toml", "a/b/one.md")
    (tmp_path / "a/pyproject.toml").write_text("[project]\nthis is broken, and not our matter")
    (tmp_path / "a/b/pyproject.toml").write_text("[project]\ndependencies = ['refkit']\n")
    assert find_configuration([tmp_path / "a/b"]) == tmp_path / "refkit.toml"


def test_a_broken_pyproject_that_speaks_of_refkit_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.refkit]\nselect = [\n")
    with pytest.raises(ConfigurationError, match=r"pyproject\.toml:3: is no valid TOML"):
        find_configuration([tmp_path])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all files")
def test_a_file_that_may_not_be_read_is_a_clear_error(tmp_path: Path) -> None:
    tree(tmp_path, "pyproject.toml")
    (tmp_path / "pyproject.toml").chmod(0)
    with pytest.raises(ConfigurationError, match="cannot be read: permission denied"):
        find_configuration([tmp_path])


def test_what_is_ignored_for_a_file_is_ignored_there_only(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        'select = ["M302", "D"]\nignore = ["D205"]\n'
        '[per-file-ignores]\n"chapters/*.md" = ["M30"]\n"two.md" = ["F4"]\n',
    )
    elsewhere = found.settings_for(tmp_path / "one.md")
    assert (elsewhere.select, elsewhere.ignore) == (("M302", "D"), ("D205",))
    assert "M302" in found.settings_for(tmp_path / "chapters/one.md").ignore
    two = found.settings_for(str(tmp_path / "chapters" / "two.md")).ignore
    assert {"D205", "M301", "M302", "M307", "F401"} <= set(two)
    assert found.settings_for("-").ignore == ("D205",)
    assert found.settings_for(tmp_path.parent / "two.md").ignore == ("D205",)


def test_a_code_that_is_selected_by_its_name_is_ignored_for_a_file_all_the_same(
    tmp_path: Path,
) -> None:
    from refkit.verify import select

    found = load(tmp_path, 'select = ["M302"]\n[per-file-ignores]\n"*.md" = ["M"]\n')
    settings = found.settings_for(tmp_path / "one.md")
    assert select(settings.select, settings.ignore) == []


def test_paths_from_another_folder_are_compared_with_the_files_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(tmp_path, "refkit.toml", "chapters/one.md")
    found = load(tmp_path, "exclude = ['chapters/*.md']")
    monkeypatch.chdir(tmp_path / "chapters")
    assert found.excluded("one.md")
    assert found.excluded("../chapters/one.md")
    assert not found.excluded("../one.md")


def test_nothing_is_excluded_by_default() -> None:
    assert not Configuration().excluded("one.md")
    assert Configuration().settings_for("one.md").ignore == ()


DOCUMENTED = (Path(__file__).parents[1] / "docs" / "configuration.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```toml\n(.*?)^```", DOCUMENTED, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_the_examples_of_the_documentation_are_read(number: int, tmp_path: Path) -> None:
    text = EXAMPLES[number]
    load(tmp_path, text, "pyproject.toml" if "pyproject" in text else "refkit.toml")


def test_every_key_is_documented_and_has_an_example() -> None:
    for key in (*_KEYS, *_SOURCES_KEYS):
        assert f"| `{key}` |" in DOCUMENTED or f"[{key}]" in DOCUMENTED
        assert any(key in example for example in EXAMPLES)


FIT = [
    ("one.md", "one.md", True),
    ("one.md", "a/b/one.md", True),
    ("one.md", "a/bone.md", False),
    ("*.md", "a/b/one.md", True),
    ("*.md", "a/b/one.mdx", False),
    ("drafts", "drafts/one.md", True),
    ("drafts", "a/drafts/b/one.md", True),
    ("drafts/", "a/drafts/one.md", True),
    ("a/*.md", "a/one.md", True),
    ("a/*.md", "a/b/one.md", False),
    ("a/*.md", "x/a/one.md", False),
    ("a/**", "a/one.md", True),
    ("a/**", "a/b/c/one.md", True),
    ("a/**", "b/a/one.md", False),
    ("a/**", "a", False),
    ("a/b", "a/b/c/one.md", True),
    ("**/a/*.md", "a/one.md", True),
    ("**/a/*.md", "x/y/a/one.md", True),
    ("a/**/b/*.md", "a/b/one.md", True),
    ("a/**/b/*.md", "a/x/y/b/one.md", True),
    ("a/**/b/*.md", "a/x/y/one.md", False),
    ("**", "one.md", True),
    ("**/*.md", "one.md", True),
    ("chapter-?.md", "chapter-1.md", True),
    ("chapter-?.md", "chapter-12.md", False),
    ("chapter-[0-3].md", "chapter-4.md", False),
    ("[!c]*.md", "d.md", True),
    ("[[]draft].md", "[draft].md", True),
    ("One.md", "one.md", False),
    ("année*.md", "a/année 2020.md", True),
]


@pytest.mark.parametrize(("pattern", "path", "expected"), FIT)
def test_which_paths_a_pattern_fits(pattern: str, path: str, expected: bool) -> None:
    check_glob(pattern)
    assert fits(pattern, path.split("/")) is expected


@pytest.mark.parametrize(
    "pattern",
    [
        "", " ", "/", "/a", "~/a", "C:/a", "a\\b", "../a", "a/../b", "./a", "a//b", "!a", "a**",
        "a/**b", "[a", "a/[]", "a\0",
    ],
)  # fmt: skip
def test_a_pattern_that_can_fit_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(ConfigurationError, match="is no usable pattern"):
        check_glob(pattern)


def test_hostile_patterns_are_compared_in_linear_time() -> None:
    pattern = "*a" * 500 + "b"
    assert not fits(pattern, ["a" * 10_000])
    assert not fits("**/" * 300 + "b", ["a"] * 300)


LINES = """\
# a comment with [brackets] and "quotes"
a = 1
b.c = [ "x", # one
  'y]', [1,
  2] ]
"d.e" = { f = 1, g = [3] }
h = \"\"\"
[not.a.table]
\"\"\"\"
[i.j]
k = 1979-05-27 07:32:00.5
[[l]]
m = '''
'''
[[l]]
n = 0.5
[l.o]
p = true
"""


def test_the_lines_of_keys_and_elements() -> None:
    assert lines_of(LINES) == {
        ("a",): 2,
        ("b",): 3,
        ("b", "c"): 3,
        ("b", "c", 0): 3,
        ("b", "c", 1): 4,
        ("b", "c", 2): 4,
        ("b", "c", 2, 0): 4,
        ("b", "c", 2, 1): 5,
        ("d.e",): 6,
        ("d.e", "f"): 6,
        ("d.e", "g"): 6,
        ("d.e", "g", 0): 6,
        ("h",): 7,
        ("i",): 10,
        ("i", "j"): 10,
        ("i", "j", "k"): 11,
        ("l",): 12,
        ("l", 0): 12,
        ("l", 0, "m"): 13,
        ("l", 1): 15,
        ("l", 1, "n"): 16,
        ("l", 1, "o"): 17,
        ("l", 1, "o", "p"): 18,
    }


_PIECES = st.lists(
    st.sampled_from(
        [
            "select", "ignore", "sources", "severity", "per-file-ignores", "style", "tool.refkit",
            " = ", "[", "]", "[[", "]]", "{", "}", ", ", "\n", '"', "'", '"""', "'''", "\\", "#",
            ".", "M302", "true", "1", "-1.5e3", "1979-05-27", '"M3"', '"*.md"', "'a'", "\r\n", "é",
            "[sources]\n", "[severity]\n", "records = [\n", "fail-on = ",
        ]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@given(text=st.one_of(_PIECES, st.text(max_size=60)))
def test_any_file_is_read_or_refused_in_words(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("configuration") / "refkit.toml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    with suppress(ConfigurationError):
        load_configuration(file)


@given(text=_PIECES)
def test_every_key_of_a_valid_file_has_a_line(text: str) -> None:
    text = text.replace("\r\n", "\n")
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    lines = lines_of(text)
    for path in _paths(values):
        assert 1 <= lines[path] <= text.count("\n") + 1


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [path] if path else []
    if isinstance(value, dict):
        for key, each in value.items():
            found += _paths(each, (*path, key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            found += _paths(each, (*path, number))
    return found
