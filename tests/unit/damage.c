/* Packed files with a truncation or a flipped bit, very many of them: each is told, everything whole is delivered before the damage, and
 * what sl_salvage_file() saves is exactly the members without damage. damage [N]: so many trials of each kind of file. */
#include "sluis/codec.h"
#include "sluis/io.h"
#include "sluis/salvage.h"
#include "tap.h"
#include <stdlib.h>
#include <unistd.h>

enum { MEMBERS = 24, TEXT = 3000 };

typedef struct { sl_buf file, text; size_t at[MEMBERS + 1], from[MEMBERS + 1]; bool strict; } packed;
typedef struct { uint64_t seen, harmless, saved; } tally;

static uint64_t seed = 20261126;
static size_t below(size_t n) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (size_t)((seed >> 33) % n);
}

static const char *const words[] = {"de", "sluis", "wordt", "morgen", "om", "half", "negen", "geopend", "water", "the", "lock", "opens", "at", "dawn", "\xE2\x82\xAC", "12,50"};

static void lines(sl_buf *out, size_t bytes) {
    for (size_t end = out->n + bytes; out->n < end; sl_putc(out, '\n'))
        for (size_t k = 3 + below(12); k--;) sl_printf(out, "%s%s", words[below(16)], k ? " " : "");
}

static void make(packed *p, sl_codec codec, const char *backend, sl_wrap wrap, bool strict) {
    sl_coder *c = sl_coder_open(sl_backend_find(codec, backend));
    *p = (packed){.strict = strict};
    for (int i = 0; i < MEMBERS; i++) {
        p->at[i] = p->file.n;
        p->from[i] = p->text.n;
        lines(&p->text, TEXT + below(TEXT));
        sl_member_pack(c, codec == SL_ZSTD ? 3 : 6, wrap, sl_slice(p->text.p + p->from[i], p->text.n - p->from[i]), &p->file);
    }
    p->at[MEMBERS] = p->file.n;
    p->from[MEMBERS] = p->text.n;
    sl_coder_close(c);
}

static void spew(int fd, sl_str s) {
    if (ftruncate(fd, 0) || pwrite(fd, s.p, s.n, 0) != (ssize_t)s.n) abort();
}

static int read_all(const char *path, sl_buf *text) {
    sl_reader *r;
    sl_err e = {0};
    size_t got = 1;
    if (sl_reader_open(&r, path, &e)) abort();
    while (got && !e.code) sl_read(r, text, 1 << 16, &got, &e);
    sl_reader_close(r);
    return e.code;
}

static int collect(void *ctx, sl_str s) { sl_puts(ctx, s); return 0; }

static bool differs(const char *what, size_t at) {
    printf("# at byte %zu: %s\n", at, what);
    return false;
}

/* Member `bad` is damaged at byte `at`, or all from it on are cut off. */
static bool judge(const packed *p, const char *path, int bad, bool cut, size_t at, tally *t) {
    sl_buf got = {0}, want = {0}, saved = {0};
    sl_saved v;
    sl_err e = {0};
    int code = read_all(path, &got);
    bool same = sl_eq(sl_view(&got), sl_view(&p->text)), good = true;
    size_t before = p->from[bad], behind = cut ? p->text.n : p->from[bad + 1];
    if (sl_salvage_file(path, &(sl_salvage){.lines = collect, .ctx = &saved}, &v, &e)) good = differs(e.msg, at);
    sl_put(&want, p->text.p, before);
    sl_put(&want, p->text.p + behind, p->text.n - behind);
    t->seen += code == SL_EDATA && v.holes;
    t->harmless += !code && same && !v.holes;
    t->saved += v.members;
    if (!code && (p->strict || !same)) good = differs("reading told nothing", at);
    if (!v.holes && (p->strict || !same)) good = differs("nothing was found to be damaged", at);
    if (code && (got.n < before || memcmp(got.p, p->text.p, before))) good = differs("not all before the damage was delivered", at);
    if (v.holes && !sl_eq(sl_view(&saved), sl_view(&want))) good = differs("not all that is whole was saved, or more", at);
    sl_buf_free(&got);
    sl_buf_free(&want);
    sl_buf_free(&saved);
    return good;
}

static int member_of(const packed *p, size_t at) {
    int i = 0;
    while (at >= p->at[i + 1]) i++;
    return i;
}

static bool trial(packed *p, int fd, const char *path, tally *t) {
    bool cut = below(2);
    size_t at = cut + below(p->file.n - cut);
    int bad = member_of(p, at);
    char bit = (char)(1 << below(8));
    while (cut && at == p->at[bad]) bad = member_of(p, at = 1 + below(p->file.n - 1));    /* a file cut between members is whole */
    if (!cut) p->file.p[at] ^= bit;
    spew(fd, sl_slice(p->file.p, cut ? at : p->file.n));
    bool good = judge(p, path, bad, cut, at, t);
    if (!cut) p->file.p[at] ^= bit;
    return good;
}

static void trials(packed *p, const char *name, size_t n) {
    char path[] = "/tmp/sluis-damage-XXXXXX";
    int fd = mkstemp(path);
    tally t = {0};
    size_t bad = 0;
    if (fd < 0) abort();
    spew(fd, sl_view(&p->file));
    sl_buf all = {0};
    ok(read_all(path, &all) == 0 && sl_eq(sl_view(&all), sl_view(&p->text)), name);
    for (size_t i = 0; i < n; i++) bad += !trial(p, fd, path, &t);
    ok(bad == 0, name);
    printf("# %s: %zu damaged files of %zu bytes: %llu told, %llu whose text is unharmed; %llu members saved\n", name, n, p->file.n,
           (unsigned long long)t.seen, (unsigned long long)t.harmless, (unsigned long long)t.saved);
    close(fd);
    unlink(path);
    sl_buf_free(&all);
    sl_buf_free(&p->file);
    sl_buf_free(&p->text);
}

int main(int argc, char **argv) {
    size_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : getenv("SLUIS_THOROUGH") ? 10000 : 300;
    packed p;
    make(&p, SL_GZIP, NULL, SL_WRAP_SIZED, true);
    trials(&p, "members as they are packed", n);
    make(&p, SL_GZIP, "zlib", SL_WRAP_BGZF, false);
    trials(&p, "BGZF", n / 3);
    make(&p, SL_GZIP, NULL, SL_WRAP_BARE, false);
    trials(&p, "bare members", n / 3);
    if (sl_backend_find(SL_ZSTD, NULL)) {
        make(&p, SL_ZSTD, NULL, SL_WRAP_BARE, false);
        trials(&p, "zstd", n / 3);
    }
    return tap_end();
}
