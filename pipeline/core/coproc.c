/* A program on two pipes; see sluis/coproc.h. */
#include "sluis/coproc.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STEP = 1 << 16, NAP = 10, GRACE = 1000 };

extern char **environ;

static void shut(int *fd) {
    if (*fd >= 0) close(*fd);
    *fd = -1;
}

static int spawn(sl_coproc *c, const char *const *argv, int in, int out) {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attr;
    sigset_t pipes;
    sigemptyset(&pipes);
    sigaddset(&pipes, SIGPIPE);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, in, 0);
    posix_spawn_file_actions_adddup2(&files, out, 1);
    posix_spawnattr_init(&attr);
    posix_spawnattr_setsigdefault(&attr, &pipes);
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF);
    int why = posix_spawnp(&c->pid, argv[0], &files, &attr, (char *const *)(uintptr_t)argv, environ);
    posix_spawnattr_destroy(&attr);
    posix_spawn_file_actions_destroy(&files);
    if (why) c->pid = 0;
    return why;
}

int sl_coproc_start(sl_coproc *c, const char *const *argv, sl_err *e) {
    int in[2] = {-1, -1}, out[2] = {-1, -1};
    *c = (sl_coproc){.name = argv[0], .to = -1, .from = -1};
    signal(SIGCHLD, SIG_DFL);            /* ignored, as some parents leave it, the status would be lost */
    int why = pipe2(in, O_CLOEXEC) || pipe2(out, O_CLOEXEC) ? errno : spawn(c, argv, in[0], out[1]);
    shut(&in[0]);
    shut(&out[1]);
    c->to = in[1];
    c->from = out[0];
    if (!why && (fcntl(c->to, F_SETFL, O_NONBLOCK) < 0 || fcntl(c->from, F_SETFL, O_NONBLOCK) < 0)) why = errno;
    if (!why) return 0;
    sl_coproc_free(c);
    errno = why;
    return sl_fail_io(e, argv[0], "cannot run");
}

static int send_some(sl_coproc *c, sl_err *e) {
    size_t n = sl_coproc_pending(c);
    ssize_t k = write(c->to, c->send.p + c->sent, n < STEP ? n : STEP);
    if (k < 0 && (errno == EAGAIN || errno == EINTR)) return 0;
    if (k < 0 && errno != EPIPE) return sl_fail_io(e, c->name, "cannot write to it");
    if (k < 0) { c->deaf = true; k = (ssize_t)n; }
    c->sent += (size_t)k;
    if (c->sent == c->send.n) c->sent = c->send.n = 0;
    else if (c->sent >= STEP && c->sent >= c->send.n / 2) {
        memmove(c->send.p, c->send.p + c->sent, c->send.n - c->sent);
        c->send.n -= c->sent;
        c->sent = 0;
    }
    return 0;
}

static int take_some(sl_coproc *c, sl_err *e) {
    ssize_t k = read(c->from, sl_need(&c->got, STEP), STEP);
    if (k < 0 && (errno == EAGAIN || errno == EINTR)) return 0;
    if (k < 0) return sl_fail_io(e, c->name, "cannot read from it");
    c->got.n += (size_t)k;
    if (k == 0) {
        c->over = true;
        shut(&c->from);
    }
    return 0;
}

/* Its input is open for as long as something will come. poll() passes over descriptors below 0. */
static void close_when_sent(sl_coproc *c) {
    if (c->deaf || (c->last && !sl_coproc_pending(c))) shut(&c->to);
}

int sl_coproc_turn(sl_coproc *c, int in_fd, int out_fd, int ms, unsigned *what, sl_err *e) {
    close_when_sent(c);
    struct pollfd p[] = {{.fd = c->to, .events = sl_coproc_pending(c) ? POLLOUT : 0}, {.fd = c->from, .events = POLLIN},
                         {.fd = in_fd, .events = POLLIN}, {.fd = out_fd, .events = 0}};
    *what = 0;
    if (poll(p, 4, ms) < 0) return errno == EINTR ? 0 : sl_fail_io(e, NULL, "cannot poll");
    int rc = 0;
    if (p[0].revents & POLLERR && !sl_coproc_pending(c)) c->deaf = true;
    else if (p[0].revents) rc = send_some(c, e);
    if (p[1].revents && rc == 0) rc = take_some(c, e);
    if (p[0].revents | p[1].revents) *what |= SL_CO_MOVED;
    if (p[2].revents) *what |= SL_CO_INPUT;
    if (p[3].revents & POLLERR) *what |= SL_CO_UNHEARD;
    close_when_sent(c);
    return rc;
}

/* True when it has ended within `ms`. */
static bool ended(sl_coproc *c, int ms, int *status) {
    for (int waited = 0;; waited += NAP) {
        pid_t k = waitpid(c->pid, status, ms < 0 ? 0 : WNOHANG);
        if (k < 0 && errno == EINTR) continue;
        if (k < 0) *status = -1;
        if (k != 0) return true;
        if (waited >= ms) return false;
        poll(NULL, 0, NAP);
    }
}

int sl_coproc_end(sl_coproc *c, int patience) {
    int status = -1;
    if (!c->name) return -1;             /* never started */
    shut(&c->to);
    shut(&c->from);
    if (!c->pid) return -1;
    if (!ended(c, patience, &status)) {
        kill(c->pid, SIGTERM);
        c->killed = true;
        if (!ended(c, GRACE, &status)) {
            kill(c->pid, SIGKILL);
            ended(c, -1, &status);
        }
    }
    c->pid = 0;
    return status;
}

void sl_coproc_free(sl_coproc *c) {
    sl_coproc_end(c, 0);
    sl_buf_free(&c->send);
    sl_buf_free(&c->got);
}
