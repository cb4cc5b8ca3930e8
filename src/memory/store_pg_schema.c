/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a memory on PostgreSQL. */
#include "memory/store_pg.h"

static const char version_1[] =
    "CREATE SCHEMA tilmach;"
    "COMMENT ON SCHEMA tilmach IS 'translation memory';"
    "CREATE TABLE meta(key text PRIMARY KEY, value text NOT NULL);"
    "INSERT INTO meta VALUES ('uuid', replace(gen_random_uuid()::text, '-', '')), ('version', '0');"
    "CREATE TABLE batches(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
    " state int NOT NULL DEFAULT 0, kind text NOT NULL, source text NOT NULL,"
    " details text NOT NULL, started bigint NOT NULL, finished bigint NOT NULL DEFAULT 0,"
    " added bigint NOT NULL DEFAULT 0, merged bigint NOT NULL DEFAULT 0,"
    " removed bigint NOT NULL DEFAULT 0, progress bigint NOT NULL DEFAULT 0,"
    /* units above the last one that was saved came with a transaction that only a shard knows */
    " last_unit bigint NOT NULL DEFAULT 0,"
    " pairs text[] NOT NULL DEFAULT '{}',"
    /* everything below was there when the batch was begun */
    " seen xid8 NOT NULL DEFAULT pg_snapshot_xmin(pg_current_snapshot()),"
    /* the transaction that published it or took it back */
    " change xid8 NOT NULL DEFAULT '0');"
    "CREATE SEQUENCE unit_ids;"
    /* a unit that was taken away has the number of its batch made negative */
    "CREATE TABLE units(id bigint NOT NULL, pair text COLLATE \"C\" NOT NULL,"
    " batch bigint NOT NULL, hash bigint NOT NULL, own_changed bigint NOT NULL,"
    " changed bigint NOT NULL, srclang text NOT NULL, origin text NOT NULL,"
    " context text NOT NULL, extra text NOT NULL, langs text[] NOT NULL, texts text[] NOT NULL,"
    " markups text[] NOT NULL, extras text[] NOT NULL) PARTITION BY LIST (pair);"
    "CREATE INDEX units_id ON units(id);"
    "CREATE INDEX units_hash ON units(hash);"
    "CREATE INDEX units_batch ON units(batch);"
    "CREATE TABLE units_rest PARTITION OF units DEFAULT;"
    /* merged units: batch `batch` holds unit `unit` too */
    "CREATE TABLE touches(batch bigint NOT NULL, unit bigint NOT NULL, changed bigint NOT NULL,"
    " PRIMARY KEY(batch, unit));"
    "CREATE INDEX touches_unit ON touches(unit);"
    "CREATE TABLE moves(change xid8 NOT NULL, unit bigint NOT NULL);"
    "CREATE INDEX moves_change ON moves(change);"
    "CREATE TABLE removals(batch bigint NOT NULL, unit bigint NOT NULL,"
    " PRIMARY KEY(batch, unit));"

    /* two sessions that lock several pairs never wait for each other crosswise */
    "CREATE FUNCTION lock_pairs(pairs text[], alone boolean) RETURNS void LANGUAGE plpgsql AS $f$"
    " DECLARE key int;"
    " BEGIN"
    "  FOR key IN SELECT DISTINCT hashtext(p) FROM unnest(pairs) p ORDER BY 1 LOOP"
    "   IF alone THEN PERFORM pg_advisory_xact_lock(1953326178, key);"
    "   ELSE PERFORM pg_advisory_xact_lock_shared(1953326178, key);"
    "   END IF;"
    "  END LOOP;"
    " END $f$;"

    /* the same texts in the same context? */
    "CREATE FUNCTION same_unit(a units, b units) RETURNS boolean LANGUAGE sql IMMUTABLE AS $f$"
    " SELECT a.context = b.context AND cardinality(a.texts) = cardinality(b.texts) AND NOT EXISTS ("
    "  SELECT translate(lower(l COLLATE \"C\"), '_', '-'), t, m"
    "   FROM unnest(a.langs, a.texts, a.markups) v(l, t, m)"
    "  EXCEPT SELECT translate(lower(l COLLATE \"C\"), '_', '-'), t, m"
    "   FROM unnest(b.langs, b.texts, b.markups) v(l, t, m))"
    " $f$;"

    /* on a server that is to hold units of a pair of languages: the table for them */
    "CREATE FUNCTION make_part(pair text) RETURNS text LANGUAGE plpgsql AS $f$"
    " DECLARE part text := 'units_' || replace(pair, '-', '_');"
    " BEGIN"
    "  EXECUTE format('CREATE TABLE tilmach.%I (LIKE tilmach.units)', part);"
    "  EXECUTE format('CREATE INDEX ON tilmach.%I (id)', part);"
    "  EXECUTE format('CREATE INDEX ON tilmach.%I (hash)', part);"
    "  EXECUTE format('CREATE INDEX ON tilmach.%I (batch)', part);"
    "  RETURN part;"
    " END $f$;"

    /* on the server that tmem connects to: from now on the units of a pair are on these servers of
     * postgres_fdw, by their numbers; those that are there already move */
    "CREATE FUNCTION shard(which text, servers text[]) RETURNS void LANGUAGE plpgsql AS $f$"
    " DECLARE part text := 'units_' || replace(which, '-', '_');"
    " BEGIN"
    "  PERFORM tilmach.lock_pairs(ARRAY[which], true);"
    "  EXECUTE format('CREATE TABLE tilmach.%I (LIKE tilmach.units) PARTITION BY HASH (id)', part);"
    "  FOR i IN 1 .. cardinality(servers) LOOP"
    "   EXECUTE format('CREATE FOREIGN TABLE tilmach.%I PARTITION OF tilmach.%I"
    " FOR VALUES WITH (MODULUS %s, REMAINDER %s) SERVER %I"
    " OPTIONS (schema_name ''tilmach'', table_name %L)',"
    "    part || '_' || i, part, cardinality(servers), i - 1, servers[i], part);"
    "  END LOOP;"
    "  EXECUTE format('WITH gone AS (DELETE FROM tilmach.units_rest WHERE pair = %L RETURNING *)"
    " INSERT INTO tilmach.%I SELECT * FROM gone', which, part);"
    "  EXECUTE format('ALTER TABLE tilmach.units ATTACH PARTITION tilmach.%I FOR VALUES IN (%L)',"
    "   part, which);"
    " END $f$;";

const char *const pg_schema_steps[PG_SCHEMA_VERSION] = {version_1};
