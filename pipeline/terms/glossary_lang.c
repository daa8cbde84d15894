/* Languages as glossaries name them; see sluis/glossary.h. */
#include "glossary_in.h"
#include "sluis/xml.h"

/* A tag of ISO 639-1, those of 639-2 and 639-3, and names: the languages of the European Union and some others. */
static const char *const languages[][5] = {
    {"nl", "nld", "dut", "Dutch", "Nederlands"}, {"en", "eng", "", "English", "Engels"}, {"de", "deu", "ger", "German", "Duits"},
    {"fr", "fra", "fre", "French", "Frans"}, {"es", "spa", "", "Spanish", "Spaans"}, {"it", "ita", "", "Italian", "Italiaans"},
    {"pt", "por", "", "Portuguese", "Portugees"}, {"da", "dan", "", "Danish", "Deens"}, {"sv", "swe", "", "Swedish", "Zweeds"},
    {"fi", "fin", "", "Finnish", "Fins"}, {"no", "nor", "nb", "Norwegian", "Noors"}, {"pl", "pol", "", "Polish", "Pools"},
    {"cs", "ces", "cze", "Czech", "Tsjechisch"}, {"sk", "slk", "slo", "Slovak", "Slowaaks"}, {"sl", "slv", "", "Slovenian", "Sloveens"},
    {"hu", "hun", "", "Hungarian", "Hongaars"}, {"ro", "ron", "rum", "Romanian", "Roemeens"}, {"bg", "bul", "", "Bulgarian", "Bulgaars"},
    {"el", "ell", "gre", "Greek", "Grieks"}, {"et", "est", "", "Estonian", "Estisch"}, {"lv", "lav", "", "Latvian", "Lets"},
    {"lt", "lit", "", "Lithuanian", "Litouws"}, {"mt", "mlt", "", "Maltese", "Maltees"}, {"ga", "gle", "", "Irish", "Iers"},
    {"hr", "hrv", "", "Croatian", "Kroatisch"}, {"la", "lat", "", "Latin", "Latijn"}, {"ru", "rus", "", "Russian", "Russisch"},
    {"uk", "ukr", "", "Ukrainian", "Oekraïens"}, {"tr", "tur", "", "Turkish", "Turks"}, {"fy", "fry", "", "Frisian", "Fries"},
    {"af", "afr", "", "Afrikaans", "Afrikaans"}, {"zh", "zho", "chi", "Chinese", "Chinees"}, {"ja", "jpn", "", "Japanese", "Japans"},
    {"ar", "ara", "", "Arabic", "Arabisch"}};
enum { LANGUAGES = sizeof languages / sizeof *languages };

static size_t primary(sl_str tag) {
    size_t n = 0;
    while (n < tag.n && tag.p[n] != '-' && tag.p[n] != '_') n++;
    return n;
}

/* Which of the table is it, by its tag's first part or its name? -1: none. */
static int find(sl_str tag) {
    size_t n = primary(tag);
    for (int i = 0; n && i < LANGUAGES; i++)
        for (int k = 0; k < 5; k++) {
            if ((k < 3 || n == tag.n) && name_is(languages[i][k], sl_slice(tag.p, n))) return i;
        }
    return -1;
}

bool sl_language_is(sl_str tag, const char *language) {
    sl_str range = sl_cstr(language);
    size_t t = primary(tag), r = primary(range);
    if (sl_lang_in(tag, range)) return true;
    int a = find(tag);
    if (a < 0 || a != find(range)) return false;
    return r == range.n || sl_lang_in(sl_slice(tag.p + t, tag.n - t), sl_slice(range.p + r, range.n - r));
}

bool language_known(sl_str tag) {
    int i = find(tag);
    if (i < 0) return false;
    for (size_t k = primary(tag); k < tag.n; k++)
        if (!((tag.p[k] | 32) >= 'a' && (tag.p[k] | 32) <= 'z') && !(tag.p[k] >= '0' && tag.p[k] <= '9') && tag.p[k] != '-' && tag.p[k] != '_') return false;
    return tag.n <= 15 || primary(tag) == tag.n;
}

static void count(sl_glossary_counts *c, sl_str tag) {
    char name[sizeof c->tags->tag] = "";
    memcpy(name, tag.p, tag.n < sizeof name ? tag.n : sizeof name - 1);
    unsigned i = 0;
    while (i < c->ntags && strcmp(c->tags[i].tag, name)) i++;
    if (i == SL_GLOSSARY_TAGS) return;
    if (i == c->ntags) memcpy(c->tags[c->ntags++].tag, name, sizeof name);
    c->tags[i].n++;
}

term_side intake_side(intake *in, sl_str tag) {
    count(&in->counts, tag);
    return sl_language_is(tag, in->from) ? SIDE_FROM : sl_language_is(tag, in->to) ? SIDE_TO : SIDE_NONE;
}
