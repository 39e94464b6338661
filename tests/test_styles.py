"""The style sheets: which there are, who links them, and what they may say."""

import re
from pathlib import Path

import pytest
from django.conf import settings

SHEETS = Path(settings.BASE_DIR, "static/css")
TEMPLATES = Path(settings.BASE_DIR, "templates")
PUBLIC = ["site.css", "components.css"]


VALUE = r"[\w-]+\s*:\s*([^;{}]+)(?=[;}])"
"""What a declaration says; a selector such as `a:hover` ends otherwise."""

NOT_A_COLOUR = r"""\"[^\"]*\"|'[^']*'|url\([^)]*\)|--[\w-]+"""
"""Strings, addresses and the names of tokens."""

FUNCTIONS = "rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|device-cmyk"

NAMED = (
    "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue "
    "blueviolet brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk "
    "crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki "
    "darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen "
    "darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue "
    "dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite "
    "gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki "
    "lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan "
    "lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen "
    "lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen "
    "magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen "
    "mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream "
    "mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid "
    "palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum "
    "powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown "
    "seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen "
    "steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow "
    "yellowgreen"
).replace(" ", "|")
"""The named colours of CSS. `transparent`, `currentColor` and the system's own are none of ours
to state."""

COLOUR = re.compile(
    rf"#[0-9a-f]{{3,8}}\b|(?<![\w-])(?:{FUNCTIONS})\(|(?<![\w-])(?:{NAMED})(?![\w-])", re.IGNORECASE
)


def _rules(name: str) -> str:
    return re.sub(r"/\*.*?\*/", "", (SHEETS / name).read_text("utf-8"), flags=re.DOTALL)


def test_no_public_page_has_a_sheet_of_its_own():
    linking = {
        str(file.relative_to(TEMPLATES))
        for file in TEMPLATES.rglob("*.html")
        if 'rel="stylesheet"' in file.read_text("utf-8")
    }
    assert linking == {"base.html", "admin/base_site.html"}


def _colours(rules: str) -> list[str]:
    """The colours that rules state themselves."""
    values = re.findall(VALUE, rules)
    return [found for v in values for found in COLOUR.findall(re.sub(NOT_A_COLOUR, "", v))]


@pytest.mark.parametrize("name", [*PUBLIC, "admin.css"])
def test_colours_are_stated_by_the_tokens_alone(name):
    assert _colours(_rules(name)) == []


@pytest.mark.parametrize(
    ("declaration", "stated"),
    [
        ("color: #FFF", ["#FFF"]),
        ("color: #0f5257cc;", ["#0f5257cc"]),
        ("color:RebeccaPurple;", ["RebeccaPurple"]),
        ("border: 1px solid red; background: White", ["red", "White"]),
        ("box-shadow: 0 0 1px HWB(0 0% 0%), 0 0 2px lab(0% 0 0)", ["HWB(", "lab("]),
        ("background: linear-gradient(lch(0% 0 0), color(srgb 0 0 0))", ["lch(", "color("]),
        (
            "color: hsla(0 0% 0%); fill: rgba(0 0 0); stroke: oklab(0 0 0)",
            ["hsla(", "rgba(", "oklab("],
        ),
        ("color: var(--red, Canvas); outline-color: currentColor; fill: transparent", []),
        ("font-family: 'Black', \"Gold\"; background: url(#red); white-space: nowrap", []),
    ],
)
def test_a_colour_is_known_however_it_is_written(declaration, stated):
    assert _colours(f".red a:hover, #add:focus {{ {declaration} }}") == stated


@pytest.mark.parametrize("name", ["tokens.css", *PUBLIC])
def test_every_rule_stands_in_a_layer(name):
    """Outside its layer a rule would win over all the others."""
    outside = re.sub(r"^@layer[^{;]*\{\n.*?^\}", "", _rules(name), flags=re.DOTALL | re.MULTILINE)
    assert set(re.findall(r"^\S[^{\n]*", outside, re.MULTILINE)) - {"}"} <= {
        "@layer tokens, base, layout, components, print;",
        "@page ",
    }


@pytest.mark.parametrize("name", PUBLIC)
def test_nothing_is_forced_and_nothing_chosen_by_id(name):
    rules = _rules(name)
    assert "!important" not in rules
    assert not re.findall(r"(?:^|[\s,>+~])#[a-z]", rules)


@pytest.mark.parametrize("name", PUBLIC)
def test_every_custom_property_is_a_token(name):
    known = set(re.findall(r"(--[\w-]+):", _rules("tokens.css")))
    assert set(re.findall(r"var\((--[\w-]+)", _rules(name))) <= known
