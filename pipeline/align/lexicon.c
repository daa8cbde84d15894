/* Lexicons used in place; see sluis/lexicon.h. Every number that is read is held within bounds, so that no file can lead astray. */
#include "lexicon.h"
#include "sluis/io.h"
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

const char sl_lexicon_magic[9] = "\x89SLX\r\n\x1a\n";

struct sl_lexicon {
    sl_str image;
    sl_buf own;                                  /* holds the image when it was read or made */
    void *map; size_t mapped;                    /* or this does */
    uint32_t words[2], slots[2], bytes[2], links;
    uint64_t tokens[2];
    const char *end[2], *count[2], *slot[2], *row, *link, *text[2];
};

static uint32_t u32(const char *p, size_t i) {
    uint32_t v;
    memcpy(&v, p + 4 * i, sizeof v);
    return le32toh(v);
}
static uint64_t u64(const char *p) {
    uint64_t v;
    memcpy(&v, p, sizeof v);
    return le64toh(v);
}
static unsigned u16(const char *p) { return (unsigned)(unsigned char)p[0] | (unsigned)(unsigned char)p[1] << 8; }

uint64_t sl_lexicon_sum(sl_str image) {
    return XXH3_64bits_withSeed(image.p + SL_LEXICON_HEAD, image.n - SL_LEXICON_HEAD, XXH3_64bits(image.p, SL_LEXICON_SUM));
}

/* Where everything is; the size that the file must have. */
static size_t lay_out(sl_lexicon *x) {
    const char *h = x->image.p, *at = h + SL_LEXICON_HEAD;
    x->links = u32(h, 6);
    for (unsigned d = 0; d < 2; d++) {
        x->words[d] = u32(h, 4 + d);
        x->slots[d] = u32(h, 7 + d);
        x->bytes[d] = u32(h, 9 + d);
        x->tokens[d] = u64(h + 48 + 8 * d);
        x->end[d] = at, at += 4 * (size_t)x->words[d];
        x->count[d] = at, at += 4 * (size_t)x->words[d];
        x->slot[d] = at, at += 4 * (size_t)x->slots[d];
    }
    x->row = at, at += 4 * (size_t)x->words[0];
    x->link = at, at += 8 * (size_t)x->links;
    for (unsigned d = 0; d < 2; d++) x->text[d] = at, at += x->bytes[d];
    return (size_t)(at - h) + 1;
}

static int damaged(const char *name, sl_err *e, const char *what) { return sl_fail(e, SL_EDATA, name, 0, 0, "this lexicon %s", what); }

/* A fuzzer never finds a checksum, and what lies behind it must hold without. */
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
static bool whole(const sl_lexicon *x) { return x != NULL; }
#else
static bool whole(const sl_lexicon *x) { return sl_lexicon_sum(x->image) == u64(x->image.p + SL_LEXICON_SUM); }
#endif

static int check(sl_lexicon *x, bool trusted, const char *name, sl_err *e) {
    if (x->image.n < SL_LEXICON_HEAD) return damaged(name, e, "is cut off");
    if (u32(x->image.p, 2) != 1) return sl_fail(e, SL_EDATA, name, 0, 0, "a lexicon of version %u, but only 1 is known", u32(x->image.p, 2));
    size_t size = lay_out(x);
    if (size != x->image.n) return damaged(name, e, size > x->image.n ? "is cut off" : "is followed by something else");
    if (!trusted && !whole(x)) return damaged(name, e, "is damaged");
    if (x->links && !x->words[1]) return damaged(name, e, "has links to nothing");
    return 0;
}

bool sl_lexicon_is_image(sl_str s) { return sl_starts(s, sl_slice(sl_lexicon_magic, 8)); }

static int make(sl_lexicon **out, sl_str bytes, bool trusted, const char *name, sl_err *e) {
    sl_lexicon *x = *out = sl_zalloc(sizeof *x);
    int rc = 0;
    x->image = bytes;
    if (!sl_lexicon_is_image(bytes)) {
        rc = sl_lexicon_from_text(bytes, name, &x->own, e);
        x->image = sl_view(&x->own);
        trusted = true;
    }
    if (rc == 0) rc = check(x, trusted, name, e);
    if (rc) {
        sl_lexicon_close(x);
        *out = NULL;
    }
    return rc;
}

int sl_lexicon_bytes(sl_lexicon **x, sl_str bytes, const char *name, sl_err *e) { return make(x, bytes, false, name, e); }

