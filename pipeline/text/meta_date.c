/* Dates and times, alone on a line or in a dateline; see meta.h. A line is taken apart into elements, each known by its form, until
 * nothing is left; what was found then decides. */
#include "meta.h"

typedef struct {
    unsigned days, clocks, ago, years, weekdays, published, people;
} found;

static int value(const sl_meta_line *l, unsigned at) { return at < l->n ? l->t[at].value : -1; }
static size_t digits(const sl_meta_line *l, unsigned at) { return l->t[at].s.n; }
static bool tight(const sl_meta_line *l, unsigned at) { return at < l->n && !l->t[at].spaced; }
static bool month(const sl_meta_line *l, unsigned at) { return at < l->n && l->t[at].facts & F_MONTH; }
static bool is_year(const sl_meta_line *l, unsigned at) { return value(l, at) >= 1500 && value(l, at) < 2200 && digits(l, at) == 4; }
static bool is_day(const sl_meta_line *l, unsigned at) { return value(l, at) >= 1 && value(l, at) <= 31 && digits(l, at) <= 2; }
static bool is_month(const sl_meta_line *l, unsigned at) { return value(l, at) >= 1 && value(l, at) <= 12 && digits(l, at) <= 2; }
static unsigned period(const sl_meta_line *l, unsigned at) { return tight(l, at) && sl_meta_sign(l, at, ".") ? 1 : 0; }

/* 12, 12th, 12e, 12. */
static unsigned day_number(const sl_meta_line *l, unsigned at) {
    if (!is_day(l, at)) return 0;
    if (tight(l, at + 1) && l->t[at + 1].facts & F_ORDINAL) return 2;
    return 1 + period(l, at + 1);
}

static unsigned year_behind(const sl_meta_line *l, unsigned at, bool *year) {
    unsigned comma = sl_meta_sign(l, at, ",") ? 1 : 0;
    *year = sl_meta_sign(l, at, "' \u2019") && tight(l, at + 1) && value(l, at + 1) >= 0 && digits(l, at + 1) == 2;    /* '25 */
    if (*year) return 2;
    *year = is_year(l, at + comma);
    return *year ? comma + 1 : 0;
}

unsigned sl_meta_day(const sl_meta_line *l, unsigned at, bool *year) {
    unsigned k = day_number(l, at), i;
    *year = false;
    if (k) {                                               /* 12 maart 2025; 12th of March 2025 */
        i = at + k;
        if (i < l->n && l->t[i].facts & F_LINK && month(l, i + 1)) i++;
        if (!month(l, i)) return 0;
        i += 1 + period(l, i + 1);
    } else {                                               /* March 12, 2025 */
        if (!month(l, at)) return 0;
        i = at + 1 + period(l, at + 1);
        if (!(k = day_number(l, i))) return 0;
        i += k;
    }
    return i - at + year_behind(l, i, year);
}

static unsigned named_day(const sl_meta_line *l, unsigned at, found *f) {
    bool year;
    unsigned k = sl_meta_day(l, at, &year);
    f->days += k != 0;
    f->years += k && year;
    return k;
}

/* 12-03-2025 12/3/2025 12.3.2025 2025-03-12 2025-03 */
static unsigned numeric_day(const sl_meta_line *l, unsigned at, found *f) {
    if (at + 2 >= l->n || !sl_meta_sign(l, at + 1, "- / .") || !tight(l, at + 1) || !tight(l, at + 2)) return 0;
    bool more = at + 4 < l->n && tight(l, at + 3) && tight(l, at + 4) && sl_eq(l->t[at + 1].s, l->t[at + 3].s);
    bool first = is_year(l, at) && is_month(l, at + 2);
    bool iso = first && more && is_day(l, at + 4), european = more && is_day(l, at) && is_month(l, at + 2) && is_year(l, at + 4);
    bool american = more && is_month(l, at) && is_day(l, at + 2) && is_year(l, at + 4) && sl_meta_sign(l, at + 1, "/");
    if (iso || european || american) { f->days++, f->years++; return 5; }
    return first && f->published && sl_meta_sign(l, at + 1, "-") ? 3 : 0;
}

static unsigned weekday(const sl_meta_line *l, unsigned at, found *f) {
    if (at >= l->n || !(l->t[at].facts & F_WEEKDAY)) return 0;
    f->weekdays++;
    return 1 + period(l, at + 1);
}

static unsigned zone(const sl_meta_line *l, unsigned at) {
    unsigned k = sl_meta_phrase(l, at, F_CLOCK);
    if (k) return k + period(l, at + k);
    return sl_meta_sign(l, at, "+ -") && tight(l, at + 1) && value(l, at + 1) >= 0 && digits(l, at + 1) == 4 ? 2 : 0;
}

