/* Glossaries: tags of languages; and what every writer wrote is read again, whole, cut off anywhere, and with bytes that are wrong. */
#include "sluis/glossary.h"
#include "tap.h"
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static int fd;
static char path[40];
static const char *const formats[] = {"tsv", "csv", "omegat", "deepl", "google", "amazon", "iate", "tmx", "tbx", "tbx-v2", "tbx-dct", "tbx-min"};
enum { FORMATS = sizeof formats / sizeof *formats };

static int load(sl_termbase *tb, sl_str bytes, const sl_glossary_rules *rules, sl_err *e) {
    *e = (sl_err){0};
    if (ftruncate(fd, 0) || pwrite(fd, bytes.p, bytes.n, 0) != (ssize_t)bytes.n) ok(false, "write");
    return sl_termbase_load(tb, path, rules, e);
}

static void languages(void) {
    static const struct { const char *tag, *language; bool is; } t[] = {
        {"nl", "nl", true}, {"NL", "nl", true}, {"nl-BE", "nl", true}, {"nl_NL", "nl", true}, {"nld", "nl", true}, {"DUT", "nl", true}, {"Dutch", "nl", true},
        {"Nederlands", "nl", true}, {"nl", "nl-BE", false}, {"nl-NL", "nl-BE", false}, {"nld-BE", "nl-BE", true}, {"nl-BE-x-a", "nl-BE", true},
        {"nlx", "nl", false}, {"en", "nl", false}, {"", "nl", false}, {"n", "nl", false}, {"en-GB", "en", true}, {"eng", "en", true}, {"nl", "Dutch", true},
        {"tlh", "tlh", true}, {"tlh-x", "tlh", true}, {"Dutchman", "nl", false}};
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        char what[80];
        snprintf(what, sizeof what, "%s for %s", t[i].tag, t[i].language);
        ok(sl_language_is(sl_cstr(t[i].tag), t[i].language) == t[i].is, what);
    }
}

static void fill(sl_termbase *tb) {
    static const sl_term t[] = {
        {.source = SL_LIT("dijk"), .target = SL_LIT("dike"), .pos = SL_POS_NOUN, .domain = SL_LIT("water; building"), .note = SL_LIT("\"of\" <sand>")},
        {.source = SL_LIT("coöperatie"), .target = SL_LIT("co-operative, firm"), .pos = SL_POS_NOUN},
        {.source = SL_LIT("#a \"b\""), .target = SL_LIT("c; d | e & f")},
        {.source = SL_LIT("AVG"), .target = SL_LIT("GDPR"), .flags = SL_TERM_ACR, .pos = SL_POS_PROPN}};
    sl_err e = {0};
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) sl_termbase_add(tb, &t[i], "g", i, &e);
}

static void write_all(const sl_termbase *tb, int format, sl_buf *out) {
    sl_glossary_writer w = {.from = "nl", .to = "en", .format = format};
    sl_clear(out);
    sl_glossary_put_head(&w, out);
    for (uint32_t i = 0; i < sl_termbase_count(tb); i++) {
        sl_term t = sl_termbase_at(tb, i);
        sl_glossary_put(&w, &t, out);
    }
    sl_glossary_put_tail(&w, out);
}

static bool same_pairs(const sl_termbase *a, const sl_termbase *b) {
    bool same = sl_termbase_count(a) == sl_termbase_count(b);
    for (uint32_t i = 0; same && i < sl_termbase_count(a); i++) {
        sl_term x = sl_termbase_at(a, i), y = sl_termbase_at(b, i);
        same = sl_eq(x.source, y.source) && sl_eq(x.target, y.target);
    }
    return same;
}

/* Is it read, or refused with a message that has a place? */
static bool sound(sl_str bytes, bool drop) {
    sl_termbase tb = {0};
    sl_err e;
    int rc = load(&tb, bytes, &(sl_glossary_rules){.drop = drop}, &e);
    bool good = rc == 0 || (rc == SL_EDATA && *e.msg && !strcmp(e.file, path));
    if (!good) printf("# %d %s\n", rc, e.msg);
    sl_termbase_free(&tb);
    return good;
}

