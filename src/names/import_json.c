/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Popolo persons, organizations and areas, FollowTheMoney entities, Wikidata items as drafts. */
#include "names/import_draft.h"

/* "1953-05-17", "1953-05" or "1953" at the beginning of a date; empty where there is none. */
static struct span date_of(struct span s)
{
    size_t n = 0;

    while (n < s.len && n < 10 && (n == 4 || n == 7 ? s.ptr[n] == '-'
                                                    : s.ptr[n] >= '0' && s.ptr[n] <= '9'))
        n++;
    return span_cut(s, 0, n == 10 ? 10 : n >= 7 ? 7 : n >= 4 ? 4 : 0);
}

static void gender_field(struct draft *d, struct span gender)
{
    if (gender.len && (gender.ptr[0] == 'm' || gender.ptr[0] == 'f'))
        draft_field(d, span_str("Gender"), span_cut(gender, 0, 1));
}

static bool is_wikidata_id(struct span s)
{
    bool good = s.len > 1 && s.ptr[0] == 'Q' && s.ptr[1] != '0';

    for (size_t i = 1; i < s.len && good; i++)
        good = s.ptr[i] >= '0' && s.ptr[i] <= '9';
    return good;
}

/* --- Popolo --- */

static void popolo_id(struct draft *d, jsonin *o)
{
    jsonin *ids = jsonin_get(o, "identifiers");

    d->id = draft_keep(d, jsonin_text_of(o, "id"));
    for (size_t i = 0; i < jsonin_count(ids); i++) {
        struct span id = jsonin_text_of(jsonin_at(ids, i), "identifier");

        if (span_eqs(jsonin_text_of(jsonin_at(ids, i), "scheme"), "wikidata") &&
            is_wikidata_id(id))
            d->id = draft_keep(d, id);
    }
}

static void popolo_other_names(struct draft *d, jsonin *o, bool person)
{
    jsonin *others = jsonin_get(o, "other_names");

    for (size_t i = 0; i < jsonin_count(others); i++) {
        jsonin *other = jsonin_at(others, i);
        struct span lang = jsonin_text_of(other, "lang"), name = jsonin_text_of(other, "name");

        if (lang.len)
            draft_name(d, lang, name, person);
        else
            draft_variant(d, name);
    }
}

bool draft_popolo_person(struct draft *d, jsonin *o)
{
    struct parts p = {jsonin_text_of(o, "family_name"), jsonin_text_of(o, "given_name"),
                      jsonin_text_of(o, "patronymic_name")};

    popolo_id(d, o);
    d->kind = span_str("person");
    gender_field(d, jsonin_text_of(o, "gender"));
    if (p.family.len && p.given.len)
        draft_parts(d, (struct span){0}, &p);
    draft_name(d, (struct span){0}, jsonin_text_of(o, "name"), true);
    popolo_other_names(d, o, true);
    draft_field(d, span_str("Born"), date_of(jsonin_text_of(o, "birth_date")));
    draft_field(d, span_str("Died"), date_of(jsonin_text_of(o, "death_date")));
    return true;
}

static bool popolo_thing(struct draft *d, jsonin *o, const char *kind)
{
    popolo_id(d, o);
    d->kind = span_str(kind);
    draft_name(d, (struct span){0}, jsonin_text_of(o, "name"), false);
    popolo_other_names(d, o, false);
    return true;
}

bool draft_popolo_organization(struct draft *d, jsonin *o)
{
    return popolo_thing(d, o, "organization");
}

bool draft_popolo_area(struct draft *d, jsonin *o)
{
    return popolo_thing(d, o, "place");
}

/* --- FollowTheMoney --- */

/* First value of a property. */
static struct span ftm_first(jsonin *properties, const char *name)
{
    return jsonin_text(jsonin_at(jsonin_get(properties, name), 0));
}

static bool ftm_kind(struct draft *d, struct span schema)
{
    static const char *const organizations[] = {"Organization", "Company", "PublicBody",
                                                "LegalEntity"};

    for (size_t i = 0; i < COUNT_OF(organizations); i++) {
        if (span_eqs(schema, organizations[i]))
            d->kind = span_str("organization");
    }
    if (span_eqs(schema, "Person"))
        d->kind = span_str("person");
    return d->kind.len > 0;
}

/* The language of a country's names, by its ISO 3166 code in small letters. */
static struct span country_lang(struct span code)
{
    static const char langs[] = "kz kk ru ru ua uk by be uz uz kg ky tj tg tm tk az az am hy ge ka "
                                "mn mn pl pl de de fr fr tr tr us en gb en ";

    for (size_t i = 0; code.len == 2 && i + 6 <= sizeof langs - 1; i += 6) {
        if (memcmp(langs + i, code.ptr, 2) == 0)
            return span_of(langs + i + 3, 2);
    }
    return (struct span){0};
}

static void ftm_names(struct draft *d, jsonin *properties)
{
    static const char *const fields[] = {"name", "alias", "previousName"};
    bool person = span_eqs(d->kind, "person");

    for (size_t f = 0; f < COUNT_OF(fields); f++) {
        jsonin *names = jsonin_get(properties, fields[f]);

        for (size_t i = 0; i < jsonin_count(names); i++)
            draft_name(d, (struct span){0}, jsonin_text(jsonin_at(names, i)), person);
    }
}

