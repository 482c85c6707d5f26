import type { ChangeWords } from '../change-words.ts';

export const GERMAN_CHANGES: ChangeWords = {
  language: 'de',
  words: {
    slower: 'langsamer|zu schnell|weniger schnell|nicht so schnell|verlangsam*|zu hektisch|bremsen',
    faster:
      'schneller|flotter|zu langsam|weniger langsam|nicht so langsam|beschleunig*|zügiger|zu träge',
    louder:
      'lauter|zu leise|präsenter|anheben|hochziehen|nicht laut genug|geht unter|gehen unter|' +
      'kaum zu hören|kaum hörbar|nicht zu hören|stärker|aufdrehen',
    quieter:
      'leiser|zu laut|nicht so laut|zurücknehmen|absenken|weniger laut|zu dominant|dezenter|' +
      'weniger präsent|runterdrehen|zu aufdringlich|zu viel',
    softer: 'sanfter|weicher',
    higher: 'höher|nach oben|hoch|rauf|hochtransponieren',
    lower: 'tiefer|nach unten|runter|herunter|niedriger',
    longer: 'so lang|länger|verlänger*|zu kurz|ausdehnen|strecken',
    shorter: 'kürzer|verkürz*|kürz*|zu lang|schneide auf',
    again:
      'nochmal|nochmals|noch mal|noch einmal|neu|neue|neuen|neuer|neues|anderen|andere|anderer|' +
      'anderes|ein anderer|eine andere|einen anderen|neu machen|neu spielen|neu schreiben|' +
      'langweilig*|eintönig*|öde|gefällt mir nicht|gefällt nicht|ersetz*|schlecht',
    back: 'zurück|wieder|wieder rein|kommt wieder|kommen wieder|wieder dazu|zurückbringen',
    add: 'mit|dazu|hinzufügen|füge|ergänz*|hinzu|rein|einbauen|fehlt|fehlen|brauche|brauchen|setzt ein',
    remove: 'entfern*|raus|weg|lösch*|streich*|rausnehmen|herausnehmen|wegnehmen|stumm',
    keep:
      'behalt*|bleibt|bleiben|so lassen|lass|lassen|unverändert|nicht ändern|nicht verändern|' +
      'nicht anfassen|ist gut|sind gut|passt|wie er ist|wie sie ist|wie es ist|gleich',
    all: 'alles|alles andere|den rest|der rest|rest|insgesamt|das ganze',
    bit: 'etwas|ein bisschen|bisschen|ein wenig|leicht|minimal|ein klein wenig|einen tick|tick',
    much: 'viel|deutlich|sehr|stark|wesentlich|erheblich|richtig',
    more: 'mehr',
    by: 'um',
    to: 'auf|zu|bei',
    only: 'nur|erst|lediglich',
    percent: 'prozent',
    decibel: 'db|dezibel',
    double: 'doppelt|doppelt so|verdoppel*',
    halve: 'halb so|halbier*',
    semitone: 'halbton|halbtöne|halbtönen',
    tone: 'ganzton|ganztöne|ganztönen|ton|einen ton|töne',
    third: 'kleine terz',
    fourth: 'quarte',
    fifth: 'quinte',
    octave: 'oktave|oktaven',
    wrong: 'falsche note|falscher ton|falschen ton|falsche töne|fehler|knackser|knacken|verstimmt',
    energyUp:
      'lebendiger|voller|mehr druck|mehr schwung|mehr kraft|kräftiger|zu ruhig|zu leer|druckvoller',
    energyDown: 'einfacher|weniger druck|zu voll|zu unruhig|zu viel los|reduzierter|schlichter',
    fadeIn: 'einblenden|blendet ein',
    intro: 'intro|einleitung|anfang|den anfang|der anfang',
    outro: 'outro|schlussteil',
    chorus: 'refrain|hauptteil',
    verb: 'änder*|mach*|setz*|spiel*|soll|sollen|sollte|sollten|könnt*|bitte|stell*|transponier*|wechsel*|nimm|tu',
    bridge: 'bridge|mittelteil|zwischenteil',
  },
};
