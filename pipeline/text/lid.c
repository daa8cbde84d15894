/* The language identifier's table is read; see sluis/lid.h. */
#include "lid_model.h"
#include "sluis/data.h"
#include "sluis/utf8.h"
#include <math.h>
#include <stdlib.h>

static const char file[] = "nl-en/languages.txt";

/* Two bytes: U+0080 to U+07FF. */
static uint8_t two(unsigned c, bool *capital, bool *other) {
    if (c < 0xC0) return c == 0xAA || c == 0xBA ? '?' : 0;
    if (c == 0xD7 || c == 0xF7) return 0;
    *capital = c < 0xDF || (c >= 0x100 && c < 0x180 && sl_is_upper((int32_t)c));
    if (c < 0x100) return (uint8_t)(*capital ? c + 32 : c);
    if (c < 0x250) return '?';
    if (c == 0x2BC) return '\'';
    *other = c >= 0x370;
    return 0;
}

uint8_t lid_letter(const char *p, size_t n, size_t *len, bool *capital, bool *other) {
    int32_t c;
    *capital = *other = false;
    *len = (size_t)sl_utf8_next(p, n, &c);
    if (c < 0x80) {
        if (c == '\'' || c == '`') return '\'';
        *capital = c >= 'A' && c <= 'Z';
        return *capital || (c >= 'a' && c <= 'z') ? (uint8_t)(c | 32) : 0;
    }
    if (c < 0x800) return two((unsigned)c, capital, other);
    if (c == 0x2018 || c == 0x2019) return '\'';
    if (c >= 0x1E00 && c < 0x1F00) return '?';
    *other = (c < 0x2000 || c >= 0x2C00) && sl_is_letter(c);
    return 0;
}

typedef struct { int8_t of[256]; } digits;                   /* -1: it is none */

static digits all_digits(void) {
    static const char order[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    digits d;
    memset(d.of, -1, sizeof d.of);
    for (int8_t i = 0; order[i]; i++) d.of[(unsigned char)order[i]] = i;
    return d;
}

/* The key of "=word" or of a run of letters; false when it is neither. */
static bool read_key(sl_str s, uint64_t *key) {
    bool word = s.n > 1 && *s.p == '=', capital, other;
    uint8_t letters[LID_WORD + 8] = {0};
    unsigned n = 0;
    *key = 0;
    for (size_t at = word, len; at < s.n; at += len) {
        bool sign = (s.p[at] >= 'a' && s.p[at] <= 'z') || s.p[at] == '?' || (s.p[at] == '_' && !word);      /* it is what it says */
        uint8_t c = sign ? (uint8_t)s.p[at] : lid_letter(s.p + at, s.n - at, &len, &capital, &other);
        if (sign) len = 1;
        if (!c || n == (word ? LID_WORD : LID_GRAM)) return false;
        letters[n++] = c;
        *key = *key << 8 | c;
    }
    if (word) *key = lid_word_key(letters, n);
    return n > 0;
}

/* In a table with room; the first of two lines with one key counts. */
static void put(sl_lid *m, uint64_t hash, lid_row row) {
    if (lid_find(m, hash)) return;
    lid_line *l = lid_home(m, hash);
    while (l->check[2]) {
        l->more = 1;
        l = lid_behind(m, l);
    }
    unsigned k = !l->check[0] ? 0 : !l->check[1] ? 1 : 2;
    l->check[k] = lid_check(hash);
    l->row[k] = row;
}

static bool read_row(sl_lid *m, sl_str line, const digits *values) {
    lid_row row = {0};
    uint64_t key;
    sl_str name = sl_cut(&line, ' ');
    if (line.n != m->count || !read_key(name, &key)) return false;
    int8_t cost[SL_LID_MAX] = {0}, bad = 0;
    for (unsigned l = 0; l < m->count; l++) bad |= cost[l] = values->of[(unsigned char)line.p[l]];
    if (bad < 0) return false;
    memcpy(&row, cost, sizeof row);
    uint64_t hash = lid_hash(key);
    if (key >> 8 * (LID_HINTED - 1)) m->hint[hash >> 52] |= 1ull << (hash >> 46 & 63);
    put(m, hash, row);
    return true;
}

/* What is to be expected before any word is seen: this is made for Dutch and English text, and where that comes from small
 * languages are rare. In nats. */
static void set_priors(sl_lid *m) {
    static const struct { const char *name; float prior; } priors[] = {
        {"nl", 0.7f}, {"en", 0.7f}, {"af", 0.8f}, {"fy", -0.8f}, {"nds", -1}, {"lb", -1.5f}, {"id", -1}, {"und", -1}};
    for (size_t i = 0; i < sizeof priors / sizeof *priors; i++) {
        int lang = sl_lid_find(m, sl_cstr(priors[i].name));
        if (lang >= 0) m->prior[lang] = priors[i].prior;
    }
}

static bool read_names(sl_lid *m, sl_str line) {
    if (!sl_eq(sl_cut(&line, ' '), SL_LIT("languages"))) return false;
    while (line.n) {
        sl_str name = sl_cut(&line, ' ');
        if (m->count == SL_LID_MAX || !name.n || name.n >= sizeof m->names[0]) return false;
        memcpy(m->names[m->count++], name.p, name.n);
    }
    for (unsigned l = m->count; l < SL_LID_MAX; l++) m->prior[l] = -INFINITY;
    m->und = sl_lid_find(m, SL_LIT("und"));
    m->main[0] = sl_lid_find(m, SL_LIT("nl"));
    m->main[1] = sl_lid_find(m, SL_LIT("en"));
    set_priors(m);
    return m->count > 0;
}

static sl_lid *empty(size_t entries) {
    sl_lid *m = sl_zalloc(sizeof *m);
    size_t lines = 16;
    m->shift = 60;
    for (; lines * 2 < entries; lines *= 2) m->shift--;
    m->memory = sl_zalloc((lines + 1) * sizeof *m->line);
    m->line = (lid_line *)(((uintptr_t)m->memory + 63) & ~(uintptr_t)63);
    m->last = m->line + lines - 1;
    return m;
}

int sl_lid_make(sl_lid **out, sl_str text, const char *name, sl_err *e) {
    sl_lid *m = empty(sl_count_lines(text) + 1);
    sl_str rest = text, line;
    bool good = sl_data_line(&rest, &line) && read_names(m, line);
    const digits values = all_digits();
    while (good && sl_data_line(&rest, &line)) good = read_row(m, line, &values);
    if (good) return *out = m, 0;
    uint64_t number = sl_count_lines(sl_slice(text.p, (size_t)(rest.p - text.p)));
    sl_lid_free(m);
    *out = NULL;
    return sl_fail(e, SL_EDATA, name, number, 0, "neither a word nor letters with their costs");
}

int sl_lid_open(sl_lid **m, const char *dir, sl_err *e) {
    sl_buf hold = {0};
    sl_str text;
    int rc = sl_data(file, dir, &hold, &text, e);
    if (!rc) rc = sl_lid_make(m, text, file, e);
    sl_buf_free(&hold);
    return rc;
}

void sl_lid_free(sl_lid *m) {
    if (!m) return;
    free(m->memory);
    free(m);
}

unsigned sl_lid_count(const sl_lid *m) { return m->count; }
const char *sl_lid_name(const sl_lid *m, int lang) { return lang < 0 || (unsigned)lang >= m->count ? "und" : m->names[lang]; }
int sl_lid_find(const sl_lid *m, sl_str code) {
    for (unsigned l = 0; l < m->count; l++)
        if (sl_eq(code, sl_cstr(m->names[l]))) return (int)l;
    return -1;
}