static bool cut_off(sl_str all) {
    bool good = true;
    for (size_t n = 0; n < all.n; n += 5) good = good && sound(sl_slice(all.p, n), n & 1);
    return good;
}

static bool damaged(sl_str all) {
    static const char wrong[] = {0, '"', '\t', ',', '\n', '<', '&', (char)0xFF, '|', ';', '\r', '>', (char)0xC3};
    uint64_t seed = 1;
    sl_buf b = {0};
    bool good = true;
    for (int i = 0; i < (int)thorough(100, 40); i++) {
        sl_clear(&b);
        sl_puts(&b, all);
        for (int k = 0; k <= i % 3; k++) {
            seed = seed * 6364136223846793005ull + 1442695040888963407ull;
            b.p[(seed >> 33) % b.n] = wrong[(seed >> 20) % sizeof wrong];
        }
        good = good && sound(sl_view(&b), i & 1);
    }
    sl_buf_free(&b);
    return good;
}

static void each_format(void) {
    sl_termbase tb = {0};
    sl_buf b = {0};
    sl_err e;
    fill(&tb);
    for (int f = 0; f < FORMATS; f++) {
        sl_termbase again = {0};
        char what[80];
        write_all(&tb, f, &b);
        snprintf(what, sizeof what, "%s is read as it was written", formats[f]);
        ok(!load(&again, sl_view(&b), NULL, &e) && same_pairs(&tb, &again), what);
        snprintf(what, sizeof what, "%s, cut off and damaged, is read or refused", formats[f]);
        ok(cut_off(sl_view(&b)) && damaged(sl_view(&b)), what);
        sl_termbase_free(&again);
    }
    sl_termbase_free(&tb);
    sl_buf_free(&b);
}

static int dropped;
static void count_dropped(void *ctx, const sl_err *why) { (void)ctx; dropped += why->line == 2 || why->line == 4; }

static void rules(void) {
    sl_termbase tb = {0};
    sl_err e;
    sl_glossary_counts counts = {0};
    sl_glossary_rules r = {.drop = true, .dropped = count_dropped, .counts = &counts};
    ok(!load(&tb, SL_LIT("a\tb\n\tc\nd\te\nf\n"), &r, &e) && sl_termbase_count(&tb) == 2 && dropped == 2, "bad rows are dropped, and told");
    ok(counts.rows == 4 && counts.dropped == 2, "and counted");
    ok(load(&tb, SL_LIT("a\tb\n\tc\n"), NULL, &e) == SL_EDATA && e.line == 2 && sl_termbase_count(&tb) == 3, "or end it");
    r = (sl_glossary_rules){.domain = "WATER"};
    sl_termbase_free(&tb);
    ok(!load(&tb, SL_LIT("source,target,domain\na,b,\nc,d,water; land\ne,f,wat\n"), &r, &e) && sl_termbase_count(&tb) == 2, "a domain");
    sl_termbase_free(&tb);
}

static void big(void) {
    sl_buf b = {0};
    sl_termbase tb = {0};
    sl_err e;
    sl_puts(&b, SL_LIT("a,\""));
    for (int i = 0; i < 10 << 20; i++) sl_putc(&b, i % 100 ? 'x' : '\n');
    ok(load(&tb, sl_view(&b), NULL, &e) == SL_EDATA && e.line == 1 && strstr(e.msg, "never closed"), "10 MB in a quote that is never closed");
    sl_puts(&b, SL_LIT("\"\nc,d\n"));
    ok(!load(&tb, sl_view(&b), NULL, &e) && sl_termbase_count(&tb) == 2 && sl_termbase_at(&tb, 1).line > 100000, "and in one that is");
    sl_termbase_free(&tb);
    sl_buf_free(&b);
}

int main(void) {
    fd = memfd_create("glossary", 0);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    languages();
    each_format();
    rules();
    big();
    close(fd);
    return tap_end();
}
