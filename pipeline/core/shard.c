/* Parts of files; see shard.h. */
#include "shard.h"
#include "probe.h"
#include <sys/stat.h>
#include <unistd.h>

enum { STEP = 1 << 16, ENOUGH = 1 << 22 };    /* no bytes but a member's inflate to so many without an error */

/* *at: behind the first line feed at *at or later; the file's end when there is none. */
static int behind_line(const sl_probe *p, uint64_t *at, uint64_t size, sl_err *e) {
    sl_buf b = {0};
    int rc = 0;
    bool found = false;
    while (rc == 0 && !found && *at < size) {
        sl_clear(&b);
        rc = sl_probe_read(p, *at, STEP, &b, e);
        const char *q = b.n ? memchr(b.p, '\n', b.n) : NULL;
        found = q || !b.n;
        *at += q ? (size_t)(q - b.p) + 1 : b.n;
    }
    sl_buf_free(&b);
    return rc;
}

static int find_lines(const sl_probe *p, const sl_shard *s, uint64_t lo, uint64_t hi, uint64_t size, sl_part *part, sl_err *e) {
    uint64_t from = lo, to = hi;
    int rc = s->k > 1 ? behind_line(p, &from, size, e) : 0;
    if (rc == 0 && s->k < s->n) rc = behind_line(p, &to, size, e);
    part->from = from;
    part->to = s->k < s->n ? to : size;
    part->empty = part->from >= part->to;
    return rc;
}

static int find_members(sl_probe *p, const sl_shard *s, uint64_t lo, uint64_t hi, sl_part *part, sl_err *e) {
    int found = s->k == 1 ? 1 : sl_probe_next(p, lo, hi, ENOUGH, e);
    part->from = s->k == 1 ? lo : p->start;
    part->to = s->k < s->n ? hi : UINT64_MAX;
    part->empty = found == 0;
    return found < 0 ? -found : 0;
}

static uint64_t share(uint64_t size, unsigned k, unsigned n) { return (uint64_t)((unsigned __int128)size * k / n); }

int sl_shard_find(int fd, const char *name, const sl_shard *s, sl_part *part, sl_err *e) {
    struct stat st;
    off_t base = lseek(fd, 0, SEEK_CUR);
    if (fstat(fd, &st) || base < 0 || !S_ISREG(st.st_mode))
        return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "--shard: %s is not a file but a pipe or the like, of which no part can be read without the rest", name);
    sl_probe p = {.fd = fd, .name = name};
    uint64_t size = (uint64_t)st.st_size, at = (uint64_t)base, all = size > at ? size - at : 0;
    uint64_t lo = at + share(all, s->k - 1, s->n), hi = at + share(all, s->k, s->n);
    int rc = sl_probe_read(&p, at, 4, &p.raw, e);
    part->codec = p.codec = sl_codec_by_magic(sl_view(&p.raw));
    if (rc == 0) rc = part->codec == SL_PLAIN ? find_lines(&p, s, lo, hi, size, part, e) : find_members(&p, s, lo, hi, part, e);
    sl_probe_free(&p);
    return rc;
}