sl_lexicon *sl_lexicon_take(sl_buf *image) {
    sl_lexicon *x = sl_zalloc(sizeof *x);
    x->own = *image;
    x->image = sl_view(&x->own);
    lay_out(x);
    *image = (sl_buf){0};
    return x;
}

int sl_lexicon_list(sl_lexicon **x, sl_str text, sl_err *e) {
    static const char name[] = "the word list";
    sl_buf image = {0};
    if (sl_lexicon_is_image(text)) return make(x, text, false, name, e);
    sl_lexicon_from_list(text, &image);
    *x = sl_lexicon_take(&image);
    return 0;
}

/* A regular file that is to be mapped. 1: mapped; 0: something else; else minus the error code. */
static int map_file(sl_str *s, const char *path, sl_err *e) {
    int fd = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    struct stat st;
    char head[8];
    *s = SL_LIT("");
    if (fd < 0) return 0;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && pread(fd, head, 8, 0) == 8 && sl_lexicon_is_image(sl_slice(head, 8))) {
        void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (p == MAP_FAILED) {
            int rc = sl_fail_io(e, path, "cannot map");
            close(fd);
            return -rc;
        }
        *s = sl_slice(p, (size_t)st.st_size);
    }
    close(fd);
    return s->n > 0;
}

int sl_lexicon_open(sl_lexicon **x, const char *path, sl_err *e) {
    sl_str s;
    sl_buf b = {0};
    *x = NULL;
    int mapped = map_file(&s, path, e), rc = mapped < 0 ? -mapped : 0;
    if (rc == 0 && !mapped) rc = sl_read_file(path, &b, e);
    if (rc == 0) rc = sl_lexicon_bytes(x, mapped ? s : sl_view(&b), path, e);
    if (rc == 0 && mapped) (*x)->map = (void *)(uintptr_t)s.p, (*x)->mapped = s.n;
    else if (mapped > 0) munmap((void *)(uintptr_t)s.p, s.n);
    if (rc == 0 && !mapped && (*x)->image.p == b.p) {
        (*x)->own = b;
        b = (sl_buf){0};
    }
    sl_buf_free(&b);
    return rc;
}

void sl_lexicon_close(sl_lexicon *x) {
    if (!x) return;
    if (x->map) munmap(x->map, x->mapped);
    sl_buf_free(&x->own);
    free(x);
}

sl_str sl_lexicon_image(const sl_lexicon *x) { return x->image; }
uint32_t sl_lexicon_words(const sl_lexicon *x, unsigned side) { return x->words[side]; }
uint64_t sl_lexicon_tokens(const sl_lexicon *x, unsigned side) { return x->tokens[side]; }
uint32_t sl_lexicon_count(const sl_lexicon *x, unsigned side, uint32_t w) { return u32(x->count[side], w); }

/* Ends that ascend and are at most `limit` give part w; others none. */
static uint32_t part(const char *end, uint32_t w, uint32_t limit, uint32_t *from) {
    uint32_t to = u32(end, w);
    *from = w ? u32(end, w - 1) : 0;
    return to <= limit && *from <= to ? to - *from : 0;
}

sl_str sl_lexicon_word(const sl_lexicon *x, unsigned side, uint32_t w) {
    uint32_t from, n = part(x->end[side], w, x->bytes[side], &from);
    return n ? sl_slice(x->text[side] + from, n) : SL_LIT("");
}

uint32_t sl_lexicon_row(const sl_lexicon *x, uint32_t w, uint32_t *first) { return part(x->row, w, x->links, first); }

sl_lexicon_link sl_lexicon_get(const sl_lexicon *x, uint32_t link) {
    const char *p = x->link + 8 * (size_t)link;
    uint32_t other = u32(p, 0);
    return (sl_lexicon_link){other < x->words[1] ? other : 0, (float)u16(p + 4) / 65535, (float)u16(p + 6) / 65535};
}

uint32_t sl_lexicon_find(const sl_lexicon *x, unsigned side, sl_str word) {
    uint32_t slots = x->slots[side];
    if (!slots) return SL_LEXICON_NONE;
    uint32_t at = sl_lexicon_slot(word, slots);
    for (uint32_t tries = 0; tries < slots; tries++) {
        uint32_t v = u32(x->slot[side], at);
        if (!v || v > x->words[side]) break;
        if (sl_eq(sl_lexicon_word(x, side, v - 1), word)) return v - 1;
        if (++at == slots) at = 0;
    }
    return SL_LEXICON_NONE;
}
