/* Errors; see sluis/err.h. The first cause is kept: what follows from it is noise. */
#include "sluis/err.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

static void place(sl_err *e, int code, const char *file, uint64_t line, uint64_t byte) {
    e->code = code;
    e->line = line;
    e->byte = byte;
    snprintf(e->file, sizeof e->file, "%s", file ? file : "");
}

int sl_vfail(sl_err *e, int code, const char *file, uint64_t line, uint64_t byte, const char *fmt, va_list ap) {
    if (e->code) return e->code;
    place(e, code, file, line, byte);
    vsnprintf(e->msg, sizeof e->msg, fmt, ap);
    return code;
}

int sl_fail(sl_err *e, int code, const char *file, uint64_t line, uint64_t byte, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    int rc = sl_vfail(e, code, file, line, byte, fmt, ap);
    va_end(ap);
    return rc;
}

int sl_fail_io(sl_err *e, const char *file, const char *what) {
    int why = errno;
    char reason[128];
    if (e->code) return e->code;
    place(e, why == EPIPE ? SL_EPIPE : SL_EIO, file, 0, 0);
    snprintf(e->msg, sizeof e->msg, "%s: %s", what, strerror_r(why, reason, sizeof reason));
    return e->code;
}

void sl_err_place(sl_err *e, const char *file, uint64_t line) {
    snprintf(e->file, sizeof e->file, "%s", file ? file : "");
    e->line = line;
}
