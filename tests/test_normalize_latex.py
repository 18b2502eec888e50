from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.normalize.latex import latex_to_unicode, plain_url, unicode_to_latex


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("plain text, 50% of it", "plain text, 50% of it"),
        (r"Gra{\v{c}}anin", "Gračanin"),
        (r"\'etude \'{E}cole {\'e}t\'e", "étude École été"),
        (r"M{\"u}ller \"Uber Erd\H{o}s \H o", "Müller Über Erdős ő"),
        (r"\ss{} \o{}l {\O}re \L{}\'od\'z \ae \AA", "ß øl Øre Łódź æÅ"),
        (r"\'{\i} \'\i {\"{\i}} \v\i", "í íï ǐ"),
        (r"\c{c}\k{a}\.I\=a\u g\d{t}\r a", "çąİāğṭå"),
        (r"\~{} \^{} \textasciitilde{}x \textbackslash{}", "~ ^ ~x \\"),
        (r"\S~4 \glqq a\grqq{} \flqq b\frqq{}", "§\u00a04 „a“ «b»"),
        (r"\enquote*{E} \foreignlanguage{german}{Die} \texorpdfstring{$x$}{y}", "“E” Die y"),
        (
            r"\vphantom{}GaN\vphantom{} \cyrchar\CYRA.V. G\i\^rg",
            "GaN А.V. Gır̂g",
        ),
        (r"a \) b \( c", "a \\) b \\( c"),
        (r"\& \% \$ \# \_ \{ \}", "& % $ # _ { }"),
        (r"100% sure \% of 5% and", "100% sure % of 5% and"),
        ("a -- b --- c ``q'' it's", "a – b — c “q” it's"),
        ("-{}- `{}` '{}'", "-- `` ''"),
        ("J.~R.", "J.\u00a0R."),
        (r"\url{http://a.b/c_d%20e\_f~g}", "http://a.b/c_d%20e_f~g"),
        (r"\href{http://x.y}{code}", "code (http://x.y)"),
        (r"{DNA} {{World}} {a {b} c}", "DNA World a b c"),
        (r"\emph{in vivo} \textbf{b} {\em x y} z", "in vivo b x y z"),
        (r"\enquote{a} \texttt{b} \mbox{c} \LaTeX\ d", "“a” b c LaTeX d"),
        (r"$\alpha$-helix $-1$ $10^{\circ}$C $p < .05$", "α-helix −1 10°C p < .05"),
        (r"$\frac{1}{2}$ and $x^2$", r"$\frac{1}{2}$ and $x^2$"),
        (r"from $5 to $10", "from $5 to $10"),
        (r"costs \$5", "costs $5"),
        (r"\noopsort{1973b}1973", "1973"),
        (r"\unknown{arg}{b} \cite{key} end", r"\unknown{arg}{b} \cite{key} end"),
        (r"a}b {c", "a}b {c"),
        ("\\", "\\"),
        ("", ""),
    ],
)
def test_latex_is_what_it_prints(latex: str, text: str) -> None:
    assert latex_to_unicode(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\emph{a} \textit{b} {\it c} {\bf d}", "<i>a</i> <i>b</i> <i>c</i> <b>d</b>"),
        (
            r"H$_2$O $^{3}$He \textsuperscript{4} \textsc{e}",
            "H<sub>2</sub>O <sup>3</sup>He <sup>4</sup> <sc>e</sc>",
        ),
        (
            r"5\({}^{\mbox{th}}\) 5$^\mathrm{th}$ 5$^{\rm th}$ ${\rm CO}_2$ $\alpha~=3$",
            "5<sup>th</sup> 5<sup>th</sup> 5<sup>th</sup> CO<sub>2</sub> α =3",
        ),
        (r"\${\textasciicircum}2\$ and $m$", "<sup>2</sup> and <i>m</i>"),
    ],
)
def test_markup_becomes_tags(latex: str, text: str) -> None:
    assert latex_to_unicode(latex, markup=True) == text


