/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Zip packages for the tests of document types:
 *
 *   package make OUT NAME=FILE...   a package of these files; mimetype is stored, the rest deflated
 *   package list PACKAGE            name, method, time, checksum, digest of the packed bytes
 *   package show PACKAGE NAME       an entry, unpacked
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

static int fail(const char *what)
{
    fprintf(stderr, "package: %s\n", what);
    return 2;
}

static int add(zip_t *z, char *pair)
{
    char *file = strchr(pair, '=');
    zip_source_t *source;
    zip_int64_t i;

    if (!file)
        return fail("NAME=FILE is wanted");
    *file++ = '\0';
    source = zip_source_file(z, file, 0, -1);
    i = source ? zip_file_add(z, pair, source, ZIP_FL_ENC_UTF_8) : -1;
    if (i < 0 || zip_file_set_mtime(z, (zip_uint64_t)i, 1700000000, 0) != 0)
        return fail(file);
    return zip_set_file_compression(z, (zip_uint64_t)i,
                                    strcmp(pair, "mimetype") ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0);
}

static int make(char *out, char **pairs)
{
    zip_t *z = zip_open(out, ZIP_CREATE | ZIP_TRUNCATE, NULL);

    if (!z)
        return fail(out);
    for (; *pairs; pairs++)
        if (add(z, *pairs) != 0)
            return 2;
    return zip_close(z) == 0 ? 0 : fail(zip_strerror(z));
}

static uint64_t digest(zip_t *z, zip_uint64_t i)
{
    zip_file_t *f = zip_fopen_index(z, i, ZIP_FL_COMPRESSED);
    uint64_t sum = 14695981039346656037u;
    unsigned char c;

    while (f && zip_fread(f, &c, 1) == 1)
        sum = (sum ^ c) * 1099511628211u;
    if (f)
        zip_fclose(f);
    return sum;
}

static int list(zip_t *z)
{
    zip_stat_t s;

    for (zip_int64_t i = 0; i < zip_get_num_entries(z, 0); i++) {
        if (zip_stat_index(z, (zip_uint64_t)i, 0, &s) != 0)
            return fail(zip_strerror(z));
        printf("%s\t%u\t%lld\t%08" PRIx32 "\t%016" PRIx64 "\n", s.name, (unsigned)s.comp_method,
               (long long)s.mtime, (uint32_t)s.crc, digest(z, (zip_uint64_t)i));
    }
    return 0;
}

static int show(zip_t *z, const char *name)
{
    zip_file_t *f = zip_fopen(z, name, 0);
    char block[4096];
    zip_int64_t n = -1;

    while (f && (n = zip_fread(f, block, sizeof block)) > 0)
        fwrite(block, 1, (size_t)n, stdout);
    if (f)
        zip_fclose(f);
    return n == 0 ? 0 : fail(name);
}

int main(int argc, char **argv)
{
    zip_t *z;
    int rc;

    if (argc < 3)
        return fail("usage: package make|list|show PACKAGE ...");
    if (strcmp(argv[1], "make") == 0)
        return make(argv[2], argv + 3);
    z = zip_open(argv[2], ZIP_RDONLY, NULL);
    if (!z)
        return fail(argv[2]);
    rc = strcmp(argv[1], "show") == 0 && argc == 4 ? show(z, argv[3]) : list(z);
    zip_discard(z);
    return rc;
}
