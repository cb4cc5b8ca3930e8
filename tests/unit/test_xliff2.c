/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What XLIFF 2 allows and what it does not (OASIS, "XLIFF Version 2.1"), one constraint a case. */
#include "tests/unit/unit.h"

#include "interchange/bifile.h"

#include <string.h>

#define ROOT "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\" srcLang=\"en\""
#define FILE_(body) ROOT " trgLang=\"kk\"><file id=\"f\">" body "</file></xliff>"
#define UNIT(body) FILE_("<unit id=\"u\">" body "</unit>")
#define SEG(source, target) UNIT("<segment><source>" source "</source>" target "</segment>")
#define DATA "<originalData><data id=\"d\">x</data></originalData>"
#define FIXED(id, how) \
    "<ph id=\"" id "\" canReorder=\"" how "\" canCopy=\"no\" canDelete=\"no\"/>"
#define TEXT "<segment><source>s</source></segment>"

static const char *const good[] = {
    SEG("s", ""),
    SEG("s", "<target>t</target>"),
    FILE_("<skeleton href=\"x\"/><notes><note>n</note></notes><group id=\"u\"/>"
          "<unit id=\"u\">" TEXT "</unit>"),
    FILE_("<skeleton>x</skeleton><unit id=\"u\">" TEXT "</unit>"),
    FILE_("<e xmlns=\"other\" id=\"1\"/><unit id=\"u\"><e xmlns=\"other\" id=\"1\"/>" TEXT "</unit>"),
    UNIT(DATA "<segment><source><ph id=\"1\" dataRef=\"d\"/></source></segment>"),
    UNIT("<segment id=\"1\" state=\"final\" subState=\"a:b\"><source>s</source>"
         "<target order=\"3\">t</target></segment><ignorable><source> </source></ignorable>"
         "<segment><source>s</source><target order=\"1\">t</target></segment>"),
    SEG("<sc id=\"1\"/>a<pc id=\"2\">b<ec startRef=\"1\"/></pc>", ""),
    SEG("<ec id=\"1\" isolated=\"yes\"/><sc id=\"2\" isolated=\"yes\"/>", ""),
    SEG("<sm id=\"1\" translate=\"no\"/>a<em startRef=\"1\"/>", ""),
    SEG("<mrk id=\"1\" type=\"comment\" value=\"v\">a</mrk><mrk id=\"2\" type=\"x:y\">b</mrk>", ""),
    UNIT("<notes><note id=\"n\">t</note></notes><segment><source><mrk id=\"1\" type=\"comment\" "
         "ref=\"#n=n\">a</mrk><mrk id=\"2\" type=\"comment\" ref=\"#/f=f/u=u/n=n\">b</mrk>"
         "</source></segment>"),
    SEG("<ph id=\"1\"/><ph id=\"2\"/>", "<target><ph id=\"2\"/><ph id=\"1\"/><ph id=\"3\"/></target>"),
    SEG("<ph id=\"1\"/>", "<target><ph id=\"2\" copyOf=\"1\"/></target>"),
    SEG("<ph id=\"1\" canReorder=\"firstNo\" canCopy=\"no\" canDelete=\"no\"/>"
        "<ph id=\"2\" canReorder=\"no\" canCopy=\"no\" canDelete=\"no\"/>",
        "<target>x<ph id=\"1\" canReorder=\"firstNo\" canCopy=\"no\" canDelete=\"no\"/>"
        "<ph id=\"2\" canReorder=\"no\" canCopy=\"no\" canDelete=\"no\"/></target>"),
    SEG("<cp hex=\"0007\"/>", ""),
    SEG("<pc id=\"1\">s</pc>", "<target><sc id=\"1\"/>t<ec startRef=\"1\"/></target>"),
};