@pytest.mark.parametrize(
    ("text", "latex", "unicode"),
    [
        ("Gračanin & Šø", r"Gra{\v{c}}anin \& {\v{S}}{\o}", r"Gračanin \& Šø"),
        (
            "50% #1 a_b $5 {x} ~^\\",
            None,
            r"50\% \#1 a\_b \$5 \textbraceleft{}x\textbraceright{} "
            r"\textasciitilde{}\textasciicircum{}\textbackslash{}",
        ),
        ("a–b “c” α", r"a--b ``c'' {\ensuremath{\alpha}}", "a–b “c” α"),
        ("a--b ''c''", "a-{}-b '{}'c'{}'", "a-{}-b '{}'c'{}'"),
        (r"$\frac{1}{2}$ x", r"$\frac{1}{2}$ x", r"$\frac{1}{2}$ x"),
        ("$5 and $10", r"\$5 and \$10", r"\$5 and \$10"),
        ("1 < 2", r"1 \textless{} 2", "1 < 2"),
        ("北京", "北京", "北京"),
    ],
)
def test_unicode_becomes_latex(text: str, latex: str | None, unicode: str) -> None:
    assert unicode_to_latex(text) == (latex or unicode)
    assert unicode_to_latex(text, keep_unicode=True) == unicode


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("Nguyễn Văn Thiều", r"Nguy{\~{\^{e}}}n V{\u{a}}n Thi{\`{\^{e}}}u"),
        ("x̄ and ö̂", r"{\={x}} and {\^{\"{o}}}"),
        ("naïve señor", r"na{\"{i}}ve se{\~n}or"),
        ("Erdős, Łódź, Çelik, Ş, Ţ", None),
        ("«æøåßÆØÅ» ‘a’ “b” ‚c‘ „d“", None),
        ("2 × 3 ± 4 ÷ 5 ≤ 6 → ∞ ≈ π", None),
        ("¼ ½ ° µ § ¶ † ‡ … ‰ € £ ¥ © ® ™", None),
        ("10\u2009000\u202fkm\u00a0h", r"10\thinspace{}000\,km~h"),
        ('say "x"', 'say "x"'),
        ("$δ$ and $\\frac{α}{2}$", r"${\delta}$ and $\frac{{\alpha}}{2}$"),
    ],
)
def test_letters_become_commands_that_plain_latex_has(text: str, latex: str | None) -> None:
    written = unicode_to_latex(text)
    assert written.isascii()
    if latex is not None:
        assert written == latex
    if "$" not in text:
        assert latex_to_unicode(written) == text
        assert unicode_to_latex(latex_to_unicode(written)) == written


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("H₂O, x⁴", r"H\textsubscript{2}O, x\textsuperscript{4}"),
        ("ﬁnd", "find"),
        ("non‑breaking‐hyphens", r"non\mbox{-}breaking-hyphens"),
        ("so\u00adft\u200b", r"so\-ft"),
        ("Ακρ", "A{\\ensuremath{\\kappa}}{\\ensuremath{\\rho}}"),
    ],
)
def test_letters_without_a_command_are_printed_as_they_look(text: str, latex: str) -> None:
    assert unicode_to_latex(text) == latex
    assert unicode_to_latex(text, keep_unicode=True) == text


@pytest.mark.parametrize(
    "text", ["Война и мир", "Ελληνικά", "北京の春", "قاموس", "Tiếng Việt", "עברית", "ᚠᚢ", "🙂"]
)
def test_scripts_stay_as_they_are_in_unicode(text: str) -> None:
    assert unicode_to_latex(text, keep_unicode=True) == text
    assert latex_to_unicode(text) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"Nguy\~{\^e}n, \'{\^{e}}, \d{\^o}, \^{\d{o}}", "Nguyễn, ế, ộ, ộ"),
        (r"\'{\i}, \'\i, {\"{\i}}, \v{\j}, \'i", "í, í, ï, ǰ, í"),
    ],
)
def test_accents_on_accents_are_composed(latex: str, text: str) -> None:
    assert latex_to_unicode(latex) == text


def test_tags_become_commands_in_pairs_only() -> None:
    assert unicode_to_latex("<i>a</i> <sup>b</sup> <i>c", keep_unicode=True, markup=True) == (
        r"\textit{a} \textsuperscript{b} <i>c"
    )
    assert (
        unicode_to_latex(
            '<span style="font-variant:small-caps;">a</span> <span class="nocase">b</span></span>',
            keep_unicode=True,
            markup=True,
        )
        == r"\textsc{a} {b}</span>"
    )
    assert unicode_to_latex("<i>c", markup=True) == r"\textless{}i\textgreater{}c"


@pytest.mark.parametrize(
    ("latex", "url"),
    [
        (r"http://a/b\_c\%20\&d\#e\~{}f", "http://a/b_c%20&d#e~f"),
        (r"http://a/{\_}b{\%}{~}", "http://a/_b%~"),
        (r"http://a/$\sim$b/\textasciitilde{}c\textunderscore d", "http://a/~b/~c_ d"),
        ("http://a/b%20c_d?e={f}", "http://a/b%20c_d?e={f}"),
    ],
)
def test_an_address_loses_its_escapes_only(latex: str, url: str) -> None:
    assert plain_url(latex) == url


_LETTERS = "".join(
    chr(code)
    for code in range(0xA1, 0x24F)
    if unicodedata.category(chr(code)) in ("Lu", "Ll", "Po", "Sm")
)


@given(
    st.text(
        _LETTERS + "abcAZ 019.,;:!?()[]/+*=<>|\"'`-–—“”‘’…°€£©αβγ−&%$#_{}~^\\\u00a0", max_size=40
    ),
    st.booleans(),
)
def test_what_is_written_reads_as_it_was(text: str, keep_unicode: bool) -> None:
    if "$" in text:
        text = text.replace("$", "", text.count("$") - 1)
    text = unicodedata.normalize("NFC", text)
    assert latex_to_unicode(unicode_to_latex(text, keep_unicode=keep_unicode)) == text


@given(st.text("\\{}$~'`\"-^_abc \n%&<>/i", max_size=80), st.booleans())
def test_no_text_raises(text: str, markup: bool) -> None:
    latex_to_unicode(text, markup=markup)
    unicode_to_latex(text, markup=markup)
    plain_url(text)


@given(st.text("abc 12%&#@()", max_size=40))
def test_text_without_commands_is_left_alone(text: str) -> None:
    assert latex_to_unicode(text) == text


@pytest.mark.parametrize(
    "unit",
    [
        "{",
        "}",
        "\\'",
        "$",
        "\\it",
        "\\",
        "$a",
        "-",
        "\\emph",
        "\\url{",
        "{\\'",
        "<i>",
        "$^{",
        "\\foo{}",
    ],
)
def test_a_hostile_text_is_read_to_its_end(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    for reader in (latex_to_unicode, unicode_to_latex):
        assert reader(text, markup=True) == reader(text, markup=True)
    assert plain_url(text) == plain_url(text)
