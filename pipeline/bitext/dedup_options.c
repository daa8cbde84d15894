/* The options of dedup, checked and understood; see dedup_stage.h. */
#include "dedup_stage.h"
#include "sluis/data.h"
#include <stdlib.h>

enum { LEAST_MEM = 64 << 10, MOST_PARTS = 65535 };
#define HELD_MEM ((size_t)1 << 30)                 /* --keep best without --mem */

/* The columns of each kind of key; auto takes what there is of a pair. */
static const sl_dedup_key kinds[] = {
    [SL_KEY_AUTO] = {{1, 2}, 2, 0, true}, [SL_KEY_PAIR] = {{1, 2}, 2, 0, false}, [SL_KEY_SOURCE] = {{1}, 1, 0, false},
    [SL_KEY_TARGET] = {{2}, 1, 0, false}, [SL_KEY_LINE] = {{0}, 0, 0, false}};

static int key(sl_stage *s) {
    sl_dedup_conf *c = s->conf;
    const sl_common *m = s->common;
    if (m->fields_given && c->kind != SL_KEY_AUTO) return sl_usage(s, "-f and --key both say what the key is");
    c->key = kinds[c->kind];
    if (m->fields_given) {
        c->kind = SL_KEY_LINE;
        c->key = (sl_dedup_key){.nfields = m->nfields};
        memcpy(c->key.fields, m->fields, m->nfields * sizeof *m->fields);
    }
    if (c->fold || c->fold_digits || c->fold_accents)
        c->key.fold = SL_FOLD | (c->fold_digits ? SL_FOLD_DIGITS : 0) | (c->fold_accents ? SL_FOLD_ACCENTS : 0);
    return 0;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* SIZE: a number of bytes, or of K, M, G of 1024. */
static int memory(sl_stage *s) {
    sl_dedup_conf *c = s->conf;
    if (!c->mem_text) {
        c->mem = c->keep ? HELD_MEM : 0;
        return 0;
    }
    char *end;
    unsigned long long n = strtoull(c->mem_text, &end, 10);
    static const char units[] = "KMG";
    const char *unit = *end ? strchr(units, *end) : NULL;
    unsigned shift = unit ? 10 * (unsigned)(unit - units + 1) : 0;
    bool good = is_digit(c->mem_text[0]) && (!*end || (unit && !end[1])) && n < 1ull << 33;
    c->mem = (size_t)(n << shift);
    return good && c->mem >= LEAST_MEM ? 0 : sl_usage(s, "option --mem: bad value '%s' (a number of bytes, K, M or G; at least 64K)", c->mem_text);
}

static int part(sl_stage *s) {
    sl_dedup_conf *c = s->conf;
    if (!c->part_text) return 0;
    char *slash, *end = NULL;
    unsigned long k = strtoul(c->part_text, &slash, 10), n = *slash == '/' && is_digit(slash[1]) ? strtoul(slash + 1, &end, 10) : 0;
    bool good = is_digit(c->part_text[0]) && end && !*end && n >= 1 && n <= MOST_PARTS && k >= 1 && k <= n;
    c->part = (unsigned)k;
    c->parts = (unsigned)n;
    return good ? 0 : sl_usage(s, "option --part: bad value '%s' (K/N, K from 1 to N)", c->part_text);
}

static bool is_share(double x, double least) { return x >= least && x <= 1; }

static int together(sl_stage *s) {
    const sl_dedup_conf *c = s->conf;
    if (c->near && c->keep) return sl_usage(s, "--near keeps the first: it does not go with --keep best");
    if (c->near && c->max != 1) return sl_usage(s, "--near keeps one record of those alike: it does not go with --max-n");
    if (c->near && c->part_text) return sl_usage(s, "--near needs all records in one run: it does not go with --part");
    if (c->near && c->mem_text) return sl_usage(s, "--near keeps its index in memory: it does not go with --mem");
    if (!is_share(c->near_share, 0.5)) return sl_usage(s, "option --near-share: a number from 0.5 to 1 is wanted");
    if (!is_share(c->overlap, 0)) return sl_usage(s, "option --overlap: a number from 0 to 1 is wanted");
    return 0;
}

int sl_dedup_options(sl_stage *s) {
    int rc = key(s);
    if (rc == 0) rc = together(s);
    if (rc == 0) rc = memory(s);
    return rc ? rc : part(s);
}

const char *sl_dedup_tmp(const sl_dedup_conf *c) {
    const char *env = c->tmp ? c->tmp : getenv("TMPDIR");
    return env && *env ? env : "/tmp";
}

/* Of both languages: what contrasts in one of them is seldom a word of the other. */
int sl_dedup_contrast(sl_stage *s) {
    sl_dedup_conf *c = s->conf;
    static const char *const files[] = {"nl/contrast.txt", "en/contrast.txt"};
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < sizeof files / sizeof *files; i++) {
        sl_buf hold = {0};
        sl_str text, line;
        rc = sl_data(files[i], s->common->data, &hold, &text, s->err);
        while (rc == 0 && sl_data_line(&text, &line))
            while (line.n) {
                sl_str w = sl_cut(&line, ' ');
                if (w.n) sl_set_add(&c->contrast, sl_near_hash(w));
            }
        sl_buf_free(&hold);
    }
    return rc;
}
