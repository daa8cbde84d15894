/* A spool; see spool.h. */
#include "spool.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static const char *folder(void) {
    const char *dir = getenv("TMPDIR");
    return dir && *dir ? dir : "/tmp";
}

/* A file that is gone when it is closed, whatever becomes of us. */
static int nameless(void) {
    sl_buf name = {0};
    int fd = open(folder(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0) return fd;
    sl_printf(&name, "%s/sluis.XXXXXX", folder());
    fd = mkostemp(name.p, O_CLOEXEC);
    if (fd >= 0) unlink(name.p);
    sl_buf_free(&name);
    return fd;
}

static int spill(sl_spool *s, sl_err *e) {
    if (!s->file) s->file = nameless() + 1;
    if (!s->file) return sl_fail_io(e, folder(), "cannot create a temporary file");
    for (size_t done = 0; done < s->tail.n;) {
        ssize_t n = pwrite(s->file - 1, s->tail.p + done, s->tail.n - done, (off_t)s->filed);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return sl_fail_io(e, folder(), "cannot write a temporary file");
        done += (size_t)n;
        s->filed += (uint64_t)n;
    }
    sl_clear(&s->tail);
    return 0;
}

int sl_spool_add(sl_spool *s, const uint32_t *v, size_t n, sl_err *e) {
    sl_put(&s->tail, (const char *)v, n * sizeof *v);
    return s->tail.n > s->most ? spill(s, e) : 0;
}

int sl_spool_read(const sl_spool *s, uint64_t *at, uint32_t *v, size_t n, size_t *got, sl_err *e) {
    size_t done = 0, want = n * sizeof *v;
    while (done < want && *at < s->filed) {
        size_t most = want - done < s->filed - *at ? want - done : (size_t)(s->filed - *at);
        ssize_t k = pread(s->file - 1, (char *)v + done, most, (off_t)*at);
        if (k < 0 && errno == EINTR) continue;
        if (k <= 0) return sl_fail_io(e, folder(), "cannot read a temporary file");
        done += (size_t)k;
        *at += (uint64_t)k;
    }
    if (done < want && *at >= s->filed) {
        size_t from = (size_t)(*at - s->filed), k = s->tail.n - from < want - done ? s->tail.n - from : want - done;
        if (k) memcpy((char *)v + done, s->tail.p + from, k);
        done += k;
        *at += k;
    }
    *got = done / sizeof *v;
    return 0;
}

void sl_spool_free(sl_spool *s) {
    if (s->file) close(s->file - 1);
    sl_buf_free(&s->tail);
    *s = (sl_spool){0};
}
