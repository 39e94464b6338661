"""Rules of single values."""

from time import process_time
from unicodedata import normalize

import pytest
from django.core.exceptions import ValidationError

from loans.models import Project, SocialGoal, TargetGroup
from members import validators
from members.models import Borrower, County, Member


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+46", "-5", "@SUM(A1)", "\tx", "\rx", "a\x00b", "a\x1fb"),
        *(" =1", "\u00a0+1", "\n-1", "- punkt", "＝1", "＋1", "－1", " ＠a", "=\u03381"),
    ],
)
def test_text_that_a_spreadsheet_would_run_or_nobody_can_see_is_refused(text):
    with pytest.raises(ValidationError):
        validators.plain_text(text)


@pytest.mark.parametrize("code", [0x20, 0xA0, 0x200B, 0xAD, 0x2800, 0x115F, 0x200E, 0x301])
def test_a_text_of_which_nothing_shows_is_refused(code):
    for text in (chr(code), chr(code) * 3, f" {chr(code)} "):
        with pytest.raises(ValidationError):
            validators.something_to_see(text)
        with pytest.raises(ValidationError, match="Skriv något som syns"):
            Project(title=text, slug="x").clean_fields(exclude={"borrower"})


@pytest.mark.parametrize("text", ["", "x", "7", "→", "”", "\u00adx", "e\u0301", "–"])
def test_what_shows_is_let_through(text):
    validators.something_to_see(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "ROT-renovering", "a = b", "två\nrader", "~200 jobb", "”Frirum”", "namn@lan.se"),
        *("Mål:\n- park\n- lek", "park; - lek", "500,- kr", "500,-", "(500,-).", "2 + 2", "a, -"),
        *("Ring, +46 8 123", "1–2; 3–4", "”a”;\n”b”"),
    ],
)
def test_ordinary_text_is_let_in(text):
    validators.plain_text(text)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹢"])
@pytest.mark.parametrize(
    "before", [";", "\n", "\r\n", "\t", "\u2028", ",", "; ", "\n  ", ';"', ',"']
)
def test_text_of_which_another_program_makes_a_cell_with_a_formula_is_refused(before, sign):
    with pytest.raises(ValidationError, match="som en formel") as refusal:
        validators.plain_text(f"Park{before}{sign}1+1")

    assert f"{normalize('NFKC', sign)}1+1”" in refusal.value.message
    assert "mellanslag" in refusal.value.message


UNSEEN = [
    *(0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x180E, 0x200B, 0x200D, 0x2060, 0x2065, 0x2800),
    *(0x3164, 0xFE0F, 0xFEFF, 0xFFA0, 0xE0001, 0xE0100),
]


@pytest.mark.parametrize("code", UNSEEN)
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "﹦", "﹢", "﹣", "﹫"])
def test_what_does_not_show_hides_no_formula(code, sign):
    for text in (f"{chr(code)}{sign}1", f" {chr(code)} {sign}1", f"Park;{chr(code)}{sign}1"):
        with pytest.raises(ValidationError, match="formel"):
            validators.plain_text(text)
    with pytest.raises(ValidationError, match="formel"):
        validators.web_address(f"https://lan.example.se/a,{chr(code)}{sign}1")
    with pytest.raises(ValidationError, match="formel"):
        Borrower(aliases=f"ÖBO, {chr(code)}{sign}1").clean_fields(exclude={"name", "kind", "slug"})


@pytest.mark.parametrize("end", ["\n", ";", ",", ' "', "\t "])
def test_the_longest_text_is_looked_through_at_once(end):
    begun = process_time()
    validators.inner_formula(end * (100_000 // len(end)))

    assert process_time() - begun < 1


@pytest.mark.parametrize("code", [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
def test_text_that_turns_its_own_direction_is_refused(code):
    with pytest.raises(ValidationError):
        validators.plain_text(f"Park{chr(code)}gnp.exe")


@pytest.mark.parametrize("character", ["\ufffe", "\uffff", "\x00", "\x0b", "\x7f", "\ud800"])
def test_what_xml_cannot_hold_is_refused(character):
    with pytest.raises(ValidationError):
        validators.plain_text(f"Park{character}en")


@pytest.mark.parametrize("character", ["\n", "\r", "\t", "\u2028", "\u2029"])
def test_a_line_has_no_breaks(character):
    with pytest.raises(ValidationError):
        validators.one_line(f"två{character}rader")


@pytest.mark.parametrize(
    "text",
    [
        "kom\u00admun",
        "två-\u00adrums; e\u0301; ½",
        "👩\u200d🌾",
        "می\u200cخواهم",
        "10\u00a0km",
        "å",
    ],
)
def test_what_words_are_written_with_is_let_in(text):
    validators.plain_text(text)
    validators.one_line(text)


@pytest.mark.parametrize("aliases", ["ÖBO, =1+1", "ÖBO,+46", " =1", "a,b, @c", "ÖBO,\t-x"])
def test_no_name_in_a_list_is_a_formula(aliases):
    with pytest.raises(ValidationError):
        Borrower(aliases=aliases).clean_fields(exclude={"name", "kind", "slug"})


@pytest.mark.parametrize("aliases", ["", "ÖBO", "ÖBO, Öbo, ", "A-B, c = d"])
def test_ordinary_names_in_a_list_are_let_in(aliases):
    Borrower(aliases=aliases).clean_fields(exclude={"name", "kind", "slug"})


@pytest.mark.parametrize("slug", ["a b", "Åre", "-a", "a-", "a--b", "A", ""])
def test_what_cannot_stand_in_an_address_is_refused(slug):
    with pytest.raises(ValidationError):
        validators.address_part(slug)


@pytest.mark.parametrize("slug", ["none", "jamfor", "compare", "utskrift", "print"])
def test_a_word_that_means_something_else_in_addresses_is_refused(slug):
    with pytest.raises(ValidationError):
        validators.not_reserved(slug)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://namn:hemligt@lan.example.se/", "user_information"),
        ("https://namn@lan.example.se/", "user_information"),
        ("https://@lan.example.se/", "user_information"),
        ("ftp://lan.example.se/", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("https://lan.example.se/a;=1+1", "formula"),
        ("https://lan.example.se/?q=a,+b", "formula"),
    ],
)
def test_an_address_that_must_not_be_published_is_refused(address, code):
    with pytest.raises(ValidationError) as refusal:
        validators.web_address(address)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "address", ["https://lan.example.se/@nyheter?till=a@example.se", "HTTP://lan.example.se:8080"]
)
def test_an_ordinary_address_is_let_in(address):
    validators.web_address(address)


@pytest.mark.parametrize(("model", "name"), [(Project, "source_url"), (Member, "website")])
def test_addresses_that_are_published_are_looked_at(model, name):
    field = model._meta.get_field(name)
    with pytest.raises(ValidationError, match="användarnamn eller lösenord"):
        field.clean("https://namn:hemligt@lan.example.se/", model())


@pytest.mark.parametrize(
    ("model", "field"),
    [
        *((County, "name"), (Member, "name"), (Borrower, "name"), (Borrower, "aliases")),
        *((model, name) for model in (SocialGoal, TargetGroup) for name in ("name", "name_en")),
    ],
)
def test_a_name_that_files_list_has_no_sign_that_stands_between_names(model, field):
    for name in ("a|b", "|a", "a |"):
        with pytest.raises(ValidationError) as refused:
            model._meta.get_field(field).clean(name, None)

        assert [fault.code for fault in refused.value.error_list] == ["separator"]
    assert model._meta.get_field(field).clean("a/b", None) == "a/b"
