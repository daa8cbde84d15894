/* Errors: library functions return 0 or a code, and describe what happened in an sl_err.
 * Only pipeline/core/main.c prints and exits. The codes are the exit statuses. */
#ifndef SLUIS_ERR_H
#define SLUIS_ERR_H
#include <stdarg.h>
#include <stdint.h>

enum { SL_OK = 0, SL_EDATA = 1, SL_EUSAGE = 2, SL_EIO = 3, SL_EPIPE = 4 /* reader went away: quiet */ };

typedef struct sl_err {
    int code;
    char file[512];      /* "" when no file is to blame */
    uint64_t line;       /* from 1; 0 when unknown */
    uint64_t byte;       /* from 1 within the line (or the file when line is 0); 0 when unknown */
    char msg[512];
} sl_err;

/* Fill `e` unless it already holds an error (the first cause counts). Returns `code`. */
int sl_fail(sl_err *e, int code, const char *file, uint64_t line, uint64_t byte, const char *fmt, ...)
    __attribute__((format(printf, 6, 7)));
int sl_vfail(sl_err *e, int code, const char *file, uint64_t line, uint64_t byte, const char *fmt, va_list ap)
    __attribute__((format(printf, 6, 0)));
/* The same for a failed system call: adds strerror(errno). Code SL_EIO. */
int sl_fail_io(sl_err *e, const char *file, const char *what);
void sl_err_place(sl_err *e, const char *file, uint64_t line);     /* say where it was, for an error that didn't know */
#endif
