"""What is stored."""

from loans.models.changes import Change
from loans.models.initiatives import Initiative
from loans.models.loans import Loan
from loans.models.projects import Project
from loans.models.reference import InvestmentType, ProjectCategory, SocialGoal, TargetGroup
from loans.models.search import SearchFind, SearchWord
from loans.models.synonyms import SynonymGroup
from loans.models.versions import FacetValue, PublicSlug, PublishedVersion, RegisterState

__all__ = [
    "Change",
    "FacetValue",
    "Initiative",
    "InvestmentType",
    "Loan",
    "Project",
    "ProjectCategory",
    "PublicSlug",
    "PublishedVersion",
    "RegisterState",
    "SearchFind",
    "SearchWord",
    "SocialGoal",
    "SynonymGroup",
    "TargetGroup",
]
