/* The options that a stage was given, written one way whatever way they were typed; see option.h. */
#include "option.h"
#include "chain.h"
#include <stdlib.h>

static void word(sl_buf *b, const sl_opt *o, const char *no) {
    if (b->n) sl_putc(b, ' ');
    sl_printf(b, "--%s%s", no, o->name);
}

/* Of a file only its name counts: the folder is the machine's. */
static void text(sl_buf *b, const sl_opt *o, const char *v) {
    bool file = o->arg && (!strcmp(o->arg, "FILE") || !strcmp(o->arg, "DIR"));
    const char *slash = file ? strrchr(v, '/') : NULL;
    word(b, o, "");
    sl_printf(b, "=%s", slash && slash[1] ? slash + 1 : v);
}

static void choice(sl_buf *b, const sl_opt *o, int i) {
    sl_str rest = sl_cstr(o->arg), name = {"", 0};
    for (; i >= 0 && rest.n; i--) name = sl_cut(&rest, '|');
    word(b, o, "");
    sl_printf(b, "=%.*s", (int)name.n, name.p);
}

static void one(sl_buf *b, const sl_opt *o, const void *at, const void *dflt) {
    const sl_list *l = at;
    const char *v = o->kind == SL_OPT_STR ? *(const char *const *)at : NULL, *d = o->kind == SL_OPT_STR ? *(const char *const *)dflt : NULL;
    switch (o->kind) {
    case SL_OPT_FLAG: if (*(const bool *)at) word(b, o, ""); break;
    case SL_OPT_NO: if (!*(const bool *)at) word(b, o, "no-"); break;
    case SL_OPT_STR: if (v && (!d || strcmp(v, d))) text(b, o, v); break;
    case SL_OPT_INT: if (*(const long *)at != *(const long *)dflt) { word(b, o, ""); sl_printf(b, "=%ld", *(const long *)at); } break;
    case SL_OPT_REAL: if (*(const double *)at < *(const double *)dflt || *(const double *)at > *(const double *)dflt) { word(b, o, ""); sl_printf(b, "=%.15g", *(const double *)at); } break;
    case SL_OPT_CHOICE: if (*(const int *)at != *(const int *)dflt) choice(b, o, *(const int *)at); break;
    case SL_OPT_LIST: for (size_t i = 0; i < l->n; i++) text(b, o, l->v[i]); break;
    case SL_OPT_SIDE: break;                        /* where something more is written */
    }
}

/* What a stage may use, and what it is told of others, decides nothing of what comes out. */
static bool decides(const sl_opt *o) {
    static const char *const others[] = {"mem", "tmp", "with-stats"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (!strcmp(o->name, others[i])) return false;
    return true;
}

/* Those of the common options that decide what comes out. */
static void common(sl_buf *b, const sl_common *m, int on_error) {
    static const char *const errors[] = {"stop", "replace", "drop", "keep"};
    for (unsigned i = 0; m->fields_given && i < m->nfields; i++) sl_printf(b, "%s%u", i ? "," : b->n ? " --fields=" : "--fields=", m->fields[i]);
    for (unsigned i = 0; i < m->nlangs; i++) sl_printf(b, "%s%s", i ? "," : b->n ? " --lang=" : "--lang=", m->langs[i]);
    if (m->on_error != on_error) sl_printf(b, "%s--on-error=%s", b->n ? " " : "", errors[m->on_error]);
}

void sl_opt_given(const sl_ops *ops, const void *conf, const sl_common *m, sl_buf *out) {
    void *dflt = sl_zalloc(ops->conf_size + 1);
    sl_opt_defaults(ops->opts, dflt);
    for (const sl_opt *o = ops->opts; o && o->name; o++)
        if (decides(o)) one(out, o, (const char *)conf + o->at, (const char *)dflt + o->at);
    common(out, m, ops->on_error);
    free(dflt);
}
