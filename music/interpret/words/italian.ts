import type { WordList } from './word-list.ts';

export const ITALIAN: WordList = {
  language: 'it',
  falseFriends: 'ad|data|date|sale|sei',
  plain:
    'sali|non dimenticare|non dimenticate|mai senza|non senza|non importa|solo che|' +
    'il|lo|la|i|gli|le|l|un|uno|una|di|del|della|dello|dei|delle|dell|e|ed|o|per|con|' +
    'a|al|alla|allo|all|ai|alle|in|nel|nella|nell|su|sul|sulla|da|dal|dalla|che|come|' +
    'è|sono|sia|mi|ci|vi|mio|mia|nostro|nostra|suo|sua|tuo|tua|voglio|vorrei|serve|' +
    'ho|bisogno|fammi|fai|fare|crea|creare|dammi|per favore|grazie|ciao|' +
    'qualcosa|musica|brano|canzone|pezzo|traccia|tema|suono|suoni|stile|genere|' +
    'atmosfera|tipo|molto|piuttosto|abbastanza|un po|po|poco|più|anche|poi|tutto|' +
    'tutta|tutti|circa|' +
    'tempo|durata|dura|lungo|lunga|tonalità|bello|bella|bel|buono|buona|ideale|' +
    'questo|questa|essere|deve|suonare|suona|strumentale|dove|si|del tipo',
  notMusic: 'casa nuova|maggiore età|la maggior parte|il maggiore|popcorn|in tempo reale',
  not:
    'senza|non|né|nessun|nessuna|nessuno|niente|mai|tranne|eccetto|tutto tranne|' +
    'qualsiasi cosa tranne|salvo|evita|evitare|invece di|al posto di|a parte|fuorché|' +
    'nulla',
  notAfter: 'escluso|esclusa|esclusi',
  less: 'meno',
  only: 'solo|soltanto|solamente|unicamente|nient altro che|esclusivamente',
  and: 'e|ed',
  or: 'o|né|oppure',
  but: 'ma|bensì|solo|soltanto|però|con|piuttosto',
  moods: {
    calm:
      'calm*|tranquill*|rilassant*|rilassat*|dolce|dolci|pacific*|seren*|quiet*|delicat*|' +
      'pacat*|soft|soffus*|leggiadr*|senza distrarre|non distragga|non distrae|' +
      'non deve distrarre',
    warm:
      'cald*|romantic*|tener*|nostalgic*|intim*|accoglient*|affettuos*|amorevol*|sensual*|' +
      'festiv*|natalizi*|amichevol*|cordial*',
    happy:
      'allegr*|felic*|gioios*|solare|solari|divertent*|ottimist*|positiv*|spensierat*|' +
      'luminos*|vivace|vivaci|brillant*|giocos*|motivazional*|ispirant*|speranzos*|' +
      'ballabil*|spiritos*',
    dark:
      'scur*|oscur*|cupo|cupa|cupi|cupe|tenebros*|misterios*|minaccios*|inquietant*|' +
      'suspense|tes*|sinistr*|spaventos*|aggressiv*|angosciant*|lugubr*|pauros*|paura|' +
      'tensione|ansia|ansios*|angosci*|abbandonat*',
    sad:
      'trist*|malinconic*|malinconi*|solitari*|dolent*|struggent*|commovent*|dolor*|' +
      'emozionant*|emotiv*|tragic*|lacrime|nostalgia',
    dreamy:
      'sognant*|oniric*|etere*|atmosferic*|magic*|fiabesc*|sospes*|celestial*|ipnotic*|' +
      'cosmic*|fluttuant*|incantat*|nebbi*|bruma|foschia',
    driving:
      'energic*|dinamic*|potent*|intens*|incalzant*|travolgent*|grintos*|adrenalinic*|' +
      'trascinant*|energia|ritmat*',
    epic:
      'epic*|eroic*|grandios*|maestos*|trionfal*|monumental*|drammatic*|glorios*|' +
      'solenn*|vittorios*',
  },
  energy: {
    more: 'energic*|energia|potent*|intens*|fort*|dur*|selvaggi*|esplosiv*',
    less:
      'calm*|tranquill*|dolce|minimal*|discret*|legger*|semplic*|essenzial*|' +
      'di sottofondo|delicat*',
  },
  tempo: {
    slow: 'lent*|adagio|ballata|ballate|rallentat*|largo',
    fast: 'veloc*|rapid*|accelerat*|svelt*|frenetic*|allegro con brio',
  },
  parts: {
    drums: 'batteria|batterie|percussion*|tamburi|tamburo|drum machine',
    bass: 'basso|bassi|linea di basso',
    chords: 'accordi|accordo|tastier*|armonia|armonie',
    lead: 'melodia|melodie|assolo|assoli|tema principale',
    counter: 'controcanto|contromelodia|seconda voce',
    pad: 'tappeto|tappeti|pad',
    fx: 'effetti|effetti sonori',
    loop: 'campione',
  },
  instruments: {
    piano: 'pianoforte|piano|pianoforti',
    'electric piano': 'piano elettrico|rhodes',
    organ: 'organo',
    guitar: 'chitarra|chitarre',
    'acoustic guitar': 'chitarra acustica|chitarre acustiche|chitarra classica',
    'electric guitar':
      'chitarra elettrica|chitarre elettriche|chitarra distorta|chitarre distorte|' +
      'chitarra sporca|chitarre sporche',
    banjo: 'banjo',
    mandolin: 'mandolino|mandolini',
    ukulele: 'ukulele',
    strings: 'archi|quartetto d archi',
    violin: 'violino|violini',
    viola: 'viola',
    cello: 'violoncello|violoncelli',
    'double bass': 'contrabbasso',
    harp: 'arpa',
    harpsichord: 'clavicembalo',
    flute: 'flauto|flauti',
    woodwind: 'clarinetto|oboe|fagotto|legni',
    saxophone: 'sassofono|sax|sassofoni',
    brass: 'ottoni|fiati|trombone|tromboni|corno|corni',
    trumpet: 'tromba|trombe',
    choir: 'coro|cori',
    bells: 'campana|campane|campanelli|carillon|campanelle',
    vibraphone: 'vibrafono|marimba|xilofono',
    synth: 'sintetizzator*|synth',
    timpani: 'timpani',
    'hand percussion': 'bonghi|congas|tamburello|maracas|cajon',
    'drum sound': 'battiti di mani|battito di mani|campanaccio',
    accordion: 'fisarmonica',
    harmonica: 'armonica',
    bagpipes: 'cornamus*|zampogna',
    whistling: 'fischi*',
  },
  levels: {
    louder: 'forte|forti|potente|potenti|in primo piano|alto|alta',
    quieter: 'discreto|discreta|discreti|discrete|leggero|leggera|sommesso|sommessa|in sottofondo',
  },
  drumless:
    'quartetto d archi|duetto|duo|quartetto|piano solo|pianoforte solo|' +
    'musica da camera|a cappella',
  vocals:
    'voce|voci|vocale|vocali|cantante|cantanti|cantare|canto|cantato|cantata|' +
    'voce femminile|voce maschile|voce di donna|rapper|corista|coristi',
  lyrics: 'testo|testi|strofa|strofe|ritornello|parole',
  styles: {
    'acoustic-folk': 'acustic*|folk italiano|popolare',
    cinematic: 'musica da film|orchestral*|cinematografic*|colonna sonora',
    ambient: 'ambientale|musica ambientale|ambient',
    'jazz-trio': 'trio jazz',
    pop: 'musica pop|pop italiano|musica leggera',
    rock: 'musica rock|rock italiano',
    classical: 'classica|classico|barocc*|musica da camera',
    latin: 'latin*|bossa nova|salsa|samba|reggaeton|bachata',
    house: 'musica house',
    'hip-hop': 'rap italiano',
  },
  scenes: {
    study: 'studi*|concentra*|lavorare|leggere|lettura|compiti|programmare',
    sleep: 'dormire|sonno|ninna nanna|addormentarsi',
    meditation: 'meditazione|yoga|meditare|respiro',
    spa: 'spa|massaggi*|benessere',
    nature: 'natura|bosco|foresta|mare|oceano|montagna|montagne|alba|tramonto|paesaggi*',
    rain: 'pioggia|temporale',
    coffee: 'caffè|tè|libreria',
    dinner: 'cena|ristorante|vino',
    bar: 'bar|discoteca',
    drive: 'guida notturna|autostrada|in macchina|viaggio in auto',
    night: 'notte|notturn*|sera|serata|mezzanotte',
    workout: 'palestra|allenamento|allenarsi|correre|corsa',
    sport: 'sport|sportiv*|calcio|sci|surf',
    chase: 'inseguimento',
    race: 'gara',
    party: 'festa|feste|ballare|ballo|capodanno',
    trailer: 'trailer',
    battle: 'battaglia|battaglie|guerra|combattiment*',
    film: 'film|cinema|cortometraggio|scena|serie|titoli di coda',
    documentary: 'documentari*|storia',
    horror: 'orrore|horror|halloween|fantasmi',
    crime: 'poliziesc*|giallo|crimine|spionaggio|detective',
    corporate: 'aziendal*|azienda|presentazion*|societ*|professional*',
    advert: 'pubblicit*|spot|prodotto|prodotti|promozional*|marchio',
    technology: 'tecnologi*|futuristic*|robot|scienza',
    news: 'notizie|telegiornale',
    podcast: 'podcast|radio|intervista',
    speech: 'voce fuori campo|voce narrante|parlato',
    background: 'sottofondo|sfondo|di sottofondo',
    video: 'video|vlog|youtube',
    logo: 'logo|sigla|intro|jingle',
    game: 'gioco|giochi|videogioc*',
    cooking: 'cucina|ricett*|cucinare',
    travel: 'viaggi*|vacanz*|avventur*|isola',
    wedding: 'matrimoni*|sposa|sposi|nozze',
    love: 'amore|innamorat*|san valentino|coppia|famiglia',
    funeral: 'funerale|addio|omaggio',
    christmas: 'natale|natalizi*',
    birthday: 'compleanno',
    children: 'bambin*|infantil*|giocattol*|scuola|cane|gatto',
    summer: 'estate|estiv*|spiaggia|primavera|piscina',
    winter: 'inverno|invernal*|autunno|neve',
    morning: 'mattin*|risveglio|colazione',
    space: 'spazio|stelle|galassia|luna',
    countryside: 'campagna|fattoria|villaggio|falò',
    city: 'città|urban*',
    fashion: 'moda|passerella|lusso|elegant*',
    street: 'strada',
  },
  endings: {
    loop: 'loop|in loop|ciclo|a ciclo|ripetibile|senza fine',
    final: 'gran finale|finale forte|accordo finale|finale netto',
    fade: 'dissolvenza|sfuma|sfumare|svanisce|in dissolvenza',
  },
  shapes: {
    build: 'crescendo|cresce|in crescendo|progressiv*|sale di intensità|a poco a poco',
    'quiet-start':
      'inizia piano|inizia lentamente|inizio calmo|inizia dolcemente|inizia tranquillo',
  },
  events: {
    drop: 'drop',
    climax: 'culmine|climax|apice',
    accent: 'colpo|accento|impatto',
    break: 'pausa|break',
    stop: 'silenzio|stop',
  },
  metres: {
    '3/4': 'valzer|tre quarti',
    '6/8': 'sei ottavi',
    '4/4': 'quattro quarti',
    '2/4': 'due quarti',
    '5/4': 'cinque quarti',
    '7/8': 'sette ottavi',
  },
  units: {
    second: 'secondo|secondi|sec|s',
    minute: 'minuto|minuti|min',
    hour: 'ora|ore',
    bar: 'battute|misure',
    bpm: 'bpm|battiti al minuto|battiti per minuto|pulsazioni al minuto',
  },
  tempoLabel: 'tempo|velocità|bpm',
  numbers: {
    1: 'un|uno|una',
    2: 'due',
    3: 'tre',
    4: 'quattro',
    5: 'cinque',
    6: 'sei',
    7: 'sette',
    8: 'otto',
    9: 'nove',
    10: 'dieci',
    12: 'dodici',
    15: 'quindici',
    20: 'venti',
    30: 'trenta',
    40: 'quaranta',
    45: 'quarantacinque',
    50: 'cinquanta',
    60: 'sessanta',
    70: 'settanta',
    80: 'ottanta',
    90: 'novanta',
    100: 'cento',
    120: 'centoventi',
  },
  halves: { half: 'mezzo|mezza', plusHalf: 'e mezzo|e mezza' },
  modes: {
    major: 'maggiore',
    minor: 'minore',
    dorian: 'dorico',
    mixolydian: 'misolidio',
    lydian: 'lidio',
    phrygian: 'frigio',
  },
  notes: { C: 'do', D: 're', E: 'mi', F: 'fa', G: 'sol', A: 'la', B: 'si' },
  sharp: 'diesis',
  flat: 'bemolle',
  keyLabel: 'in|tonalità di|tonalità|in tonalità di',
  times: {
    first: 'nei primi|i primi|per i primi|primi|prime',
    last: 'negli ultimi|gli ultimi|ultimi',
    after: 'dopo',
    until: 'fino a|prima di',
    at: 'a|al',
    around: 'verso|intorno a|circa',
    from: 'a partire da',
    firstHalf: 'prima metà|all inizio|nell intro',
    secondHalf: 'seconda metà|alla fine',
  },
  like:
    'nello stile di|stile di|in stile|come|simile a|ispirato a|ispirata a|' +
    'alla maniera di|tipo',
  impossible: {
    'a change of tempo':
      'accelera|accelerando|rallenta|rallentando|cambio di tempo|sempre più veloce',
    'a change of key': 'cambio di tonalità|modulazione',
    stems: 'tracce separate|stems',
    'other sounds':
      'rumore di pioggia|suoni della natura|canto degli uccelli|rumore del mare|' + 'applausi',
    'a copy of a song': 'cover di|remix di|karaoke',
  },
};