/* 08:43, 8.43 uur, 08:43:12.123 CET, 10:15 AM, 10 AM, 08u43; as part of 2025-03-12T08:43Z too */
static unsigned clock_time(const sl_meta_line *l, unsigned at, found *f) {
    unsigned t = at < l->n && sl_eq(l->t[at].s, SL_LIT("T")) && tight(l, at) && tight(l, at + 1), i = at + t, k;
    if (value(l, i) < 0 || value(l, i) > 24 || digits(l, i) > 2) return 0;
    bool half = i + 1 < l->n && l->t[i + 1].facts & F_HALF;
    bool colon = sl_meta_sign(l, i + 1, ":"), point = sl_meta_sign(l, i + 1, "."), letter = i + 1 < l->n && l->t[i + 1].facts & F_CLOCK && l->t[i + 1].s.n == 1;
    bool minutes = (colon || point || letter) && tight(l, i + 1) && tight(l, i + 2) && value(l, i + 2) >= 0 && value(l, i + 2) < 60 && digits(l, i + 2) == 2;
    i += minutes ? 3 : 1;
    for (int more = 0; minutes && colon && more < 2 && sl_meta_sign(l, i, ": . ,") && tight(l, i) && tight(l, i + 1) && value(l, i + 1) >= 0; more++) i += 2;
    if ((k = zone(l, i))) i += k;
    if (!(minutes && (colon || letter || k || f->days)) && !(k && (half || f->days))) return 0;
    while ((k = zone(l, i))) i += k;
    f->clocks++;
    return i - at;
}

/* 3 uur geleden, 5 min. geleden, 3 min read */
static unsigned ago(const sl_meta_line *l, unsigned at, found *f) {
    unsigned i = at + 1, k;
    if (value(l, at) < 0 || i >= l->n || !(l->t[i].facts & F_UNIT)) return 0;
    i += 1 + period(l, i + 1);
    k = sl_meta_phrase(l, i, F_AGO);
    if (!k && !f->published) return 0;
    f->ago++;
    return i + k - at;
}

static unsigned published(const sl_meta_line *l, unsigned at, found *f) {
    unsigned k = sl_meta_phrase(l, at, F_PUBLISHED);
    if (!k) return 0;
    f->published++;
    return k + (sl_meta_sign(l, at + k, ":") ? 1 : 0);
}

/* between two elements: a comma, a bar, a dot, a dash, "om" */
static unsigned between(const sl_meta_line *l, unsigned at, found *f) {
    (void)f;
    if (at == 0 || at + 1 >= l->n) return 0;
    return sl_meta_sign(l, at, ", | \u00B7 \u2022 - \u2013 \u2014 / ( ) @ ;") || l->t[at].facts & F_LINK ? 1 : 0;
}

static unsigned writers(const sl_meta_line *l, unsigned at, found *f) {
    unsigned k = sl_meta_phrase(l, at, F_BY);
    if (!f->days && k < 2) return 0;
    unsigned n = k ? sl_meta_people(l, at + k) : 0;
    if (k && !n) n = sl_meta_phrase(l, at + k, F_AGENCY | F_STAFF);
    if (!n) return 0;
    f->people++;
    return k + n;
}

/* 00:01:02,500 --> 00:01:04,000 */
static unsigned arrow(const sl_meta_line *l, unsigned at, found *f) {
    return f->clocks && sl_meta_sign(l, at, "-") && sl_meta_sign(l, at + 1, "-") && sl_meta_sign(l, at + 2, ">") ? 3 : 0;
}

sl_meta_kind sl_meta_date(const sl_meta_line *l) {
    static unsigned (*const elements[])(const sl_meta_line *, unsigned, found *) = {writers, published, weekday, named_day, numeric_day, ago, clock_time, arrow, between};
    found f = {0};
    if (!l->whole) return SL_META_NONE;
    for (unsigned at = 0, k; at < l->n; at += k) {
        k = 0;
        for (size_t i = 0; k == 0 && i < sizeof elements / sizeof *elements; i++) k = elements[i](l, at, &f);
        if (!k) return SL_META_NONE;
    }
    if (f.days > 2 || f.clocks > 3 || f.weekdays > 2) return SL_META_NONE;
    if (f.days && (f.years || f.weekdays || f.clocks || f.published || f.people)) return SL_META_DATE;
    if ((f.weekdays || f.published) && f.clocks) return SL_META_DATE;
    return f.clocks || f.ago ? SL_META_TIME : SL_META_NONE;
}
