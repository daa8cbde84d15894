/* Manifests: written, read back, refused when they say what cannot be, and held against files. */
#include "sluis/manifest.h"
#include "tap.h"
#include <stdlib.h>
#include <unistd.h>

static void digests(void) {
    sl_digest a = {0}, b = {0};
    char x[SL_DIGEST_HEX], y[SL_DIGEST_HEX];
    sl_digest_hex(&a, x);
    ok(!strcmp(x, "99aa06d3014798d86001c324468d497f"), "of nothing, as xxhsum -H128 has it");
    sl_buf text = {0};
    for (int i = 0; i < 3000; i++) sl_printf(&text, "line %d\n", i);
    sl_digest_add(&a, text.p, text.n);
    for (size_t i = 0; i < text.n; i += 7) sl_digest_add(&b, text.p + i, text.n - i < 7 ? text.n - i : 7);
    sl_digest_hex(&a, x), sl_digest_hex(&b, y);
    ok(!strcmp(x, y) && a.lines == 3000 && b.lines == 3000 && a.bytes == text.n && b.bytes == text.n, "the same whatever the pieces");
    sl_digest_free(&a), sl_digest_free(&b);
    sl_buf_free(&text);
}

static void refused(const char *json, uint64_t line, uint64_t byte, const char *why) {
    sl_manifest m = {0};
    sl_err e = {0};
    bool good = sl_manifest_read(&m, sl_cstr(json), "m", &e) == SL_EDATA && e.line == line && e.byte == byte && strstr(e.msg, why);
    if (!good) printf("# %d:%d: %s\n", (int)e.line, (int)e.byte, e.msg);
    ok(good, why);
    sl_manifest_free(&m);
}

#define H "\"00112233445566778899aabbccddeeff\""
#define FILE1 "{\"name\":\"a.nl\",\"format\":\"moses\",\"column\":1,\"lang\":\"nl\",\"lines\":2,\"bytes\":4,\"xxh128\":" H ",\"text_bytes\":4,\"text_xxh128\":" H "}"
static void refusals(void) {
    refused("", 1, 1, "object is wanted");
    refused("{}", 1, 3, "not a manifest");
    refused("{\"manifest\":\"sluis 2\"}", 1, 22, "another kind");
    refused("{\"manifest\":\"sluis 1\",\n\"records\":-1}", 2, 11, "integer is wanted");
    refused("{\"manifest\":\"sluis 1\",\n\"manifest\":\"sluis 1\"}", 2, 12, "there before");
    refused("{\"manifest\":\"sluis 1\",\"records\":2,\"files\":[{\"name\":\"a\"}]}", 1, 56, "a key of a file is missing");
    refused("{\"files\":[{\"xxh128\":\"12\"}]}", 1, 25, "32 hexadecimal digits");
    refused("{\"files\":[{\"name\":\"../a\",\"format\":\"tsv\",\"lines\":2,\"bytes\":4,\"xxh128\":" H ",\"text_bytes\":4,\"text_xxh128\":" H "}]}", 1, 169, "no name of a file");
    refused("{\"manifest\":\"sluis 1\",\"records\":2,\"files\":[" FILE1, 1, 227, "',' or ']'");
}

static void round_trip(void) {
    sl_manifest m = {0}, r = {0};
    sl_manifest_file f[] = {{SL_LIT("a \"b\".nl"), SL_LIT("moses"), SL_LIT("nl"), 1, 2, 3, 4, "00112233445566778899aabbccddeeff", "ffeeddccbbaa99887766554433221100"},
                            {SL_LIT("c.tsv"), SL_LIT("tsv"), SL_LIT(""), 0, 5, 6, 7, "00112233445566778899aabbccddeeff", "ffeeddccbbaa99887766554433221100"}};
    sl_buf b = {0}, again = {0};
    sl_err e = {0};
    m = (sl_manifest){.records = 2, .files = f, .n = 2};
    sl_manifest_put(&b, &m, SL_LIT("{\"x\":1}"), SL_LIT("{\"stage\":\"a\"}\n{\"stage\":\"b\"}\n"));
    int rc = sl_manifest_read(&r, sl_view(&b), "m", &e);
    if (rc) printf("# %s\n", e.msg);
    ok(rc == 0 && r.n == 2 && r.records == 2 && sl_eq(r.files[0].name, f[0].name) && sl_eq(r.files[0].lang, f[0].lang) && r.files[0].column == 1
       && !r.files[1].lang.n && r.files[1].text_bytes == 7 && !strcmp(r.files[1].text_hash, f[1].text_hash), "read as it was written; unknown keys are passed over");
    sl_manifest_put(&again, &r, SL_LIT("{\"x\":1}"), SL_LIT("{\"stage\":\"a\"}\n{\"stage\":\"b\"}\n"));
    ok(sl_eq(sl_view(&b), sl_view(&again)), "and written again the same");
    sl_manifest_free(&r);
    sl_buf_free(&b), sl_buf_free(&again);
}

static sl_buf told;
static int tell(void *ctx, const char *what) {
    (void)ctx;
    sl_printf(&told, "%s;", strrchr(what, '/') + 1);
    return 0;
}

static void file(const char *path, const char *text) {
    FILE *f = fopen(path, "w");
    fputs(text, f);
    fclose(f);
}

static void verify(const sl_manifest *m, const char *path, const char *want, const char *what) {
    sl_clear(&told);
    bool good = sl_manifest_verify(m, path, tell, NULL) == 0 && sl_eq(sl_view(&told), sl_cstr(want));
    if (!good) printf("# told %s\n", sl_buf_c(&told));
    ok(good, what);
}

static void verifying(void) {
    char dir[] = "/tmp/sluis-manifest-XXXXXX", a[64], j[64];
    sl_digest d = {0};
    if (!mkdtemp(dir)) { ok(false, "a folder"); return; }
    snprintf(a, sizeof a, "%s/a.nl", dir);
    snprintf(j, sizeof j, "%s/a.json", dir);
    sl_manifest_file f = {SL_LIT("a.nl"), SL_LIT("moses"), SL_LIT("nl"), 1, 2, 4, 4, "", ""};
    sl_digest_add(&d, "x\ny\n", 4);
    sl_digest_hex(&d, f.hash);
    sl_digest_hex(&d, f.text_hash);
    sl_digest_free(&d);
    sl_manifest m = {.records = 2, .files = &f, .n = 1};
    verify(&m, j, "a.nl: cannot open: No such file or directory;", "a file that is not there");
    file(a, "x\ny\n");
    verify(&m, j, "", "a file that is whole");
    m.records = 3;
    verify(&m, j, "a.nl: 2 lines, not 3;", "a side has a line a record");
    m.records = 2;
    f.lines = 1;
    verify(&m, j, "a.nl: 2 lines, not 1;", "lines");
    f.lines = 2;
    file(a, "x\ny\nz");
    verify(&m, j, "a.nl: 5 bytes, not 4;", "bytes");
    file(a, "x\nz\n");
    verify(&m, j, "a.nl: XXH3-128 is 1b8cdabd6513bab4cc7c8251ca03cfe6, not 4ea8ef2d444dbf6061118d6da56c5a60;", "hash");
    unlink(a);
    rmdir(dir);
}

int main(void) {
    digests();
    refusals();
    round_trip();
    verifying();
    sl_buf_free(&told);
    return tap_end();
}
