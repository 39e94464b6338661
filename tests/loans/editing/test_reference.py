"""Loading the data that every installation needs."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError

from loans import editing
from loans.editing import accounts
from loans.editing.reference import load_reference_data
from loans.models import (
    Change,
    InvestmentType,
    ProjectCategory,
    RegisterState,
    SocialGoal,
    SynonymGroup,
    TargetGroup,
)
from members.models import County, Member
from privacy.models import PrivacyNotice
from tests import factories

pytestmark = pytest.mark.django_db


def added() -> dict[str, int]:
    return {loaded.name: loaded.added for loaded in load_reference_data()}


def test_everything_is_loaded_and_counted():
    assert added() == {
        "counties": 21,
        "municipalities and regions": 310,
        "categories": 3,
        "investment types": 2,
        "goals": 14,
        "target groups": 10,
        "synonym groups": 10,
        "groups of staff": 4,
        "privacy notices": 1,
    }
    assert County.objects.count() == 21
    assert Member.objects.filter(kind="municipality").count() == 290
    assert Member.objects.filter(kind="region").count() == 20
    assert Group.objects.count() == 4
    assert PrivacyNotice.objects.published().count() == 1


def test_nobody_is_said_to_have_joined():
    load_reference_data()

    assert not Member.objects.exclude(joined_on=None).exists()


def test_values_keep_the_order_and_the_codes_of_the_file():
    load_reference_data()

    assert list(ProjectCategory.objects.values_list("slug", flat=True)) == [
        "boende-och-boendemiljoer",
        "trygghet-sakerhet-och-tillganglighet",
        "halsa-utbildning-idrott-och-kultur",
    ]
    drawn = ProjectCategory.objects.values_list("pictogram", flat=True)
    assert list(drawn) == ["home", "safety", "wellbeing"]
    needs = InvestmentType.objects.values_list("slug", "needs_social_intervention")
    assert list(needs) == [("med-kopplad-social-insats", True), ("investeringen-i-sig", False)]
    assert ProjectCategory.objects.first().icma_categories[0] == "affordable-housing"
    assert SocialGoal.objects.first().sdg_targets == ["11.7", "16.1"]
    assert TargetGroup.objects.get(slug="aldre").icma_population == "ageing-and-vulnerable-youth"


def test_run_twice_it_changes_nothing():
    load_reference_data()
    changes, state = Change.objects.count(), RegisterState.objects.get()

    assert set(added().values()) == {0}
    assert Change.objects.count() == changes
    assert RegisterState.objects.get().data_version == state.data_version


def test_what_staff_have_changed_stays_and_what_is_missing_comes_back():
    load_reference_data()
    goal = SocialGoal.objects.get(slug="okad-trygghet")
    goal.name = "Större trygghet"
    editing.save(goal, by=factories.signer())
    TargetGroup.objects.get(slug="aldre").delete()

    report = added()

    assert SocialGoal.objects.get(slug="okad-trygghet").name == "Större trygghet"
    assert (report["goals"], report["target groups"]) == (0, 1)
    assert TargetGroup.objects.filter(slug="aldre").exists()


def test_synonyms_that_staff_have_parted_or_removed_do_not_come_back():
    load_reference_data()
    groups = {group.terms[0]: group for group in SynonymGroup.objects.all()}
    groups["förskola"].terms = ["dagis", "daghem"]
    editing.save(groups["förskola"], by=factories.signer())
    editing.delete(groups["simhall"], by=factories.signer())
    kept = SynonymGroup.objects.synonyms()

    assert added()["synonym groups"] == 0
    assert SynonymGroup.objects.synonyms() == kept


def test_synonyms_of_which_staff_already_use_a_word_are_left_out():
    factories.synonyms("BADHUS", "äventyrsbad")

    assert added()["synonym groups"] == 9
    assert not any("simhall" in terms for terms in SynonymGroup.objects.synonyms())


def test_a_notice_that_staff_have_begun_is_left_alone():
    PrivacyNotice.objects.create(title="a", text="b", title_en="c", text_en="d")

    assert added()["privacy notices"] == 0
    assert not PrivacyNotice.objects.published().exists()


def test_every_row_is_logged_and_signed_by_an_account_that_nobody_can_use():
    """The synonyms, the groups, the account itself and the notice among them."""
    load_reference_data()

    system = accounts.system()
    assert Change.objects.filter(by=system, action="create").count() == 360 + 10 + 4 + 1 + 1
    assert not system.is_active
    assert not system.has_usable_password()


def test_a_name_that_is_taken_stops_all_of_it_with_a_sentence():
    factories.category(slug="eget", name="Boende och boendemiljöer")

    with pytest.raises(ValidationError, match="Boende och boendemiljöer"):
        load_reference_data()

    assert not Member.objects.exists()
