import type { WordList } from './word-list.ts';

export const GERMAN: WordList = {
  language: 'de',
  falseFriends: 'war|waren|fast|also|rest|date',
  plain:
    'hier|wer|nun|je|da|toll|mit dabei|vergiss nicht|nicht vergessen|' +
    'vergesst nicht|nicht ohne|nicht genug bekommen von|' +
    'der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|und|oder|für|fuer|mit|' +
    'von|vom|zu|zum|zur|im|in|am|an|auf|bei|' +
    'aus|als|wie|ist|sind|soll|sollte|sollen|kann|bitte|ich|wir|du|mir|uns|es|er|sie|' +
    'mein|meine|meinen|unser|unsere|unseren|' +
    'euer|dein|deine|brauche|brauchen|hätte|gern|gerne|möchte|will|wollen|mache|mach|' +
    'machen|erstelle|erzeuge|etwas|was|' +
    'musik|stück|stücke|lied|song|titel|klang|klingt|klingen|track|stil|stimmung|' +
    'sehr|ganz|ziemlich|eher|bisschen|wenig|' +
    'viel|viele|mehr|auch|dann|dazu|noch|schon|so|zu|bis|ca|etwa|ungefähr|circa|rund|' +
    'sein|werden|wird|haben|hat|geben|gib|' +
    'tempo|takt|tonart|länge|lang|lange|dauer|dauern|schön|schöne|schönes|schöner|' +
    'gute|guter|gutes|passend|passende|passendes|' +
    'richtung|art|soll sein|danke|hallo|über|unter|während|durch|alles|man|mal|' +
    'einfach|gesamt|insgesamt|spielen|spielt|haben soll|drin|dabei',
  notMusic:
    'hausbau|hausführung|neues haus|unser haus|haustier*|rockmode|am rock|popcorn|' +
    'fallen stellen|mollig|schlagsahne|bassbariton',
  not:
    'nicht|kein|keine|keinen|keinem|keiner|keinerlei|ohne|weder|noch|nie|niemals|' +
    'nichts|außer|ausser|alles außer|alles ausser|bloß nicht|auf keinen fall|statt|' +
    'anstatt|anstelle von|ausgenommen|bis auf|verzichte auf',
  notAfter: 'weglassen|weg|raus|nicht dabei|rauslassen|frei|nicht gewünscht|unerwünscht',
  less: 'weniger|leisere|leiser|reduziert|nicht so viel|kaum',
  only: 'nur|bloß|lediglich|ausschließlich|nichts als|nichts außer|nichts anderes als',
  and: 'und|sowie',
  or: 'oder|noch',
  but: 'aber|sondern|dafür|stattdessen|nur|doch|jedoch|mit',
  moods: {
    calm:
      'ruhig*|sanft*|entspann*|leise*|friedlich*|gelassen*|still|stille|besinnlich*|' +
      'beruhigend*|meditativ*|gemächlich*|zart*|dezent*|sachte|lenkt nicht ab|' +
      'nicht ablenk*|ohne abzulenken|unaufdringlich*',
    warm:
      'warm*|gemütlich*|herzlich*|liebe|liebevoll*|romantisch*|nostalgisch*|zärtlich*|' +
      'gefühlvoll*|festlich*|behaglich*|innig*|sommerabend|geborgen*|freundlich*',
    happy:
      'fröhlich*|froh*|glücklich*|heiter*|sonnig*|hell|helle|heller|helles|lustig*|' +
      'gutgelaunt*|gute laune|positiv*|optimistisch*|beschwingt*|verspielt*|munter*|' +
      'unbeschwert*|hoffnungsvoll*|motivierend*|lebensfroh*|spaßig*|witzig*|feierlich*',
    dark:
      'dunkel*|dunkle*|düster*|unheimlich*|bedrohlich*|gruselig*|finster*|spannend*|' +
      'spannung*|geheimnisvoll*|mysteriös*|aggressiv*|wütend*|beklemmend*|schaurig*|böse*|' +
      'angespannt*|angst*|panik*|furcht*|verlassene*',
    sad:
      'traurig*|einsam*|wehmütig*|melancholi*|schwermütig*|trauer*|betrübt*|' +
      'herzschmerz|tragisch*|sehnsucht*|sehnsüchtig*|bedrückt*|emotional*|kummer*',
    dreamy:
      'verträumt*|träumerisch*|traumhaft*|schweb*|sphär*|atmosphärisch*|magisch*|' +
      'zauberhaft*|märchenhaft*|geheimnisumwoben*|entrückt*|schwerelos*|unwirklich*|' +
      'nachdenklich*|nebel*|neblig*',
    driving:
      'treibend*|antreibend*|energie*|kraftvoll*|rasant*|mitreißend*|dynamisch*|' +
      'intensiv*|druckvoll*|packend*|actionreich*|energisch*|powervoll*|aufputschend*|' +
      'peitschend*',
    epic:
      'episch*|heldenhaft*|gewaltig*|heroisch*|triumphal*|majestätisch*|monumental*|' +
      'dramatisch*|erhaben*|großartig*|imposant*|bombastisch*|hymnisch*|siegreich*',
  },
  energy: {
    more:
      'energiegeladen*|kraftvoll*|laut|laute*|wild*|hart*|heftig*|intensiv*|druckvoll*|' + 'voll*',
    less:
      'ruhig*|leise*|sanft*|sparsam*|hintergrund*|dezent*|minimal*|reduziert*|' +
      'unaufdringlich*|zurückhaltend*|schlicht*|unauffällig*|spärlich*',
  },
  tempo: {
    slow: 'langsam*|gemächlich*|schleppend*|getragen*|ballade*|behäbig*|zeitlupe',
    fast: 'schnell*|rasant*|flott*|rasch*|zügig*|hektisch*|temporeich*|eilig*|hurtig*',
  },
  parts: {
    drums:
      'schlagzeug*|trommel*|drums|percussion|perkussion|beats|rhythmusgruppe|becken|' + 'snare',
    bass: 'bass|bässe|basslinie|baßlinie|baß',
    chords: 'akkord*|harmonien|keyboard|tasteninstrument*',
    lead: 'melodie*|hauptmelodie|solo|lead|leadstimme',
    counter: 'gegenstimme*|zweitstimme|zweite stimme|nebenmelodie',
    pad: 'fläche*|klangfläche*|pads|pad|teppich',
    fx: 'effekt*|geräusch*|soundeffekt*',
    loop: 'sample',
  },
  instruments: {
    piano: 'klavier*|flügel|piano|pianos|pianomusik|klaviermusik',
    'electric piano': 'e piano|rhodes|elektropiano',
    organ: 'orgel*|kirchenorgel|hammondorgel',
    guitar: 'gitarre*|gezupft*|zupf*',
    'acoustic guitar':
      'akustikgitarre*|akustische gitarre*|konzertgitarre|westerngitarre|' + 'akustischer gitarre',
    'electric guitar':
      'e gitarre*|elektrische gitarre*|verzerrte gitarre*|e gitarren|stromgitarre*|' +
      'verzerrten gitarren|dreckige gitarre*',
    banjo: 'banjo',
    mandolin: 'mandoline*',
    ukulele: 'ukulele',
    strings: 'streicher*|streichquartett|streichorchester',
    violin: 'geige*|violine*',
    viola: 'bratsche*',
    cello: 'cello|celli|violoncello',
    'double bass': 'kontrabass|kontrabässe',
    harp: 'harfe*',
    harpsichord: 'cembalo',
    flute: 'flöte*|querflöte|blockflöte',
    woodwind: 'holzbläser|klarinette*|oboe*|fagott',
    saxophone: 'saxophon*|saxofon*|saxo',
    brass: 'bläser*|blechbläser*|posaune*|tuba|horn|hörner',
    trumpet: 'trompete*',
    choir: 'chor|chöre|chorgesang',
    bells: 'glocke*|glöckchen|glockenspiel|spieluhr|schellen',
    vibraphone: 'vibraphon|marimba|xylophon',
    synth: 'synthesizer|synthie*|synths',
    timpani: 'pauke*',
    'hand percussion': 'bongos|congas|rassel*|tamburin|cajon|schellenkranz',
    'drum sound': 'klatschen|klatscher|kuhglocke*|besen|handclaps|fingerschnipsen|schnipsen',
    accordion: 'akkordeon|ziehharmonika|schifferklavier',
    harmonica: 'mundharmonika',
    bagpipes: 'dudelsack*',
    sitar: 'sitar',
    whistling: 'pfeifen|gepfiffen*',
  },
  levels: {
    louder:
      'laut|laute|lauter|lauten|lautes|lautem|kräftig*|dominant*|präsent*|im vordergrund|betont*',
    quieter: 'leise|leiser|leisen|leises|leisem|dezent*|zurückhaltend*|im hintergrund|sanftere*',
  },
  drumless:
    'streichquartett|duett|duo|quartett|klaviersolo|soloklavier|solo klavier|' +
    'kammermusik|a cappella',
  vocals:
    'gesang|stimme|stimmen|sänger|sängerin|singen|singt|gesungen|frauenstimme|' +
    'männerstimme|vocals|rap part|sprechgesang|gesanglich|weibliche stimme|' +
    'männliche stimme|chorstimme',
  lyrics: 'liedtext*|songtext*|text|strophe|strophen|refrain|textzeile*',
  styles: {
    'lo-fi': 'lofi beats',
    ambient: 'ambientmusik|klanglandschaft*',
    cinematic: 'filmmusik|orchestermusik|orchestral*|filmisch*',
    'acoustic-folk': 'akustisch*|akustik|volksmusik|liedermacher*',
    house: 'housemusik',
    techno: 'technomusik',
    'jazz-trio': 'jazzmusik|barjazz',
    pop: 'popmusik|popsong*|deutschpop',
    rock: 'rockmusik|rockig*|rocksong*|deutschrock',
    classical: 'klassik*|klassisch*|barock*|kammermusik',
    latin: 'lateinamerikanisch*|südamerikanisch*',
    'hip-hop': 'deutschrap|sprechgesang beat',
    chiptune: 'videospielmusik aus den 80ern|8 bit musik',
  },
  scenes: {
    study: 'lernen|studieren|konzentr*|hausaufgaben|lesen|arbeiten|büro|programmier*',
    sleep: 'schlaf*|einschlafen|schlummer*|wiegenlied|nickerchen',
    meditation: 'meditation*|yoga|achtsamkeit*|atem*',
    spa: 'massage|wellness|sauna',
    nature: 'natur*|wald*|meer|berge|fluss|sonnenaufgang|sonnenuntergang|landschaft*',
    rain: 'regen*|gewitter|sturm',
    coffee: 'kaffee*|café|tee|bäckerei',
    dinner: 'abendessen|restaurant|essen|wein*|dinner',
    bar: 'bar|kneipe|dachterrasse',
    drive: 'nachtfahrt|autobahn|autofahrt|fahrt',
    night: 'nacht|nachts|abend|abends|mitternacht',
    workout: 'workout|fitness*|sport treiben|laufen|joggen|training*',
    sport: 'sport*|extremsport*|fußball|skifahren|snowboard*|parkour',
    chase: 'verfolgungsjagd',
    race: 'rennen|autorennen',
    party: 'party|feier|feiern|tanzen|tanz|disko|club|silvester|geburtstagsfeier',
    trailer: 'trailer',
    battle: 'schlacht*|kampf*|krieg*|endgegner|drachen',
    film: 'film|filme|kurzfilm*|kino|szene|serie|abspann|vorspann',
    documentary: 'doku|dokumentar*|dokumentation|geschichte',
    horror: 'horror*|halloween|geister|vampir*',
    crime: 'krimi*|detektiv*|mord*|agenten*',
    corporate: 'firma*|unternehmen*|imagefilm*|präsentation*|erklärvideo*|messe|business',
    advert: 'werbe*|werbung|produkt*|kampagne|marke|reklame|spot',
    technology: 'technik*|technologie*|zukunft*|futuristisch*|roboter',
    news: 'nachrichten|nachrichtensendung',
    podcast: 'podcast*|hörbuch|radiosendung|interview',
    speech: 'sprecher|sprache|unter stimme|voiceover|moderation',
    background: 'hintergrund|hintergrundmusik|untermalung|berieselung|musikbett',
    video: 'video*|vlog|youtube|clip|diashow|zeitraffer',
    logo: 'logo|jingle|intro|outro|klingelton',
    game: 'spiel*|computerspiel*|videospiel*|game',
    cooking: 'koch*|küche|rezept*|backen',
    travel: 'reise*|urlaub*|abenteuer*|insel',
    wedding: 'hochzeit*|trauung|braut',
    love: 'liebeslied|valentinstag|paar|mutter|oma|familie|kuss',
    funeral: 'beerdigung|trauerfeier|abschied|gedenken',
    christmas: 'weihnacht*|advent*|nikolaus',
    birthday: 'geburtstag*',
    children: 'kinder*|kind|baby|spielzeug|hund|katze|schule|kindergarten',
    summer: 'sommer*|strand|frühling|grillen',
    winter: 'winter*|herbst*|schnee|kamin',
    morning: 'morgen|morgens|frühstück|aufwachen',
    space: 'weltall|weltraum|sterne|mond|galaxie',
    countryside: 'land|ländlich*|dorf|bauernhof|lagerfeuer|wandern|wiese|lagerhalle draußen',
    city: 'stadt|großstadt|berlin',
    fashion: 'mode|modenschau|laufsteg|luxus|elegant*|edel',
    street: 'straße',
  },
  endings: {
    loop: 'schleife|endlosschleife|loop|loopbar|loopfähig|geloopt|nahtlos|als loop|endlos',
    final:
      'großes finale|klares ende|finale|schlussakkord|starkes ende|richtiges ende|' +
      'endet mit einem schlag|endet abrupt|abruptes ende|harter stopp|harten stopp',
    fade: 'ausblenden|ausblende|ausfaden|fade out|ausklingen|blendet aus',
  },
  shapes: {
    build:
      'steigert sich|aufbauend*|steigerung|baut sich auf|anschwellend*|crescendo|' +
      'langsam aufbauend|wird lauter|wächst',
    'quiet-start':
      'beginnt leise|beginnt ruhig|fängt leise an|fängt ruhig an|leiser anfang|' +
      'ruhiger anfang|leise beginnen|startet ruhig',
  },
  events: {
    drop: 'drop',
    climax: 'höhepunkt*|klimax',
    accent: 'schlag|akzent*|treffer',
    break: 'break|pause',
    stop: 'stopp|stille|abbruch',
  },
  metres: {
    '3/4': 'walzer*|dreivierteltakt|im dreiertakt|ländler|menuett',
    '6/8': 'sechsachteltakt',
    '4/4': 'viervierteltakt',
    '5/4': 'fünfvierteltakt',
    '7/8': 'siebenachteltakt',
    '2/4': 'zweivierteltakt',
  },
  units: {
    second: 'sekunde|sekunden|sek|sekündig*',
    minute: 'minute|minuten|min|minütig*',
    hour: 'stunde|stunden',
    bar: 'takt|takte|takten',
    bpm:
      'bpm|schläge|schläge pro minute|schlägen|schläge in der minute|' +
      'schlägen pro minute|beats pro minute',
  },
  tempoLabel: 'tempo|geschwindigkeit|bpm',
  numbers: {
    1: 'ein|eine|einer|eins',
    2: 'zwei|zwo',
    3: 'drei',
    4: 'vier',
    5: 'fünf',
    6: 'sechs',
    7: 'sieben',
    8: 'acht',
    9: 'neun',
    10: 'zehn',
    12: 'zwölf',
    15: 'fünfzehn',
    20: 'zwanzig',
    30: 'dreißig|dreissig',
    40: 'vierzig',
    45: 'fünfundvierzig',
    50: 'fünfzig',
    60: 'sechzig',
    70: 'siebzig',
    80: 'achtzig',
    90: 'neunzig',
    100: 'hundert|einhundert',
    120: 'hundertzwanzig|einhundertzwanzig',
    140: 'hundertvierzig|einhundertvierzig',
    1.5: 'anderthalb|eineinhalb',
    2.5: 'zweieinhalb',
    3.5: 'dreieinhalb',
  },
  halves: { half: 'halbe|halben|halb|halber', plusHalf: 'und eine halbe|einhalb' },
  modes: {
    major: 'dur',
    minor: 'moll',
    dorian: 'dorisch',
    mixolydian: 'mixolydisch',
    lydian: 'lydisch',
    phrygian: 'phrygisch',
  },
  keyLabel: 'in|tonart|in der tonart',
  times: {
    first: 'in den ersten|die ersten|den ersten|der ersten|ersten|während der ersten',
    last: 'in den letzten|die letzten|letzten',
    after: 'nach|erst nach',
    until: 'bis',
    at: 'bei|um',
    around: 'gegen|etwa bei|ungefähr bei|circa|etwa|ungefähr|rund|um die',
    from: 'ab|erst ab|von sekunde|ab sekunde',
    firstHalf: 'erste hälfte|ersten hälfte|am anfang|zu beginn|im intro',
    secondHalf: 'zweite hälfte|zweiten hälfte|am ende|am schluss|zum schluss',
  },
  like:
    'im stil von|im stile von|wie von|à la|ähnlich wie|klingt wie|inspiriert von|' +
    'nach art von|so wie|wie bei|angelehnt an',
  impossible: {
    'a change of tempo':
      'wird schneller|wird langsamer|beschleunig*|tempowechsel|immer schneller|' +
      'immer langsamer|verlangsam*',
    'a fade-in': 'einblenden|blendet ein|einfaden',
    'a change of key': 'tonartwechsel|rückung|modulation|moduliert',
    stems: 'einzelspuren|stems|mehrspur*',
    'other sounds':
      'vogelgezwitscher|regengeräusch*|meeresrauschen|naturgeräusch*|applaus|' + 'plattenknistern',
    'a copy of a song': 'cover von|remix von|coverversion',
    'a format': 'noten|notenblatt|surround|raumklang',
  },
};
