"""Whatever a request says that it holds, it gets a page: forms are read in UTF-8 alone."""

import io

import pytest
from django.core.handlers.wsgi import WSGIRequest
from hypothesis import given
from hypothesis import strategies as st

from config.content_types import UNREADABLE, with_readable_content, without_charset
from tests import factories
from tests.config.test_headers import EXPECTED
from tests.door import ask

FORM = "application/x-www-form-urlencoded"
CODECS = ["rot13", "unicode_escape", "idna", "punycode", "utf-16", "utf-7", "latin-1", "no-such"]
HIDDEN = [
    "charset*=rot13''x",
    "charset*=no-such''x",
    "charset*0=ro; charset*1=t13",
    ' CHARSET = "rot13"',
    'boundary="x; charset=rot13"',
    "charset=utf-8; charset=rot13",
    "charset=",
]
HOSTILE = [*(f"charset={codec}" for codec in CODECS), *HIDDEN]
QUERIES = [
    "",
    "q=%C3%A5",
    "q=%00&category=%00&next=%00",
    "q=%ED%A0%80&category=%ED%A0%80&member=%ED%B0%80&sort=%ED%A0%80&page=%ED%A0%80",
    "q=\xed\xa0\x80&next=\xed\xa0\x80",
    "next=/projekt/?q=%ED%A0%80",
    "q=\\ud800&next=\\ud800",
    "&".join(f"a{number}=1" for number in range(1100)),
]


@pytest.fixture
def notice(db):
    return factories.notice()


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:20])
@pytest.mark.parametrize("parameter", ["charset=utf-8", *HOSTILE])
def test_a_reader_s_content_type_says_nothing(notice, parameter, query):
    for path in ("/projekt/", "/integritet/", "/admin/login/", "/"):
        plain = ask(path, query)
        answer = ask(path, query, CONTENT_TYPE=f"text/html; {parameter}")

        assert plain.status in {200, 302, 400}
        assert (answer.status, len(answer.text)) == (plain.status, len(plain.text))


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:20])
@pytest.mark.parametrize("parameter", HOSTILE)
def test_a_form_that_is_not_in_utf_8_is_refused_with_a_page(notice, parameter, query):
    for path, words in (("/integritet/", "teckenkodningen UTF-8"), ("/en/privacy/", "encoding")):
        answer = ask(path, query, method="POST", CONTENT_TYPE=f"{FORM};{parameter}")

        assert answer.status == 415
        assert words in answer.text
        assert answer.headers["Cache-Control"] == "no-store"
        assert {name: answer.headers.get(name) for name in EXPECTED} == EXPECTED


@pytest.mark.parametrize("query", [query for query in QUERIES if len(query) < 1000])
@pytest.mark.parametrize(
    "content_type",
    [FORM, f"{FORM}; charset=utf-8", f'{FORM};charset="UTF-8"', f"{FORM}; Charset=utf8"],
)
def test_a_form_in_utf_8_is_read(notice, content_type, query):
    body = b"decision=accept&version=1&next=/projekt/?q=%C3%A5"
    answer = ask("/integritet/", query, method="POST", body=body, CONTENT_TYPE=content_type)

    assert (answer.status, answer.headers["Location"]) == (303, "/projekt/?q=%C3%A5")


def test_a_form_in_parts_is_read(notice):
    parts = ("decision", "accept"), ("version", "1"), ("next", "/projekt/")
    body = "".join(
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in parts
    )
    answer = ask(
        "/integritet/",
        method="POST",
        body=f"{body}--x--\r\n".encode(),
        CONTENT_TYPE="multipart/form-data; boundary=x; charset=utf-8",
    )

    assert (answer.status, answer.headers["Location"]) == (303, "/projekt/")


@pytest.mark.parametrize("body", [b"decision=%ED%A0%80&next=%ED%A0%80", b"next=%00&decision=\xff"])
def test_a_form_with_half_a_character_is_answered(notice, body):
    assert ask("/integritet/", method="POST", body=body, CONTENT_TYPE=FORM).status == 400


pieces = st.sampled_from(
    [
        *HOSTILE,
        "charset",
        "boundary=",
        '"',
        "\\",
        ";",
        "=",
        "*",
        "'",
        "0",
        " ",
        "utf-8",
        "rot13",
        FORM,
    ]
)
latin = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=8)


@given(st.lists(pieces | latin, max_size=8).map("".join), st.sampled_from(QUERIES))
def test_what_the_door_lets_through_django_can_read(content_type, query):
    seen = {}
    door = with_readable_content(lambda environ, start_response: seen.update(environ))
    asked = {"REQUEST_METHOD": "POST", "QUERY_STRING": query, "wsgi.input": io.BytesIO()}
    door(asked | {"CONTENT_TYPE": content_type}, None)

    assert WSGIRequest(seen).encoding is None
    assert (UNREADABLE in seen) is (without_charset(content_type) is None)
