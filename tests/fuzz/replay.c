/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A plain main for the fuzz targets: feeds them each file and each file of each folder given, so
 * that make check replays the corpus without libFuzzer.  A crash is the failure; the file's name is
 * printed before.
 */
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>

static int replay_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    uint8_t *data = malloc(1 << 24);
    size_t n;

    if (!f || !data) {
        perror(path);
        return -1;
    }
    n = fread(data, 1, 1 << 24, f);
    fclose(f);
    fprintf(stderr, "# %s\n", path);
    {
        /* an exact allocation, so that a sanitizer sees reads beyond the end */
        uint8_t *exact = malloc(n ? n : 1);
        if (!exact)
            return -1;
        memcpy(exact, data, n);
        free(data);
        LLVMFuzzerTestOneInput(exact, n);
        free(exact);
    }
    return 1;
}

static int replay(const char *path)
{
    struct stat st;
    struct dirent *d;
    int n = 0;
    DIR *dir;

    if (stat(path, &st) == 0 && !S_ISDIR(st.st_mode))
        return replay_file(path);
    dir = opendir(path);
    if (!dir) {
        perror(path);
        return -1;
    }
    while (n >= 0 && (d = readdir(dir)) != NULL) {
        char *file = NULL;
        int got;
        if (d->d_name[0] == '.')
            continue;
        if (asprintf(&file, "%s/%s", path, d->d_name) < 0)
            return -1;
        got = replay_file(file);
        n = got < 0 ? got : n + got;
        free(file);
    }
    closedir(dir);
    return n;
}

int main(int argc, char **argv)
{
    int total = 0;

    for (int i = 1; i < argc; i++) {
        int n = replay(argv[i]);
        if (n < 0)
            return 1;
        total += n;
    }
    printf("%d inputs\n", total);
    return total > 0 ? 0 : 1;
}