bool draft_ftm(struct draft *d, jsonin *o)
{
    jsonin *p = jsonin_get(o, "properties");
    struct parts parts = {ftm_first(p, "lastName"), ftm_first(p, "firstName"),
                          ftm_first(p, "fatherName")};
    struct span wikidata = ftm_first(p, "wikidataId");

    if (!ftm_kind(d, jsonin_text_of(o, "schema")))
        return false;
    d->id = draft_keep(d, is_wikidata_id(wikidata) ? wikidata : jsonin_text_of(o, "id"));
    d->native = country_lang(ftm_first(p, jsonin_get(p, "nationality") ? "nationality" : "country"));
    gender_field(d, ftm_first(p, "gender"));
    if (parts.family.len && parts.given.len)
        draft_parts(d, (struct span){0}, &parts);
    ftm_names(d, p);
    draft_field(d, span_str("Role_en"), ftm_first(p, "position"));
    draft_field(d, span_str("Born"), date_of(ftm_first(p, "birthDate")));
    draft_field(d, span_str("Died"), date_of(ftm_first(p, "deathDate")));
    return true;
}

/* --- Wikidata (https://www.wikidata.org/wiki/Wikidata:Data_model) --- */

/* The value of statement `i` about a property. */
static jsonin *claim_value(jsonin *entity, const char *property, size_t i)
{
    jsonin *claims = jsonin_get(jsonin_get(entity, "claims"), property);

    return jsonin_path(jsonin_at(claims, i), "mainsnak.datavalue.value");
}

/* Does the property lead to this item? */
static bool claims(jsonin *entity, const char *property, const char *item)
{
    jsonin *value;

    for (size_t i = 0; (value = claim_value(entity, property, i)); i++) {
        if (span_eqs(jsonin_text_of(value, "id"), item))
            return true;
    }
    return false;
}

static void wikidata_kind(struct draft *d, jsonin *o)
{
    if (claims(o, "P31", "Q5")) { /* instance of: human */
        d->kind = span_str("person");
    } else if (claim_value(o, "P625", 0)) { /* coordinate location */
        d->kind = span_str("place");
    } else {
        d->kind = span_str("organization");
        d->unsure_kind = true;
    }
}

/* Items of languages and countries, and the tag for both. */
static struct span item_lang(struct span item)
{
    static const struct {
        const char *item, *lang;
    } table[] = {
        {"Q9252", "kk"}, {"Q7737", "ru"}, {"Q8798", "uk"}, {"Q9091", "be"}, {"Q9264", "uz"},
        {"Q9255", "ky"}, {"Q9260", "tg"}, {"Q9267", "tk"}, {"Q9292", "az"}, {"Q8785", "hy"},
        {"Q8108", "ka"}, {"Q9246", "mn"}, {"Q809", "pl"},  {"Q188", "de"},  {"Q150", "fr"},
        {"Q256", "tr"},  {"Q1860", "en"}, {"Q232", "kk"},  {"Q159", "ru"},  {"Q212", "uk"},
        {"Q184", "be"},  {"Q265", "uz"},  {"Q813", "ky"},  {"Q863", "tg"},  {"Q874", "tk"},
        {"Q227", "az"},  {"Q399", "hy"},  {"Q230", "ka"},  {"Q711", "mn"},  {"Q36", "pl"},
        {"Q183", "de"},  {"Q142", "fr"},  {"Q43", "tr"},   {"Q145", "en"},  {"Q30", "en"},
    };

    for (size_t i = 0; i < COUNT_OF(table); i++) {
        if (span_eqs(item, table[i].item))
            return span_str(table[i].lang);
    }
    return (struct span){0};
}

/* name in native language, native language, country of citizenship, country */
static void wikidata_native(struct draft *d, jsonin *o)
{
    static const char *const properties[] = {"P103", "P27", "P17"};

    d->native = draft_keep(d, jsonin_text_of(claim_value(o, "P1559", 0), "language"));
    for (size_t i = 0; i < COUNT_OF(properties) && d->native.len == 0; i++)
        d->native = item_lang(jsonin_text_of(claim_value(o, properties[i], 0), "id"));
}

static bool wikidata_label(void *context, struct span key, jsonin *label)
{
    struct draft *d = context;

    if (span_eqs(key, "mul"))
        draft_variant(d, jsonin_text_of(label, "value"));
    else
        draft_name(d, key, jsonin_text_of(label, "value"), span_eqs(d->kind, "person"));
    return !d->failed;
}

static bool wikidata_aliases(void *context, struct span key, jsonin *aliases)
{
    struct draft *d = context;

    (void)key;
    for (size_t i = 0; i < jsonin_count(aliases); i++)
        draft_variant(d, jsonin_text_of(jsonin_at(aliases, i), "value"));
    return !d->failed;
}

/* "+1953-05-17T00:00:00Z" with its precision: 11 = day, 10 = month, 9 = year. */
static void wikidata_date(struct draft *d, const char *field, jsonin *value)
{
    struct span time = jsonin_text_of(value, "time");
    long long precision = jsonin_integer(jsonin_get(value, "precision"));

    if (time.len < 11 || time.ptr[0] != '+' || precision < 9)
        return;
    draft_field(d, span_str(field),
                date_of(span_cut(time, 1, precision >= 11 ? 11 : precision == 10 ? 8 : 5)));
}

bool draft_wikidata(struct draft *d, jsonin *o)
{
    d->id = draft_keep(d, jsonin_text_of(o, "id"));
    if (!is_wikidata_id(d->id))
        return false; /* a property, a lexeme */
    wikidata_kind(d, o);
    wikidata_native(d, o);
    if (claims(o, "P21", "Q6581097") || claims(o, "P21", "Q6581072"))
        gender_field(d, span_str(claims(o, "P21", "Q6581097") ? "m" : "f"));
    jsonin_each(jsonin_get(o, "labels"), wikidata_label, d);
    jsonin_each(jsonin_get(o, "aliases"), wikidata_aliases, d);
    wikidata_date(d, "Born", claim_value(o, "P569", 0));
    wikidata_date(d, "Died", claim_value(o, "P570", 0));
    return true;
}
