/* Words that mean numbers; see numbers.h. */
#include "numbers.h"
#include "sluis/data.h"
#include <stdlib.h>

enum { SLOTS = 4096, MOST = SLOTS / 2, LONGEST = 63, MAY = 1 << 13 };
struct sl_number_words {
    sl_number_word slot[SLOTS]; unsigned n;
    uint64_t lengths[256], fronts[256];          /* by first byte: which lengths there are */
    uint64_t may[MAY / 64];                      /* a bit for each word: most that are looked up are none */
};

static uint64_t hash_of(sl_str w) { return sl_fold_hash(w.p, w.n, w.n) | 1; }

const sl_number_word *sl_number_word_find(const sl_number_words *w, sl_str lower) {
    if (!lower.n || lower.n > LONGEST || !(w->lengths[(unsigned char)lower.p[0]] >> lower.n & 1)) return NULL;
    uint64_t h = hash_of(lower);
    if (!(w->may[h >> 40 & (MAY / 64 - 1)] >> (h >> 58) & 1)) return NULL;
    for (size_t i = h >> 20 & (SLOTS - 1); w->slot[i].hash; i = (i + 1) & (SLOTS - 1))
        if (w->slot[i].hash == h) return &w->slot[i];
    return NULL;
}

static bool decimal(sl_str s, sl_decimal *d) {
    bool point = false;
    *d = (sl_decimal){0, 0};
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '.' && !point) { point = true; continue; }
        if (!sl_number_digit(s.p[i])) return false;
        d->m = d->m * 10 + (uint64_t)(s.p[i] - '0');
        d->e -= point;
    }
    return s.n > 0;
}

/* + - s, m15 or h-30 */
static bool add_clock(sl_number_word *x, sl_str v) {
    bool minus = v.n > 1 && v.p[1] == '-';
    sl_decimal d = {0, 0};
    x->clock = v.p[0];
    if (!memchr("+-smhu", v.p[0], 6) || (v.n > 1 && !decimal(sl_slice(v.p + 1 + minus, v.n - 1 - minus), &d)) || d.e) return false;
    x->minutes = minus ? -(int)d.m : (int)d.m;
    return d.m < 60;
}

static bool add_value(sl_number_word *x, sl_str v) {
    sl_decimal d, m;
    sl_str hour = v, minute = v;
    if (v.n > 1 && v.p[0] == '@') return add_clock(x, sl_slice(v.p + 1, v.n - 1));
    if (x->n == SL_NUMBER_VALUES) return false;
    hour = sl_cut(&minute, ':');
    if (hour.n < v.n) {
        if (!decimal(hour, &d) || !decimal(minute, &m)) return false;
        x->key[x->n++] = sl_number_time((unsigned)(d.m * 60 + m.m));
        return true;
    }
    bool times = v.n && v.p[0] == 'x';
    if (!decimal(sl_slice(v.p + times, v.n - times), &d)) return false;
    x->times |= times;
    if (x->n == 0 || times) x->value = d, x->whole = d.e == 0;
    x->key[x->n++] = sl_number_key(d);
    return true;
}

/* WORD[*] VALUE... */
static bool add_line(sl_number_words *w, sl_str line) {
    sl_str name = sl_cut(&line, ' ');
    bool front = sl_ends(name, SL_LIT("*"));
    sl_number_word x = {0};
    name.n -= front;
    if (w->n == MOST || !name.n || name.n > LONGEST || !line.n || sl_number_word_find(w, name)) return false;
    while (line.n)
        if (!add_value(&x, sl_cut(&line, ' '))) return false;
    x.hash = hash_of(name);
    x.front = front ? (unsigned)name.n : 0;
    size_t i = x.hash >> 20 & (SLOTS - 1);
    while (w->slot[i].hash) i = (i + 1) & (SLOTS - 1);
    w->slot[i] = x;
    w->may[x.hash >> 40 & (MAY / 64 - 1)] |= (uint64_t)1 << (x.hash >> 58);
    w->n++;
    w->lengths[(unsigned char)name.p[0]] |= (uint64_t)1 << name.n;
    if (front) w->fronts[(unsigned char)name.p[0]] |= (uint64_t)1 << name.n;
    return true;
}

int sl_number_words_open(sl_number_words **w, const char *lang, const char *dir, sl_err *e) {
    sl_buf name = {0}, hold = {0};
    sl_str text, line;
    *w = sl_zalloc(sizeof **w);
    sl_printf(&name, "%s/numbers.txt", lang);
    int rc = sl_data(sl_buf_c(&name), dir, &hold, &text, e);
    while (rc == 0 && sl_data_line(&text, &line))
        if (!add_line(*w, line)) rc = sl_fail(e, SL_EDATA, name.p, 0, 0, "'%.*s' is no line WORD VALUE...", (int)(line.n < 60 ? line.n : 60), line.p);
    sl_buf_free(&name);
    sl_buf_free(&hold);
    return rc;
}

void sl_number_words_free(sl_number_words *w) { free(w); }

const sl_number_word *sl_number_word_front(const sl_number_words *w, sl_str lower) {
    enum { REST = 3 };
    uint64_t lengths = lower.n ? w->fronts[(unsigned char)lower.p[0]] : 0;
    for (size_t n = lower.n > REST ? lower.n - REST : 0; n >= 3; n--) {
        if (n > LONGEST || !(lengths >> n & 1)) continue;
        const sl_number_word *x = sl_number_word_find(w, sl_slice(lower.p, n));
        if (x && x->front == n) return x;
    }
    return NULL;
}

