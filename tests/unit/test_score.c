/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/unit.h"

#include "names/list.h"
#include "names/score.h"

static double score(const char *a, const char *b)
{
    struct score_name x, y;

    score_read(span_str(a), &x);
    score_read(span_str(b), &y);
    return score_names(&x, &y, NULL);
}

static const struct {
    const char *a, *b;
    enum score_verdict verdict;
} pairs[] = {
    {"Kassym-Jomart Tokayev", "Токаев, Касым-Жомарт Кемелевич", SCORE_SAME},
    {"Kasym-Żomart Tokajew", "Қасым-Жомарт Тоқаев", SCORE_SAME},
    {"Tokayev Kassym-Jomart", "Kassym-Jomart Tokayev", SCORE_SAME},
    {"Kassym Jomart Tokayev", "Kassym-Jomart Tokayev", SCORE_SAME},
    {"Kassymjomart Tokayev", "Kassym-Jomart Tokayev", SCORE_SAME},
    {"K. Tokayev", "Kassym-Jomart Tokayev", SCORE_SAME},
    {"Путин В. В.", "Vladimir Putin", SCORE_SAME},
    {"Wladimir Putin", "Vladimir Poutine", SCORE_SAME},
    {"Bejsenbajew, Askar", "Асқар Асанұлы Бейсенбаев", SCORE_SAME},
    {"Бейсенбаев, Аскар Асанович", "Асқар Асанұлы Бейсенбаев", SCORE_SAME},
    {"Nikol Paschinjan", "Նիկոլ Փաշինյան", SCORE_SAME},
    {"James Brown", "Джеймс Браун", SCORE_SAME},
    {"Serhiy Shevchenko", "Сергей Шевченко", SCORE_SAME},
    {"Владимир Путин", "فلاديمير بوتين", SCORE_SAME},
    {"Vladimir Putin", "ולדימיר פוטין", SCORE_SAME},
    {"Nursultan Nazarbajew", "ヌルスルタン・ナザルバエフ", SCORE_SAME},
    {"Владимир Путин", "블라디미르 푸틴", SCORE_SAME},
    {"Mikhail Gorbachev", "فلاديمير بوتين", SCORE_DIFFERENT},
    {"Anastasia Ivanova", "Дмитрий Смирнов", SCORE_DIFFERENT},
    {"Nursultan Nazarbayev", "Dariga Nazarbayeva", SCORE_DIFFERENT},
    {"Serik Akhmetov", "Daniyal Akhmetov", SCORE_DIFFERENT},
    {"Serik Akhmetov", "Serik Kurmanov", SCORE_DIFFERENT},
    {"Nikolai Goncharov", "Mykhailo Honcharov", SCORE_DIFFERENT},
    {"Gordon Smith", "Christopher H. Smith", SCORE_DIFFERENT},
    /* a letter alone is no name, several may stand for one */
    {"B. O.", "Bolat Omarov", SCORE_UNSURE},
    {"B. O.", "Bolat Omarov Asanovich Petersen", SCORE_DIFFERENT},
    {"K", "Tokayev, Kassym-Jomart", SCORE_DIFFERENT},
    {"N", "Nikolai", SCORE_DIFFERENT},
    {"Mr. Y", "Ван, И", SCORE_DIFFERENT},
    {"J. K.", "Kyiv", SCORE_DIFFERENT},
    {"J. K.", "J.K.", SCORE_SAME},
    {"Ван И", "Wang Yi", SCORE_SAME},
    {"Токаев", "Тоқаев", SCORE_SAME},
    {"Tokayev", "Tokajew", SCORE_SAME},
    {"Токаев", "Токтаев", SCORE_DIFFERENT},
    {"Маркин", "Мартин", SCORE_DIFFERENT},
    {"Кириленко", "Кириченко", SCORE_DIFFERENT},
    {"Friedrich, Hans", "Hans, Friedrich", SCORE_DIFFERENT},
    {"Friedrich, Hans Oskar", "Friedrich, Hans O.", SCORE_SAME},
    /* one place in one script: another surname, unless the letters are written for one another */
    {"Robert", "Roberts", SCORE_DIFFERENT},
    {"Johnson", "Johnsen", SCORE_DIFFERENT},
    {"Müller", "Mueller", SCORE_SAME},
    {"Putin", "Poutine", SCORE_SAME},
    {"Zelensky", "Zelenskyy", SCORE_SAME},
    {"Shakhanov", "Chakhanov", SCORE_SAME},
    /* Kazakh names and their Russian forms */
    {"Жақыпов", "Dzhakupov", SCORE_SAME},
    {"Жақыпов", "Джакупов", SCORE_SAME},
    {"Уәлиханов", "Валиханов", SCORE_SAME},
    {"Уәлиханов", "Valikhanov", SCORE_SAME},
    {"Қонаев", "Кунаев", SCORE_SAME},
    {"Тілеухан", "Тлеухан", SCORE_SAME},
    {"Күләш", "Куляш", SCORE_SAME},
    {"Құнанбайұлы", "Кунанбаев", SCORE_SAME},
    {"Дзмітрыеў", "Дмитриев", SCORE_SAME},
    {"Кавальчук", "Ковальчук", SCORE_SAME},
    /* what Czech, Lithuanian and Latvian add */
    {"Merkelová", "Меркель", SCORE_SAME},
    {"Putinas", "Путин", SCORE_SAME},
    {"Tokayev", "Kassym-Jomart Tokayev", SCORE_UNSURE},
    {"Leonid Yakovenko", "Яковенко Леонід Олександрович", SCORE_SAME},
    {"Oleksandr Yakovenko", "Яковенко Леонід Олександрович", SCORE_DIFFERENT}, /* father, son */
    {"Сергей АнатольевичЖвачкин", "Sergey Zhvachkin", SCORE_SAME}, /* a space was lost */
    {"Людміла Канановіч", "Kananovich, Ludmila", SCORE_SAME},      /* no patronymic */
    {"Ахметов, Серик Ныгметович", "Серик Асанович Ахметов", SCORE_DIFFERENT},
    {"Асқар Николайұлы Ким", "Ким, Аскар Николаевич", SCORE_SAME},
    {"Michael A. Andrews", "Майкл Эллис", SCORE_DIFFERENT},
    {"Айдын Омаров", "Aйдын Омаpoв", SCORE_SAME}, /* Latin letters in it */
    {"Xi Jinping", "习近平", SCORE_SAME},
    {"Peng, Liyuan", "彭丽媛", SCORE_SAME},
    {"Сәрсенбайұлы, Алтынбек", "Сарсенбаев, Алтынбек", SCORE_SAME},
    {"Əliyev, İlham Heydər oğlu", "Алиев, Ильхам Гейдарович", SCORE_SAME},
    {"Əliyev, İlham Heydər oğlu", "Алиев, Ильхам Мамедович", SCORE_DIFFERENT},
    {"Аляксандр Рыгоравіч Лукашэнка", "Лукашенко, Александр Григорьевич", SCORE_SAME},
    {"", "Kassym-Jomart Tokayev", SCORE_DIFFERENT},
    /* brothers whose names are a letter apart, a slip of the hand */
    {"Serik Omarov", "Berik Omarov", SCORE_DIFFERENT},
    {"Аскар Омаров", "Askhat Omarov", SCORE_DIFFERENT},
    {"Gulmira Omarova", "Gulmria Omarova", SCORE_SAME},
    {"Ruslan Omarov", "Ryslan Omarov", SCORE_SAME},
    {"Ruslan Omarov", "Rusllan Omarov", SCORE_SAME},
    /* titles, particles, initials without dots */
    {"Dr. Anna Weber", "Anna Weber", SCORE_SAME},
    {"President Anna Weber", "Weber, Anna", SCORE_SAME},
    {"Larry King", "Larry Prince", SCORE_DIFFERENT},
    {"Ludwig van der Berg", "Ludwig Berg", SCORE_SAME},
    {"Khalid bin Rashid", "Khalid Rashid", SCORE_SAME},
    {"Khalid bin Rashid", "Khalid bin Nasser", SCORE_DIFFERENT},
    {"Khalid al-Rashid", "Khalid al-Nasser", SCORE_DIFFERENT},
    {"Abd al-Aziz Nasser", "Abdulaziz Nasser", SCORE_SAME},
    {"Mohammed bin Salman", "Salman bin Mohammed", SCORE_DIFFERENT},
    {"Salman bin Abdulaziz Al Saud", "Mohammed bin Salman bin Abdulaziz Al Saud", SCORE_DIFFERENT},
    {"Mohammed bin Salman Al Saud", "Мухаммед бин Салман бин Абдул-Азиз Аль Сауд", SCORE_SAME},
    {"Usama bin Ladin", "bin Laden, Osama", SCORE_SAME},
    {"Abdullah ibn Abd al-Aziz", "Abdullah bin Abdulaziz", SCORE_SAME},
    {"Abdul Rahman Nasser", "Abdulrahman Nasser", SCORE_SAME},
    {"Al Green", "Al Brown", SCORE_DIFFERENT},
    {"Ben Ray Miller", "Sam Ray Miller", SCORE_DIFFERENT},
    {"ВВ Путин", "Владимир Владимирович Путин", SCORE_SAME},
    {"JC Miller", "Jean-Claude Miller", SCORE_SAME},
    {"KIM Jong Il", "Kim Jong Il", SCORE_SAME},
    /* digits for the letters they look like */
    {"M1kha1l G0ldman", "Mikhail Goldman", SCORE_SAME},
    {"Иван С0к0лов", "Иван Соколов", SCORE_SAME},
    /* numbers in a row of people */
    {"Charles III", "Charles III", SCORE_SAME},
    {"Henry Adams II", "Henry Adams III", SCORE_DIFFERENT},
    {"Xi Jinping", "XI Jinping", SCORE_SAME},
    /* legal forms */
    {"Ромашка ООО", "ООО «Ромашка»", SCORE_SAME},
    {"ТОО «Алтын дән»", "Altyn Dan LLP", SCORE_SAME},
    {"«Алтын дән» ЖШС", "ТОО «Алтын дан»", SCORE_SAME},
    {"Nordstern Aktiengesellschaft", "Nordstern AG", SCORE_SAME},
    {"NordsternAG", "Nordstern", SCORE_SAME},
    {"Nordstern AG", "Nordstern GmbH", SCORE_DIFFERENT},
    {"Общество с ограниченной ответственностью «Ромашка»", "Romashka LLC", SCORE_SAME},
    {"ОАО «Ромашка»", "ПАО «Ромашка»", SCORE_SAME},
    {"ОАО «Ромашка»", "ЗАО «Ромашка»", SCORE_DIFFERENT},
    {"Romashka sp. z o.o.", "ROMASHKA SP Z OO", SCORE_SAME},
    {"Nordstern S.r.l.", "Nordstern SRL", SCORE_SAME},
    {"ООО «Роща»", "ООО «Ромашка»", SCORE_DIFFERENT},
    {"ИП Ахметов Серик Ныгметович", "Ахметов Серик Ныгметович", SCORE_SAME},
    {"Ахметов А.О.", "Ахметов Асан Омарович", SCORE_SAME}, /* no АО */
    {"Boris Vice President", "Boris Vice President", SCORE_SAME}, /* behind a name: no title */
    /* words of organizations */
    {"Ministry of Finance", "Министерство финансов", SCORE_SAME},
    {"Bank of the River", "River Bank", SCORE_SAME},
    {"Miller & Sons Company", "Miller and Sons Co.", SCORE_SAME},
    {"Miller & Söhne Bank", "Bank Miller und Söhne", SCORE_SAME},
    {"River Int'l Bank", "River International Bank", SCORE_SAME},
    {"The Green Foundation", "The Brown Foundation", SCORE_DIFFERENT},
    {"Management Company", "Eastminster Management Company", SCORE_DIFFERENT},
    {"River Bank", "River Trust Bank", SCORE_UNSURE},
    {"A.B.C. Company", "ABC Company", SCORE_SAME},
    {"A.B.C. Company", "C.B.A. Company", SCORE_DIFFERENT},
    {"River Liberation Army", "RLA", SCORE_UNSURE},
    /* numbers of organizations */
    {"1st River Bank", "First River Bank", SCORE_SAME},
    {"Brigade Forty-Four", "Brigade 44", SCORE_SAME},
    {"Завод № 5", "Завод 5", SCORE_SAME},
    {"2-й Московский завод", "Второй Московский завод", SCORE_SAME},
    {"River Fund II", "River Fund 2", SCORE_SAME},
    {"River Fund I, Ltd.", "River Fund, Ltd.", SCORE_DIFFERENT},
    {"Гимназия № 44", "Гимназия № 45", SCORE_DIFFERENT},
};

