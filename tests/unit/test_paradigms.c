/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Declensions by the grammars of the languages: every form is written from the base, and read as a
 * form of it.  A class that is wrong, or that a later one takes a name from, shows here.
 */
#include "endings_of.h"

#include "base/reader.h"
#include "names/endings.h"

/* The kind of the name. */
#define F ENDING_FAMILY
#define G ENDING_GIVEN
#define P ENDING_PATRONYMIC
#define L ENDING_PLACE

struct paradigm {
    const char *lang, *base;
    enum ending_part part;
    char gender;
    const char *forms; /* "case form …"; empty: the name does not decline */
};

static const struct paradigm russian[] = {
    {"ru", "Токаев", F, 'm',
     "gen Токаева dat Токаеву acc Токаева ins Токаевым loc Токаеве pl Токаевы pl.gen Токаевых"},
    {"ru", "Назарбаева", F, 'f',
     "gen Назарбаевой dat Назарбаевой acc Назарбаеву ins Назарбаевой loc Назарбаевой"},
    {"ru", "Путин", F, 'm', "gen Путина ins Путиным loc Путине"},
    {"ru", "Бородин", F, 'm', "ins Бородиным"},
    {"ru", "Зеленский", F, 'm',
     "gen Зеленского dat Зеленскому acc Зеленского ins Зеленским loc Зеленском"},
    {"ru", "Вишневская", F, 'f', "gen Вишневской acc Вишневскую ins Вишневской"},
    {"ru", "Толстой", F, 'm', "gen Толстого dat Толстому ins Толстым"},
    {"ru", "Пашинян", F, 'm', "gen Пашиняна ins Пашиняном loc Пашиняне"},
    {"ru", "Трамп", F, 'm', "gen Трампа ins Трампом"},
    {"ru", "Буш", F, 'm', "gen Буша ins Бушем"},
    {"ru", "Рычаг", F, 'm', "gen Рычага ins Рычагом"},
    {"ru", "Нуртай", F, 'm', "gen Нуртая dat Нуртаю ins Нуртаем loc Нуртае"},
    {"ru", "Келлер", F, 'f', ""},
    {"ru", "Меркель", F, 'f', ""},
    {"ru", "Меркель", F, 'm', "gen Меркеля"},
    {"ru", "Лукашенко", F, 'm', ""},
    {"ru", "Саакашвили", F, 'm', ""},
    {"ru", "Черных", F, 'f', ""},
    {"ru", "Нуртлеу", F, 'm', ""},
    {"ru", "Рамазаноглы", F, 'm', ""},
    {"ru", "Кекилбайулы", F, 'm', ""},
    {"ru", "Сергей", G, 'm', "gen Сергея dat Сергею ins Сергеем loc Сергее"},
    {"ru", "Юрий", G, 'm', "gen Юрия ins Юрием loc Юрии"},
    {"ru", "Мурат", G, 'm', "gen Мурата ins Муратом"},
    {"ru", "Павел", G, 'm', "gen Павла dat Павлу ins Павлом loc Павле"},
    {"ru", "Донской", F, 'm', "gen Донского ins Донским"},
    {"ru", "Игорь", G, 'm', "gen Игоря ins Игорем"},
    {"ru", "Дарига", G, 'f', "gen Дариги dat Дариге acc Даригу ins Даригой loc Дариге"},
    {"ru", "Мария", G, 'f', "gen Марии dat Марии acc Марию ins Марией loc Марии"},
    {"ru", "Айша", G, 'f', "gen Айши ins Айшей"},
    {"ru", "Асель", G, 'f', "gen Асели ins Аселью"},
    {"ru", "Ольга", G, 'f', "gen Ольги dat Ольге acc Ольгу"},
    {"ru", "Кемелевич", P, 'm', "gen Кемелевича ins Кемелевичем"},
    {"ru", "Нурсултановна", P, 'f',
     "gen Нурсултановны dat Нурсултановне acc Нурсултановну ins Нурсултановной"},
    {"ru", "Астана", L, 0, "gen Астаны dat Астане acc Астану ins Астаной loc Астане"},
    {"ru", "Шымкент", L, 0, "gen Шымкента dat Шымкенту ins Шымкентом loc Шымкенте"},
    {"ru", "Уральск", L, 0, "gen Уральска loc Уральске"},
    {"ru", "Туркестан", L, 0, "loc Туркестане"},
    {"ru", "Казань", L, 0, "gen Казани dat Казани ins Казанью loc Казани"},
    {"ru", "Алтай", L, 0, "gen Алтая loc Алтае"},
    {"ru", "Россия", L, 0, "gen России dat России acc Россию ins Россией loc России"},
    {"ru", "Баку", L, 0, ""},
    {"ru", "Тбилиси", L, 0, ""},
    {"ru", "Нидерланды", L, 0, "gen Нидерландов dat Нидерландам ins Нидерландами loc Нидерландах"},
    {"ru", "Гавайи", L, 0, "gen Гавайев loc Гавайях"},
    {"ru", "Косово", L, 0, "gen Косова"},
};

