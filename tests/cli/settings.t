#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a configuration file sets is used, and comes after the command line.
. "$TILMACH_SRC/tests/lib/tap.sh"

mkdir -p desk/.tilmach desk/deep "$XDG_CONFIG_HOME/tilmach"
printf '%s\n' '%rec: Name' '' 'Id: desk-1' 'Kind: person' 'Native: kk' 'kk: Бәленшеев, Төлеген' \
    'en: Balensheyev, Tulegen' >desk/names.rec
printf '%s\n' '# of the desk' 'lang = en' 'names = names.rec' 'type = markdown' >desk/.tilmach/config
echo 'style = rferl' >"$XDG_CONFIG_HOME/tilmach/config"
cd desk/deep || exit 99
text='Tölegen Bälenşeev said `Tokayev`, Tokayev'
is "lang, style, names and type of a project and a user" "$(echo "$text" | namenorm -q)" \
    'Tolegen Balensheev said `Tokayev`, Toqaev'
is "-s comes before them" "$(echo "$text" | namenorm -q -s en-press)" \
    'Tulegen Balensheyev said `Tokayev`, Tokayev'
code='It reads:

    Tokayev'
is "code stays in the project's type" "$(echo "$code" | namenorm -q -s rferl)" "$code"
is "--type comes before it" "$(echo "$code" | namenorm -q -s rferl --type=plain | tail -n 1)" '    Toqaev'
status 2 "--no-config: nothing names a language" namenorm --no-config /dev/null
is "namedict knows the project's names" "$(namedict show desk-1 | head -n 1)" "Id: desk-1"
status 1 "and without the configuration does not" namedict show --no-config desk-1
is "tmseg takes its language from there" "$(echo 'One. Two.' | tmseg | wc -l | tr -d ' ')" 2
echo 'type = rtf' >>../.tilmach/config
status 2 "an unknown type" namenorm /dev/null
like "is named with those there are" "$(cat "$T/err")" 'rtf.*plain|markdown|html'
done_testing
