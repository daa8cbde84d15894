/* The termbase: what it takes, refuses, and gives back; names of parts of speech and flags; variants. */
#include "sluis/termbase.h"
#include "tap.h"
#include <stdlib.h>

static sl_termbase tb;

static int add(const char *source, const char *target, uint32_t flags, sl_err *e) {
    sl_term t = {.source = sl_cstr(source), .target = sl_cstr(target), .flags = flags};
    *e = (sl_err){0};
    return sl_termbase_add(&tb, &t, "g", 7, e);
}

static void refused(void) {
    sl_err e;
    sl_buf b = {0};
    ok(add(" \xEF\xBB\xBF ", "x", 0, &e) == SL_EDATA && e.line == 7 && !strcmp(e.file, "g"), "an empty source");
    ok(add("kade", "", 0, &e) == SL_EDATA && !strcmp(e.msg, "no target, and not dnt"), "no target");
    for (int i = 0; i < SL_TERM_MAXSEGS / 2; i++) sl_puts(&b, SL_LIT("a "));
    ok(!add(sl_buf_c(&b), "x", 0, &e), "as many segments as are allowed");
    sl_putc(&b, 'a');
    ok(add(sl_buf_c(&b), "x", 0, &e) == SL_EDATA, "one more");
    ok(!add(sl_buf_c(&b), "x", SL_TERM_REGEX, &e), "but a regular expression may be long");
    ok(sl_termbase_count(&tb) == 2, "what is refused is not there");
    sl_buf_free(&b);
}

static void kept(void) {
    sl_err e;
    uint32_t n = sl_termbase_count(&tb);
    ok(!add("kade", "", SL_TERM_DNT, &e) && sl_eq(sl_termbase_at(&tb, n).target, SL_LIT("kade")), "dnt: the target is the source");
    sl_term t = {.source = SL_LIT("dijk"), .target = SL_LIT("dike"), .domain = SL_LIT("water"), .note = SL_LIT("n"), .variants = SL_LIT("dijken=dikes"),
                 .flags = SL_TERM_CS, .pos = SL_POS_NOUN, .priority = -3};
    for (int i = 0; i < 3; i++) ok(!sl_termbase_add(&tb, &t, i < 2 ? "h" : "g", 9, &e), "added");
    sl_term got = sl_termbase_at(&tb, n + 1);
    ok(sl_eq(got.source, t.source) && sl_eq(got.target, t.target) && sl_eq(got.domain, t.domain) && sl_eq(got.note, t.note) &&
       sl_eq(got.variants, t.variants) && got.flags == t.flags && got.pos == t.pos && got.priority == -3 && got.line == 9, "all fields come back");
    ok(!strcmp(sl_termbase_file(&tb, got.file), "h") && !strcmp(sl_termbase_file(&tb, sl_termbase_at(&tb, n + 3).file), "g") && tb.nfiles == 2, "files");
    ok(sl_termbase_at(&tb, n + 3).domain.p == got.domain.p, "neighbours share a domain");
}

static void big(void) {
    sl_buf b = {0};
    sl_err e = {0};
    uint32_t n = sl_termbase_count(&tb);
    for (int i = 0; i < 10 << 20; i++) sl_putc(&b, 'a');
    sl_term t = {.source = SL_LIT("a"), .target = sl_view(&b)};
    ok(!sl_termbase_add(&tb, &t, NULL, 0, &e) && sl_eq(sl_termbase_at(&tb, n).target, t.target), "a target of 10 MB");
    ok(sl_termbase_bytes(&tb) > 10 << 20, "is counted");
    sl_buf_free(&b);
}

static void names(void) {
    sl_buf b = {0};
    sl_str bad;
    uint32_t flags;
    int16_t prio;
    static const struct { const char *name; sl_pos pos; } t[] = {
        {"properNoun", SL_POS_PROPN}, {"WW", SL_POS_VERB}, {"", SL_POS_NONE}, {"-", SL_POS_NONE}, {"Preposition", SL_POS_OTHER}};
    sl_pos pos;
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) ok(sl_pos_find(sl_cstr(t[i].name), &pos) && pos == t[i].pos, t[i].name);
    ok(!sl_pos_find(SL_LIT("a remark"), &pos), "no part of speech");
    for (sl_pos p = SL_POS_NONE; p < SL_POS_N; p++)
        ok(sl_pos_find(sl_cstr(sl_pos_name(p)), &pos) && pos == p, "a part of speech is read as it is written");
    ok(sl_termflags_read(SL_LIT(" cs, acr ,prio=-12,-"), &flags, &prio, &bad) == SL_FLAGS_GOOD && flags == (SL_TERM_CS | SL_TERM_ACR) && prio == -12, "flags");
    sl_termflags_put(flags, prio, &b);
    ok(sl_eq(sl_view(&b), SL_LIT("cs,acr,prio=-12")), "are written");
    ok(sl_termflags_read(SL_LIT("cs,foo,DNT,bar"), &flags, &prio, &bad) == SL_FLAGS_UNKNOWN && sl_eq(bad, SL_LIT("foo")) && flags == (SL_TERM_CS | SL_TERM_DNT), "an unknown one");
    static const char *const wrong[] = {"prio=", "prio=x", "prio=40000", "prio=99999999999", "prio= 1x"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) ok(sl_termflags_read(sl_cstr(wrong[i]), &flags, &prio, &bad) == SL_FLAGS_BAD, wrong[i]);
    sl_buf_free(&b);
}

static void variants(void) {
    sl_term t = {.target = SL_LIT("dike"), .variants = SL_LIT("dijken=dikes; dijk's = ;;dijkje")};
    static const char *const want[][2] = {{"dijken", "dikes"}, {"dijk's", "dike"}, {"dijkje", "dike"}};
    sl_str rest = t.variants;
    sl_variant v;
    for (size_t i = 0; i < 3; i++)
        ok(sl_variant_next(&t, &rest, &v) && sl_eq(v.surface, sl_cstr(want[i][0])) && sl_eq(v.target, sl_cstr(want[i][1])), want[i][0]);
    ok(!sl_variant_next(&t, &rest, &v), "no more");
}

int main(void) {
    refused();
    kept();
    big();
    names();
    variants();
    sl_termbase_free(&tb);
    return tap_end();
}
