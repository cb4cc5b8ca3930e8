/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/given.h"

#include "text/utf8.h"

/* A group a line, keys parted by spaces. */
static const char *const groups[] = {
    "alexander aleksandr aleksander alexandre alexandr aliaksandr alyaksandr alaksandr oleksandr "
    "olexandr alessandro alejandro alex александр олександр аляксандр алекс",
    "alexei alexey aleksei aleksey aleksej alexej oleksiy oleksii oleksij aliaksei alyaksei алексей "
    "олексій аляксей",
    "andrew andrei andrey andrej andriy andrii andrij andrzej ondrej андрей андрій андрэй эндрю",
    "anthony antony anton antonius antonio antoine антон энтони ентоні",
    "dmitry dmitri dmitriy dmitrii dmitrij dimitri dmytro dzmitry dzmitriy дмитрий дмитро дзмітрый",
    "yevgeny evgeny evgeni evgenii yevgeniy evgeniy jewgenij eugene eugen yevhen yevhenii yauhen "
    "yevheniy yevgenii evhen yauheni jauhien евгений євген євгеній яўген яўгеній евген юджин",
    "george georgy georgi georgiy georgii georg georges heorhiy heorhii jorge георгий георгій георги "
    "джордж георг",
    "gregory grigory grigori grigoriy grigorii hryhoriy hryhorii ryhor грегори григорий григорій "
    "рыгор",
    "helen helena helene elena yelena jelena olena alena елена олена алена алёна хелен",
    "irina iryna irena irene ирина ірина ірына",
    "john jon johnny джон",
    "james jim jimmy джеймс джим",
    "michael mike mick майкл майк",
    "mikhail mikhael michail mihail mykhailo mykhaylo mykhajlo mikhal михаил михайло міхаіл михайл",
    "nicholas nicolas nikolaus nikolai nikolay nikolaj nicolae mykola mikalai mikalay nick николай "
    "микола мікалай николас ник",
    "paul pavel pavlo pawel paulo paulus пол павел павло",
    "peter petr pyotr piotr petro petrus pete pedro петр петро питер пітер петер",
    "sergei sergey sergej serhiy serhii serhij siarhei siarhey siergiej serge сергей сергій сяргей",
    "vladimir wladimir volodymyr wolodymyr uladzimir uladzimier wlodzimierz владимир володимир "
    "уладзімір",
    "vasily vasiliy vasili vasilii wassili vasyl vasil василий василь васіль",
    "victor viktor wiktor viktar виктор віктор віктар",
    "stephen steven steve стивен стив стівен",
    "thomas tomas tom томас том",
    "william wilhelm will уильям вильям вільям вильгельм вільгельм",
    "bill билл білл",
    "charles charlie чарльз чарлз чарли шарль",
    "joseph josef jozef joe jose джозеф иосиф йосип жозеф джо",
    "jeffrey geoffrey jeff джеффри джефф",
    "david dave davyd дэвид давид девід дейв",
    "robert bob bobby роберт боб",
    "richard dick ричард річард рихард",
    "edward eduard edouard eduardo ed эдвард эдуард едвард",
    "matthew matt мэттью мэтью метью",
    "catherine katherine kathryn kate katarina kateryna ekaterina yekaterina екатерина катерина "
    "кэтрин кейт катрин",
    "natalia natalya nataliya nataliia natallia natalie наталья наталия наталя наталія наталля",
    "nadezhda nadiya nadia nadzeya надежда надія надзея надя",
    "tatiana tatyana tetiana tetyana tatsiana татьяна тетяна тацяна",
    "maria mary marie mariya mariia maryia мария марія мэри мері мари",
    "anna hanna ann anne анна ганна энн",
    "svetlana svitlana sviatlana светлана світлана святлана",
    "julia yulia yuliya iuliia julie юлия юлія джулия жюли",
    "daniel daniil danylo danila dan даниил данило даніель даниэль дэниел",
    "igor ihor ihar игорь ігор ігар",
    "oleg oleh aleh олег алег",
    "gennady gennadi gennadiy gennadii hennadiy hennadii геннадий геннадій",
    "hugh hugo хью уго",
    "sean shaun shawn шон",
    "ian iain иэн иен ієн",
    "jane джейн",
    "jean жан",
    "jack джек",
    "jacques жак",
    "christopher christoph chris кристофер кристоф крис крістофер",
    "benjamin ben бенджамин бен",
    "philip phillip philipp philippe phil филип филипп філіп",
    "frederick friedrich fritz fred frederic фридрих фредерик фриц фред",
    "henry heinrich henri harry генри генрих генрі анри гарри",
    "louis lewis luis луи льюис луис",
    "kenneth ken кеннет кен",
    "timothy tim тимоти тим тімоті",
    "samuel sam сэмюэл самуил сэм",
    "ronald ron рональд рон",
    "lawrence laurence larry лоуренс ларри лоренс",
    "leonard leo леонард лео",
    "theodore theodor fyodor fedor feodor fedir теодор федор федір",
    "konstantin constantine kostiantyn kostyantyn kanstantsin константин костянтин",
    "bogdan bohdan богдан",
    "jacob jakob jakub yakov yakiv яков яків якоб якуб",
    "simon semyon semen symon симон семен саймон",
    "bruce брюс",
    "nigel найджел",
    "brian bryan брайан",
    "craig крейг",
    "keith кит кіт",
    "neil neal нил ніл",
    "wayne уэйн вейн",
    "ryan райан",
    "jose хосе жозе",
    "juan хуан",
    "jorge хорхе",
    "jerzy ежи єжи",
    "grzegorz гжегож",
    "muhammad mohammad mohammed muhammed mohamed mohamad mohd muhammet mehmet mukhamed mukhammed "
    "мухаммед мұхаммед мохаммед мухаммад мехмет",
    "ahmad ahmed ahmet akhmed akhmet axmed ахмед ахмет ахмад",
    "mahmud mahmoud mahmut makhmud махмуд махмұд",
    "hussein husain hussain husein husayn hossein khusein хусейн құсайын хусаин",
    "hassan hasan hasen khasan хасан хассан",
    "yusuf yousef yusif youssef jusuf юсуф юсиф жүсіп",
    "ibrahim ebrahim ibragim ибрагим ибрахим ыбырай",
    "mustafa mustapha mostafa мустафа",
    "resit resid reshit reshid rashid rasid reşit reşid решит решид рашид",
    "cavit cavid djavid javid javit джавид джавит жавид",
    "nikita mykyta mikita никита микита мікіта",
    "gleb hlib hleb глеб гліб",
    "matvey matvei matviy matvii матвей матвій мацвей",
    "ilya ilia iliya illia illya илья ілля ілья",
    "yegor egor yehor егор єгор ягор",
    "afanasy afanasiy afanasii panas opanas афанасий панас опанас",
    "timofey timofei tymofiy tymofii цімафей тимофей тимофій",
    "kirill kiril kyrylo kiryl кирилл кирило кірыл",
    "alexandra aleksandra oleksandra aliaksandra александра олександра аляксандра",
    "elizabeth elisabeth yelizaveta elizaveta yelyzaveta lizaveta елизавета єлизавета лізавета "
    "элизабет",
    "vera vira вера віра",
    "galina halyna halina галина галіна",
    "ivan ion ioan иван іван йон",
};

/* Does a key end within `more` letters from `p`? */
static bool ends_within(const char *p, unsigned more)
{
    for (; *p && *p != ' '; p++)
        if (((unsigned char)*p & 0xC0) != 0x80 && more-- == 0)
            return false;
    return true;
}

/* Group with a key that begins with `key` and has at most so many letters more. */
static unsigned find_group(struct span key, unsigned more)
{
    for (unsigned i = 0; i < COUNT_OF(groups) && key.len > 0; i++) {
        const char *p = groups[i];

        while ((p = strchr(p, key.ptr[0]))) {
            bool starts = p == groups[i] || p[-1] == ' ';

            if (starts && strncmp(p, key.ptr, key.len) == 0 && ends_within(p + key.len, more))
                return i + 1;
            p++;
        }
    }
    return 0;
}

unsigned given_group(struct span key)
{
    return find_group(key, 0);
}

unsigned given_group_of_stem(struct span stem)
{
    return utf8_count(stem) < 4 ? 0 : find_group(stem, 2);
}
