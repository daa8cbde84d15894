/* The promise of protect and restore: whatever the line is, protecting it and restoring the source gives its very bytes
 * back, in every style. Lines are composed, with a fixed seed, of what makes trouble: terms, pieces of placeholders of
 * all styles, digits, brackets, entities, white space, invalid bytes. */
#include "sluis/protect.h"
#include "sluis/restore.h"
#include "tap.h"
#include <stdlib.h>

static const char *const pieces[] = {"dijk", "Dijk", "gemaal", "'s-Gravenhage", "Jubeloo!", "B.V.", "XX", "xx", "X", "T", "t", "｟", "｠", "[", "]", "<x id=\"",
    "\"/>",
    "<", "x", "id", "=", "\"", "/", ">", "&lt;", "&#91;", "&#", ";", "&amp;", "1", "2", "3", "12", "１", "0", "XX1", "xx 2", "[1]", "｟T1｠", "T2", "(1)",
    "<x id=\"1\"/>", "7001", "7", "001", "7,002", "__TERM1__", "__", "TERM", "#", "<span id=\"1\">", "</span>", "<n id=1>", "</n>", "&lt;/n&gt;", "<mstrans:dictionary>", "</mstrans:dictionary>", "id=\"1\"",
    " ", " ", " ", " ", "  ", "\xC2\xA0", ".", ",", "-", "'", "’", "(", ")", "{", "}", "@@", "▁", "￭", "\xFF", "\xE2\x80", "\xCC\x81", "é", "s", "de",
    "The", "%", "XX2 "};
enum { PIECES = sizeof pieces / sizeof *pieces, LINES = 10000, MAXTERMS = 256 };

static uint64_t seed = 20240229;
static uint32_t roll(uint32_t n) {
    seed = seed * 6364136223846793005ull + 1442695040888963407ull;
    return (uint32_t)(seed >> 33) % n;
}

static sl_termbase tb;
static sl_termindex ix;
static sl_protected t;
static sl_restored back;
static sl_buf masked, again;

static void add(const char *source) {
    sl_err e = {0};
    sl_term term = {.source = sl_cstr(source), .target = SL_LIT("x")};
    sl_termbase_add(&tb, &term, NULL, 0, &e);
}

static sl_english *english;

/* The entries of the map, in order of their ids. */
static size_t entries_of(const sl_protect_rules *rules, sl_str in, sl_termmap_entry *v) {
    static sl_buf target[MAXTERMS], rule[MAXTERMS];
    size_t n = 0, k = 0;
    for (size_t i = 0; i <= t.n; i++) {
        for (; k < t.marks.n && (i == t.n || t.marks.v[k].id < t.v[i].id); k++)
            v[n++] = (sl_termmap_entry){t.marks.v[k].id, 0, 0, SL_LIT(""), SL_LIT(""), SL_LIT(""), SL_LIT("text")};
        if (i == t.n) break;
        sl_clear(&target[i]);
        sl_clear(&rule[i]);
        sl_protect_target(rules, &t, &t.v[i], in, &target[i], &rule[i]);
        v[n++] = (sl_termmap_entry){t.v[i].id, t.v[i].start, t.v[i].end, sl_slice(in.p + t.v[i].start, t.v[i].end - t.v[i].start),
                                    SL_LIT(""), sl_view(&target[i]), sl_view(&rule[i])};
    }
    return n;
}

/* How many terms came back; -1 when the bytes differ, or when a term is missing or came back other than exactly. */
static int trip(const sl_ph *ph, unsigned flags, sl_str in) {
    static sl_termmap_entry v[2 * MAXTERMS];
    sl_restore_rules back_rules = {.source = true};
    sl_protect_rules rules = {&ix, ph, english, NULL, flags, false};
    sl_clear(&masked);
    sl_clear(&again);
    sl_protect_line(&rules, &t, in, &masked);
    if (t.n + t.marks.n > MAXTERMS) return -1;
    size_t n = entries_of(&rules, in, v);
    sl_restore_line(&back_rules, ph, v, n, &back, sl_view(&masked), &again);
    for (size_t i = 0; i < n; i++)
        if (sl_restore_is_term(&v[i]) && (back.fate[i].times != 1 || back.fate[i].rung != SL_RUNG_EXACT)) return -1;
    return sl_eq(sl_view(&again), in) ? (int)t.n : -1;
}

static void fuzz(const char *style) {
    sl_ph ph;
    sl_buf in = {0};
    int bad = 0, terms = 0;
    ok(!sl_ph_parse(&ph, sl_cstr(style)), style);
    for (int i = 0; i < LINES; i++) {
        sl_clear(&in);
        for (uint32_t k = roll(16); k > 0; k--) sl_puts(&in, sl_cstr(pieces[roll(PIECES)]));
        int got = trip(&ph, i & 1 ? SL_MATCH_HEADS | SL_MATCH_TAILS : 0, sl_view(&in));
        if (got < 0 && bad++ < 5) printf("# style %s: '%s' became '%s' became '%s'\n", style, sl_buf_c(&in), sl_buf_c(&masked), sl_buf_c(&again));
        if (got > 0) terms += got;
    }
    char what[120];
    snprintf(what, sizeof what, "style %s: every fuzzed line comes back (%d terms)", style, terms);
    ok(bad == 0 && terms > LINES / 10, what);
    sl_buf_free(&in);
}

int main(void) {
    static const char *const sources[] = {"dijk", "gemaal", "'s-Gravenhage", "Gravenhage", "Jubeloo!", "B.V.", "dijk gemaal", "XX", "T", "x", "id", "[", "gemaal 2", "The"};
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) add(sources[i]);
    sl_err e = {0};
    sl_termindex_build(&ix, &tb, &e);
    sl_english_open(&english, NULL, &e);
    static const char *const styles[] = {"xx", "opennmt", "bracket", "tag", "html", "moses-xml", "mstrans", "__TERM%d__", "{%d}", "#T%d#", "7%03d", "<%d>", "%d.", "T%02d"};
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) fuzz(styles[i]);
    sl_english_free(english);
    sl_protected_free(&t);
    sl_restored_free(&back);
    sl_termindex_free(&ix);
    sl_termbase_free(&tb);
    sl_buf_free(&masked);
    sl_buf_free(&again);
    return tap_end();
}
