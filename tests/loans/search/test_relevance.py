"""Ours finds better than the database's own search, by measures that count right."""

from functools import partial

import pytest
from django.db import connection

from tests.loans.search import corpus, report
from tests.loans.search.baselines import OF, baselines, documents_of, fts5, in_fts5
from tests.loans.search.corpus import Judged
from tests.loans.search.relevance import PROMISED, Figures, Share, measured, not_ahead

QUESTIONS = corpus.questions()


@pytest.mark.django_db
def test_ours_leads_the_databases_own_search(names):
    ours = measured(partial(corpus.answer, names), QUESTIONS)
    own = measured(dict(baselines(documents_of(names)))[OF[connection.vendor]], QUESTIONS)

    assert not_ahead(ours, own, PROMISED) == []


def judged(q: str, finds: str, may: str = "", first: str | None = None) -> Judged:
    return Judged(q, frozenset(finds), frozenset(may), first, why="", source="")


def test_figures_count_what_was_found():
    known = [
        judged("all and one too much", "abc", first="a"),
        judged("half, and one that may be", "ab", may="c", first="b"),
        judged("nothing", "a"),
        judged("nothing but what may be", "a", may="b"),
        judged("exactly", "ab", may="c"),
        judged("rightly nothing", ""),
        judged("something for nothing", ""),
    ]
    found = dict(
        zip((each.q for each in known), ["abcd", "ca", "", "b", "bac", "", "a"], strict=True)
    )

    figures = measured(lambda question: [*found[question]], known)

    assert figures == Figures(
        recall=Share(6, 9),
        precision=Share(6, 7),
        f1=pytest.approx(3 / 4),
        mean_recall=pytest.approx((1 + 1 / 2 + 0 + 0 + 1) / 5),
        mean_precision=pytest.approx((3 / 4 + 1 + 0 + 0 + 1) / 5),
        mean_f1=pytest.approx((6 / 7 + 2 / 3 + 0 + 0 + 1) / 5),
        exact=Share(2, 7),
        first=Share(1, 2),
    )


def test_a_lost_lead_is_told():
    questions = [judged("ö", "a"), judged("b", "b")]
    good = measured(lambda question: ["a" if question == "ö" else "b"], questions)
    poor = measured(lambda _: ["a", "c"], questions)

    assert report.lost(good, {"FTS5 unicode61": poor, "FTS5 trigram": good}) == []
    assert "FTS5 trigram" in "\n".join(report.lines({"ours": good}, {"FTS5 trigram": good}))
    assert report.lost(poor, {"FTS5 unicode61": poor}) == [
        f"LOST: the lead over FTS5 unicode61 in {measure}." for measure in PROMISED
    ]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Park -lek", '"Park" NOT "lek"'),
        ('"bo kvar" hemma -"nya bänkar"', '"bo kvar" AND "hemma" NOT "nya bänkar"'),
        ("ROT-renovering", '"ROT-renovering"'),
        ('AND NEAR( * "', '"AND" AND "NEAR(" AND "*"'),
        ("-bara", '"" NOT "bara"'),
    ],
)
def test_a_question_is_said_in_the_language_of_fts5(question, said):
    assert in_fts5(question) == said
    fts5({"a": "en park"}, "unicode61")(question)


def test_fts5_excludes_joins_and_finds_by_beginning():
    documents = {"a": "den nya parken", "b": "parken nya bänkar", "c": "park och lek"}
    plain, by_beginning = (
        fts5(documents, "unicode61"),
        fts5(documents, "unicode61", by_beginning=True),
    )

    assert plain('"nya parken"') == ["a"]
    assert {*plain("parken -bänkar")} == {"a"}
    assert {*by_beginning("park")} == {"a", "b", "c"}
    assert plain("lek park") == ["c"]
