"""The orchestrator: read, parse, resolve, check, render, cite, load and dump.

Every function here strings rooms together and holds no logic of its own. Rooms are imported where
they are used, so that ``import refkit`` stays quick.

A *source* argument is text (``str``), the bytes of a file, a :class:`pathlib.Path`, or an open
file. A ``str`` is always the text itself, never a file's name.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import closing
from datetime import timedelta
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, cast

# Three rooms share their names with functions below. A package binds its name in ``refkit`` when it
# is first imported; imported here, before ``refkit`` binds the functions, it takes none of them.
import refkit.parse
import refkit.render  # noqa: F401 - for the binding alone
from refkit.errors import ConfigurationError, InputError
from refkit.model import Answer, Candidate, Document, Record, Reference, Report, Verdict, Work
from refkit.model.locked import LockReport
from refkit.resolve.sources import Sources as Sources

if TYPE_CHECKING:
    from refkit.csl import Style
    from refkit.formats import Loaded
    from refkit.parse.tagger import Tagger
    from refkit.parse.training import Training as Training
    from refkit.render import Bibliography, Citations, Cited, StyleDetails, StyleInfo
    from refkit.resolve.cache import CacheInfo
    from refkit.resolve.lockfile import Lockfile as Lockfile
    from refkit.resolve.session import Progress
    from refkit.resolve.snapshot import SnapshotInfo as SnapshotInfo
    from refkit.resolve.snapshot_build import Built as Built
    from refkit.verify import RuleInfo


class Readable(Protocol):
    """An open file, in text or binary mode."""

    def read(self) -> str | bytes:
        """Everything that is left in it."""
        ...


Input: TypeAlias = str | bytes | Path | Readable


def read(source: Input, *, format: str | None = None, path: str = "") -> Document:
    """Read an article.

    Args:
        source: Text, bytes, a Path or an open file.
        format: "markdown", "html" or "text"; found from the name and the content if None.
        path: The file's name for messages, where ``source`` is no Path.

    Raises:
        UnreadableError: If it is missing, empty, binary, or of a form that refkit cannot read.
    """
    from refkit import readers

    if isinstance(source, Path):
        return readers.read_path(source, format=format)
    data, name = _data(source)
    return readers.read(data, path=path or name, format=format)


def parse(
    source: Input | Document,
    *,
    format: str | None = None,
    lines: bool = False,
    tagger: Tagger | None = None,
) -> list[Reference]:
    """Find the reference list of an article and parse every reference.

    Args:
        source: Text, bytes, a Path, an open file, or a Document.
        format: As for :func:`read`.
        lines: Take every line that is not blank for one reference; look for no list.
        tagger: A model of :func:`load_tagger`; by default the one that comes with refkit.

    Returns:
        The References in the order of the article; [] if it has no list.

    Raises:
        UnreadableError: As :func:`read` does.
    """
    return _references(_document(source, format, lines), lines, tagger)


def parse_reference(text: str, *, tagger: Tagger | None = None) -> Reference:
    """Parse one reference, such as a line of a reference list. Never raises, whatever the text.

    Args:
        text: The reference.
        tagger: A model of :func:`load_tagger`; by default the one that comes with refkit.
    """
    from refkit.parse import parse_text

    return parse_text(text, tagger)


def load_tagger(path: Path | str) -> Tagger:
    """Load a model that :func:`train` or ``refkit train`` made, for :func:`parse` and the like.

    Raises:
        UnreadableError: If the file cannot be opened.
        FormatError: If it is no model, or a damaged one.
    """
    from refkit.parse.tagger import open_tagger

    return open_tagger(Path(path))


def train(
    paths: Sequence[Path | str],
    *,
    held_out: float = 0.1,
    iterations: int = 100,
    progress: Callable[[int], None] | None = None,
) -> Training:
    """Train a model for references of any style from ones whose fields are known.

    Args:
        paths: Files of JSON lines: ``{"labels": [["author", "Smith, J."], …]}``, the segments of a
            reference in order, or ``{"text": "…", "spans": [[0, 9, "author"], …]}``. Labels are
            CSL variables.
        held_out: The share that is kept for measuring, 0.0–1.0.
        iterations: Steps of the training at most.
        progress: Called after each step with its number.

    Returns:
        The bytes of the model, and its figures beside those of the model that comes with refkit.

    Raises:
        UnreadableError: If a file cannot be opened.
        FormatError: If a line is no example, naming it, or if there are too few of them.
    """
    from refkit.parse.tagger import Fit
    from refkit.parse.training import read_examples, train_tagger

    examples = [example for path in paths for example in read_examples(Path(path))]
    return train_tagger(examples, Fit(iterations=iterations), held_out=held_out, progress=progress)


def check(
    source: Input | Document,
    *,
    format: str | None = None,
    sources: Sources | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    lines: bool = False,
    tagger: Tagger | None = None,
    progress: Progress | None = None,
    locked: Path | str | Lockfile | None = None,
) -> Report:
    """Check the references of an article against what is known of the works.

    Args:
        source: Text, bytes, a Path, an open file, or a Document.
        format: As for :func:`read`.
        sources: Where to ask; by default Crossref, DataCite and doi.org, with the user's cache.
        select: Codes of rules, or beginnings of codes ("M3"); empty for all.
        ignore: Codes to leave out.
        lines: As for :func:`parse`.
        tagger: As for :func:`parse`.
        progress: As for :func:`resolve`.
        locked: A Lockfile of :func:`lock`, which alone decides then: nothing is asked, and the
            Report is the same on every machine. What it lacks is a Finding, S901.

    Returns:
        A Report: a Verdict for each reference, and the Findings. Outages are part of it.

    Raises:
        UnreadableError: As :func:`read` does.
        UnknownRuleError: If a code fits no rule.
        ConfigurationError: If there is no such Lockfile, or there are sources beside it.
        FormatError: If the Lockfile is broken; names the line.
    """
    from refkit import verify

    chosen, ignored = list(select), list(ignore)
    verify.select(chosen, ignored)  # a mistaken code fails before anything is asked
    document = _document(source, format, lines)
    references = _references(document, lines, tagger)
    unlocked: frozenset[int] = frozenset()
    if locked is None:
        verdicts = _verdicts(references, sources, progress)
    elif sources is None:
        verdicts, unlocked = _locked_verdicts(references, document.path, open_lockfile(locked))
    else:
        raise ConfigurationError("a check that is locked asks no sources")
    findings = verify.run(
        verify.Article(document=document, verdicts=verdicts, unlocked=unlocked),
        chosen=chosen,
        ignored=ignored,
    )
    return Report(
        path=document.path,
        format=document.format,
        verdicts=verdicts,
        findings=findings,
        guesses=document.guesses,
        source=document.source,
    )


def lock(
    articles: Iterable[Path | str | Document],
    *,
    sources: Sources | None = None,
    lockfile: Path | str | None = None,
    refresh: bool = False,
    write: bool = True,
    lines: bool = False,
    tagger: Tagger | None = None,
    progress: Progress | None = None,
) -> LockReport:
    """Write down what the references of articles are checked against, for checks from then on.

    Only references that are new or changed are asked for; the others stay as they were locked. A
    reference about which a Source was silent is not locked. Nothing is written where nothing
    changed.

    Args:
        articles: Paths of articles, or Documents that were read from files.
        sources: Where to ask; by default Crossref, DataCite and doi.org, with the user's cache.
        lockfile: The Lockfile; by default ``refkit.lock`` beside each article.
        refresh: Whether to ask for every reference anew, and tell what is new since it was locked.
            Sources that are given should have been opened with ``refresh`` as well.
        write: Whether to write; else the report only says what would change.
        lines: As for :func:`parse`.
        tagger: As for :func:`parse`.
        progress: As for :func:`resolve`.

    Returns:
        What became of each reference, and the news.

    Raises:
        UnreadableError: If an article or a Lockfile cannot be read.
        FormatError: If a Lockfile is broken; names the line. It is left as it is.
        ConfigurationError: If an article comes from no file, or a Lockfile cannot be written.
    """
    from refkit.resolve.lockfile import lockfile_of, old_entries, update_lockfiles
    from refkit.resolve.lockfile_entry import relock, to_ask

    lists = _reference_lists(articles, lines, tagger)
    places = {path: Path(lockfile) if lockfile else lockfile_of(path) for path in lists}
    old = old_entries(places)
    asked = {
        path: references if refresh else to_ask(references, old[path])
        for path, references in lists.items()
    }
    questions = list(chain.from_iterable(asked.values()))
    # All at once: the DOIs of twenty short lists are one request.
    if sources is None:
        with Sources(refresh=refresh) as default:
            verdicts = iter(_verdicts(questions, default, progress))
    else:
        verdicts = iter(_verdicts(questions, sources, progress))
    locked = [
        relock(path, places[path], references, old[path], list(islice(verdicts, len(asked[path]))))
        for path, references in lists.items()
    ]
    return LockReport(articles=locked, written=update_lockfiles(locked) if write else [])


def open_lockfile(lockfile: Path | str | Lockfile) -> Lockfile:
    """Read a Lockfile once, for several calls of :func:`check`.

    Raises:
        ConfigurationError: If there is none.
        UnreadableError: If it cannot be read.
        FormatError: If it is broken; names the line.
    """
    from refkit.resolve import lockfile as files

    if isinstance(lockfile, files.Lockfile):
        return lockfile
    return files.open_lockfile(Path(lockfile))


def lockfile_of(article: Path | str) -> Path:
    """Where the Lockfile of an article is, unless another place is named."""
    from refkit.resolve import lockfile as files

    return files.lockfile_of(article)


def resolve(
    source: Input | Document | Sequence[Reference | Work | str],
    *,
    sources: Sources | None = None,
    lines: bool = False,
    progress: Progress | None = None,
) -> list[Verdict]:
    """Find the Record of each reference, work or DOI.

    Args:
        source: An article, as for :func:`parse`; or References, Works, reference strings and DOIs
            in a list.
        sources: Where to ask; by default Crossref, DataCite and doi.org, with the user's cache.
        lines: As for :func:`parse`.
        progress: Called with the questions that are answered, all questions of the step, and the
            step, such as "DOIs at crossref"; from one thread at a time.

    Returns:
        A Verdict for each, in order; ``verdict.match.record`` is the Record where one was found.
    """
    if isinstance(source, (list, tuple)):
        references = [_reference(each) for each in source]
    else:
        document = _document(cast("Input | Document", source), None, lines)
        references = _references(document, lines)
    return _verdicts(references, sources, progress)


def candidates(verdict: Verdict) -> list[Candidate]:
    """The works that were considered for a reference, with the agreement of each field.

    Args:
        verdict: A Verdict of :func:`check` or :func:`resolve`.

    Returns:
        Each Record that a source offered, once, the most probable first; [] for a DOI and nothing
        else, which describes no work to compare.
    """
    from refkit.match import score
    from refkit.normalize.identifiers import doi_key
    from refkit.verify.judge import is_bare_doi

    if is_bare_doi(verdict.reference):
        return []
    records: dict[str, Record] = {}
    for answer in verdict.coverage:
        for record in answer.records:
            records.setdefault(doi_key(record.work.DOI) or f"#{id(record)}", record)
    scored = [score(verdict.reference, record) for record in records.values()]
    return sorted(scored, key=lambda candidate: -candidate.score)


def render(
    works: Iterable[Work],
    style: str | Path | Style = "apa",
    *,
    format: str = "text",
    locale: str = "",
    engine: str = "refkit",
) -> Bibliography:
    """Render a bibliography in a CSL style.

    Args:
        works: The Works.
        style: A style's name ("apa"), id, title, the path of a .csl file, or a
            :class:`refkit.csl.Style`.
        format: "text", "html", "markdown", "latex", "rtf", "typst", or "runs" for plain text with
            its runs of one formatting each, such as word processors want them.
        locale: A language such as "de-DE"; by default that of the style, else en-US.
        engine: "refkit", or "citeproc-py" for comparison.

    Returns:
        The entries in the style's order, with warnings; ``str()`` of it is the bibliography. A
        Work that cannot be rendered is "author (year). title." with a warning; one of which the
        style renders nothing, such as a personal communication in APA, is left out with a warning.

    Raises:
        UnknownStyleError: If there is no such style or locale; names the nearest ones.
        FormatError: If a .csl file is broken; names the line.
        ConfigurationError: If there is no such format or engine, or the style has no bibliography.
    """
    from refkit.render import render as render_works

    return render_works(works, style, format=format, locale=locale, engine=engine)


def cite(
    works: Iterable[Work],
    citations: Iterable[Cited],
    style: str | Path | Style = "apa",
    *,
    format: str = "text",
    locale: str = "",
    uncited: bool | Collection[str] = (),
) -> Citations:
    """Render the citations of a text in a CSL style, and the bibliography of what they cite.

    For a text whose citations change one by one, there is :class:`refkit.csl.Document`: it renders
    only what a change touches.

    Args:
        works: The Works that can be cited, by their ids.
        citations: All citations in the order of the text, each an id ("doe2020"), a
            :class:`refkit.csl.CitationItem` with locator, prefix and the like, a list of ids and
            items, or a :class:`refkit.csl.Citation` that knows its note.
        style: As for :func:`render`.
        format: As for :func:`render`.
        locale: As for :func:`render`.
        uncited: Ids of Works that stand in the bibliography though nothing cites them, or True for
            all Works.

    Returns:
        The citations' texts in order, and the bibliography (None in a style that has none).

    Raises:
        UnknownStyleError: If there is no such style or locale; names the nearest ones.
        FormatError: If a .csl file is broken; names the line.
        ConfigurationError: If there is no such format, no Work of a cited id, or several.
    """
    from refkit.render import cite as cite_works

    return cite_works(works, citations, style, format=format, locale=locale, uncited=uncited)


def load(source: Input, format: str | None = None) -> list[Work]:
    """Load Works from BibTeX or CSL-JSON. An entry that cannot be read is an error.

    Args:
        source: Text, bytes, a Path or an open file.
        format: "bibtex", "csl-json" or "csl-jsonl"; found from the name and the content if None.

    Raises:
        FormatError: If an entry cannot be read; names the line. :func:`load_all` goes on instead,
            and tells also what was read with doubts, such as a key that is there twice.
        UnreadableError: If the file cannot be read.
    """
    from refkit.errors import FormatError

    loaded = load_all(source, format)
    for problem in loaded.problems:
        if problem.lost:
            raise FormatError(
                problem.reason, path=_name(source), line=problem.line, entry=problem.entry
            )
    return loaded.works


def load_all(source: Input, format: str | None = None) -> Loaded:
    """Load Works, and report broken entries as data beside them; see :func:`load`."""
    from refkit import formats

    if isinstance(source, Path):
        from refkit.readers import read_bytes

        return formats.load(read_bytes(source), format=format, path=str(source))
    data, name = _data(source)
    return formats.load(data, format=format, path=name)


def dump(works: Iterable[Work], format: str = "bibtex", **options: Any) -> str:
    """Write Works in a format.

    Args:
        works: The Works.
        format: "bibtex", "csl-json" or "csl-jsonl".
        options: Options of the format, such as ``latex=True`` for BibTeX with LaTeX escapes.

    Raises:
        ConfigurationError: If there is no such format or option.
    """
    from refkit import formats

    return formats.dump(list(works), format, **options)


def cache_info() -> CacheInfo:
    """What the cache of Answers holds: path, size, entries by source and kind, their age.

    Raises:
        ConfigurationError: If the file cannot be read.
    """
    from refkit.resolve.cache import Cache

    with Cache() as cache:
        return cache.info()


def clear_cache(source: str = "", *, older_than: timedelta | None = None) -> int:
    """Remove Answers from the cache.

    Args:
        source: Only those of this Source, such as "crossref"; "" for all.
        older_than: Only those that were kept longer ago than this.

    Returns:
        How many were removed.

    Raises:
        ConfigurationError: If the file cannot be written.
    """
    from refkit.resolve.cache import Cache

    with Cache() as cache:
        return cache.clear(source, older_than)


def build_snapshot(
    inputs: Iterable[Path | str],
    output: Path | str,
    *,
    memory: int = 1024,
    shard_size: int = 10_000_000,
    progress: Callable[[str, int], None] | None = None,
    problem: Callable[[InputError], None] | None = None,
) -> Built:
    """Index works for use without a network; go on where the last run of it stopped.

    What is broken is passed over, counted, and told to ``problem``. A file that has been read is
    not read again unless it has changed. Of two records of one DOI the later one counts.

    Args:
        inputs: Files and tar archives of Crossref works or CSL-JSON (JSON or JSON lines, plain or
            gzip), and folders of them, such as Crossref's public data file.
        output: The Snapshot's folder.
        memory: Megabytes to take, about.
        shard_size: Works in each of the parts that the Snapshot is divided into, about.
        progress: Called now and then with the name of the file that is read, and how many works
            this run has added.
        problem: Called with what is broken, of each file ten times and once more at most.

    Returns:
        What was done.

    Raises:
        UnreadableError: If an input is missing.
        ConfigurationError: If the folder cannot be written, is something else, or another build is
            at it; if there is too little memory.
        FormatError: If the folder was written by a newer refkit, or is damaged.
    """
    from refkit.resolve.snapshot_build import build_snapshot as build

    return build(
        [Path(path) for path in inputs],
        Path(output),
        memory=memory,
        shard_size=shard_size,
        progress=progress,
        problem=problem,
    )


def snapshot_info(path: Path | str) -> SnapshotInfo:
    """What a Snapshot holds: works, shards, size, when it was built and from what.

    Raises:
        UnreadableError: If the folder is missing, or has no shard.
        FormatError: If it is damaged, or was made by a newer refkit.
    """
    from refkit.resolve.snapshot import snapshot_info as describe

    return describe(Path(path))


def search_snapshot(path: Path | str, text: str, *, rows: int = 10) -> list[Record]:
    """The Records of a Snapshot that a text might mean.

    Args:
        path: The Snapshot's folder.
        text: A reference, any words of one, or a DOI.
        rows: How many Records at most.

    Returns:
        The Records, best first; of a DOI the one.

    Raises:
        UnreadableError: If the folder is missing, or has no shard.
        FormatError: If it is damaged, or was made by a newer refkit.
    """
    from refkit.normalize.identifiers import doi_key
    from refkit.resolve.snapshot import Snapshot

    with closing(Snapshot(Path(path))) as snapshot:
        if " " not in text.strip() and doi_key(text):
            (answer,) = snapshot.by_doi([text])
        else:
            (answer,) = snapshot.search([Reference(raw=text)], rows)
    return answer.records


def find_styles(query: str = "") -> list[StyleInfo]:
    """The CSL styles whose name or title contains every word of a query."""
    from refkit.render import find_styles as find

    return find(query)


def describe_style(style: str | Path) -> StyleDetails:
    """What a style says of itself: title, kind, parent, licence ….

    Raises:
        UnknownStyleError: If there is none; names the nearest ones.
        FormatError: If a .csl file is broken; names the line.
    """
    from refkit.render import describe_style as describe

    return describe(style)


def preview_style(
    style: str | Path, work: Work | None = None, *, format: str = "text", locale: str = ""
) -> Citations:
    """How a style cites one work, alone and with a page, and its entry in the bibliography.

    Args:
        style: As for :func:`render`.
        work: The work; by default one that is made up.
        format: As for :func:`render`.
        locale: As for :func:`render`.
    """
    from refkit.render import preview

    return preview(style, work, format=format, locale=locale)


def article_extensions() -> tuple[str, ...]:
    """The extensions of files that are taken for articles, in lower case: ".md" …."""
    from refkit.readers.forms import EXTENSIONS

    return (*EXTENSIONS, ".txt")


def rules() -> list[RuleInfo]:
    """Every rule, by code."""
    from refkit import verify

    return verify.known_rules()


def rule(code: str) -> RuleInfo:
    """The rule with a code.

    Raises:
        UnknownRuleError: If there is none.
    """
    from refkit import verify

    return verify.find_rule(code)


def _document(source: Input | Document, format: str | None, lines: bool) -> Document:
    document = source if isinstance(source, Document) else read(source, format=format)
    return document.verbatim() if lines else document


def _references(document: Document, lines: bool, tagger: Tagger | None = None) -> list[Reference]:
    from refkit.extract import find_references, split_lines
    from refkit.parse import parse_reference as parse_one

    found = split_lines(document.text) if lines else find_references(document)
    return [parse_one(reference, tagger) for reference in found]


def _reference_lists(
    articles: Iterable[Path | str | Document], lines: bool, tagger: Tagger | None
) -> dict[str, list[Reference]]:
    """The References of articles, by the articles' paths.

    Raises:
        ConfigurationError: If an article comes from no file.
    """
    lists = {}
    for article in articles:
        document = article if isinstance(article, Document) else read(Path(article))
        if not document.path:
            raise ConfigurationError("an article that comes from no file cannot be locked")
        lists[document.path] = _references(_document(document, None, lines), lines, tagger)
    return lists


def _reference(source: Reference | Work | str) -> Reference:
    if isinstance(source, Reference):
        return source
    if isinstance(source, Work):
        return Reference(raw="", work=source, confidence=1.0)
    return parse_reference(source)


def _verdicts(
    references: Sequence[Reference], sources: Sources | None, progress: Progress | None = None
) -> list[Verdict]:
    if sources is None:
        with Sources() as default:
            return _verdicts(references, default, progress)
    from refkit.verify import judge, needs_search

    by_doi: list[list[Answer]] = [[] for _ in references]
    with_doi = [number for number, each in enumerate(references) if each.work.DOI]
    answers = sources.resolver.by_doi(
        [references[number].work.DOI for number in with_doi], progress=progress
    )
    for number, answer in zip(with_doi, answers, strict=True):
        by_doi[number] = answer
    by_search: list[list[Answer]] = [[] for _ in references]
    open_ones = [
        number for number, each in enumerate(references) if needs_search(each, by_doi[number])
    ]
    answers = sources.resolver.search(
        [references[number] for number in open_ones], progress=progress
    )
    for number, answer in zip(open_ones, answers, strict=True):
        by_search[number] = answer
    return [
        judge(each, by_doi[number], by_search[number], complete=sources.complete)
        for number, each in enumerate(references)
    ]


def _locked_verdicts(
    references: Sequence[Reference], path: str, lockfile: Lockfile
) -> tuple[list[Verdict], frozenset[int]]:
    """The Verdicts from a Lockfile alone, and the numbers of the references that it lacks."""
    from refkit.verify import judge_locked

    entries = [lockfile.find(path, reference) for reference in references]
    verdicts = [
        judge_locked(reference, entry, lockfile=lockfile.name)
        for reference, entry in zip(references, entries, strict=True)
    ]
    return verdicts, frozenset(at for at, entry in enumerate(entries) if entry is None)


def _name(source: Input) -> str:
    if isinstance(source, (str, bytes)):
        return ""
    return str(source if isinstance(source, Path) else getattr(source, "name", ""))


def _data(source: str | bytes | Readable) -> tuple[str | bytes, str]:
    if isinstance(source, (str, bytes)):
        if isinstance(source, str) and "\n" not in source and len(source) < 1000:
            _refuse_file_name(source)
        return source, ""
    return source.read(), _name(source)


def _refuse_file_name(text: str) -> None:
    """Tell a file's name given as text, which is a slip: the text itself is meant by a str."""
    if " " not in text and Path(text).suffix and Path(text).is_file():
        raise ConfigurationError(f"{text!r} is taken as text; for the file pass Path({text!r})")
