"""What a visitor does at the gate: follow it, fill in its form, send it."""

import html
import re

from tests.conftest import HOST

ORIGIN = f"https://{HOST}"
FORM = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


def hidden_fields(response) -> dict[str, str]:
    """What the form of a notice page carries along unseen."""
    found = FORM.findall(response.content.decode())
    return {name: html.unescape(value) for name, value in found}


def send(client, decision: str, address="/integritet/", headers=None, **fields):
    """Sends the form as a browser does from a page of ours."""
    headers = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"} if headers is None else headers
    return client.post(address, {"decision": decision, **fields}, headers=headers)


def go_through(client, address: str):
    """Asks for an address, is led to the gate and accepts there; the answer to that."""
    led = client.get(address)
    assert led.status_code == 303
    return send(client, "accept", **hidden_fields(client.get(led["Location"])))
