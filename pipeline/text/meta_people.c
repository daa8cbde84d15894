/* Bylines, credits and labels; see meta.h. */
#include "meta.h"

enum { CAPTION = 120 };        /* bytes of the longest; behind longer ones text is often glued on */

static unsigned period(const sl_meta_line *l, unsigned at) { return sl_meta_sign(l, at, ".") && !l->t[at].spaced ? 1 : 0; }

/* J. or J.M. or Th.: at most three letters before a period, of which the first is a capital. */
static unsigned initial(const sl_meta_line *l, unsigned at) {
    if (at >= l->n || !l->t[at].upper || l->t[at].s.n > 5 || !period(l, at + 1)) return 0;
    return l->t[at].s.n <= 2 || l->t[at].s.p[1] == '.' ? 2 : 0;
}

/* A first name that is known; of Jan-Willem the first part is asked for. */
static bool first_name(const sl_meta_line *l, unsigned at) {
    if (at >= l->n || l->t[at].kind != T_WORD || !l->t[at].upper) return false;
    if (l->t[at].facts & F_NAME) return true;
    sl_str rest = l->t[at].s, part = sl_cut(&rest, '-');
    return rest.n && sl_words_find(&l->m->words, part) & F_NAME;
}

/* One person: a first name or initials, then at least one last name; particles (van der) between. `any`: of whatever
 * first name. */
static unsigned person(const sl_meta_line *l, unsigned at, bool any) {
    unsigned i = at, k, last = 0;
    if (!(k = initial(l, i)) && !first_name(l, i) && !(any && i < l->n && l->t[i].kind == T_WORD && l->t[i].upper)) return 0;
    for (i += k ? k : 1; i < l->n && i < at + 8; i += k) {
        k = initial(l, i);
        if (!k && l->t[i].kind == T_WORD && l->t[i].upper) last = i + (k = 1);
        if (!k && l->t[i].kind == T_WORD && l->t[i].facts & F_PARTICLE) k = 1;
        if (!k || (l->t[i].facts & F_LINK && sl_meta_sign(l, i, "&"))) break;
        if (l->t[i].s.n == 2 && !memcmp(l->t[i].s.p, "en", 2)) break;
    }
    return last ? last - at : 0;
}

static unsigned and_sign(const sl_meta_line *l, unsigned at) {
    if (sl_meta_sign(l, at, ", & ; /")) return 1 + and_sign(l, at + 1);
    if (at >= l->n || l->t[at].kind != T_WORD) return 0;
    sl_str s = l->t[at].s;
    return sl_eq(s, SL_LIT("en")) || sl_eq(s, SL_LIT("and")) || sl_eq(s, SL_LIT("AND")) || sl_eq(s, SL_LIT("EN")) ? 1 : 0;
}

unsigned sl_meta_people(const sl_meta_line *l, unsigned at) {
    unsigned i = at, k, n = person(l, at, false);
    for (int more = 0; n && more < 6; more++) {
        i += n;
        k = and_sign(l, i);
        if (!k || !(n = person(l, i + k, true))) break;
        n += k;
    }
    return i - at;
}

/* Behind the names: an agency, a place, a role, with a comma, a slash or brackets; true when that is all. */
static bool affiliation(const sl_meta_line *l, unsigned at) {
    for (unsigned k; at < l->n; at += k) {
        k = sl_meta_phrase(l, at, F_AGENCY | F_PLACE | F_STAFF);
        if (k && !l->t[at].upper && !(l->t[at].facts & F_STAFF)) k = 0;
        if (!k && sl_meta_sign(l, at, ", / ( ) | \u2013 -")) k = 1;
        if (!k && (k = sl_meta_phrase(l, at, F_AUTHOR | F_STAFF | F_CAPTION))) k += sl_meta_sign(l, at + k, ":") + sl_meta_people(l, at + k + sl_meta_sign(l, at + k, ":"));
        if (!k && at + 2 == l->n && l->t[at].facts & F_PARTICLE && l->t[at + 1].upper) k = 2;
        if (!k) return false;
    }
    return true;
}

/* "reporting by A; editing by B" too */
sl_meta_kind sl_meta_byline(const sl_meta_line *l) {
    unsigned at = 0, k, n;
    if (!l->whole || !l->n || !(l->t[0].upper || l->bracketed)) return SL_META_NONE;
    if ((k = sl_meta_phrase(l, 0, F_STAFF)) > 1) return affiliation(l, k + sl_meta_people(l, k)) ? SL_META_BYLINE : SL_META_NONE;
    while ((k = sl_meta_phrase(l, at, F_BY))) {
        k += sl_meta_sign(l, at + k, ":") ? 1 : 0;
        if ((n = sl_meta_people(l, at + k))) at += k + n;
        else if ((n = sl_meta_phrase(l, at + k, F_AGENCY | F_STAFF)) && l->t[at + k].upper) at += k + n;
        else return SL_META_NONE;
        if (at == l->n) return SL_META_BYLINE;
        n = and_sign(l, at);
        if (n && sl_meta_phrase(l, at + n, F_BY)) at += n;
    }
    return at && affiliation(l, at) ? SL_META_BYLINE : SL_META_NONE;
}

