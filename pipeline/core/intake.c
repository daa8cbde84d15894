/* Bytes of a descriptor; see intake.h. */
#include "intake.h"
#include <errno.h>
#include <poll.h>
#include <unistd.h>

size_t sl_intake_limit;

int sl_intake_read(sl_intake *i, char *to, size_t max, size_t *got, sl_err *e) {
    ssize_t n;
    if (sl_intake_limit && max > sl_intake_limit) max = sl_intake_limit;
    if (max > i->end - i->at) max = (size_t)(i->end - i->at);
    do n = read(i->fd, to, max);
    while (n < 0 && errno == EINTR);
    *got = 0;
    if (n < 0) return sl_fail_io(e, i->name, "cannot read");
    i->eof = n == 0;
    i->at += (uint64_t)n;
    *got = (size_t)n;
    return 0;
}

/* What is used is moved out of the way when it is half of all, so that a byte is moved a few times at most. */
int sl_intake_fill(sl_intake *i, size_t max, sl_err *e) {
    size_t got;
    if (i->from && i->from >= i->b.n / 2) {
        memmove(i->b.p, i->b.p + i->from, i->b.n - i->from);
        i->b.n -= i->from;
        i->from = 0;
    }
    int rc = sl_intake_read(i, sl_need(&i->b, max), max, &got, e);
    i->b.n += got;
    return rc;
}

bool sl_intake_quick(const sl_intake *i, int ms) {
    struct pollfd p = {.fd = i->fd, .events = POLLIN};
    return i->regular || poll(&p, 1, ms) != 0;
}
