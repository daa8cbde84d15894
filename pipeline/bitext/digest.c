/* Digests of files; see sluis/digest.h. */
#define XXH_STATIC_LINKING_ONLY      /* the size of the state: memory is ours to get */
#include "sluis/digest.h"
#include "sluis/io.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <xxhash.h>

enum { CHUNK = 1 << 16, ALIGN = 64 };      /* the state has vectors in it */

static XXH3_state_t *aligned(const sl_digest *d) { return (XXH3_state_t *)(((uintptr_t)d->state + ALIGN - 1) & ~(uintptr_t)(ALIGN - 1)); }

static void begin(sl_digest *d) {
    if (d->state) return;
    d->state = sl_zalloc(sizeof(XXH3_state_t) + ALIGN);
    XXH3_128bits_reset(aligned(d));
}

void sl_digest_add(sl_digest *d, const char *p, size_t n) {
    begin(d);
    XXH3_128bits_update(aligned(d), p, n);
    d->bytes += n;
    d->lines += sl_count_lines(sl_slice(p, n));
}

void sl_digest_hex(sl_digest *d, char hex[SL_DIGEST_HEX]) {
    static const char digits[] = "0123456789abcdef";
    XXH128_canonical_t c;
    begin(d);
    XXH128_canonicalFromHash(&c, XXH3_128bits_digest(aligned(d)));
    for (size_t i = 0; i < sizeof c.digest; i++) {
        hex[2 * i] = digits[c.digest[i] >> 4];
        hex[2 * i + 1] = digits[c.digest[i] & 15];
    }
    hex[2 * sizeof c.digest] = 0;
}

void sl_digest_free(sl_digest *d) {
    free(d->state);
    *d = (sl_digest){0};
}

static int add_all(sl_digest *d, int fd, char *room, const char *path, sl_err *e) {
    for (;;) {
        ssize_t n = read(fd, room, CHUNK);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return sl_fail_io(e, path, "cannot read");
        if (n == 0) return 0;
        sl_digest_add(d, room, (size_t)n);
    }
}

int sl_digest_raw(sl_digest *d, const char *path, sl_err *e) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return sl_fail_io(e, path, "cannot open");
    char *room = sl_alloc(CHUNK);
    int rc = add_all(d, fd, room, path, e);
    free(room);
    close(fd);
    return rc;
}

int sl_digest_text(sl_digest *d, const char *path, sl_err *e) {
    sl_reader *r;
    sl_buf b = {0};
    size_t got = 1;
    int rc = sl_reader_open(&r, path, e);
    if (rc) return rc;
    while (rc == 0 && got) {
        sl_clear(&b);
        rc = sl_read(r, &b, CHUNK, &got, e);
        if (got) sl_digest_add(d, b.p, b.n);
    }
    sl_buf_free(&b);
    sl_reader_close(r);
    return rc;
}
