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
<td><a href="/projekt/?member=n" data-number="4" data-sum="5">4 <span>projekt</span></a></td>
<td><data value="5">5&nbsp;kronor</data></td></tr>
<tr><td><a href="/projekt/">Alla</a></td></tr></table>
<dl class="figures"><dd><a href="/projekt/" data-number="9">9</a></dd>
<dd><data value="7">7 kronor</data></dd></dl>
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
    in_table, in_figures = Page("/", TABLE).numbers

    amounts = [Amount("5\u00a0kronor", "5")]
    assert in_table == Number("4 projekt", "/projekt/?member=n", "4", "5", True, amounts)
    assert in_figures == Number("9", "/projekt/", "9", None, False, [])


def test_figures_stand_together():
    ((numbers, amounts),) = Page("/", TABLE).figures

    assert [number.words for number in numbers] == ["9"]
    assert amounts == [Amount("7 kronor", "7")]


def test_what_is_no_list_has_neither_headline_nor_projects():
    page = Page("/", TABLE)

    assert (page.headline, page.headline_sums, page.listed, page.following) == ("", [], [], "")