static const struct {
    const char *text, *says;
} bad[] = {
    {ROOT "/>", "<xliff> lacks one of: file"},
    {FILE_(""), "<file> lacks one of: unit group"},
    {ROOT "><file id=\"f\"><unit id=\"u\"><segment><source>s</source><target/></segment></unit>"
          "</file></xliff>", "trgLang"},
    {"<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\"><file/></xliff>",
     "<xliff> lacks the attribute srcLang"},
    {"<xliff version=\"2.0\" srcLang=\"en\"/>", "namespace"},
    {FILE_("<unit>" TEXT "</unit>"), "<unit> lacks the attribute id"},
    {FILE_("<unit id=\"u\">" TEXT "</unit><group id=\"g\"><unit id=\"u\">" TEXT "</unit></group>"),
     "\"u\" is there twice in one <file>"},
    {FILE_("<group id=\"g\"/><group id=\"g\"/>"), "\"g\" is there twice"},
    {FILE_("<skeleton/><unit id=\"u\">" TEXT "</unit>"), "<skeleton>"},
    {FILE_("<skeleton href=\"x\">y</skeleton><unit id=\"u\">" TEXT "</unit>"), "<skeleton>"},
    {FILE_("<notes/><unit id=\"u\">" TEXT "</unit>"), "<notes> lacks one of: note"},
    {FILE_("text<unit id=\"u\">" TEXT "</unit>"), "text cannot stand in <file>"},
    {UNIT(""), "<unit> lacks one of: segment"},
    {UNIT("<ignorable><source/></ignorable>"), "lacks one of: segment"},
    {UNIT(TEXT "<notes><note>n</note></notes>"), "<notes> cannot stand here in <unit>"},
    {UNIT("<notes><note id=\"1\">n</note><note id=\"1\">n</note></notes>" TEXT), "\"1\" is there twice"},
    {UNIT("<segment><target/></segment>"), "<target> cannot stand here"},
    {UNIT("<segment/>"), "<segment> lacks one of: source"},
    {UNIT("<segment subState=\"a:b\"><source/></segment>"), "has the attribute subState and lacks state"},
    {UNIT("<segment state=\"done\"><source/></segment>"), "should be: initial, translated"},
    {UNIT("<segment state=\"final\" subState=\"b\"><source/></segment>"), "subState=\"b\""},
    {UNIT("<segment id=\"1\"><source/></segment><segment id=\"1\"><source/></segment>"), "\"1\" is there twice"},
    {UNIT("<segment id=\"1\"><source><ph id=\"1\"/></source></segment>"), "\"1\" is there twice"},
    {UNIT("<segment><source/><target order=\"1\"/></segment><segment><source/><target order=\"1\"/>"
          "</segment>"), "the place 1"},
    {UNIT("<segment><source/><target order=\"3\"/></segment>"), "the place 3"},
    {SEG("s", "<target xml:lang=\"ru\">t</target>"), "xml:lang of <target> is \"ru\""},
    {SEG("<b>s</b>", ""), "<b> cannot stand here in <source>"},
    {SEG("<ph/>", ""), "<ph> lacks the attribute id"},
    {SEG("<ph id=\"a b\"/>", ""), "name token"},
    {SEG("<ph id=\"1\" type=\"bold\"/>", ""), "should be: fmt, ui"},
    {SEG("<ph id=\"1\" subType=\"xlf:b\"/>", ""), "lacks type"},
    {SEG("<ph id=\"1\" dataRef=\"d\"/>", ""), "dataRef=\"d\" of <ph> refers to nothing"},
    {SEG("<ph id=\"1\" copyOf=\"2\"/>", ""), "copyOf=\"2\" of <ph> refers to nothing"},
    {SEG("<ph id=\"1\" subFlows=\"u v\"/>", ""), "refers to nothing"},
    {SEG("<ph id=\"1\" canReorder=\"no\"/>", ""), "canReorder=\"no\" needs"},
    {SEG("<ph id=\"1\" canReorder=\"no\" canCopy=\"no\" canDelete=\"no\"/>", ""), "without a \"firstNo\""},
    {SEG(FIXED("1", "firstNo") FIXED("2", "no") FIXED("3", "no"),
         "<target>" FIXED("1", "firstNo") FIXED("3", "no") FIXED("2", "no") "</target>"),
     "reordered"},
    {SEG("<ph id=\"1\" canDelete=\"no\"/>", "<target>t</target>"), "canDelete is \"no\""},
    {SEG("<ph id=\"1\"/>", "<target><pc id=\"1\">t</pc></target>"), "has the id of a <ph>"},
    {SEG("<ph id=\"1\" type=\"ui\"/>", "<target><ph id=\"1\" type=\"fmt\"/></target>"), "differ in type"},
    {SEG("<sc id=\"1\"/>", ""), "<sc> \"1\" has no <ec>"},
    {SEG("<ec startRef=\"1\"/>", ""), "<ec> \"1\" has no <sc>"},
    {SEG("<ec startRef=\"1\"/><sc id=\"1\"/>", ""), "<ec> \"1\" has no <sc>"},
    {SEG("<ec id=\"1\"/>", ""), "an <ec> has startRef, or id"},
    {SEG("<sc id=\"1\"/><ec startRef=\"1\" isolated=\"yes\"/>", ""), "an <ec> has startRef, or id"},
    {SEG("<sc id=\"1\" isolated=\"yes\"/><ec startRef=\"1\"/>", ""), "isolated <sc>"},
    {SEG("<sc id=\"1\" canCopy=\"no\"/><ec startRef=\"1\" canCopy=\"yes\"/>", ""), "differ in canCopy"},
    {SEG("<sm id=\"1\"/>", ""), "<sm> \"1\" has no <em>"},
    {SEG("<em startRef=\"1\"/>", ""), "<em> \"1\" has no <sm>"},
    {SEG("<mrk id=\"1\" type=\"comment\">a</mrk>", ""), "a comment has value or ref"},
    {SEG("<mrk id=\"1\" type=\"comment\" ref=\"#n=1\">a</mrk>", ""), "refers to nothing"},
    {SEG("<mrk id=\"1\" type=\"odd\">a</mrk>", ""), "should be: generic"},
    {SEG("<mrk id=\"1\" type=\"x:y\" ref=\"#u=1/f=2\">a</mrk>", ""), "reference"},
    {SEG("<cp hex=\"0041\"/>", ""), "hex=\"0041\""},
    {UNIT("<g:glossary xmlns:g=\"urn:oasis:names:tc:xliff:glossary:2.0\"><g:glossEntry><g:term>t"
          "</g:term></g:glossEntry></g:glossary>" TEXT), "translation definition"},
    {UNIT("<m:matches xmlns:m=\"urn:oasis:names:tc:xliff:matches:2.0\"><m:match ref=\"#1\" "
          "matchQuality=\"101\"><source/><target/></m:match></m:matches>" TEXT), "matchQuality"},
};

START_TEST(what_is_allowed)
{
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        struct bifile *f;
        struct error e = {0};
        ck_assert_msg(bifile_open_bytes(&f, span_str(good[i]), "t", &e) == ST_OK, "%zu: %s", i,
                      e.message);
        bifile_close(f);
    }
}
END_TEST

START_TEST(what_is_not)
{
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct bifile *f;
        struct error e = {0};
        ck_assert_msg(bifile_open_bytes(&f, span_str(bad[i].text), "t", &e) == ST_SYNTAX, "%zu", i);
        ck_assert_msg(strstr(e.message, bad[i].says), "%zu: %s", i, e.message);
        ck_assert_uint_eq(e.line, 1);
    }
}
END_TEST

UNIT_MAIN("xliff2", what_is_allowed, what_is_not)
