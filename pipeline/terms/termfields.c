/* What stands in the fields of an entry: parts of speech, flags, variants; see sluis/termbase.h. */
#include "sluis/termbase.h"
#include "sluis/utf8.h"
#include <stdlib.h>
#include <strings.h>

static sl_str trim(sl_str s) {
    while (s.n && (*s.p == ' ' || *s.p == '\t')) s.p++, s.n--;
    while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t')) s.n--;
    return s;
}

static bool is_named(sl_str s, const char *name) { return s.n == strlen(name) && !strncasecmp(s.p, name, s.n); }

static const char *const pos_names[SL_POS_N] = {"", "noun", "propn", "adj", "verb", "adv", "other"};
static const struct { const char *name; sl_pos pos; } pos_words[] = {
    {"-", SL_POS_NONE}, {"noun", SL_POS_NOUN}, {"n", SL_POS_NOUN}, {"zn", SL_POS_NOUN}, {"znw", SL_POS_NOUN}, {"zelfstandig naamwoord", SL_POS_NOUN},
    {"substantive", SL_POS_NOUN}, {"commonNoun", SL_POS_NOUN}, {"propn", SL_POS_PROPN}, {"properNoun", SL_POS_PROPN}, {"proper noun", SL_POS_PROPN},
    {"name", SL_POS_PROPN}, {"eigennaam", SL_POS_PROPN}, {"eigenn", SL_POS_PROPN}, {"adj", SL_POS_ADJ}, {"a", SL_POS_ADJ}, {"adjective", SL_POS_ADJ},
    {"bn", SL_POS_ADJ}, {"bnw", SL_POS_ADJ}, {"bijvoeglijk naamwoord", SL_POS_ADJ}, {"verb", SL_POS_VERB}, {"v", SL_POS_VERB}, {"ww", SL_POS_VERB},
    {"werkwoord", SL_POS_VERB}, {"adv", SL_POS_ADV}, {"adverb", SL_POS_ADV}, {"bw", SL_POS_ADV}, {"bijw", SL_POS_ADV}, {"bijwoord", SL_POS_ADV},
    {"other", SL_POS_OTHER}, {"preposition", SL_POS_OTHER}, {"prep", SL_POS_OTHER}, {"vz", SL_POS_OTHER}, {"voorzetsel", SL_POS_OTHER},
    {"conjunction", SL_POS_OTHER}, {"conj", SL_POS_OTHER}, {"vw", SL_POS_OTHER}, {"voegwoord", SL_POS_OTHER}, {"pronoun", SL_POS_OTHER},
    {"pron", SL_POS_OTHER}, {"vnw", SL_POS_OTHER}, {"interjection", SL_POS_OTHER}, {"numeral", SL_POS_OTHER}, {"num", SL_POS_OTHER},
    {"determiner", SL_POS_OTHER}, {"det", SL_POS_OTHER}, {"affix", SL_POS_OTHER}, {"phrase", SL_POS_OTHER}, {"participle", SL_POS_OTHER}};

bool sl_pos_find(sl_str name, sl_pos *pos) {
    *pos = SL_POS_NONE;
    if (!name.n) return true;
    for (size_t i = 0; i < sizeof pos_words / sizeof *pos_words; i++)
        if (is_named(name, pos_words[i].name)) return *pos = pos_words[i].pos, true;
    return false;
}

const char *sl_pos_name(sl_pos pos) { return pos < SL_POS_N ? pos_names[pos] : ""; }

static const struct { const char *name; uint32_t bit; } flag_names[] = {
    {"-", 0}, {"cs", SL_TERM_CS}, {"ci", SL_TERM_CI}, {"acr", SL_TERM_ACR}, {"dnt", SL_TERM_DNT}, {"forbidden", SL_TERM_FORBIDDEN},
    {"regex", SL_TERM_REGEX}, {"exact", SL_TERM_EXACT}, {"sep", 0}};   /* sep: a separable verb, which the matcher sees by itself */
enum { NFLAGS = sizeof flag_names / sizeof *flag_names };

/* prio=N, with N in the range of an int16_t. */
static bool read_priority(sl_str s, int16_t *priority) {
    char text[8], *end;
    if (!sl_starts(s, SL_LIT("prio=")) || s.n < 6 || s.n >= 5 + sizeof text) return false;
    memcpy(text, s.p + 5, s.n - 5);
    text[s.n - 5] = 0;
    long n = strtol(text, &end, 10);
    if (*end || end == text || n < INT16_MIN || n > INT16_MAX) return false;
    *priority = (int16_t)n;
    return true;
}

sl_termflags_result sl_termflags_read(sl_str s, uint32_t *flags, int16_t *priority, sl_str *bad) {
    sl_termflags_result result = SL_FLAGS_GOOD;
    *flags = 0, *priority = 0;
    while ((s = trim(s)).n) {
        sl_str name = trim(sl_cut(&s, ','));
        int i = 0;
        while (i < NFLAGS && !is_named(name, flag_names[i].name)) i++;
        if (i < NFLAGS) *flags |= flag_names[i].bit;
        else if (!name.n || read_priority(name, priority)) continue;
        else {
            if (result == SL_FLAGS_GOOD) *bad = name;
            if (sl_starts(name, SL_LIT("prio="))) return *bad = name, SL_FLAGS_BAD;
            result = SL_FLAGS_UNKNOWN;
        }
    }
    return result;
}

void sl_termflags_put(uint32_t flags, int16_t priority, sl_buf *out) {
    size_t at = out->n;
    for (int i = 1; i < NFLAGS; i++)
        if (flags & flag_names[i].bit) sl_printf(out, "%s%s", out->n > at ? "," : "", flag_names[i].name);
    if (priority) sl_printf(out, "%sprio=%d", out->n > at ? "," : "", priority);
}

bool sl_variant_next(const sl_term *t, sl_str *rest, sl_variant *v) {
    while (rest->n) {
        sl_str one = trim(sl_cut(rest, ';')), surface = trim(sl_cut(&one, '='));
        one = trim(one);
        if (!surface.n) continue;
        *v = (sl_variant){surface, one.n ? one : t->target};
        return true;
    }
    return false;
}