static const struct paradigm ukrainian[] = {
    {"uk", "Токаєв", F, 'm', "gen Токаєва dat Токаєву acc Токаєва ins Токаєвим loc Токаєві"},
    {"uk", "Назарбаєва", F, 'f',
     "gen Назарбаєвої dat Назарбаєвій acc Назарбаєву ins Назарбаєвою loc Назарбаєвій"},
    {"uk", "Зеленський", F, 'm', "gen Зеленського dat Зеленському ins Зеленським"},
    {"uk", "Зеленська", F, 'f', "gen Зеленської dat Зеленській acc Зеленську ins Зеленською"},
    {"uk", "Шевченко", F, 'm', "gen Шевченка dat Шевченку acc Шевченка ins Шевченком"},
    {"uk", "Шевченко", F, 'f', ""},
    {"uk", "Трамп", F, 'm', "gen Трампа dat Трампу ins Трампом"},
    {"uk", "Сергій", G, 'm', "gen Сергія dat Сергію ins Сергієм"},
    {"uk", "Павло", G, 'm', "gen Павла dat Павлу ins Павлом voc Павле"},
    {"uk", "Олександр", G, 'm', "gen Олександра dat Олександру voc Олександре"},
    {"uk", "Ольга", G, 'f', "gen Ольги dat Ользі acc Ольгу ins Ольгою"},
    {"uk", "Марія", G, 'f', "gen Марії dat Марії acc Марію ins Марією"},
    {"uk", "Київ", L, 0, "gen Києва dat Києву ins Києвом loc Києві"},
    {"uk", "Харків", L, 0, "gen Харкова ins Харковом loc Харкові"},
    {"uk", "Україна", L, 0, "gen України dat Україні acc Україну ins Україною loc Україні"},
    {"uk", "Тернопіль", L, 0, "gen Тернополя loc Тернополі"},
    {"uk", "Америка", L, 0, "dat Америці loc Америці"},
    {"uk", "Нідерланди", L, 0, "gen Нідерландів dat Нідерландам loc Нідерландах"},
    {"uk", "Кропивницький", L, 0, "gen Кропивницького"},
};

static const struct paradigm belarusian[] = {
    {"be", "Такаеў", F, 'm', "gen Такаева dat Такаеву acc Такаева ins Такаевым"},
    {"be", "Назарбаева", F, 'f', "gen Назарбаевай dat Назарбаевай acc Назарбаеву ins Назарбаевай"},
    {"be", "Пуцін", F, 'm', "gen Пуціна ins Пуціным"},
    {"be", "Лукашэнка", F, 'm', "gen Лукашэнкі dat Лукашэнку acc Лукашэнку ins Лукашэнкам"},
    {"be", "Зяленскі", F, 'm', "gen Зяленскага dat Зяленскаму ins Зяленскім"},
    {"be", "Арлоўская", F, 'f', "gen Арлоўскай acc Арлоўскую"},
    {"be", "Сяргей", G, 'm', "gen Сяргея ins Сяргеем"},
    {"be", "Святлана", G, 'f', "gen Святланы dat Святлане acc Святлану ins Святланай"},
    {"be", "Марыя", G, 'f', "gen Марыі acc Марыю"},
    {"be", "Мінск", L, 0, "gen Мінска loc Мінску"},
    {"be", "Брэст", L, 0, "gen Брэста loc Брэсце"},
    {"be", "Магілёў", L, 0, "gen Магілёва loc Магілёве"},
    {"be", "Расія", L, 0, "gen Расіі acc Расію loc Расіі"},
    {"be", "Амерыка", L, 0, "gen Амерыкі dat Амерыцы acc Амерыку"},
};

