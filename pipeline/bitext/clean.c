/* The rules of clean as a table, and the order in which they are asked; see sluis/clean.h. */
#include "clean.h"
#include <stdlib.h>

#define NAME(e, name, of, limit, help) #name,
const char *const sl_clean_names[] = {SL_CLEAN_RULES(NAME) NULL};

enum { SIDE, PAIR };
#define ROW(e, name, of, limit, help) {limit, help},
static const struct { double limit; const char *help; } rows[] = {SL_CLEAN_RULES(ROW)};

bool sl_clean_real(sl_clean_pair *p, double v) {
    sl_printf(&p->x->value, "%.2f", v);
    return true;
}
bool sl_clean_count(sl_clean_pair *p, size_t v) {
    sl_printf(&p->x->value, "%zu", v);
    return true;
}
bool sl_clean_quote(sl_clean_pair *p, sl_str s) {
    size_t n = s.n < 60 ? s.n : 60;
    while (n < s.n && n && ((unsigned char)s.p[n] & 0xC0) == 0x80) n--;
    sl_put(&p->x->value, s.p, n);
    return true;
}

void sl_clean_prepare(sl_clean_pair *p, const sl_str *sides, unsigned n) {
    p->n = n;
    p->x->judged = p->x->found = false;
    bool meant = n == 2 && p->rules->meaning;
    if (meant && !p->x->meaning) p->x->meaning = sl_meaning_new(p->rules->meaning);
    for (unsigned i = 0; i < n; i++) sl_clean_measure(sides[i], p->x, i, &p->side[i], meant ? sl_meaning_tokens(p->x->meaning, i != p->rules->dutch) : NULL);
}

/* Written out, rule by rule: so each call is a direct one. */
#define ASK(e, name, of, limit_, help) \
    if (r->on[SL_CLEAN_##e] && (of == SIDE || p->n == 2)) { \
        double limit = r->limit[SL_CLEAN_##e]; \
        if (sl_clean_fails_##name(p, 0, limit) || (of == SIDE && p->n == 2 && sl_clean_fails_##name(p, 1, limit))) return SL_CLEAN_##e; \
    }
sl_clean_rule sl_clean_judge(sl_clean_pair *p) {
    const sl_clean_rules *r = p->rules;
    sl_clear(&p->x->value);
    SL_CLEAN_RULES(ASK)
    return SL_CLEAN_KEEP;
}

void sl_clean_defaults(sl_clean_rules *r) {
    for (int k = 0; k < SL_CLEAN_KEEP; k++) {
        r->on[k] = true;
        r->limit[k] = rows[k].limit;
    }
}

static int find(sl_str name) {
    for (int k = 0; k < SL_CLEAN_KEEP; k++)
        if (sl_eq(name, sl_cstr(sl_clean_names[k]))) return k;
    return -1;
}

/* A number as people write it: digits with a point, a minus before them or not, no exponent; so no locale matters. */
static bool number(sl_str s, double *v) {
    double scale = 0;
    size_t digits = 0;
    bool less = s.n && s.p[0] == '-';
    *v = 0;
    for (size_t i = less; i < s.n; i++) {
        if (s.p[i] == '.' && scale == 0) { scale = 1; continue; }
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        *v = *v * 10 + (s.p[i] - '0');
        scale *= 10;
        digits++;
    }
    if (scale > 1) *v /= scale;
    if (less) *v = -*v;
    return digits > 0 && digits < 16;
}

int sl_clean_set(sl_clean_rules *r, sl_str name, sl_str value, sl_err *e) {
    int k = find(name);
    double v;
    if (k < 0) return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "'%.*s' is no rule; --print-rules lists them", (int)(name.n < 60 ? name.n : 60), name.p);
    if (sl_eq(value, SL_LIT("off")) || sl_eq(value, SL_LIT("on"))) r->on[k] = value.n == 2;
    else if (number(value, &v)) r->on[k] = true, r->limit[k] = v;
    else return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "rule %s: '%.*s' is neither a number nor on or off", sl_clean_names[k], (int)(value.n < 60 ? value.n : 60), value.p);
    return 0;
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
static sl_str trim(sl_str s) {
    while (s.n && is_blank(s.p[0])) s.p++, s.n--;
    while (s.n && is_blank(s.p[s.n - 1])) s.n--;
    return s;
}

int sl_clean_read(sl_clean_rules *r, sl_str text, const char *file, sl_err *e) {
    for (uint64_t line = 1; text.n; line++) {
        sl_str rest = sl_cut(&text, '\n'), row = trim(sl_cut(&rest, '#'));
        size_t n = 0;
        sl_err why = {0};
        while (n < row.n && !is_blank(row.p[n])) n++;
        if (row.n && sl_clean_set(r, sl_slice(row.p, n), trim(sl_slice(row.p + n, row.n - n)), &why))
            return sl_fail(e, SL_EDATA, file, line, 0, "%s", why.msg);
    }
    return 0;
}

void sl_clean_print(const sl_clean_rules *r, sl_buf *out) {
    for (int k = 0; k < SL_CLEAN_KEEP; k++) {
        const char *help = rows[k].help, *at = strchr(help, '%');
        if (at) sl_printf(out, "# %.*s%g%s.\n", (int)(at - help), help, r->limit[k], at + 1);
        else sl_printf(out, "# %s.\n", help);
        if (r->on[k]) sl_printf(out, "%s %g\n\n", sl_clean_names[k], r->limit[k]);
        else sl_printf(out, "%s off\n\n", sl_clean_names[k]);
    }
    out->n -= SL_CLEAN_KEEP > 0;
}

void sl_clean_scratch_free(sl_clean_scratch *x) {
    sl_meaning_free(x->meaning);
    free(x->met);
    free(x->word[0]);
    free(x->word[1]);
    free(x->border);
    free(x->chain);
    sl_repair_scratch_free(&x->repair);
    sl_numbers_free(&x->numbers[0]);
    sl_numbers_free(&x->numbers[1]);
    sl_buf_free(&x->value);
    sl_buf_free(&x->text);
    *x = (sl_clean_scratch){0};
}