/* Words put together: [front] honderd [en] [rest], and the same with duizend. */

static bool whole(const sl_number_word *x, uint64_t *v) {
    if (!x || !x->whole || (x->times && x->value.m > 1000)) return false;
    *v = x->value.m;
    return true;
}
static bool simple(const sl_number_words *w, sl_str s, uint64_t *v) { return whole(sl_number_word_find(w, s), v); }

static bool below(const sl_number_words *w, sl_str s, sl_str unit, uint64_t times, bool (*part)(const sl_number_words *, sl_str, uint64_t *), uint64_t *v) {
    const char *at = s.n >= unit.n ? memmem(s.p, s.n, unit.p, unit.n) : NULL;
    uint64_t front = 1, rest = 0;
    if (!at) return part(w, s, v);
    sl_str a = sl_slice(s.p, (size_t)(at - s.p)), b = sl_slice(at + unit.n, s.n - a.n - unit.n);
    if (sl_starts(b, SL_LIT("en")) && b.n > 2 && !part(w, b, &rest)) b.p += 2, b.n -= 2;
    if ((a.n && !part(w, a, &front)) || (b.n && !part(w, b, &rest))) return false;
    *v = front * times + rest;
    return true;
}

static bool hundreds(const sl_number_words *w, sl_str s, uint64_t *v) { return below(w, s, SL_LIT("honderd"), 100, simple, v); }
static bool thousands(const sl_number_words *w, sl_str s, uint64_t *v) { return below(w, s, SL_LIT("duizend"), 1000, hundreds, v); }

/* The value of a word, also when it is put together; x: what is known of it as it stands. */
static bool value_of(const sl_number_words *w, sl_str s, const sl_number_word *x, sl_decimal *value) {
    static const sl_str ends[] = {{"", 0}, {"ste", 3}, {"de", 2}};
    value->e = 0;
    if (s.n > LONGEST || s.n < 8 || !(memmem(s.p, s.n, "honderd", 7) || memmem(s.p, s.n, "duizend", 7))) return whole(x, &value->m);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (sl_ends(s, ends[i]) && thousands(w, sl_slice(s.p, s.n - ends[i].n), &value->m)) return true;
    return false;
}

static void close_number(sl_number_sum *s, sl_numbers *out) {
    uint64_t v = s->sum + s->group;
    if (s->open) {
        sl_numbers_weak(out, sl_number_key((sl_decimal){v, 0}));
        if (s->before >= 10 && s->before <= 20 && v >= 10 && v < 100) sl_numbers_weak(out, sl_number_key((sl_decimal){s->before * 100 + v, 0}));
        for (unsigned half = 0; half < 2 && s->before > 0 && s->before <= 24 && v > 0 && v < 60; half++)
            sl_numbers_weak(out, sl_number_time((unsigned)(s->before * 60 + v + 720 * half)));
        sl_number_clock_hour(&s->clock, v, false, out);
    }
    *s = (sl_number_sum){.before = s->open ? v : 0, .clock = s->clock};
}

void sl_number_sum_end(sl_number_sum *s, sl_numbers *out) {
    close_number(s, out);
    s->before = 0;
}

/* May v follow in the same number? twenty one, hundred five; not five six. */
static bool follows(const sl_number_sum *s, uint64_t v) {
    return s->last >= 100 ? v < s->last : s->last >= 20 && s->last % 10 == 0 && v > 0 && v < 10;
}

static void no_number(const sl_number_words *w, sl_number_sum *s, sl_str lower, const sl_number_word *x, sl_numbers *out) {
    if (!x && (x = sl_number_word_front(w, lower))) {
        sl_numbers_weak(out, x->key[0]);
        x = NULL;
    }
    if (x && x->times && s->open) {
        s->sum = (s->sum + s->group) * x->value.m;
        s->group = 0;
        s->last = 1000;
        return;
    }
    close_number(s, out);
    if (!x || x->clock != 'u') s->before = 0;          /* twee uur dertig: the next number may be minutes */
    sl_number_clock_word(&s->clock, x);
}

void sl_number_sum_word(const sl_number_words *w, sl_number_sum *s, sl_str lower, sl_numbers *out) {
    const sl_number_word *x = sl_number_word_find(w, lower);
    sl_decimal d;
    if (s->open && !s->joined && (sl_eq(lower, SL_LIT("and")) || sl_eq(lower, SL_LIT("en")))) { s->joined = true; return; }
    for (unsigned i = 0; x && i < x->n; i++) sl_numbers_weak(out, x->key[i]);
    if ((x && x->clock) || !value_of(w, lower, x, &d)) {
        no_number(w, s, lower, x, out);
        return;
    }
    if (x && x->times && x->value.m == 100 && s->open && s->group < 100) s->group = (s->group ? s->group : 1) * 100;
    else if (x && x->times && s->open) s->sum += (s->group ? s->group : 1) * x->value.m, s->group = 0;
    else {
        if (s->open && !follows(s, d.m)) close_number(s, out);
        s->group += d.m;
    }
    s->open = true;
    s->joined = false;
    s->last = d.m;
}
