/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/xmlin.h"
#include "text/charset.h"

static int XMLCALL convert_pair(void *data, const char *bytes)
{
    return charset_decode_pair(data, bytes);
}

static void XMLCALL release_charset(void *data)
{
    charset_close(data);
}

enum status xmlin_encoding(const char *name, XML_Encoding *info, const char *file, struct error *e)
{
    if (charset_table(name, info->map, NULL) == ST_OK && info->map['<'] == '<') {
        info->data = charset_open(name);
        info->convert = convert_pair;
        info->release = release_charset;
        return info->data ? ST_OK : error_nomem(e);
    }
    return error_at(e, ST_ENCODING, file, 1, 0,
                    _("unknown encoding \"%.40s\": convert the file, as with iconv -f %.40s -t "
                      "UTF-8, and correct its first line"), name, name);
}

enum status xmlin_explain(XML_Parser parser, const char *file, struct error *e)
{
    enum XML_Error code = XML_GetErrorCode(parser);
    uint64_t line = XML_GetCurrentLineNumber(parser);
    uint64_t column = XML_GetCurrentColumnNumber(parser) + 1;

    if (code == XML_ERROR_NO_MEMORY)
        return error_nomem(e);
    if (code == XML_ERROR_AMPLIFICATION_LIMIT_BREACH)
        return error_at(e, ST_LIMIT, file, line, column, "%s",
                        _("entities expand beyond measure; the file is refused"));
    if (code == XML_ERROR_INVALID_TOKEN || code == XML_ERROR_PARTIAL_CHAR)
        return error_at(e, ST_SYNTAX, file, line, column, "%s",
                        _("malformed XML: a character or byte that cannot stand here; check the "
                          "encoding that the first line names"));
    return error_at(e, ST_SYNTAX, file, line, column, _("malformed XML: %s"),
                    XML_ErrorString(code));
}

enum status xmlin_undefined(XML_Parser parser, const char *file, const char *entity,
                            struct error *e)
{
    return error_at(e, ST_SYNTAX, file, XML_GetCurrentLineNumber(parser), 0,
                    _("the entity \"&%.60s;\" is not defined in the file: write the character "
                      "itself"), entity);
}
