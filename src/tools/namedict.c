/* SPDX-License-Identifier: GPL-3.0-or-later */
/* namedict: validate, compile, show, spell and export authority files of names. */
#include "tools/namedict.h"

static const struct option_def options[] = {
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("Dictionaries:")},
    {NAMEDICT_NO_DEFAULT, 0, "no-default", ARG_NONE, NULL, KIND_NONE,
     N_("no names but those of -d"), "show|spell|export"},
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("compile:")},
    {NAMEDICT_LAYERS, 0, "layers", ARG_NONE, NULL, KIND_NONE,
     N_("each FILE is a layer: for one Id the earlier file wins field by field"), "compile"},
    {NAMEDICT_SYSTEMS, 0, "systems", ARG_REQUIRED, "FILE", KIND_FILE,
     N_("compiled transliteration systems to derive spellings with"), "compile"},
    {NAMEDICT_NO_DERIVE, 0, "no-derive", ARG_NONE, NULL, KIND_NONE,
     N_("listed spellings only"), "compile"},
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("spell and export:")},
    {NAMEDICT_TARGET, 't', "target", ARG_REQUIRED, "LANG", KIND_LANG,
     N_("spellings for this language only; repeatable"), "spell|export"},
    {NAMEDICT_STYLE, 's', "style", ARG_REQUIRED, "STYLE", KIND_STYLE,
     N_("the spelling of this house style (a name or a .rec file)"), "spell|export"},
    {NAMEDICT_LANG, 'l', "lang", ARG_REQUIRED, "LANG", KIND_LANG,
     N_("export: language of the source text; import: native language where the list does not "
        "tell"), "export|import"},
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("import:")},
    {NAMEDICT_FROM, 0, "from", ARG_REQUIRED, "FORMAT", KIND_NONE,
     N_("csv, popolo, wikidata or ftm (FollowTheMoney)"), "import"},
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("add:")},
    {NAMEDICT_FILE, 0, "file", ARG_REQUIRED, "FILE", KIND_FILE,
     N_("the authority file to add to (default: the project's .tilmach/names.rec)"), "add"},
    {0},
};

static const struct cli_command commands[] = {
    {"check", CLI_OUTPUT, namedict_check},
    {"compile", CLI_OUTPUT, namedict_compile},
    {"show", CLI_OUTPUT | CLI_DATA, namedict_show},
    {"spell", CLI_OUTPUT | CLI_DATA, namedict_spell},
    {"add", 0, namedict_add},
    {"export", CLI_OUTPUT | CLI_DATA | CLI_JSON, namedict_export},
    {"import", CLI_OUTPUT, namedict_import},
    {0},
};

static bool handle(void *context, int id, const char *arg)
{
    struct namedict *n = context;

    switch (id) {
    case NAMEDICT_NO_DEFAULT:
        n->no_default = true;
        break;
    case NAMEDICT_LAYERS:
        n->layers = true;
        break;
    case NAMEDICT_SYSTEMS:
        n->systems = arg;
        break;
    case NAMEDICT_NO_DERIVE:
        n->no_derive = true;
        break;
    case NAMEDICT_TARGET:
        return vec_push(&n->targets, arg);
    case NAMEDICT_STYLE:
        n->style = arg;
        break;
    case NAMEDICT_FILE:
        n->file = arg;
        break;
    case NAMEDICT_LANG:
        n->lang = arg;
        break;
    case NAMEDICT_FROM:
        n->from = arg;
        return cli_choice("--from", arg, "csv|popolo|wikidata|ftm") >= 0;
    }
    return true;
}

static const struct cli_program program = {
    .name = "namedict",
    .purpose = N_("Check, compile, show, import, extend and export authority files of names."),
    .usage = "namedict check FILE...\n"
             "namedict compile FILE... -o OUT\n"
             "namedict show [-d FILE]... ID|NAME...\n"
             "namedict spell [-d FILE]... [-t LANG]... [-s STYLE] ID|NAME...\n"
             "namedict add [--file=FILE] NAME LANG=NAME... [FIELD=VALUE]...\n"
             "namedict import --from=csv|popolo|wikidata|ftm [-l LANG] [FILE]...\n"
             "namedict export --format=FORMAT [-s STYLE | -t LANG] [-d FILE]... [ID]...",
    .examples = "namedict check people.rec\n"
                "namedict compile people.rec places.rec -o names.tmd\n"
                "namedict show Tokayev\n"
                "namedict add 'Tokayev, Kassym-Jomart' kk='Тоқаев, Қасым-Жомарт'\n"
                "namedict spell -t de -t pl Q559194\n"
                "namedict import --from=wikidata -o new.rec dump.json\n"
                "namedict export --format=hunspell -s kk -o names.dic\n"
                "rg -f <(namedict export --format=regex Q559194) archive/",
    .status = N_("0 done; 1 a check found something, or a name is in no dictionary; 2 trouble"),
    .options = options,
    .formats = "text|csv|tbx|hunspell|omegat|prh|vale|autocorrect|regex",
    .commands = commands,
    .handle = handle,
};

int main(int argc, char **argv)
{
    struct cli c;
    struct namedict n = {.cli = &c};
    int rc = cli_start(&c, &program, argc, argv, &n);

    if (rc < 0)
        rc = cli_end(&c, c.command->run(&c));
    vec_free(&n.targets);
    return rc;
}
