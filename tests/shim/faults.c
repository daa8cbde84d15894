/* Preloaded: makes one call fail. SLUIS_FAULT="CALL N" names it: the N-th (from 1) of
 *     malloc (with calloc and realloc)   ENOMEM          open     EMFILE
 *     read   EIO                                         close    EIO, after closing
 *     write (with pwrite)   ENOSPC                       rename   EACCES
 * Writes to standard error are left alone, since the message must come through, and so are programs that the command starts.
 * When it happens the file $SLUIS_FAULT_LOG is made; it holds "output" when the call was a write to, or the closing of, a
 * regular file that is open for writing: then the command can't have succeeded. glibc only, as mallocs.c. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

extern void *__libc_malloc(size_t n);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *p, size_t n);

typedef enum { NONE, MALLOC, READ, WRITE, CLOSE, OPEN, RENAME } call;
static const char *const names[] = {"", "malloc", "read", "write", "close", "open", "rename"};
static const int why[] = {0, ENOMEM, EIO, ENOSPC, EIO, EMFILE, EACCES};
static call wanted;
static long at;
static atomic_long seen;
static const char *report;

__attribute__((constructor)) static void begin(void) {
    const char *spec = getenv("SLUIS_FAULT"), *space = spec ? strchr(spec, ' ') : NULL;
    unsetenv("LD_PRELOAD");
    report = getenv("SLUIS_FAULT_LOG");
    if (!space) return;
    at = strtol(space, NULL, 10);
    for (call c = MALLOC; c <= RENAME; c++)
        if (!strncmp(spec, names[c], (size_t)(space - spec)) && !names[c][space - spec]) wanted = c;
}

static int is_output(int fd) {
    struct stat st;
    return fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (fcntl(fd, F_GETFL) & O_ACCMODE) != O_RDONLY;
}

/* Is this the call that fails? System calls are made raw, lest they be counted. */
static int fails(call c, int fd) {
    if (c != wanted || atomic_fetch_add(&seen, 1) + 1 != at) return 0;
    const char *what = (c == WRITE || c == CLOSE) && is_output(fd) ? "output\n" : "other\n";
    long log = report ? syscall(SYS_openat, AT_FDCWD, report, O_WRONLY | O_CREAT | O_TRUNC, 0666) : -1;
    if (log >= 0) {
        syscall(SYS_write, log, what, strlen(what));
        syscall(SYS_close, log);
    }
    errno = why[c];
    return 1;
}

void *malloc(size_t n) { return fails(MALLOC, -1) ? NULL : __libc_malloc(n); }
void *calloc(size_t n, size_t size) { return fails(MALLOC, -1) ? NULL : __libc_calloc(n, size); }
void *realloc(void *p, size_t n) { return fails(MALLOC, -1) ? NULL : __libc_realloc(p, n); }

ssize_t read(int fd, void *p, size_t n) { return fails(READ, fd) ? -1 : syscall(SYS_read, fd, p, n); }
ssize_t write(int fd, const void *p, size_t n) { return fd != 2 && fails(WRITE, fd) ? -1 : syscall(SYS_write, fd, p, n); }
ssize_t pwrite(int fd, const void *p, size_t n, off_t where) { return fails(WRITE, fd) ? -1 : syscall(SYS_pwrite64, fd, p, n, where); }
int close(int fd) {
    int bad = fails(CLOSE, fd), rc = (int)syscall(SYS_close, fd);
    if (bad) errno = EIO;
    return bad ? -1 : rc;
}
int open(const char *path, int flags, ...) {
    va_list ap;
    va_start(ap, flags);
    unsigned mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(ap, unsigned) : 0;
    va_end(ap);
    return fails(OPEN, -1) ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}
int rename(const char *from, const char *to) { return fails(RENAME, -1) ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0); }