static const struct paradigm polish[] = {
    {"pl", "Tokajew", F, 'm',
     "gen Tokajewa dat Tokajewowi acc Tokajewa ins Tokajewem loc Tokajewie"},
    {"pl", "Nazarbajewa", F, 'f',
     "gen Nazarbajewej dat Nazarbajewej acc Nazarbajewą ins Nazarbajewą loc Nazarbajewej"},
    {"pl", "Zełenski", F, 'm', "gen Zełenskiego dat Zełenskiemu ins Zełenskim loc Zełenskim"},
    {"pl", "Kowalska", F, 'f', "gen Kowalskiej acc Kowalską ins Kowalską"},
    {"pl", "Łukaszenko", F, 'm',
     "gen Łukaszenki dat Łukaszence acc Łukaszenkę ins Łukaszenką loc Łukaszence"},
    {"pl", "Trump", F, 'm', "gen Trumpa dat Trumpowi ins Trumpem loc Trumpie"},
    {"pl", "Tusk", F, 'm', "gen Tuska ins Tuskiem loc Tusku"},
    {"pl", "Wałęsa", F, 'm', "gen Wałęsy dat Wałęsie acc Wałęsę ins Wałęsą"},
    {"pl", "Marek", G, 'm', "gen Marka dat Markowi ins Markiem loc Marku"},
    {"pl", "Paweł", G, 'm', "gen Pawła dat Pawłowi ins Pawłem loc Pawle"},
    {"pl", "Donald", G, 'm', "gen Donalda ins Donaldem loc Donaldzie"},
    {"pl", "Nursułtan", G, 'm', "gen Nursułtana loc Nursułtanie"},
    {"pl", "Dariga", G, 'f', "gen Darigi dat Daridze acc Darigę ins Darigą"},
    {"pl", "Maria", G, 'f', "gen Marii dat Marii acc Marię ins Marią"},
    {"pl", "Warszawa", L, 0, "gen Warszawy loc Warszawie acc Warszawę ins Warszawą"},
    {"pl", "Rosja", L, 0, "gen Rosji dat Rosji acc Rosję ins Rosją loc Rosji"},
    {"pl", "Kijów", L, 0, "gen Kijowa loc Kijowie ins Kijowem"},
    {"pl", "Moskwa", L, 0, "gen Moskwy loc Moskwie"},
    {"pl", "Niemcy", L, 0, "gen Niemiec dat Niemcom ins Niemcami loc Niemczech"},
    {"pl", "Węgry", L, 0, "gen Węgier loc Węgrzech"},
    {"pl", "Włochy", L, 0, "gen Włoch loc Włoszech"},
    {"pl", "Ameryka", L, 0, "gen Ameryki loc Ameryce"},
    {"pl", "Kraków", L, 0, "gen Krakowa ins Krakowem"},
};

static const struct paradigm czech[] = {
    {"cs", "Tokajev", F, 'm',
     "gen Tokajeva dat Tokajevovi acc Tokajeva ins Tokajevem loc Tokajevovi 0.m Tokajevův"},
    {"cs", "Nazarbajevová", F, 'f',
     "gen Nazarbajevové dat Nazarbajevové acc Nazarbajevovou ins Nazarbajevovou"},
    {"cs", "Nazarbajeva", F, 'f', "gen Nazarbajevy acc Nazarbajevu ins Nazarbajevou"},
    {"cs", "Zelenský", F, 'm', "gen Zelenského dat Zelenskému ins Zelenským loc Zelenském"},
    {"cs", "Lukašenko", F, 'm', "gen Lukašenka dat Lukašenkovi ins Lukašenkem"},
    {"cs", "Babiš", F, 'm', "gen Babiše dat Babišovi ins Babišem"},
    {"cs", "Svoboda", F, 'm', "gen Svobody dat Svobodovi acc Svobodu ins Svobodou"},
    {"cs", "Havel", G, 'm', "gen Havla ins Havlem"},
    {"cs", "Marek", G, 'm', "gen Marka ins Markem"},
    {"cs", "Praha", L, 0, "gen Prahy acc Prahu ins Prahou"},
    {"cs", "Rusko", L, 0, "gen Ruska dat Rusku ins Ruskem loc Rusku"},
    {"cs", "Británie", L, 0, "gen Británie dat Británii acc Británii ins Británií"},
    {"cs", "Ukrajina", L, 0, "gen Ukrajiny dat Ukrajině acc Ukrajinu ins Ukrajinou"},
    {"cs", "Washington", L, 0, "gen Washingtonu ins Washingtonem"},
};

