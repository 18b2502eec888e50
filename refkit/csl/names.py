"""cs:names: the names of one or more variables with their labels, or what stands in for them.

CSL 1.0.2, "Names", "Substitute", "Label in cs:names" and "Inheritable Name Options".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from refkit.csl.conditions import chosen
from refkit.csl.context import Context, NamesTrace
from refkit.csl.label import label_text
from refkit.csl.name import DISPLAY_AND_SORT, Name
from refkit.csl.name_form import UNSTYLED, NameForm, PartStyle
from refkit.csl.name_list import ListStyle, abbreviations, is_word, sort_text
from refkit.csl.textcase import strip_periods, transform
from refkit.csl.tree import PLAIN, Format, Node, Piece

if TYPE_CHECKING:
    from lxml.etree import _Element

    from refkit.csl.locale import Locale

Render: TypeAlias = Callable[[Context], Piece | None]
MakeFormat: TypeAlias = "Callable[[_Element], Format]"
CompileChild: TypeAlias = "Callable[[_Element], Render]"

_MERGED: Final = "editortranslator"
_EDITOR_AND_TRANSLATOR: Final = frozenset({"editor", "translator"})

_SHORTHAND_CHILDREN: Final = ("name", "et-al", "label")
_NOTHING: Final[list[int]] = []


def compile_names(
    element: _Element,
    inherited: Mapping[str, str],
    locale: Locale,
    make_format: MakeFormat,
    compile_child: CompileChild,
) -> Render:
    """Compile a cs:names.

    Args:
        element: The cs:names.
        inherited: The inheritable name options of cs:style and cs:citation or cs:bibliography,
            under the names they have there.
        locale: For the terms.
        make_format: Reads the formatting attributes of an element.
        compile_child: Compiles a rendering element: the children of cs:substitute.

    Returns:
        A function that renders a node of role "names" and notes it in ``Context.names``, or
        nothing where no variable has names and nothing stands in for them.
    """
    children = {_local(child): child for child in reversed(element)}
    options = _options(children.get("name"), inherited)
    style = _Style(
        variables=tuple(element.get("variable", "").split()),
        form=_name_form(children.get("name"), options, locale, make_format),
        list=_list_style(options, children.get("et-al"), locale, make_format),
        label=_label(children.get("label"), locale, make_format),
        label_first=_is_label_first(element),
        merges=False,
        format=make_format(element),
        prefix=element.get("prefix", ""),
        suffix=element.get("suffix", ""),
        delimiter=element.get("delimiter", options.get("names-delimiter", "")),
    )
    if frozenset(style.variables) == _EDITOR_AND_TRANSLATOR:
        form = style.label.form if style.label else "long"
        style = style._replace(merges=bool(label_text(locale, _MERGED, form, False)))
    substitutes: Render | None = None
    if "substitute" in children:
        substitute = _filled_in(children["substitute"], element)
        rendering = takewhile(lambda child: not _is_silent(child, locale), substitute)
        substitutes = _first([_compile_substitute(child, compile_child) for child in rendering])
    return _renderer(style, substitutes)


def _is_silent(element: _Element, locale: Locale) -> bool:
    """Whether an element is a term that the locale or the style has made empty.

    As a substitute it stands for nothing at all: no further one is tried.
    """
    term = element.get("term")
    return term is not None and locale.term(term, element.get("form", "long")) == ""


def _compile_substitute(element: _Element, compile_child: CompileChild) -> Render:
    """A child of cs:substitute; in a branch each element is a substitute of its own."""
    if _local(element) != "choose":
        return compile_child(element)
    return chosen(
        element,
        lambda branch: _first([_compile_substitute(child, compile_child) for child in branch]),
    )


def _first(renders: list[Render]) -> Render:
    """What the first of several elements renders that renders anything."""

    def render_first(context: Context) -> Piece | None:
        for render in renders:
            piece = render(context)
            if piece is not None:
                return piece
        return None

    return render_first


class _Label(NamedTuple):
    """A cs:label in a cs:names; terms holds what has been looked up so far."""

    form: str
    plural: str
    locale: Locale
    format: Format
    prefix: str
    suffix: str
    text_case: str
    strip: bool
    terms: dict[tuple[str, bool], Piece | None]

    def render(self, variable: str, count: int) -> Piece | None:
        """The label of so many names of a variable."""
        plural = self.plural == "always" or (count > 1 and self.plural != "never")
        key = variable, plural
        if key not in self.terms:
            self.terms[key] = self._piece(variable, plural)
        return self.terms[key]

    def _piece(self, variable: str, plural: bool) -> Piece | None:
        piece: Piece | None = label_text(self.locale, variable, self.form, plural)
        if not piece:
            return None
        if self.strip:
            piece = strip_periods(piece)
        if self.text_case:
            piece = transform(piece, self.text_case, self.locale.language == "en")
        return Node([piece], self.format, self.prefix, self.suffix)


class _Style(NamedTuple):
    """A compiled cs:names.

    Attributes:
        merges: Whether an editor and translator of the same names are rendered once.
    """

    variables: tuple[str, ...]
    form: NameForm
    list: ListStyle
    label: _Label | None
    label_first: bool
    merges: bool
    format: Format
    prefix: str
    suffix: str
    delimiter: str


def _renderer(style: _Style, substitutes: Render | None) -> Render:
    variables = style.variables

    def render_names(context: Context) -> Piece | None:
        context.called += len(variables)
        hidden = len(context.names) < context.hide_names
        found = _found(style, context)
        filled = context.filled
        if found:
            piece = _render_variables(style, found, context)
        else:
            piece = _substitute(style, substitutes, context)
        if hidden:
            context.filled = filled
            return None
        return piece

    return render_names


def _found(style: _Style, context: Context) -> list[tuple[str, tuple[Name, ...]]]:
    """The variables that have names, and these."""
    item, suppressed = context.item, context.suppressed
    found = [
        (variable, names)
        for variable in style.variables
        if variable not in suppressed and (names := item.names(variable))
    ]
    if context.substituting:
        suppressed.update([variable for variable, _ in found])
    if style.merges and len(found) == 2 and found[0][1] == found[1][1]:
        found = [(_MERGED, found[0][1])]
    return found


def _render_variables(
    style: _Style, found: list[tuple[str, tuple[Name, ...]]], context: Context
) -> Piece | None:
    place = len(context.names)
    distinction = context.distinction
    demanded = distinction.shown[place] if place < len(distinction.shown) else 0
    given = distinction.given[place] if place < len(distinction.given) else _NOTHING
    abbreviation = style.list.abbreviation(context)
    form, use_last = style.form, abbreviation.use_last
    pieces: list[Piece] = []
    first_shown, total = -1, 0
    for variable, names in found:
        shown = abbreviation.shown(len(names), demanded)
        total += shown
        if first_shown < 0:
            first_shown = shown
        if form.form == "count":
            continue
        if context.sorting is not None:
            if shown:
                pieces.append(sort_text(names, shown, form, use_last, given))
            continue
        node = style.list.render(names, shown, form, use_last, given)
        if node is not None:
            pieces.append(_labelled(style, node, variable, len(names)))
        # What distinguishes an item concerns the names of the first variable.
        demanded, given = 0, _NOTHING
    if form.form == "count" and total:
        pieces = [str(total)]
    if not pieces:
        return None
    context.filled += len(found)
    node = Node(pieces, style.format, style.prefix, style.suffix, style.delimiter, "names")
    names = found[0][1]
    initializes = form.initialize and form.initialize_with is not None
    context.names.append(
        NamesTrace(
            tuple([variable for variable, _ in found]),
            names,
            first_shown,
            first_shown < len(names),
            form.form,
            initializes,
            node,
        )
    )
    return node


def _labelled(style: _Style, node: Node, variable: str, count: int) -> Piece:
    """The names of a variable with their label before or after them."""
    label = style.label.render(variable, count) if style.label is not None else None
    if label is None:
        return node
    return Node([label, node] if style.label_first else [node, label])


def _substitute(style: _Style, substitutes: Render | None, context: Context) -> Piece | None:
    """The first of the substitutes that renders something; it uses up its variables."""
    if substitutes is None:
        return None
    traces = len(context.names)
    outer, hide = context.substituting, context.hide_names
    context.substituting = True
    # Whether the substitute is hidden is up to the cs:names that it stands in for.
    context.hide_names = 0
    piece = substitutes(context)
    context.substituting, context.hide_names = outer, hide
    # Only now: a substitute may call a variable twice, for the number and the label of an edition.
    context.suppressed |= context.used
    context.used.clear()
    if piece is None or len(context.names) > traces:
        return piece
    node = Node([piece], role="names")
    context.names.append(NamesTrace((), (), 0, False, style.form.form, False, node))
    return node


def _filled_in(substitute: _Element, names: _Element) -> _Element:
    """A copy of a cs:substitute in which each shorthand cs:names is written out.

    A cs:names without children takes those of the cs:names it stands in for, and its affixes
    and formatting (CSL 1.0.2, "Substitute").
    """
    copy = deepcopy(substitute)
    _fill_in(copy, names)
    return copy


def _fill_in(parent: _Element, names: _Element) -> None:
    for child in parent:
        if _local(child) != "names":
            _fill_in(child, names)
        elif not len(child):
            variable = child.get("variable", "")
            child.attrib.update(dict(names.attrib))
            child.set("variable", variable)
            for part in names:
                if _local(part) in _SHORTHAND_CHILDREN:
                    child.append(deepcopy(part))


def _options(name: _Element | None, inherited: Mapping[str, str]) -> dict[str, str]:
    """The options of a cs:name with those it inherits, under the names of cs:style."""
    options = dict(inherited)
    if name is not None:
        for key, value in name.attrib.items():
            key, value = str(key), str(value)
            options[_INHERITED_NAMES.get(key, key)] = value
    return options


_INHERITED_NAMES: Final = {"form": "name-form", "delimiter": "name-delimiter"}


def _name_form(
    name: _Element | None, options: Mapping[str, str], locale: Locale, make_format: MakeFormat
) -> NameForm:
    parts = {child.get("name", ""): child for child in name} if name is not None else {}
    return NameForm(
        form=options.get("name-form", "long"),
        initialize_with=options.get("initialize-with"),
        initialize=options.get("initialize") != "false",
        hyphen=options.get("initialize-with-hyphen") != "false",
        sort_separator=options.get("sort-separator", ", "),
        demote=options.get("demote-non-dropping-particle", DISPLAY_AND_SORT),
        family=_part_style(parts.get("family"), make_format),
        given=_part_style(parts.get("given"), make_format),
        name=_part_style(name, make_format),
        english=locale.language == "en",
    )


def _part_style(element: _Element | None, make_format: MakeFormat) -> PartStyle:
    if element is None:
        return UNSTYLED
    get = element.get
    return PartStyle(
        make_format(element), get("prefix", ""), get("suffix", ""), get("text-case", "")
    )


def _list_style(
    options: Mapping[str, str],
    etal: _Element | None,
    locale: Locale,
    make_format: MakeFormat,
) -> ListStyle:
    first, subsequent = abbreviations(options)
    conjunction = _conjunction(options.get("and", ""), locale)
    if options.get("suffix", "").endswith(" "):
        # The space is there already.
        conjunction = conjunction.removeprefix(" ")
    return ListStyle(
        delimiter=options.get("name-delimiter", ", "),
        conjunction=conjunction,
        precedes_last=options.get("delimiter-precedes-last", "contextual"),
        precedes_etal=options.get("delimiter-precedes-et-al", "contextual"),
        inverted=options.get("name-as-sort-order", ""),
        first=first,
        subsequent=subsequent,
        etal=_etal(etal, locale, make_format),
    )


def _conjunction(kind: str, locale: Locale) -> str:
    """The "and" or "&" before the last name with the spaces around it."""
    if kind == "symbol":
        return " & "
    term = locale.term("and") if kind == "text" else None
    if not term:
        return ""
    if not is_word(term):
        return term
    # A term that brings its own kind of space is written as it is: Hebrew joins its "and" to the
    # next word and sets a thin space or none.
    return term if term[-1] != " " and term[-1].isspace() else f" {term} "


def _etal(element: _Element | None, locale: Locale, make_format: MakeFormat) -> Piece | None:
    term = element.get("term", "et-al") if element is not None else "et-al"
    text = locale.term(term)
    if not text:
        return None
    look = make_format(element) if element is not None else PLAIN
    return text if look is PLAIN else Node([text], look)


def _label(element: _Element | None, locale: Locale, make_format: MakeFormat) -> _Label | None:
    if element is None:
        return None
    get = element.get
    return _Label(
        form=get("form", "long"),
        plural=get("plural", "contextual"),
        locale=locale,
        format=make_format(element),
        prefix=get("prefix", ""),
        suffix=get("suffix", ""),
        text_case=get("text-case", ""),
        strip=get("strip-periods") == "true",
        terms={},
    )


def _is_label_first(element: _Element) -> bool:
    """Whether the label stands before the names: before the cs:name, where there is one."""
    order = [_local(child) for child in element]
    return "name" in order and "label" in order and order.index("label") < order.index("name")


def _local(element: _Element) -> str:
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
