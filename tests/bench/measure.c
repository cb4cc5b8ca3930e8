/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Run a command several times and print the best of each: processor seconds (user and system), clock
 * seconds, and its peak memory in KiB.
 *
 *     measure ROUNDS INPUT COMMAND [ARGUMENT]...
 *
 * Standard input is INPUT, standard output and error are thrown away.  Exits with 1 when the command
 * fails, whose time then says nothing.
 */
#include "base/compat.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static pid_t start(const char *input, char **command)
{
    posix_spawn_file_actions_t files;
    pid_t child;
    int failed;

    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, input, O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
    failed = posix_spawnp(&child, command[0], &files, NULL, command, environ);
    posix_spawn_file_actions_destroy(&files);
    return failed ? -1 : child;
}

int main(int argc, char **argv)
{
    double best_cpu = 1e9, best_clock = 1e9;
    long memory = 0;

    for (int round = argc > 3 ? atoi(argv[1]) : 0; round > 0; round--) {
        double began = now(), cpu, clock;
        pid_t child = start(argv[2], argv + 3);
        struct rusage used;
        int status;

        if (child < 0 || wait4(child, &status, 0, &used) < 0 || !WIFEXITED(status) ||
            WEXITSTATUS(status) != 0)
            return 1;
        clock = now() - began;
        cpu = seconds(used.ru_utime) + seconds(used.ru_stime);
        best_cpu = cpu < best_cpu ? cpu : best_cpu;
        best_clock = clock < best_clock ? clock : best_clock;
        memory = used.ru_maxrss > memory ? used.ru_maxrss : memory;
    }
    printf("%.6f %.6f %ld\n", best_cpu, best_clock, memory);
    return argc > 3 ? 0 : 2;
}