START_TEST(verdicts)
{
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        double s = score(pairs[i].a, pairs[i].b);

        ck_assert_msg(score_verdict(s) == pairs[i].verdict, "%s | %s: %.2f", pairs[i].a,
                      pairs[i].b, s);
    }
}
END_TEST

START_TEST(scores_are_symmetric_and_in_range)
{
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        for (size_t j = 0; j < COUNT_OF(pairs); j++) {
            double s = score(pairs[i].a, pairs[j].b), t = score(pairs[j].b, pairs[i].a);

            ck_assert_msg(s - t < 1e-9 && t - s < 1e-9, "%s | %s: %.9f %.9f", pairs[i].a,
                          pairs[j].b, s, t);
            ck_assert(s >= 0 && s <= 100);
        }
    }
}
END_TEST

START_TEST(a_name_is_itself)
{
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        if (score(pairs[i].b, pairs[i].b) > 0)
            ck_assert_double_ge(score(pairs[i].b, pairs[i].b), 97);
    }
}
END_TEST

START_TEST(normalization_forms_are_one)
{
    ck_assert_double_eq(score("Андрей Чайка", "Andrey Chaika"),
                        score("Андре\u0438\u0306 Ча\u0438\u0306ка", "Andrey Chaika"));
}
END_TEST

