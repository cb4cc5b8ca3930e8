/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/langscript.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct usual {
    char tag[8], script[5]; /* "kk", and "kk-CN" where a region has another one */
};

/* Source: CLDR's likely subtags (CLDR 42) of the languages of ISO 639-1 and 639-2; sorted. */
static const struct usual usuals[] = {
    {"aa", "Latn"}, {"ab", "Cyrl"}, {"ace", "Latn"}, {"ach", "Latn"}, {"ada", "Latn"},
    {"ady", "Cyrl"}, {"ae", "Avst"}, {"aeb", "Arab"}, {"af", "Latn"}, {"agq", "Latn"},
    {"ak", "Latn"}, {"akk", "Xsux"}, {"aln", "Latn"}, {"alt", "Cyrl"}, {"am", "Ethi"},
    {"an", "Latn"}, {"ar", "Arab"}, {"arc", "Armi"}, {"arn", "Latn"}, {"aro", "Latn"},
    {"arq", "Arab"}, {"ars", "Arab"}, {"ary", "Arab"}, {"arz", "Arab"}, {"as", "Beng"},
    {"asa", "Latn"}, {"ase", "Sgnw"}, {"ast", "Latn"}, {"av", "Cyrl"}, {"awa", "Deva"},
    {"ay", "Latn"}, {"az", "Latn"}, {"az-IQ", "Arab"}, {"az-IR", "Arab"}, {"az-RU", "Cyrl"},
    {"ba", "Cyrl"}, {"bal", "Arab"}, {"ban", "Latn"}, {"bar", "Latn"}, {"bas", "Latn"},
    {"bax", "Bamu"}, {"bbc", "Latn"}, {"bbj", "Latn"}, {"be", "Cyrl"}, {"bej", "Arab"},
    {"bem", "Latn"}, {"bew", "Latn"}, {"bez", "Latn"}, {"bfd", "Latn"}, {"bfq", "Taml"},
    {"bg", "Cyrl"}, {"bgc", "Deva"}, {"bgn", "Arab"}, {"bho", "Deva"}, {"bi", "Latn"},
    {"bik", "Latn"}, {"bin", "Latn"}, {"bjn", "Latn"}, {"bkm", "Latn"}, {"bla", "Latn"},
    {"bm", "Latn"}, {"bn", "Beng"}, {"bo", "Tibt"}, {"bpy", "Beng"}, {"bqi", "Arab"},
    {"br", "Latn"}, {"bra", "Deva"}, {"brh", "Arab"}, {"brx", "Deva"}, {"bs", "Latn"},
    {"bss", "Latn"}, {"bua", "Cyrl"}, {"bug", "Latn"}, {"bum", "Latn"}, {"byn", "Ethi"},
    {"byv", "Latn"}, {"ca", "Latn"}, {"cad", "Latn"}, {"cch", "Latn"}, {"ccp", "Cakm"},
    {"ce", "Cyrl"}, {"ceb", "Latn"}, {"cgg", "Latn"}, {"ch", "Latn"}, {"chk", "Latn"},
    {"chm", "Cyrl"}, {"cho", "Latn"}, {"chp", "Latn"}, {"chr", "Cher"}, {"ckb", "Arab"},
    {"co", "Latn"}, {"cop", "Copt"}, {"cps", "Latn"}, {"cr", "Cans"}, {"crh", "Cyrl"},
    {"cs", "Latn"}, {"csb", "Latn"}, {"cu", "Cyrl"}, {"cv", "Cyrl"}, {"cy", "Latn"}, {"da", "Latn"},
    {"dak", "Latn"}, {"dar", "Cyrl"}, {"dav", "Latn"}, {"de", "Latn"}, {"den", "Latn"},
    {"dgr", "Latn"}, {"dje", "Latn"}, {"doi", "Deva"}, {"dsb", "Latn"}, {"dtp", "Latn"},
    {"dua", "Latn"}, {"dv", "Thaa"}, {"dyo", "Latn"}, {"dyu", "Latn"}, {"dz", "Tibt"},
    {"dzg", "Latn"}, {"ebu", "Latn"}, {"ee", "Latn"}, {"efi", "Latn"}, {"egl", "Latn"},
    {"egy", "Egyp"}, {"eka", "Latn"}, {"el", "Grek"}, {"en", "Latn"}, {"eo", "Latn"},
    {"es", "Latn"}, {"esu", "Latn"}, {"et", "Latn"}, {"eu", "Latn"}, {"ewo", "Latn"},
    {"ext", "Latn"}, {"fa", "Arab"}, {"fan", "Latn"}, {"ff", "Latn"}, {"fi", "Latn"},
    {"fil", "Latn"}, {"fit", "Latn"}, {"fj", "Latn"}, {"fo", "Latn"}, {"fon", "Latn"},
    {"fr", "Latn"}, {"frc", "Latn"}, {"frp", "Latn"}, {"frr", "Latn"}, {"frs", "Latn"},
    {"fur", "Latn"}, {"fy", "Latn"}, {"ga", "Latn"}, {"gaa", "Latn"}, {"gag", "Latn"},
    {"gan", "Hans"}, {"gay", "Latn"}, {"gba", "Latn"}, {"gbz", "Arab"}, {"gd", "Latn"},
    {"gez", "Ethi"}, {"gil", "Latn"}, {"gl", "Latn"}, {"glk", "Arab"}, {"gn", "Latn"},
    {"gom", "Deva"}, {"gon", "Telu"}, {"gor", "Latn"}, {"got", "Goth"}, {"grb", "Latn"},
    {"grc", "Cprt"}, {"gsw", "Latn"}, {"gu", "Gujr"}, {"guc", "Latn"}, {"gur", "Latn"},
    {"guz", "Latn"}, {"gv", "Latn"}, {"gwi", "Latn"}, {"ha", "Latn"}, {"ha-CM", "Arab"},
    {"ha-SD", "Arab"}, {"hak", "Hans"}, {"haw", "Latn"}, {"he", "Hebr"}, {"hi", "Deva"},
    {"hif", "Latn"}, {"hil", "Latn"}, {"ho", "Latn"}, {"hr", "Latn"}, {"hsb", "Latn"},
    {"hsn", "Hans"}, {"ht", "Latn"}, {"hu", "Latn"}, {"hy", "Armn"}, {"hz", "Latn"}, {"ia", "Latn"},
    {"iba", "Latn"}, {"ibb", "Latn"}, {"id", "Latn"}, {"ig", "Latn"}, {"ii", "Yiii"},
    {"ik", "Latn"}, {"ilo", "Latn"}, {"inh", "Cyrl"}, {"io", "Latn"}, {"is", "Latn"},
    {"it", "Latn"}, {"iu", "Cans"}, {"izh", "Latn"}, {"ja", "Jpan"}, {"jam", "Latn"},
    {"jbo", "Latn"}, {"jgo", "Latn"}, {"jmc", "Latn"}, {"jut", "Latn"}, {"jv", "Latn"},
    {"ka", "Geor"}, {"kaa", "Cyrl"}, {"kab", "Latn"}, {"kac", "Latn"}, {"kaj", "Latn"},
    {"kam", "Latn"}, {"kaw", "Kawi"}, {"kbd", "Cyrl"}, {"kcg", "Latn"}, {"kde", "Latn"},
    {"kea", "Latn"}, {"ken", "Latn"}, {"kfo", "Latn"}, {"kg", "Latn"}, {"kgp", "Latn"},
    {"kha", "Latn"}, {"khq", "Latn"}, {"khw", "Arab"}, {"ki", "Latn"}, {"kiu", "Latn"},
    {"kj", "Latn"}, {"kk", "Cyrl"}, {"kk-AF", "Arab"}, {"kk-CN", "Arab"}, {"kk-IR", "Arab"},
    {"kk-MN", "Arab"}, {"kkj", "Latn"}, {"kl", "Latn"}, {"kln", "Latn"}, {"km", "Khmr"},
    {"kmb", "Latn"}, {"kn", "Knda"}, {"ko", "Kore"}, {"koi", "Cyrl"}, {"kok", "Deva"},
    {"kos", "Latn"}, {"kpe", "Latn"}, {"kr", "Latn"}, {"krc", "Cyrl"}, {"kri", "Latn"},
    {"krj", "Latn"}, {"krl", "Latn"}, {"kru", "Deva"}, {"ks", "Arab"}, {"ksb", "Latn"},
    {"ksf", "Latn"}, {"ksh", "Latn"}, {"ku", "Latn"}, {"ku-LB", "Arab"}, {"kum", "Cyrl"},
    {"kv", "Cyrl"}, {"kw", "Latn"}, {"ky", "Cyrl"}, {"ky-CN", "Arab"}, {"ky-TR", "Latn"},
    {"la", "Latn"}, {"lad", "Hebr"}, {"lag", "Latn"}, {"lah", "Arab"}, {"lb", "Latn"},
    {"lez", "Cyrl"}, {"lg", "Latn"}, {"li", "Latn"}, {"lij", "Latn"}, {"lkt", "Latn"},
    {"lmo", "Latn"}, {"ln", "Latn"}, {"lo", "Laoo"}, {"lol", "Latn"}, {"loz", "Latn"},
    {"lrc", "Arab"}, {"lt", "Latn"}, {"ltg", "Latn"}, {"lu", "Latn"}, {"lua", "Latn"},
    {"luo", "Latn"}, {"luy", "Latn"}, {"lv", "Latn"}, {"lzh", "Hans"}, {"lzz", "Latn"},
    {"mad", "Latn"}, {"maf", "Latn"}, {"mag", "Deva"}, {"mai", "Deva"}, {"mak", "Latn"},
    {"man", "Latn"}, {"man-GN", "Nkoo"}, {"mas", "Latn"}, {"mde", "Arab"}, {"mdf", "Cyrl"},
    {"mdh", "Latn"}, {"mdr", "Latn"}, {"men", "Latn"}, {"mer", "Latn"}, {"mfe", "Latn"},
    {"mg", "Latn"}, {"mgh", "Latn"}, {"mgo", "Latn"}, {"mh", "Latn"}, {"mi", "Latn"},
    {"mic", "Latn"}, {"min", "Latn"}, {"mk", "Cyrl"}, {"ml", "Mlym"}, {"mn", "Cyrl"},
    {"mn-CN", "Mong"}, {"mni", "Beng"}, {"moh", "Latn"}, {"mos", "Latn"}, {"mr", "Deva"},
    {"mrj", "Cyrl"}, {"ms", "Latn"}, {"ms-CC", "Arab"}, {"mt", "Latn"}, {"mua", "Latn"},
    {"mus", "Latn"}, {"mwr", "Deva"}, {"mwv", "Latn"}, {"my", "Mymr"}, {"myv", "Cyrl"},
    {"mzn", "Arab"}, {"na", "Latn"}, {"nan", "Hans"}, {"nap", "Latn"}, {"naq", "Latn"},
    {"nb", "Latn"}, {"nd", "Latn"}, {"nds", "Latn"}, {"ne", "Deva"}, {"new", "Deva"},
    {"ng", "Latn"}, {"niu", "Latn"}, {"njo", "Latn"}, {"nl", "Latn"}, {"nmg", "Latn"},
    {"nn", "Latn"}, {"nnh", "Latn"}, {"no", "Latn"}, {"non", "Runr"}, {"nqo", "Nkoo"},
    {"nr", "Latn"}, {"nso", "Latn"}, {"nus", "Latn"}, {"nv", "Latn"}, {"ny", "Latn"},
    {"nym", "Latn"}, {"nyn", "Latn"}, {"nzi", "Latn"}, {"oc", "Latn"}, {"oj", "Cans"},
    {"om", "Latn"}, {"or", "Orya"}, {"os", "Cyrl"}, {"osa", "Osge"}, {"ota", "Arab"},
    {"pa", "Guru"}, {"pa-PK", "Arab"}, {"pag", "Latn"}, {"pal", "Phli"}, {"pam", "Latn"},
    {"pap", "Latn"}, {"pau", "Latn"}, {"pcd", "Latn"}, {"pcm", "Latn"}, {"pdc", "Latn"},
    {"pdt", "Latn"}, {"peo", "Xpeo"}, {"pfl", "Latn"}, {"phn", "Phnx"}, {"pl", "Latn"},
    {"pms", "Latn"}, {"pnt", "Grek"}, {"pon", "Latn"}, {"prg", "Latn"}, {"ps", "Arab"},
    {"pt", "Latn"}, {"qu", "Latn"}, {"quc", "Latn"}, {"qug", "Latn"}, {"raj", "Deva"},
    {"rgn", "Latn"}, {"rif", "Tfng"}, {"rif-NL", "Latn"}, {"rm", "Latn"}, {"rn", "Latn"},
    {"ro", "Latn"}, {"rof", "Latn"}, {"rtm", "Latn"}, {"ru", "Cyrl"}, {"rue", "Cyrl"},
    {"rug", "Latn"}, {"rw", "Latn"}, {"rwk", "Latn"}, {"sa", "Deva"}, {"sah", "Cyrl"},
    {"saq", "Latn"}, {"sas", "Latn"}, {"sat", "Olck"}, {"saz", "Saur"}, {"sba", "Latn"},
    {"sbp", "Latn"}, {"sc", "Latn"}, {"scn", "Latn"}, {"sco", "Latn"}, {"sd", "Arab"},
    {"sd-IN", "Deva"}, {"sdc", "Latn"}, {"sdh", "Arab"}, {"se", "Latn"}, {"seh", "Latn"},
    {"sei", "Latn"}, {"ses", "Latn"}, {"sg", "Latn"}, {"sga", "Ogam"}, {"sgs", "Latn"},
    {"shi", "Tfng"}, {"shn", "Mymr"}, {"shu", "Arab"}, {"si", "Sinh"}, {"sid", "Latn"},
    {"sk", "Latn"}, {"sl", "Latn"}, {"sli", "Latn"}, {"sly", "Latn"}, {"sm", "Latn"},
    {"sma", "Latn"}, {"smj", "Latn"}, {"smn", "Latn"}, {"sms", "Latn"}, {"sn", "Latn"},
    {"snk", "Latn"}, {"so", "Latn"}, {"sog", "Sogd"}, {"sq", "Latn"}, {"sr", "Cyrl"},
    {"sr-ME", "Latn"}, {"sr-RO", "Latn"}, {"sr-RU", "Latn"}, {"sr-TR", "Latn"}, {"srn", "Latn"},
    {"srr", "Latn"}, {"ss", "Latn"}, {"ssy", "Latn"}, {"st", "Latn"}, {"stq", "Latn"},
    {"su", "Latn"}, {"suk", "Latn"}, {"sus", "Latn"}, {"sv", "Latn"}, {"sw", "Latn"},
    {"swb", "Arab"}, {"syr", "Syrc"}, {"szl", "Latn"}, {"ta", "Taml"}, {"tcy", "Knda"},
    {"te", "Telu"}, {"tem", "Latn"}, {"teo", "Latn"}, {"tet", "Latn"}, {"tg", "Cyrl"},
    {"tg-PK", "Arab"}, {"th", "Thai"}, {"ti", "Ethi"}, {"tig", "Ethi"}, {"tiv", "Latn"},
    {"tk", "Latn"}, {"tkl", "Latn"}, {"tkr", "Latn"}, {"tly", "Latn"}, {"tmh", "Latn"},
    {"tn", "Latn"}, {"to", "Latn"}, {"tog", "Latn"}, {"tpi", "Latn"}, {"tr", "Latn"},
    {"tru", "Latn"}, {"trv", "Latn"}, {"ts", "Latn"}, {"tsd", "Grek"}, {"tt", "Cyrl"},
    {"ttt", "Latn"}, {"tum", "Latn"}, {"tvl", "Latn"}, {"twq", "Latn"}, {"ty", "Latn"},
    {"tyv", "Cyrl"}, {"tzm", "Latn"}, {"udm", "Cyrl"}, {"ug", "Arab"}, {"ug-KZ", "Cyrl"},
    {"ug-MN", "Cyrl"}, {"uga", "Ugar"}, {"uk", "Cyrl"}, {"umb", "Latn"}, {"ur", "Arab"},
    {"uz", "Latn"}, {"uz-AF", "Arab"}, {"uz-CN", "Cyrl"}, {"vai", "Vaii"}, {"ve", "Latn"},
    {"vec", "Latn"}, {"vep", "Latn"}, {"vi", "Latn"}, {"vls", "Latn"}, {"vmf", "Latn"},
    {"vo", "Latn"}, {"vot", "Latn"}, {"vro", "Latn"}, {"vun", "Latn"}, {"wa", "Latn"},
    {"wae", "Latn"}, {"wal", "Ethi"}, {"war", "Latn"}, {"wbp", "Latn"}, {"wo", "Latn"},
    {"wuu", "Hans"}, {"xh", "Latn"}, {"xmf", "Geor"}, {"xog", "Latn"}, {"yao", "Latn"},
    {"yap", "Latn"}, {"yav", "Latn"}, {"ybb", "Latn"}, {"yi", "Hebr"}, {"yo", "Latn"},
    {"yrl", "Latn"}, {"yue", "Hant"}, {"yue-CN", "Hans"}, {"za", "Latn"}, {"zea", "Latn"},
    {"zgh", "Tfng"}, {"zh", "Hans"}, {"zh-AU", "Hant"}, {"zh-BN", "Hant"}, {"zh-GB", "Hant"},
    {"zh-GF", "Hant"}, {"zh-HK", "Hant"}, {"zh-ID", "Hant"}, {"zh-MO", "Hant"}, {"zh-PA", "Hant"},
    {"zh-PF", "Hant"}, {"zh-PH", "Hant"}, {"zh-SR", "Hant"}, {"zh-TH", "Hant"}, {"zh-TW", "Hant"},
    {"zh-US", "Hant"}, {"zh-VN", "Hant"}, {"zu", "Latn"}, {"zza", "Latn"},
};

static int by_tag(const void *a, const void *b)
{
    return strcmp(a, ((const struct usual *)b)->tag);
}

static const char *find(const char *tag)
{
    const struct usual *u = bsearch(tag, usuals, COUNT_OF(usuals), sizeof *usuals, by_tag);

    return u ? u->script : NULL;
}

const char *lang_usual_script(const char *language, const char *region)
{
    static const char unknown[5] = "";
    char tag[16];
    const char *script = NULL;

    if (*region) {
        snprintf(tag, sizeof tag, "%s-%s", language, region);
        script = find(tag);
    }
    if (!script)
        script = find(language);
    return script ? script : unknown;
}
