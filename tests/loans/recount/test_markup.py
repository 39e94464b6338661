"""What is read off a page."""

from loans.recount.markup import Amount, Number, Page

LIST = """
<html lang="sv"><main>
<h2 class="result-head__count">Visar 4 av
  12 projekt</h2>
<p class="result-head__sum">Sammanlagt <strong><data value="171000000">171 miljoner kronor</data>
<ol class="cards"><li><h3><a href="/projekt/en-park/">En <br>park</a></h3><a href="/x/">x</a></li>
<li><h3><a href="/projekt/en-till/">En till</a></h3></ol>
<a href="?page=1#resultat">1</a><a rel="next" href="?page=2#resultat">Nästa</a>
<a href="?#resultat">Alla</a>
</main></html>
"""
TABLE = """
<table><tr><th>Norrköpings kommun</th>
<td><a href="/projekt/?member=n">4 <span>projekt</span></a></td>
<td><data value="5">5&nbsp;kronor</data></td></tr>
<tr><td><a href="/projekt/">Alla</a></td></tr></table>
<dl class="figures"><dd><a href="/projekt/">1&nbsp;209</a></dd>
<dd><data value="7">7 kronor</data></dd></dl>
<a href="/en/projects/?q=x">Show all 9 projects</a><a href="/projekt/x/">Park 4 projekt</a>
<td class="table__number">3 projekt</td><td class="table__number"><a href="/projekt/">2</a></td>
"""


def test_a_list_says_how_many_for_how_much_and_which():
    page = Page("/projekt/?q=park", LIST)

    assert page.language == "sv"
    assert page.headline == "Visar 4 av 12 projekt"
    assert page.headline_sums == [Amount("171 miljoner kronor", "171000000")]
    assert page.listed == ["/projekt/en-park/", "/projekt/en-till/"]
    assert page.following == "/projekt/?page=2"
    assert page.hrefs[-1] == "/projekt/"


def test_a_number_has_words_a_link_and_the_amount_of_its_row():
    in_table, in_figures, in_words, _last = Page("/", TABLE).numbers

    amounts = [Amount("5\u00a0kronor", "5")]
    assert in_table == Number("4 projekt", "/projekt/?member=n", True, amounts)
    assert in_figures == Number("1\u00a0209", "/projekt/", False, [])
    assert in_words == Number("Show all 9 projects", "/en/projects/?q=x", False, [])


def test_a_number_that_opens_nothing_is_read_too():
    assert Page("/", TABLE).bare_numbers == ["3 projekt"]


RESERVED = """
<tr><td><data value="9">9 kr</data> <span class="table__missing"><a href="/projekt/?goal=x">
1&nbsp;200 utan belopp</a></span></td></tr>
<p>(<span class="reservation"><a href="/projekt/?q=y">2 av 12 ungefärliga</a></span>)</p>
<span class="reservation">3 utan belopp</span>
"""


def test_a_number_of_some_of_the_rows_has_no_amount():
    page = Page("/", RESERVED)

    assert page.numbers == [
        Number("1\u00a0200 utan belopp", "/projekt/?goal=x", False, [], is_of_some=True),
        Number("2 av 12 ungefärliga", "/projekt/?q=y", False, [], is_of_some=True),
    ]
    assert page.bare_numbers == ["3 utan belopp"]


def test_figures_stand_together():
    ((numbers, amounts),) = Page("/", TABLE).figures

    assert [number.words for number in numbers] == ["1\u00a0209"]
    assert amounts == [Amount("7 kronor", "7")]


def test_what_is_no_list_has_neither_headline_nor_projects():
    page = Page("/", TABLE)

    assert (page.headline, page.headline_sums, page.listed, page.following) == ("", [], [], "")


FACET = """
<ul class="facet__choices"><li><label><input type="checkbox">År 2000</label>
<p><a href="?goal=x#resultat"><span>År 2000: </span>4<span> projekt</span></a>
<data value="171400000">171 mnkr</data></p></li>
<li><label><input type="checkbox">År 2001</label><p>0</p></li>
<li><label><input type="checkbox">År 2002</label><p>7 <data value="5">5 kr</data></p></li></ul>
"""


def test_a_value_of_a_facet_has_its_number_and_its_amount():
    page = Page("/projekt/?q=a", FACET)

    amounts = [Amount("171 mnkr", "171400000")]
    assert page.numbers == [Number("År 2000: 4 projekt", "/projekt/?goal=x", False, amounts)]
    assert [text.split()[:1] for text in page.bare_numbers] == [["0"], ["7"]]
