/* unpack: units and their columns; see unpack.h. */
#include "unpack.h"
#include "sluis/xml.h"

void sl_unit_init(sl_unit *u, sl_stage *s, const char *path) {
    static const char *const usual[] = {"nl", "en"};
    const sl_common *m = s->common;
    *u = (sl_unit){.s = s, .path = path, .n = m->nlangs ? m->nlangs : 2, .langs = m->nlangs ? m->langs : usual};
}

void sl_unit_clear(sl_unit *u) {
    for (unsigned i = 0; i < u->n; i++) sl_clear(&u->text[i]);
    for (unsigned i = 0; i < u->used; i++) {
        sl_clear(&u->column[i]);
        u->given[i] = false;
    }
    u->used = 0;
    u->there = 0;
}

void sl_unit_free(sl_unit *u) {
    for (unsigned i = 0; i < SL_MAXFIELDS; i++) sl_buf_free(&u->text[i]);
    for (unsigned i = 0; i < SL_UNPACK_COLUMNS; i++) sl_buf_free(&u->column[i]);
    sl_buf_free(&u->line);
}

/* Which column behind the texts has the name: score, doc and a list of sentences for each text; or the one of a number. */
static int place(const sl_unit *u, const char *name) {
    unsigned long k = 0;
    if (!strcmp(name, "score")) return u->n > 1 ? 0 : -1;
    if (!strcmp(name, "doc")) return u->n > 1 ? 1 : 0;          /* a text stream has no score */
    if (!strncmp(name, "ids-", 4)) {
        int i = sl_lang_of(name + 4, u->langs, u->n);
        return i < 0 || u->n == 1 ? -1 : 2 + i;
    }
    if (strncmp(name, "column-", 7) || !name[7] || strlen(name) > 9) return -1;
    for (const char *p = name + 7; *p; p++) {
        if (*p < '0' || *p > '9') return -1;
        k = 10 * k + (unsigned long)(*p - '0');
    }
    return k > u->n && k <= u->n + SL_UNPACK_COLUMNS ? (int)(k - u->n) - 1 : -1;
}

bool sl_unit_put(sl_unit *u, const char *name, sl_str value) {
    const sl_unpack *c = u->s->conf;
    int i = place(u, strncmp(name, "x-", 2) ? name : name + 2);
    if (c->pairs) return true;
    if (i < 0 || u->given[i]) return false;
    u->given[i] = true;
    if ((unsigned)i >= u->used) u->used = (unsigned)i + 1;
    u->spaces += sl_xml_flat(&u->column[i], value.p, value.n);
    return true;
}

static int no_pair(const sl_unit *u) {
    unsigned missing = 0;
    while (u->there >> missing & 1) missing++;
    return sl_drop(u->s, SL_UNPACK_NO_PAIR, u->langs[missing]);
}

int sl_unit_emit(sl_unit *u, uint64_t number) {
    sl_clear(&u->line);
    for (unsigned i = 0; i < u->n + u->used; i++) {
        if (i) sl_putc(&u->line, '\t');
        sl_puts(&u->line, sl_view(i < u->n ? &u->text[i] : &u->column[i - u->n]));
    }
    sl_rec r = {sl_view(&u->line), u->path, number};
    sl_source_rec(u->s, &r);
    return u->there == ((uint64_t)1 << u->n) - 1 ? sl_emit_str(u->s, r.line) : no_pair(u);
}
