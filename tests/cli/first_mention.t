#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# namenorm --first-mention=rewrite: the full name first, the family name after.
. "$TILMACH_SRC/tests/lib/tap.sh"

rewritten() { # lang, text, options...
    _lang=$1 _text=$2
    shift 2
    printf "$_text\n" | namenorm -q -l "$_lang" --first-mention=rewrite "$@"
}

is "a family name first: the given name is put before it; later the full name is shortened" \
    "$(rewritten en 'Tokayev came. Kassym-Jomart Tokayev left. Tokayev slept.')" \
    "Kassym-Jomart Tokayev came. Tokayev left. Tokayev slept."
is "in one go with another spelling" \
    "$(rewritten en 'Tokaev came. Kassym-Zhomart Tokaev left.')" \
    "Kassym-Jomart Tokayev came. Tokayev left."
is "what is written so is not changed again" \
    "$(rewritten en "$(rewritten en 'Tokaev came. Kassym-Zhomart Tokaev left.')")" \
    "Kassym-Jomart Tokayev came. Tokayev left."
is "an initial first" "$(rewritten en 'K. Tokayev came.')" "Kassym-Jomart Tokayev came."
is "titles and possessives stay" \
    "$(rewritten en 'President Tokayev\047s visit. Kassym-Jomart Tokayev\047s guests.')" \
    "President Kassym-Jomart Tokayev's visit. Tokayev's guests."
is "a patronymic goes with the given name" \
    "$(rewritten ru 'Касым-Жомарт Токаев прибыл. Токаев Касым-Жомарт Кемелевич выступил.')" \
    "Касым-Жомарт Токаев прибыл. Токаев выступил."
is "a family name before the given name" "$(rewritten en 'Xi Jinping came. Xi Jinping left.')" \
    "Xi Jinping came. Xi left."

# --- cases

is "ru: the given name takes the case" \
    "$(rewritten ru 'Письмо Токаеву. Довольны Путиным. Говорили о Мирзиёеве.')" \
    "Письмо Касым-Жомарту Токаеву. Довольны Владимиром Путиным. Говорили о Шавкате Мирзиёеве."
is "pl" "$(rewritten pl 'Rozmawiano z Putinem.')" \
    "Rozmawiano z Władimirem Putinem."
is "uk" "$(rewritten uk 'Розмова з Токаєвим. Заяву Путіна опубліковано.')" \
    "Розмова з Касим-Жомартом Токаєвим. Заяву Володимира Путіна опубліковано."
is "kk: only the last word declines" "$(rewritten kk 'Тоқаевтың сөзі. Қасым-Жомарт Тоқаевқа хат берілді.')" \
    "Қасым-Жомарт Тоқаевтың сөзі. Тоқаевқа хат берілді."
is "de: a genitive" "$(rewritten de 'Tokajews Rede war lang.')" "Kassym-Schomart Tokajews Rede war lang."
is "a name that does not decline tells no case: only reported" \
    "$(rewritten ru 'О Лукашенко говорили мало.')" "О Лукашенко говорили мало."
like "… reported" "$(printf 'О Лукашенко говорили мало.\n' | namenorm -l ru --first-mention=rewrite 2>&1 >/dev/null)" \
    'first-mention: "Лукашенко" -> "Александр Лукашенко"'
is "a man in the genitive or a woman: stays" "$(rewritten ru 'Заявление Назарбаева опубликовано.')" \
    "Заявление Назарбаева опубликовано."

# --- what stays

is "headings stay and do not count" \
    "$(rewritten en '# Tokayev in town\n\nTokayev\n=======\n\nTokayev came.' --type=markdown)" \
    "# Tokayev in town

Tokayev
=======

Kassym-Jomart Tokayev came."
is "headings, captions and quotations of HTML" \
    "$(rewritten en '<h1>Tokayev</h1><figure><figcaption>Tokayev</figcaption></figure><blockquote><p>Tokayev came</p></blockquote><p>Tokayev came.</p>' --type=html)" \
    "<h1>Tokayev</h1><figure><figcaption>Tokayev</figcaption></figure><blockquote><p>Tokayev came</p></blockquote><p>Kassym-Jomart Tokayev came.</p>"
is "quotations stay" \
    "$(rewritten en '"Tokayev is here," he said. Tokayev came. "Kassym-Jomart Tokayev left," he said.\n\n> Kassym-Jomart Tokayev slept' --type=markdown)" \
    '"Tokayev is here," he said. Kassym-Jomart Tokayev came. "Kassym-Jomart Tokayev left," he said.

> Kassym-Jomart Tokayev slept'
is "a namesake in no dictionary: full names stay" \
    "$(rewritten en 'Nursultan Nazarbayev came. Bolat Nazarbayev came. Nursultan Nazarbayev left.')" \
    "Nursultan Nazarbayev came. Bolat Nazarbayev came. Nursultan Nazarbayev left."
is "a namesake in the dictionary" \
    "$(rewritten en 'Nursultan Nazarbayev and Dariga Nazarbayeva came. Nursultan Nazarbayev left.')" \
    "Nursultan Nazarbayev and Dariga Nazarbayeva came. Nursultan Nazarbayev left."
is "what the name is an attribute of" "$(rewritten en 'The Tokayev plan and Putin-era laws.')" \
    "The Tokayev plan and Putin-era laws."
is "capitals only" "$(rewritten en 'TOKAYEV came.')" "TOKAYEV came."
is "lines stay lines" "$(rewritten en 'Kassym-Jomart Tokayev came. Kassym-Jomart\nTokayev left.')" \
    "Kassym-Jomart Tokayev came. Kassym-Jomart
Tokayev left."
is "each document has its own first mention" \
    "$(rewritten en 'Kassym-Jomart Tokayev came.\nKassym-Jomart Tokayev left.' --document=line)" \
    "Kassym-Jomart Tokayev came.
Kassym-Jomart Tokayev left."

# --- reports

is "-c tells what would be rewritten" \
    "$(printf 'Tokayev came. Kassym-Zhomart Tokayev left.\n' | namenorm -l en --first-mention=rewrite -c)" \
    '-:1:1: first-mention: "Tokayev" -> "Kassym-Jomart Tokayev" [Q559194]
-:1:15: variant: "Kassym-Zhomart Tokayev" -> "Tokayev" [Q559194]'
is "without =rewrite nothing is rewritten" \
    "$(printf 'Tokayev came.\n' | namenorm -q -l en --first-mention)" "Tokayev came."
status 2 "another word than rewrite" namenorm -l en --first-mention=change </dev/null
done_testing
