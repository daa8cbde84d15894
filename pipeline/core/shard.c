/* Parts of files; see shard.h. */
#include "shard.h"
#include "probe.h"
#include "sluis/gzindex.h"
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

/* The first member at `from` or later by the index, when there is one: 1, or 0 when it is not before `to`; 2: no index; else minus a code. */
static int look_up(const sl_probe *p, uint64_t from, uint64_t to, sl_part *part, sl_err *e) {
    sl_gzindex x = {0};
    bool found;
    size_t i = 0;
    int rc = strcmp(p->name, "-") ? sl_gzindex_load(&x, p->fd, p->name, &found, e) : (found = false, 0), answer = rc ? -rc : 2;
    while (rc == 0 && found && i < x.n && x.points[i].at < from) i++;
    if (rc == 0 && found) answer = i < x.n && x.points[i].at < to;
    if (answer == 1) part->from = x.points[i].at, part->before = x.points[i].lines;
    sl_gzindex_free(&x);
    return answer;
}

static int search(sl_probe *p, uint64_t from, uint64_t to, sl_part *part, sl_err *e) {
    int found = look_up(p, from, to, part, e);
    if (found != 2) return found;
    found = sl_probe_next(p, from, to, ENOUGH, e);
    part->from = p->start;
    return found;
}

static int find_members(sl_probe *p, const sl_shard *s, uint64_t lo, uint64_t hi, sl_part *part, sl_err *e) {
    part->from = lo;
    int found = s->k == 1 ? 1 : search(p, lo, hi, part, e);
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
    part->before = UINT64_MAX;
    uint64_t size = (uint64_t)st.st_size, at = (uint64_t)base, all = size > at ? size - at : 0;
    uint64_t lo = at + share(all, s->k - 1, s->n), hi = at + share(all, s->k, s->n);
    int rc = sl_probe_read(&p, at, 4, &p.raw, e);
    part->codec = p.codec = sl_codec_by_magic(sl_view(&p.raw));
    if (rc == 0) rc = part->codec == SL_PLAIN ? find_lines(&p, s, lo, hi, size, part, e) : find_members(&p, s, lo, hi, part, e);
    sl_probe_free(&p);
    return rc;
}
