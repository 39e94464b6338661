"""Rules of single values that a database constraint can't state portably.

Every way in calls them: they hang on the model fields, and every change is cleaned whole.
"""

import re
import unicodedata
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

SIGNS = "=+@-"
"""What a formula begins with."""
# A hyphen before a space begins a list, and one before the end of a clause is a price: "500,-".
FORMULA = r"(?:[=+@]|-(?![.,;:!?)]*(?:\s|\Z)))"
CELL_ENDS = re.compile("[;\t\n\r\u2028\u2029]")
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
LONGEST_QUOTED = 20
SEPARATOR = "|"
"""Stands between the values of a list, in a cell of a file that is imported or let out."""
RESERVED = {"none", "jamfor", "compare", "utskrift", "print"}
"""Words that mean something else in addresses and parameters."""
ALLOWED_CONTROLS = {"\n", "\r", "\t"}
# They turn the direction of what follows, so that a text reads as something else than it is.
DIRECTIONS = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}

NO_CHARACTERS = {"\ufffe", "\uffff"}
"""What Unicode gives to nobody, and XML can't hold."""

FILLERS = {"\u2800", "\u115f", "\u1160", "\u3164", "\uffa0"}
"""Letters and signs of which nothing shows."""


def plain_text(value: str) -> None:
    """Refuses what a spreadsheet would run as a formula, and characters that can't be shown."""
    judged = _judged(value)
    if judged.startswith(("\t", "\r")) or judged.lstrip()[:1] in {*SIGNS}:
        raise ValidationError(
            "Texten får inte börja med = + - @ eller tabb: kalkylprogram läser det som en formel.",
            code="formula",
        )
    if formula := inner_formula(value):
        raise ValidationError(
            f"Kalkylprogram kan läsa ”{formula}” som en formel. Skriv något annat än = + - @ först "
            "på raden och efter semikolon, tabb och komma, eller sätt ett mellanslag efter "
            "bindestrecket.",
            code="formula",
        )
    if any(is_control(c) for c in value):
        raise ValidationError(
            "Texten innehåller styrtecken som inte kan visas. Skriv eller klistra in den på nytt.",
            code="control_character",
        )


def inner_formula(value: str) -> str:
    """The beginning of the first formula within a text; empty where there is none.

    Whoever opens a file that parts cells by commas with a program that parts them at semicolons,
    or the other way, gets cells that begin after one of these, or with a line. A quotation mark
    there is the program's own, and so are spaces, but for those of a list after its commas.
    """
    judged = _judged(value)
    cells = [(r'[\s"]*', CELL_ENDS.split(judged)), ('"*', judged.split(","))]
    for blank, (_whole, *others) in cells:
        begins = re.compile(blank + FORMULA)
        for cell in others:
            if begins.match(cell):
                return cell.strip()[:LONGEST_QUOTED]
    return ""


def _judged(value: str) -> str:
    """As the most forgiving program reads it: letters of another width or size as the ordinary
    ones, nothing that doesn't show. Each character by itself, so that no mark hides a sign."""
    return NOT_ASCII.sub(lambda found: _seen(unicodedata.normalize("NFKC", found[0])), value)


def _seen(character: str) -> str:
    return "".join(c for c in character if _shows(c) or unicodedata.category(c)[0] == "Z")


def something_to_see(value: str) -> None:
    """Refuses a text of nothing but spaces and characters without a picture."""
    if value and not any(map(_shows, value)):
        raise ValidationError("Skriv något som syns, eller lämna fältet tomt.", code="unseen")


def one_line(value: str) -> None:
    """Refuses line breaks, Unicode's own ones too, and tabs."""
    if any(c in "\r\n\t" or unicodedata.category(c) in {"Zl", "Zp"} for c in value):
        raise ValidationError("Texten ska stå på en rad.", code="line_break")


def one_name(value: str) -> None:
    """Refuses what stands between names where files list several in one cell."""
    if SEPARATOR in value:
        raise ValidationError(
            f"Namnet får inte innehålla {SEPARATOR}: i filer skiljer det namn från varandra.",
            code="separator",
        )


def names_in_a_list(value: str) -> None:
    """Refuses a formula behind each comma of a list, since its names are published apart."""
    first, *others = value.split(",")
    for name in (first.lstrip() if first.startswith(" ") else "", *others):
        plain_text(name.strip())


address_part = RegexValidator(
    r"\A[a-z0-9]+(-[a-z0-9]+)*\Z",
    "Använd bara små bokstäver a–z, siffror och bindestreck mellan orden.",
    code="address_part",
)


def not_reserved(value: str) -> None:
    """Refuses the words of `RESERVED`."""
    if value in RESERVED:
        raise ValidationError(
            f"”{value}” är upptaget i adresserna. Välj ett annat ord.", code="reserved"
        )


def web_address(value: str) -> None:
    """Refuses what leads to no page, characters that can't be shown, what a spreadsheet would run
    as a formula, and a name and password within an address."""
    if any(map(is_control, value)):
        raise ValidationError(
            "Adressen innehåller styrtecken. Skriv eller klistra in den på nytt.",
            code="control_character",
        )
    if formula := inner_formula(value):
        raise ValidationError(
            f"Kalkylprogram kan läsa ”{formula}” som en formel. Skriv %3B i stället för "
            "semikolonet framför det, eller %2C i stället för kommat.",
            code="formula",
        )
    try:
        address = urlsplit(value)
    except ValueError:
        return  # no address at all: Django's own validator says so
    if address.scheme.lower() not in {"http", "https"}:
        raise ValidationError("Adressen ska börja med https:// eller http://.", code="scheme")
    if "@" in address.netloc:
        raise ValidationError(
            "Adressen innehåller ett användarnamn eller lösenord. Skriv den utan det som står "
            "före @.",
            code="user_information",
        )


def code_digits(value: str) -> None:
    """Two digits (county, region) or four (municipality), kept as text for the leading zero."""
    if not re.fullmatch(r"[0-9]{2}([0-9]{2})?", value):
        raise ValidationError("Skriv SCB:s kod: två eller fyra siffror.", code="scb_code")


def is_control(character: str) -> bool:
    """Whether a character steers instead of showing, or is none. Soft hyphens and joiners are
    not meant: words are written with them. Nor are line breaks and tabs."""
    if character in DIRECTIONS | NO_CHARACTERS:
        return True
    return unicodedata.category(character) in {"Cc", "Cs"} and character not in ALLOWED_CONTROLS


def _shows(character: str) -> bool:
    """Whether a reader sees anything: no space, joiner or mark alone, nor a filler."""
    return unicodedata.category(character)[0] in "LNPS" and character not in FILLERS
