#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# namenorm --spell: ordinary words that are none; and comments that switch findings off.
. "$TILMACH_SRC/tests/lib/tap.sh"

slips() { # lang, text, options...
    _lang=$1 _text=$2
    shift 2
    printf "$_text\n" | namenorm -l "$_lang" -c --spell "$@" | grep ' spelling: ' | cut -d ' ' -f 3-
}

is "en: slips with the first proposal" "$(slips en 'They recieved a definately good ansewr.')" \
    '"recieved" -> "received"
"definately" -> "definitely"
"ansewr" -> "answer"'
is "ru" "$(slips ru 'Он преехал в город.')" '"преехал" -> "переехал"'
is "kk" "$(slips kk 'Президент бүгінн Астанада жақсы сөз сөйледі.')" '"бүгінн" -> "бүгін"'
is "pl, whose dictionary is not in UTF-8" "$(slips pl 'Prezydent pojehał wczoraj do miasta.')" '"pojehał" -> "pojechał"'
is "at the beginning of a sentence, exchanged letters first" "$(slips en 'Teh man came.')" '"Teh" -> "The"'
is "a first word that may be a name" "$(slips en 'Abylqasov came. Then Abylqasov left.')" ""
is "names of the dictionary, and their other spellings" \
    "$(slips en 'President Tokaev, of Kazahstan, and Olzhas Bektenov came to Qyzylorda.')" ""
is "terms of the dictionary in small letters" "$(slips ru 'Он выступил в мажилисе, акимат ответил.')" ""
is "addresses, codes, abbreviations, digits" \
    "$(slips en 'See https://recieved.example/recieved, a@recieved.org, #recieved, UNHCRX, x2recieved, recieved_at, obl. and 3recieved.')" ""
is "code in Markdown" "$(slips en 'Call `recieved` here.\n\n    recieved\n' --type=markdown)" ""
is "possessives and contractions" "$(slips en "The guest\047s cars don\047t start, and the guests\047 homes aren’t near.")" ""
is "compounds with a hyphen" "$(slips ru 'Северо-казахстанский поэт сказал по-своему.')" ""
is "--ignore" "$(slips en 'They recieved a definately good answer.' --ignore=recieved)" \
    '"definately" -> "definitely"'
is "nothing is rewritten" "$(printf 'They recieved it.\n' | namenorm -q -l en --spell)" "They recieved it."
is "not without --spell" "$(printf 'They recieved it.\n' | namenorm -l en -c)" ""
status 0 "spelling alone does not fail a check" sh -c 'echo They recieved it. | namenorm -l en -c --spell'
status 1 "but where it is asked to" sh -c 'echo They recieved it. | namenorm -l en -c --spell --fail-on=spelling'
mkdir none
status 2 "no dictionary for the language" sh -c 'echo a | TILMACH_HUNSPELL=none namenorm -l en -c --spell'
like "… the package is named" "$(cat err)" 'hunspell-en'
is "another language's paragraph is left alone" \
    "$(slips en 'The president came to the city.\n\nОн преехал в город и сказал, что это хорошо.')" ""

# --- comments

is "a comment with a reason, by itself: the next line" \
    "$(printf '<!-- tilmach:ignore: his own spelling -->\nTokaev\nTokaev\n' | namenorm -q -l en)" \
    '<!-- tilmach:ignore: his own spelling -->
Tokaev
Tokayev'
is "on the line itself" "$(printf 'Tokaev <!-- tilmach:ignore: as he writes -->\nTokaev\n' | namenorm -q -l en)" \
    'Tokaev <!-- tilmach:ignore: as he writes -->
Tokayev'
is "text behind the comment: only its own line" \
    "$(printf '<!-- tilmach:ignore: x --> Tokaev\nTokaev\n' | namenorm -q -l en)" \
    '<!-- tilmach:ignore: x --> Tokaev
Tokayev'
is "a comment to the end of the line" "$(printf '# tilmach:ignore: why not\nTokaev\nTokaev\n' | namenorm -q -l en)" \
    '# tilmach:ignore: why not
Tokaev
Tokayev'
done_testing
