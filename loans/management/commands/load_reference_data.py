from django.core.exceptions import ValidationError

from loans.editing.reference import load_reference_data
from loans.management.signing import SignedCommand


class Command(SignedCommand):
    help = """
Loads what every installation needs: counties, municipalities and regions, project categories,
investment types, social goals, target groups, synonyms, the groups of staff and the first privacy
notice.

Only what is missing is added: run twice it changes nothing, and what staff have changed stays.
Synonyms that they have removed don't come back.
Which municipalities and regions are members is not known; enter when they joined in the admin.
"""

    def handle(self, *args, **options):
        try:
            report = load_reference_data()
        except ValidationError as fault:
            self.fail(f"Nothing was loaded. {' '.join(fault.messages)}")
        for loaded in report:
            self.stdout.write(
                f"{loaded.name:<27} {loaded.added:>4} added {loaded.present:>5} already there"
            )