static const struct paradigm turkic[] = {
    {"kk", "Тоқаев", F, 'm',
     "gen Тоқаевтың dat Тоқаевқа acc Тоқаевты loc Тоқаевта abl Тоқаевтан ins Тоқаевпен pl "
     "Тоқаевтар pl.gen Тоқаевтардың pl.ins Тоқаевтармен own Тоқаевы own.dat Тоқаевына"},
    {"kk", "Назарбаева", F, 'f',
     "gen Назарбаеваның dat Назарбаеваға acc Назарбаеваны abl Назарбаевадан ins Назарбаевамен"},
    {"kk", "Мамин", F, 'm', "gen Маминның dat Маминға ins Маминмен abl Маминнан"},
    {"kk", "Құлыбай", F, 'm', "gen Құлыбайдың dat Құлыбайға abl Құлыбайдан pl Құлыбайлар"},
    {"kk", "Жанаев", F, 'm', "like Жанаевтай whose Жанаевтікі way Жанаевша"},
    {"kk", "Кекілбайұлы", P, 'm', "gen Кекілбайұлының dat Кекілбайұлыға"},
    {"kk", "Алматы", L, 0,
     "gen Алматының dat Алматыға loc Алматыда abl Алматыдан loc.of Алматыдағы"},
    {"kk", "Шымкент", L, 0, "gen Шымкенттің loc Шымкентте"},
    {"kk", "Қазақ", L, 0, "dat Қазаққа"},
    {"ky", "Токаев", F, 'm', "gen Токаевдын dat Токаевга"},
    {"ky", "Бишкек", L, 0, "gen Бишкектин abl Бишкектен"},
    {"uz", "Toqayev", F, 'm',
     "gen Toqayevning dat Toqayevga acc Toqayevni loc Toqayevda abl Toqayevdan pl Toqayevlar "
     "pl.gen Toqayevlarning"},
    {"uz", "Oʻzbek", L, 0, "dat Oʻzbekka"},
    {"uz", "Мирзиёев", F, 'm', "gen Мирзиёевнинг dat Мирзиёевга"},
    {"tr", "Tokayev", F, 'm',
     "gen Tokayev'in dat Tokayev'e acc Tokayev'i loc Tokayev'de abl Tokayev'den ins Tokayev'le"},
};

static const struct paradigm others[] = {
    {"lt", "Tokajevas", F, 'm',
     "gen Tokajevo dat Tokajevui acc Tokajevą ins Tokajevu loc Tokajeve"},
    {"lt", "Nazarbajeva", F, 'f',
     "gen Nazarbajevos dat Nazarbajevai acc Nazarbajevą loc Nazarbajevoje"},
    {"lt", "Zelenskis", F, 'm', "gen Zelenskio dat Zelenskiui acc Zelenskį ins Zelenskiu"},
    {"lt", "Vilnius", L, 0, "gen Vilniaus dat Vilniui acc Vilnių loc Vilniuje"},
    {"lt", "Dalė", G, 'f', "gen Dalės dat Dalei acc Dalę"},
    {"lt", "Rytis", G, 'm', "gen Ryčio dat Ryčiui"},
    {"lv", "Tokajevs", F, 'm', "gen Tokajeva dat Tokajevam acc Tokajevu loc Tokajevā"},
    {"lv", "Kalnietis", F, 'm', "gen Kalnieša dat Kalnietim acc Kalnieti"},
    {"lv", "Dzintra", G, 'f', "gen Dzintras dat Dzintrai acc Dzintru loc Dzintrā"},
    {"lv", "Latvija", L, 0, "gen Latvijas dat Latvijai acc Latviju loc Latvijā"},
    {"de", "Tokajew", F, 'm', "gen Tokajews"},
    {"de", "Marx", F, 'm', "gen Marx'"},
    {"en", "Tokayev", F, 'm', "pl Tokayevs"},
    {"en", "Marx", F, 'm', "pl Marxes"},
};

static uint16_t tag_named(const struct endings *g, struct span name)
{
    uint16_t tag = 0;

    while (endings_tag(g, tag).len && !span_eq(endings_tag(g, tag), name))
        tag++;
    return tag;
}

