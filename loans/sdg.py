"""The goals of the 2030 Agenda by their short names, as the UN and its Swedish body give them."""

NAMES = {
    1: {"sv": "Ingen fattigdom", "en": "No poverty"},
    2: {"sv": "Ingen hunger", "en": "Zero hunger"},
    3: {"sv": "God hälsa och välbefinnande", "en": "Good health and well-being"},
    4: {"sv": "God utbildning för alla", "en": "Quality education"},
    5: {"sv": "Jämställdhet", "en": "Gender equality"},
    6: {"sv": "Rent vatten och sanitet för alla", "en": "Clean water and sanitation"},
    7: {"sv": "Hållbar energi för alla", "en": "Affordable and clean energy"},
    8: {
        "sv": "Anständiga arbetsvillkor och ekonomisk tillväxt",
        "en": "Decent work and economic growth",
    },
    9: {
        "sv": "Hållbar industri, innovationer och infrastruktur",
        "en": "Industry, innovation and infrastructure",
    },
    10: {"sv": "Minskad ojämlikhet", "en": "Reduced inequalities"},
    11: {"sv": "Hållbara städer och samhällen", "en": "Sustainable cities and communities"},
    12: {
        "sv": "Hållbar konsumtion och produktion",
        "en": "Responsible consumption and production",
    },
    13: {"sv": "Bekämpa klimatförändringarna", "en": "Climate action"},
    14: {"sv": "Hav och marina resurser", "en": "Life below water"},
    15: {"sv": "Ekosystem och biologisk mångfald", "en": "Life on land"},
    16: {
        "sv": "Fredliga och inkluderande samhällen",
        "en": "Peace, justice and strong institutions",
    },
    17: {"sv": "Genomförande och globalt partnerskap", "en": "Partnerships for the goals"},
}


def target(number: str, language: str) -> str:
    """A target with the name of its goal: "11.7 (Hållbara städer och samhällen)".

    KeyError for a number of no goal.
    """
    return f"{number} ({NAMES[int(number.split('.')[0])][language]})"
