"""Addresses made from names."""

import pytest

from loans import editing
from loans.editing.addresses import Addresses, project_addresses
from tests import factories


class Counted(set):
    """A set that counts how often it is asked."""

    asked = 0

    def __contains__(self, value):
        self.asked += 1
        return super().__contains__(value)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Åkerö ängar", "akero-angar"),
        ("Skola/förskola", "skola-forskola"),
        ("Jämför", "jamfor-2"),
        ("parken", "parken-3"),
        ("!!!", "utan-namn"),
        ("x" * 90, "x" * 34),
    ],
)
def test_a_name_gives_a_free_address(name, address):
    assert Addresses({"parken", "parken-2"}, longest=40).give(name) == address


def test_names_alike_get_addresses_of_their_own_without_counting_through_them_again():
    addresses = Addresses({"parken-7"}, longest=40)
    addresses.taken = Counted(addresses.taken)

    given = [addresses.give("Parken") for _ in range(500)]

    assert len({*given, "parken-7"}) == 501
    assert addresses.taken.asked < 3 * 500


@pytest.mark.django_db
def test_a_project_may_have_its_own_earlier_address_and_no_one_elses():
    project = factories.project(slug="parken")
    project.slug = "lunden"
    editing.save(project, by=factories.signer())

    assert project_addresses(but_for=project.pk).give("Parken") == "parken"
    assert project_addresses().give("Parken") == "parken-2"
    assert project_addresses().give("Lunden") == "lunden-2"
    assert project_addresses(also=["skogen"]).give("Skogen") == "skogen-2"