/* (c), the sign, Copyright before it */
static unsigned copyright(const sl_meta_line *l, unsigned at) {
    if (sl_meta_sign(l, at, "\u00A9")) return 1;
    bool letter = at + 2 < l->n && sl_meta_sign(l, at, "(") && l->t[at + 1].s.n == 1 && (l->t[at + 1].s.p[0] | 32) == 'c' && sl_meta_sign(l, at + 2, ")");
    return letter ? 3 : 0;
}

typedef struct { unsigned agencies, words, rights, people; } names;

/* Names only from `at` to the end: what a credit without a colon consists of. */
static bool only_names(const sl_meta_line *l, unsigned at, names *c) {
    for (unsigned k; at < l->n; at += k) {
        k = sl_meta_phrase(l, at, F_AGENCY);
        if (k && l->t[at].upper) { c->agencies++; continue; }
        if ((k = copyright(l, at))) { c->rights++; continue; }
        if ((k = sl_meta_people(l, at))) { c->people++; continue; }
        if ((k = sl_meta_sign(l, at, "/ , & | \u2013 - ( )"))) continue;
        const sl_meta_token *t = &l->t[at];
        k = 1 + (t->upper ? period(l, at + 1) : 0);
        if (t->kind == T_NUMBER ? t->value < 1500 : t->kind != T_WORD || !(t->upper || t->facts & (F_PARTICLE | F_BY | F_LINK))) return false;
        if (at + k == l->n && k > 1) return false;                    /* ends as a sentence does */
        c->words += t->kind == T_WORD;
    }
    return c->words <= 6;
}

/* Beeld ANP, Foto: see sl_meta_label; (c) 2025 Reuters; (ANP) */
sl_meta_kind sl_meta_credit(const sl_meta_line *l) {
    names c = {0};
    if (!l->whole || !l->n) return SL_META_NONE;
    unsigned k = l->t[0].upper || l->bracketed ? sl_meta_phrase(l, 0, F_CREDIT) : 0, right = copyright(l, 0);
    if (!k && !right && !l->bracketed) return SL_META_NONE;
    if (k == l->n || right == l->n || !only_names(l, k + right, &c)) return SL_META_NONE;
    if (k && (c.agencies || c.rights || (c.people && !c.words))) return l->t[0].facts & F_SOURCE ? SL_META_SOURCE : SL_META_CAPTION;
    if (right) return sl_meta_sign(l, right, ",") ? SL_META_NONE : SL_META_SOURCE;
    return l->bracketed && c.agencies && !c.words ? SL_META_SOURCE : SL_META_NONE;
}

/* What a source is: names or an address, not a sentence, and not a placeholder of a program. */
static bool is_source(const sl_meta_line *l, unsigned at) {
    const sl_meta_token *t = &l->t[at];
    if (!l->whole || l->n - at > 16 || (t->kind == T_SIGN && !sl_meta_sign(l, at, "\u00A9 @ \" ' \u2018 \u201C ("))) return false;
    unsigned abbreviated = l->t[l->n - 2].s.n < 4 || memchr(l->t[l->n - 2].s.p, '.', l->t[l->n - 2].s.n);
    if (sl_meta_sign(l, l->n - 1, ". ! ? : ;") && !abbreviated) return false;
    bool address = sl_meta_sign(l, at + 1, "/ : .") || memchr(t->s.p, '.', t->s.n);
    return t->kind != T_WORD || t->upper || address || sl_meta_phrase(l, at, F_AGENCY | F_STAFF) || l->n - at < 2;
}

/* Bron: ..., Foto: ..., Auteur: ..., Lees ook: ... */
sl_meta_kind sl_meta_label(const sl_meta_line *l) {
    unsigned k = l->n ? sl_meta_phrase(l, 0, F_SOURCE | F_CAPTION | F_AUTHOR | F_MORE) : 0;
    if (!k || !(l->t[0].upper || l->bracketed || sl_meta_phrase(l, k + 1, F_AGENCY))) return SL_META_NONE;
    bool colon = sl_meta_sign(l, k, ":") && (k + 1 == l->n || l->t[k + 1].spaced || !l->t[k].spaced), alone = k == l->n;
    if (sl_meta_phrase(l, 0, F_MORE) == k) {
        if (k + 1 == l->n && sl_meta_sign(l, k, "> \u00BB \u203A \u2192 \u2026")) alone = true;
        if (k > 3 && k + 1 == l->n && sl_meta_sign(l, k, ".")) alone = true;
        return colon || alone ? SL_META_LINK : SL_META_NONE;
    }
    if (!colon || k + 1 == l->n) return SL_META_NONE;
    if (sl_meta_sign(l, k + 1, "% < > * _ { } [ = $ \\")) return SL_META_NONE;
    if (sl_meta_phrase(l, 0, F_SOURCE) == k) return is_source(l, k + 1) ? SL_META_SOURCE : SL_META_NONE;
    if (sl_meta_phrase(l, 0, F_CAPTION) == k) return l->text.n <= CAPTION ? SL_META_CAPTION : SL_META_NONE;
    unsigned n = sl_meta_people(l, k + 1);
    if (!n) n = sl_meta_phrase(l, k + 1, F_AGENCY | F_STAFF);
    return n && l->whole && affiliation(l, k + 1 + n) ? SL_META_BYLINE : SL_META_NONE;
}
