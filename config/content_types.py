"""What kinds of content the site reads: forms in UTF-8, and nothing else.

Stands before Django, which the test client goes round: tests call `config.wsgi.application`.
"""

import re

UNREADABLE = "oppna_lan.unreadable"
"""Set in the environment of a request whose form can't be read; `loans.errors.explain` answers."""

UTF_8 = re.compile(r'utf-?8|"utf-?8"', re.IGNORECASE)


def with_readable_content(application):
    """Lets nothing but UTF-8 through, which is all that our forms send.

    Django decodes by the charset that a request names, the address's query too, before any
    middleware: whatever codec Python knows, and some of them raise what nothing catches.
    """

    def door(environ, start_response):
        content_type = environ.pop("CONTENT_TYPE", "")
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            readable = without_charset(content_type)
            environ |= {UNREADABLE: True} if readable is None else {"CONTENT_TYPE": readable}
        return application(environ, start_response)

    return door


def without_charset(content_type: str) -> str | None:
    """A content type without its charset where that is UTF-8; None where it can't be read.

    Refuses the extended parameters of RFC 2231 too, behind which a charset can hide.
    """
    kind, *parameters = content_type.split(";")
    kept = [kind]
    for parameter in parameters:
        name, _, value = parameter.strip().partition("=")
        if name.strip().lower() != "charset":
            kept.append(parameter)
        elif not UTF_8.fullmatch(value.strip()):
            return None
    return None if any("*" in parameter for parameter in kept) else ";".join(kept)