START_TEST(explanations_name_the_words)
{
    struct score_name a, b;
    struct score_detail detail;
    struct buf out = BUF_INIT;

    score_read(span_str("Tokajew, Kasym"), &a);
    score_read(span_str("Касым Кемелевич Токаев"), &b);
    score_names(&a, &b, &detail);
    ck_assert_uint_eq(detail.count, 3);
    score_explain(&out, &detail);
    ck_assert_ptr_nonnull(strstr(buf_cstr(&out), "Tokajew ~ Токаев: "));
    ck_assert_ptr_nonnull(strstr(buf_cstr(&out), "Кемелевич: patronymic"));
    buf_free(&out);
}
END_TEST

static char *explained(const char *a, const char *b)
{
    struct score_name x, y;
    struct score_detail detail;
    struct buf out = BUF_INIT;

    score_read(span_str(a), &x);
    score_read(span_str(b), &y);
    score_names(&x, &y, &detail);
    score_explain(&out, &detail);
    return buf_steal(&out);
}

START_TEST(explanations_tell_by_what)
{
    static const struct {
        const char *a, *b, *part;
    } cases[] = {
        {"Romashka LLC", "ООО Ромашка", "LLC ~ ООО: 1.00 (legal form)"},
        {"Romashka LLC", "АО Ромашка", "LLC ~ АО: 0.00 (another legal form)"},
        {"Romashka", "АО Ромашка", "АО: legal form, on one side only"},
        {"Brigade Forty-Four", "Brigade 44", "Forty-Four ~ 44: 1.00 (number)"},
        {"Brigade", "Brigade 44", "44: number, on one side only"},
        {"River Intl Bank", "River International Bank", "(stand for one another)"},
        {"RLA", "River Liberation Army", "RLA ~ River Liberation Army: 1.00 (initials)"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char *text = explained(cases[i].a, cases[i].b);

        ck_assert_msg(strstr(text, cases[i].part), "%s | %s: %s", cases[i].a, cases[i].b, text);
        free(text);
    }
}
END_TEST

START_TEST(long_names_are_cut_not_overrun)
{
    struct score_name n;

    score_read(span_str("a1 Bb Cc Dd Ee Ff Gg Hh Ii Jj Kk Ll, Mm"), &n);
    ck_assert_uint_le(n.count, SCORE_WORDS);
    ck_assert_double_ge(score("Aa Bb Cc Dd Ee Ff Gg Hh Ii", "Aa Bb Cc Dd Ee Ff Gg Hh Ii"), 97);
}
END_TEST

static const char *const list[] = {
    "Токаев, Касым-Жомарт", "Serik Akhmetov", "Kassym-Jomart Tokayev", "Ахметов Серик", "Nobody",
    "Tokajew Kasym-Schomart", "Данияль Ахметов",
};

static struct name_list *make_list(void)
{
    struct name_list *l;
    struct error e;

    ck_assert_int_eq(list_new(&l, &e), ST_OK);
    for (size_t i = 0; i < COUNT_OF(list); i++)
        ck_assert_int_eq(list_add(l, span_str(list[i]), &e), ST_OK);
    ck_assert_int_eq(list_index(l, &e), ST_OK);
    return l;
}

START_TEST(scores_are_shared_among_bearers)
{
    /* odds of 3 to 1, divided by 3 and by 6 */
    ck_assert_double_eq_tol(rarity_share(75, false, 3), 50, 1e-9);
    ck_assert_double_eq_tol(rarity_share(75, false, 6), 100 / 3.0, 1e-9);
    /* a bare name keeps its share of the 15 points over 60 */
    ck_assert_double_eq_tol(rarity_share(75, true, 3), 65, 1e-9);
    ck_assert_double_eq_tol(rarity_share(50, true, 2), 100 / 3.0, 1e-9);
    for (double score = 0; score <= 100; score += 0.5) {
        ck_assert_double_eq_tol(rarity_share(score, false, 1), score, 1e-9);
        for (uint32_t n = 1; n < 100; n++) {
            ck_assert_double_le(rarity_share(score, false, n + 1), rarity_share(score, false, n));
            ck_assert_double_le(rarity_share(score, true, n + 1), rarity_share(score, true, n));
            ck_assert_double_ge(rarity_share(score, true, n), rarity_share(score, false, n));
        }
    }
    ck_assert_double_eq(rarity_share(0, false, 1000), 0);
    ck_assert_double_eq(rarity_share(100, false, 1000), 100);
}
END_TEST

START_TEST(lists_are_searched)
{
    struct name_list *l = make_list();
    struct list_matches m = VEC_INIT;
    struct error e;

    ck_assert_int_eq(list_find(l, span_str("Akhmetov, Serik"), 60, &m, &e), ST_OK);
    ck_assert_uint_eq(m.len, 2);
    ck_assert(m.v[0].score >= m.v[1].score);
    ck_assert_uint_eq(m.v[0].line + m.v[1].line, 1 + 3);
    ck_assert_int_eq(list_find(l, span_str("Zzz"), 60, &m, &e), ST_OK);
    ck_assert_uint_eq(m.len, 0);
    vec_free(&m);
    list_free(l);
}
END_TEST

START_TEST(lists_are_clustered)
{
    static const uint32_t wanted[] = {0, 1, 0, 1, 4, 0, 6};
    struct name_list *l = make_list();
    uint32_t cluster[COUNT_OF(list)];
    double best[COUNT_OF(list)];
    struct error e;

    ck_assert_int_eq(list_cluster(l, 80, 2, cluster, best, &e), ST_OK);
    for (size_t i = 0; i < COUNT_OF(list); i++)
        ck_assert_msg(cluster[i] == wanted[i], "%s: %u", list[i], cluster[i]);
    ck_assert_double_ge(best[0], 80);
    ck_assert_double_eq(best[4], 0);
    list_free(l);
}
END_TEST

UNIT_MAIN("score", verdicts, scores_are_symmetric_and_in_range, a_name_is_itself,
          normalization_forms_are_one, explanations_name_the_words, explanations_tell_by_what,
          long_names_are_cut_not_overrun,
          scores_are_shared_among_bearers, lists_are_searched, lists_are_clustered)