/* Is the form, folded, read as this case of the base? */
static bool reads(const struct endings *g, struct span form, const struct paradigm *p, uint16_t tag)
{
    struct reading r[64];
    struct buf folded = BUF_INIT, base = BUF_INIT, found = BUF_INIT;
    bool read = false;
    size_t n;

    ck_assert_int_eq(endings_fold(&folded, form, NULL), ST_OK);
    ck_assert_int_eq(endings_fold(&base, span_str(p->base), NULL), ST_OK);
    n = endings_read(g, buf_span(&folded), r, COUNT_OF(r));
    for (size_t i = 0; i < n && !read; i++) {
        buf_reset(&found);
        endings_base(buf_span(&folded), &r[i], &found);
        read = r[i].tag == tag && (r[i].parts & p->part) &&
               (!r[i].gender || !p->gender || r[i].gender == p->gender) &&
               span_eq(buf_span(&found), buf_span(&base));
    }
    buf_free(&folded);
    buf_free(&base);
    buf_free(&found);
    return read;
}

/* Tell in `wrong` what is. */
static void check_form(const struct endings *g, const struct paradigm *p, struct span name,
                       struct span form, struct buf *wrong)
{
    struct reading want = {.tag = tag_named(g, name)};
    struct buf made = BUF_INIT, base = BUF_INIT;

    ck_assert_int_eq(endings_fold(&base, span_str(p->base), NULL), ST_OK);
    (void)endings_write(g, span_str(p->base), p->part, p->gender, &want, buf_span(&base),
                        span_str("'"), &made);
    if (!span_eq(buf_span(&made), form))
        buf_printf(wrong, "%.*s of %s is %.*s, not %s\n", SPAN_ARG(name), p->base, SPAN_ARG(form),
                   buf_cstr(&made));
    if (!reads(g, form, p, want.tag))
        buf_printf(wrong, "%.*s is not read as %.*s of %s\n", SPAN_ARG(form), SPAN_ARG(name),
                   p->base);
    buf_free(&made);
    buf_free(&base);
}

/* No case has an ending for it. */
static void check_indeclinable(const struct endings *g, const struct paradigm *p, struct buf *wrong)
{
    struct reading want = {.tag = 1};
    struct buf made = BUF_INIT;

    for (; endings_tag(g, want.tag).len; want.tag++) {
        buf_reset(&made);
        if (endings_write(g, span_str(p->base), p->part, p->gender, &want, span_str(""),
                          span_str("'"), &made))
            buf_printf(wrong, "%s declines: %s\n", p->base, buf_cstr(&made));
    }
    buf_free(&made);
}

static void check_paradigm(const struct paradigm *p, struct buf *wrong)
{
    struct endings *g = endings_of(p->lang);
    struct span rest = span_str(p->forms), name, form;

    if (rest.len == 0)
        check_indeclinable(g, p, wrong);
    while (rest.len && span_split(&rest, ' ', &name) && span_split(&rest, ' ', &form))
        check_form(g, p, name, form, wrong);
    endings_free(g);
}

static void check_all(const struct paradigm *p, size_t n)
{
    struct buf wrong = BUF_INIT;

    for (size_t i = 0; i < n; i++)
        check_paradigm(&p[i], &wrong);
    ck_assert_msg(wrong.len == 0, "%s: %s", p->lang, buf_cstr(&wrong));
    buf_free(&wrong);
}

START_TEST(russian_names)
{
    check_all(russian, COUNT_OF(russian));
}
END_TEST

START_TEST(ukrainian_names)
{
    check_all(ukrainian, COUNT_OF(ukrainian));
}
END_TEST

START_TEST(belarusian_names)
{
    check_all(belarusian, COUNT_OF(belarusian));
}
END_TEST

START_TEST(polish_names)
{
    check_all(polish, COUNT_OF(polish));
}
END_TEST

START_TEST(czech_names)
{
    check_all(czech, COUNT_OF(czech));
}
END_TEST

START_TEST(turkic_names)
{
    check_all(turkic, COUNT_OF(turkic));
}
END_TEST

START_TEST(others_names)
{
    check_all(others, COUNT_OF(others));
}
END_TEST

UNIT_MAIN("paradigms", russian_names, ukrainian_names, belarusian_names, polish_names, czech_names,
          turkic_names, others_names)
