/* Keys of records; see sluis/dedup.h. */
#define XXH_INLINE_ALL              /* keys are short: a call costs as much as the hash */
#include "sluis/dedup.h"
#include "sluis/hash.h"

static sl_str folded(const sl_dedup_key *k, sl_str text, sl_buf *scratch) {
    if (!k->fold) return text;
    sl_clear(scratch);
    sl_dedup_fold(text, k->fold, scratch);
    return sl_view(scratch);
}

static const char *behind_tab(const char *p, const char *end) {
    const char *tab = memchr(p, '\t', (size_t)(end - p));
    return tab ? tab + 1 : NULL;
}

/* Columns side by side, as they are: wherever they stand, the same columns give the same hash. */
static unsigned run(const sl_dedup_key *k, sl_str line, uint64_t *hash) {
    const char *p = line.p, *end = line.p + line.n, *from;
    for (unsigned i = 1; i < k->fields[0]; i++)
        if (!(p = behind_tab(p, end))) return k->fields[0];
    from = p;
    for (unsigned i = 0; i < k->nfields; i++) {
        p = behind_tab(p, end);
        if (!p && i + 1 < k->nfields && !k->lenient) return k->fields[i + 1];
        if (!p) { p = end + 1; break; }
    }
    *hash = XXH3_64bits(from, (size_t)(p - 1 - from));
    return 0;
}

unsigned sl_dedup_hash(const sl_dedup_key *k, sl_str line, sl_buf *scratch, uint64_t *hash) {
    const char *end = line.p + line.n;
    sl_str c = line;
    unsigned at = 0, wanted = k->nfields ? k->nfields : 1;
    *hash = 0;
    if (!k->fold && k->nfields && k->fields[k->nfields - 1] - k->fields[0] + 1 == k->nfields) return run(k, line, hash);
    for (unsigned i = 0; i < wanted; i++) {
        for (; k->nfields && at < k->fields[i]; at++) {
            if (at && c.p + c.n == end) return k->lenient && i ? 0 : k->fields[i];
            c = sl_cut(&line, '\t');
        }
        *hash = sl_hash_line(*hash, folded(k, c, scratch));
    }
    return 0;
}

static bool column(sl_str line, unsigned i, sl_str *out) {
    const char *end = line.p + line.n;
    for (*out = sl_cut(&line, '\t'); --i; *out = sl_cut(&line, '\t'))
        if (out->p + out->n == end) return false;
    return true;
}

unsigned sl_dedup_columns(const sl_dedup_key *k, sl_str line, sl_str *cols) {
    unsigned n = 0;
    if (!k->nfields) cols[n++] = line;
    for (unsigned i = 0; i < k->nfields && column(line, k->fields[i], &cols[n]); i++) n++;
    return n;
}
