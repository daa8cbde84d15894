/* unpack: JSONL. The texts are members of "translation", or of the object itself, by their languages. */
#include "unpack.h"
#include "sluis/json.h"
#include "sluis/xml.h"

typedef struct { sl_unit u; sl_json j; sl_buf key, value; } reader;

/* A text or something known; what is neither is passed over. */
static bool member(reader *r, bool text_only) {
    sl_unit *u = &r->u;
    int i = sl_lang_of(sl_buf_c(&r->key), u->langs, u->n);
    char c = sl_json_peek(&r->j);
    if (i >= 0 && c == '"') {
        sl_clear(&r->value);
        if (!sl_json_string(&r->j, &r->value)) return false;
        if (u->there >> i & 1) { u->s->count[SL_UNPACK_EXTRA]++; return true; }
        u->there |= (uint64_t)1 << i;
        u->spaces += sl_xml_flat(&u->text[i], r->value.p, r->value.n);
        return true;
    }
    if (text_only || c == '{' || c == '[') return sl_json_skip(&r->j);
    sl_clear(&r->value);
    if (!sl_json_scalar(&r->j, &r->value)) return false;
    if (c != 'n' && !sl_unit_put(u, sl_buf_c(&r->key), sl_view(&r->value))) u->s->count[SL_UNPACK_UNPLACED]++;
    return true;
}

static bool translation(reader *r) {
    if (!sl_json_open(&r->j, '{')) return false;
    for (bool first = true; sl_json_key(&r->j, &first, &r->key);)
        if (!member(r, true)) return false;
    return !r->j.why;
}

static bool object(reader *r) {
    if (!sl_json_open(&r->j, '{')) return false;
    for (bool first = true; sl_json_key(&r->j, &first, &r->key);) {
        bool nested = sl_eq(sl_view(&r->key), SL_LIT("translation")) && sl_json_peek(&r->j) == '{';
        if (!(nested ? translation(r) : member(r, false))) return false;
    }
    return sl_json_end(&r->j);
}

static int bad(reader *r, const sl_rec *rec) {
    sl_stage *s = r->u.s;
    sl_source_rec(s, rec);
    if (s->common->on_error == SL_DROP) return sl_drop(s, SL_UNPACK_BAD_JSON, r->j.why);
    return sl_bad(s, sl_json_at(&r->j) + 1, "bad JSON: %s", r->j.why);
}

int sl_unpack_jsonl(sl_stage *s, sl_lines *l, const char *path) {
    reader r = {.key = {0}};
    sl_str line;
    int rc = 0, got = 0;
    sl_unit_init(&r.u, s, path);
    while (rc == 0 && (got = sl_lines_next(l, &line, s->err)) > 0) {
        sl_unit_clear(&r.u);
        r.j = sl_json_new(line);
        rc = object(&r) ? sl_unit_emit(&r.u, sl_lines_number(l)) : bad(&r, &(sl_rec){line, path, sl_lines_number(l)});
        sl_source_rec(s, NULL);
    }
    s->count[SL_UNPACK_SPACES] += r.u.spaces;
    sl_buf_free(&r.key), sl_buf_free(&r.value);
    sl_unit_free(&r.u);
    return rc ? rc : -got;
}
