/* Preloaded: counts the calls of malloc, calloc and realloc, and writes their number to the file $SLUIS_MALLOCS at exit.
 * Programs that the command starts are not counted. glibc only: its own names for the real functions need no look-up,
 * which would itself allocate. */
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern void *__libc_malloc(size_t n);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *p, size_t n);

static atomic_ulong calls;

void *malloc(size_t n) { calls++; return __libc_malloc(n); }
void *calloc(size_t n, size_t size) { calls++; return __libc_calloc(n, size); }
void *realloc(void *p, size_t n) { calls++; return __libc_realloc(p, n); }

__attribute__((constructor)) static void begin(void) { unsetenv("LD_PRELOAD"); }

__attribute__((destructor)) static void end(void) {
    char text[32];
    const char *path = getenv("SLUIS_MALLOCS");
    int n = snprintf(text, sizeof text, "%lu\n", (unsigned long)calls), fd = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666) : -1;
    if (fd < 0) return;
    if (write(fd, text, (size_t)n) != n) _exit(99);
    close(fd);
}
