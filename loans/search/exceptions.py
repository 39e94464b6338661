"""Swedish words that the word list or the rules of compounds get wrong, or leave open."""

BASES = {
    "bron": "bro",
    "bröder": "bror",
    "bröderna": "bror",
    "far": "far",
    "fler": "fler",
    "flera": "flera",
    "får": "får",
    "föräldra": "förälder",
    "låne": "lån",
    "rot": "rot",
    "roten": "rot",
    "träd": "träd",
    "träden": "träd",
    "träna": "träna",
    "trädet": "träd",
    "äldre": "äldre",
    "äldres": "äldre",
    "åldre": "åldre",
}
"""Form → what it is a form of, where the list prefers a rarer word or lacks what begins
compounds."""

NO_COMPOUNDS = {
    *("automat", "bostad", "centra", "centrum", "export", "fastighet", "format", "fördel"),
    *("förlag", "förmån", "förråd", "förslag", "förvaltning", "handel", "import", "kommun"),
    *("kärlek", "lägenhet", "medel", "mobil", "nackdel", "rapport", "stabil", "storlek"),
    *("support", "tillgång", "tjocklek", "transport", "uppdrag", "verkstad"),
}
"""Words that only look like compounds, or are no longer heard as such."""

PIECES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(NO_COMPOUNDS, ()),
    "förskola": ("skola",),
    "ohälsa": ("hälsa",),
    "ojämlik": ("jämlik",),
    "ojämlikhet": ("jämlikhet",),
    "otillgänglig": ("tillgänglig",),
    "otrygg": ("trygg",),
    "otrygghet": ("trygghet",),
}
"""Basis → its pieces: a prefix is none."""

SHORT_FIRST = {"el", "is"}
"""Words of two letters that begin compounds."""

SHORT_FIRST_OF_UNLISTED = {"bo", "by", "ny"}
"""Those that begin long compounds which the list lacks; elsewhere they mislead ("bolag")."""

NEVER_FIRST = {"att", "den", "det", "för", "med", "och", "ska", "till", "var"}

SHORT_LAST = {
    *("bad", "bil", "bok", "bro", "dag", "del", "far", "gym", "hem", "hus", "kök", "lag", "lek"),
    *("lån", "mat", "mor", "mål", "ort", "ram", "rum", "råd", "tak", "trä", "tåg", "väg"),
}
"""Words of three letters that end compounds."""

ENDINGS = {
    *("ande", "anden", "ant", "are", "aren", "arna", "bar", "dom", "else", "ende", "era", "erad"),
    *("eri", "ering", "erna", "het", "heten", "heter", "igt", "ing", "ingar", "ingen", "isk"),
    *("ism", "ist", "lig", "liga", "ligt", "lös", "nare", "orna", "ring", "ska", "skan", "skap"),
    *("skor", "tor"),
}
"""Syllables that end words and happen to be words themselves."""

JOINED_BY_S = ("het", "ing", "ion", "skap", "dom", "tet")
"""Endings of words that always have an s where they begin a compound."""

MAKES_NOUNS = "het"
"""What makes "trygghet" of "trygg", which is found by it."""

SMALL = {
    "sv": {
        *("alla", "allt", "andra", "att", "av", "bland", "blir", "både", "de", "dem", "den"),
        *("denna", "deras", "dess", "dessa", "det", "detta", "då", "där", "eller", "en", "ett"),
        *("från", "för", "genom", "ha", "han", "har", "hon", "hur", "här", "i", "in", "inom"),
        *("inte", "kan", "kunna", "man", "med", "mellan", "men", "mot", "nu", "när", "och", "om"),
        *("på", "sedan", "ska", "som", "så", "till", "under", "upp", "ut", "utan", "vad", "var"),
        *("vara", "varit", "vi", "vid", "vilka", "vilken", "än", "är", "åt", "även", "över"),
    },
    "en": {
        *("a", "all", "an", "and", "are", "as", "at", "be", "been", "by", "can", "for", "from"),
        *("has", "have", "in", "into", "is", "it", "its", "more", "not", "of", "on", "or", "so"),
        *("such", "than", "that", "the", "their", "them", "then", "there", "these", "they"),
        *("this", "those", "to", "was", "were", "which", "who", "will", "with"),
    },
}
"""Words that say nothing of what a text is about."""

ALSO_NAMES = {"by", "is", "vara"}
"""Small words that are looked for all the same: a village, ice, and Vara kommun."""
