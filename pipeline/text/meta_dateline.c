/* GENT (ANP) - : where and by whom a text was written, before its first sentence; see meta.h. */
#include "meta.h"
#include "sluis/utf8.h"

static bool dash(const sl_meta_line *l, unsigned at) { return sl_meta_sign(l, at, "- \u2013 \u2014"); }

/* Names of places from `at`: words in capitals, or with a capital and particles; with - / and commas between. *known: all
 * of it is in capitals, and a place that is known is in it. */
static unsigned places(const sl_meta_line *l, unsigned at, bool *known) {
    unsigned i = at, last = at;
    bool capitals = true, place = false;
    for (unsigned k; i < l->n && i < at + 8; i += k) {
        const sl_meta_token *t = &l->t[i];
        k = sl_meta_phrase(l, i, F_PLACE);
        if (k) place = true;
        else if (t->kind == T_WORD && (t->upper || (i > at && t->facts & F_PARTICLE && i + 1 < l->n && l->t[i + 1].upper))) k = 1;
        else if (i > at && sl_meta_sign(l, i, "/ ,") && i + 1 < l->n && l->t[i + 1].upper && !(l->t[i + 1].facts & (F_MONTH | F_WEEKDAY))) { k = 1; continue; }
        else break;
        for (unsigned j = i; j < i + k; j++) capitals &= l->t[j].capitals || !l->t[j].upper || l->t[j].kind != T_WORD;
        capitals &= l->t[i].upper || l->t[i].s.p[0] == '\'' || i > at;
        last = i + k;
    }
    *known = place && capitals && last > at && l->t[at].upper;
    return last - at;
}

/* (ANP), (ANP/AFP), (eigen berichtgeving) */
static unsigned agencies(const sl_meta_line *l, unsigned at) {
    if (!sl_meta_sign(l, at, "(")) return 0;
    unsigned i = at + 1, k = 0;
    for (bool more = true; more; i += more) {
        k = sl_meta_phrase(l, i, F_AGENCY | F_STAFF);
        if (!k || (!l->t[i].upper && !(l->t[i].facts & F_PARTICLE) && k < 2)) return 0;
        i += k;
        more = sl_meta_sign(l, i, "/ , - \u2013");
    }
    return sl_meta_sign(l, i, ")") ? i + 1 - at : 0;
}

static unsigned comma_day(const sl_meta_line *l, unsigned at) {
    bool year;
    unsigned comma = sl_meta_sign(l, at, ",") ? 1 : 0, week = 0;
    if (at + comma < l->n && l->t[at + comma].facts & F_WEEKDAY) week = 1;
    unsigned k = sl_meta_day(l, at + comma + week, &year);
    return k || week ? comma + week + k : 0;
}

/* What follows a known place alone must look like the beginning of a sentence: not of AMSTERDAM - ROTTERDAM, nor of a single word. */
static bool sentence(const sl_meta_line *l, unsigned at) {
    while (sl_meta_sign(l, at, "\" ' \u2018 \u201C \u201E \u00AB ( \u2026")) at++;
    if (at + 2 >= l->n) return false;
    const sl_meta_token *t = &l->t[at];
    if (t->kind == T_NUMBER) return true;
    return t->kind == T_WORD && (t->upper || t->s.p[0] == '\'') && !(t->capitals && l->t[at + 1].kind == T_WORD && l->t[at + 1].capitals) && !(t->capitals && t->facts & F_PLACE);
}

bool sl_meta_dateline(const sl_meta_line *l, sl_meta_hit *hit) {
    bool known;
    unsigned i = places(l, 0, &known), day, agency;
    bool place = i > 0;
    if (place) i += day = comma_day(l, i);
    i += agency = agencies(l, i);
    if (!agency && !(place && known)) return false;
    if (!dash(l, i)) return false;
    unsigned from = i + 1;
    if (dash(l, from) && !l->t[from].spaced) from++;                 /* -- */
    bool apart = l->t[i].spaced || agency, gap = from >= l->n || l->t[from].spaced;
    if (!apart || !gap) return false;
    if (from >= l->n && !agency) return false;
    if (!agency && !sentence(l, from)) return false;
    sl_str rest = sl_meta_from(l, from);
    *hit = (sl_meta_hit){SL_META_DATELINE, sl_slice(l->text.p, (size_t)(l->t[i - 1].s.p + l->t[i - 1].s.n - l->text.p)), rest};
    return true;
}
