import type { WordList } from './word-list.ts';

export const FRENCH: WordList = {
  language: 'fr',
  falseFriends: 'sale|sales|date|dates|data|fin',
  plain:
    'on|pour le|n oublie pas|n oubliez pas|ne pas oublier|pas sans|jamais sans|peu importe|' +
    'le|la|les|l|un|une|des|de|du|d|et|ou|où|pour|avec|à|a|au|aux|en|dans|sur|par|' +
    'que|qui|qu|ce|cette|ces|c|est|sont|je|j|tu|il|elle|' +
    'nous|vous|mon|ma|mes|notre|nos|votre|vos|son|sa|ses|moi|voudrais|veux|besoin|ai|' +
    'fais|faites|crée|créer|faire|s|il te plaît|' +
    's il vous plaît|svp|merci|bonjour|quelque|chose|musique|morceau|morceaux|' +
    'chanson|titre|piste|son|thème|style|genre|ambiance|' +
    'très|plutôt|assez|un peu|peu|bien|beaucoup|plus|aussi|puis|alors|tout|toute|' +
    'tous|comme|environ|tempo|durée|long|longue|dure|durer|' +
    'tonalité|mesure|idéal|idéale|bon|bonne|beau|belle|belles|joli|jolie|petit|' +
    'petite|type|sorte|genre de|d une|d un|y|on|doit|peut|se|ne|jouer|joue|' +
    'instrumental|instrumentale',
  notMusic: 'pop corn|haute mer|maison neuve|bar à vin vide|mi temps',
  not:
    'sans|pas|pas de|pas d|ni|aucun|aucune|jamais|sauf|tout sauf|excepté|hors|hormis|' +
    'rien de|rien d|surtout pas|éviter|évitez|plutôt que|au lieu de|à part|non',
  notAfter: 'exclu|exclue|exclus|en moins',
  less: 'moins|moins de|moins d',
  only: 'seulement|uniquement|juste|rien que|rien d autre que|exclusivement',
  and: 'et',
  or: 'ou|ni',
  but: 'mais|plutôt|seulement|juste|cependant|avec',
  moods: {
    calm:
      'calme*|tranquille*|paisible*|douce*|doux|relaxant*|apaisant*|reposant*|serein*|' +
      'détendu*|zen|tendrement|feutré*|délicat*|posé*|relax|sans distraire|ne distrait pas|' +
      'ne pas distraire',
    warm:
      'chaleureu*|chaud*|tendre*|romantique*|nostalgique*|intime*|cosy|amoureu*|affectueu*|' +
      'festif*|festive*|réconfortant*|sensuel*|amical*|amicaux',
    happy:
      'joyeu*|heureu*|gai*|ensoleillé*|lumineu*|amusant*|drôle*|optimiste*|positif*|' +
      'positive*|entraînant*|enjoué*|festoyant*|léger*|légère*|ludique*|motivant*|' +
      'inspirant*|dansant*|pétillant*|espoir|guilleret*',
    dark:
      'sombre*|noir*|inquiétant*|angoissant*|mystérieu*|menaçant*|suspense|tendu*|' +
      'effrayant*|sinistre*|lugubre*|agressif*|agressive*|oppressant*|glauque*|terrifiant*|' +
      'tension|anxieu*|angoisse*|peur*|inquiétude*|abandonné*',
    sad:
      'triste*|mélancoli*|solitaire*|chagrin*|déchirant*|nostalgie|émouvant*|émotion*|' +
      'deuil|malheureu*|dépressi*|tragique*|larmes',
    dreamy:
      'rêveu*|onirique*|éthéré*|planant*|atmosphérique*|aérien*|magique*|féerique*|' +
      'flottant*|vaporeu*|cosmique*|hypnotique*|contemplati*|brume*|brumeu*|brouillard*',
    driving:
      'énergique*|dynamique*|puissant*|intense*|rythmé*|percutant*|haletant*|entêtant*|' +
      'trépidant*|fougueu*|énergie|punchy',
    epic:
      'épique*|héroïque*|grandiose*|majestueu*|triomph*|monumental*|dramatique*|' +
      'solennel*|glorieu*|victorieu*',
  },
  energy: {
    more: 'énergique*|puissant*|intense*|fort|forte|dynamique*|explosi*|énergie|lourd*',
    less:
      'calme*|doux|douce*|discret*|discrète*|minimal*|léger*|légère*|sobre*|épuré*|' +
      'fond sonore|dépouillé*',
  },
  tempo: {
    slow: 'lent|lente|lents|lentes|lentement|ballade*|ralenti*|langoureu*',
    fast: 'rapide*|vite|vif|vive|accéléré*|effréné*|rapidement|endiablé*',
  },
  parts: {
    drums: 'batterie*|percussion*|tambour*|caisse claire|rythmique|boîte à rythmes',
    bass: 'basse|basses|ligne de basse',
    chords: 'accord|accords|clavier*|harmonie*',
    lead: 'mélodie*|solo|thème principal|voix principale instrumentale',
    counter: 'contrechant|contre mélodie',
    pad: 'nappe|nappes',
    fx: 'effets|effets sonores|bruitages',
    loop: 'échantillon',
  },
  instruments: {
    piano: 'piano|pianos|piano à queue',
    'electric piano': 'piano électrique|rhodes',
    organ: 'orgue*',
    guitar: 'guitare|guitares',
    'acoustic guitar':
      'guitare acoustique|guitares acoustiques|guitare classique|guitare folk|' + 'guitare sèche',
    'electric guitar':
      'guitare électrique|guitares électriques|guitare saturée|guitares saturées|' +
      'guitares sales|guitare sale',
    banjo: 'banjo',
    mandolin: 'mandoline',
    ukulele: 'ukulélé',
    strings: 'cordes|quatuor à cordes|violons',
    violin: 'violon',
    viola: 'alto',
    cello: 'violoncelle*',
    'double bass': 'contrebasse',
    harp: 'harpe',
    harpsichord: 'clavecin',
    flute: 'flûte*',
    woodwind: 'bois|clarinette*|hautbois|basson',
    saxophone: 'saxophone*|saxo',
    brass: 'cuivre|cuivres|cor|cors|trombone*',
    trumpet: 'trompette*',
    choir: 'chœur*|choeur*|chorale',
    bells: 'cloche*|clochette*|carillon|boîte à musique|grelots',
    vibraphone: 'vibraphone|marimba|xylophone',
    synth: 'synthé*|synthétiseur*|synthés',
    timpani: 'timbales',
    'hand percussion': 'bongos|congas|tambourin|maracas|djembé',
    'drum sound': 'claquements de mains|claps|cloche à vache',
    accordion: 'accordéon',
    harmonica: 'harmonica',
    bagpipes: 'cornemuse*',
    whistling: 'sifflement*|sifflé*',
  },
  levels: {
    louder: 'fort|forte|forts|fortes|puissant*|en avant|dominant*|présent*',
    quieter: 'discret|discrets|discrète|discrètes|léger|légère|légers|légères|en retrait|effacé*',
  },
  drumless: 'quatuor à cordes|duo|quatuor|piano seul|piano solo|musique de chambre|a cappella',
  vocals:
    'voix|chant|chanteur|chanteuse|chanté|chantée|chanter|paroles chantées|' +
    'voix féminine|voix masculine|choriste*|voix de femme|voix d homme|rappeur|' +
    'rappeuse',
  lyrics: 'paroles|couplet*|refrain|texte',
  styles: {
    'acoustic-folk': 'acoustique*|folklorique',
    cinematic: 'musique de film|orchestral*|cinématographique|cinématique',
    ambient: 'ambiante|musique d ambiance|nappe sonore|ambient',
    'jazz-trio': 'jazz manouche|trio de jazz',
    pop: 'musique pop|variété|chanson pop',
    rock: 'rock français',
    classical: 'classique*|baroque*|musique de chambre',
    latin: 'latino|latine|bossa|salsa',
    house: 'house française',
    'hip-hop': 'rap français',
  },
  scenes: {
    study:
      'étudier|étude*|réviser|révision*|concentration|travailler|lire|lecture|programmer|' +
      'coder',
    sleep: 'dormir|sommeil|sieste|berceuse|endormir',
    meditation: 'méditation|yoga|respiration|méditer',
    spa: 'spa|massage|bien être|détente',
    nature:
      'nature|forêt|mer|océan|montagne*|rivière|lever du soleil|coucher de soleil|' + 'paysage*',
    rain: 'pluie|orage',
    coffee: 'café|thé|librairie',
    dinner: 'dîner|restaurant|repas|vin|bistrot',
    bar: 'bar|boîte de nuit',
    drive: 'conduite de nuit|autoroute|en voiture|route de nuit',
    night: 'nuit|soir|soirée|minuit',
    workout: 'sport en salle|fitness|musculation|entraînement|courir|course à pied',
    sport: 'sport|sports|football|ski|glisse|surf',
    chase: 'poursuite|course poursuite',
    race: 'course',
    party: 'fête|danse|danser|boum|club|discothèque',
    trailer: 'bande annonce',
    battle: 'bataille*|combat*|guerre|boss',
    film: 'film*|cinéma|court métrage|scène|série|générique',
    documentary: 'documentaire*|histoire',
    horror: 'horreur|halloween|fantôme*|zombie*',
    crime: 'policier|enquête|crime|espionnage',
    corporate: 'entreprise*|présentation*|société|institutionnel*|professionnel*',
    advert: 'publicité*|pub|produit*|promotion*|marque|publicitaire*',
    technology: 'technologie*|futuriste*|robot*|numérique|science',
    news: 'journal télévisé|actualités',
    podcast: 'podcast*|radio|émission|interview',
    speech: 'voix off|sous une voix|narration|parole',
    background: 'fond|musique de fond|arrière plan|en fond',
    video: 'vidéo*|vlog|youtube|diaporama',
    logo: 'logo|jingle|intro|générique court|sonnerie',
    game: 'jeu|jeux|jeu vidéo',
    cooking: 'cuisine|recette*|cuisiner|pâtisserie',
    travel: 'voyage*|vacances|aventure*|île',
    wedding: 'mariage*|mariés',
    love: 'amour|saint valentin|couple|famille',
    funeral: 'enterrement|funérailles|hommage|adieu',
    christmas: 'noël',
    birthday: 'anniversaire',
    children: 'enfant*|bébé*|jouet*|école|chien|chat',
    summer: 'été|plage|printemps|piscine',
    winter: 'hiver|automne|neige',
    morning: 'matin|matinée|réveil|petit déjeuner',
    space: 'espace|étoile*|galaxie|lune|cosmos',
    countryside: 'campagne|ferme|village|feu de camp|randonnée',
    city: 'ville|paris|métro',
    fashion: 'mode|défilé|luxe|élégant*',
    street: 'rue',
  },
  endings: {
    loop: 'boucle|en boucle|bouclable|boucler|sans fin',
    final:
      'grande fin|fin nette|grand final|accord final|fin claire|final grandiose|' +
      'fin abrupte|arrêt net',
    fade: 'fondu|en fondu|fondu de sortie|s estompe|disparaît en fondu',
  },
  shapes: {
    build:
      'monte en puissance|montée|crescendo|progressivement|progressif|progressive|' +
      's intensifie|qui monte',
    'quiet-start': 'commence doucement|commence calmement|débute doucement|début calme|intro calme',
  },
  events: {
    drop: 'drop',
    climax: 'apogée|climax|point culminant|paroxysme',
    accent: 'coup|accent|impact',
    break: 'break|pause',
    stop: 'arrêt|silence',
  },
  metres: {
    '3/4': 'valse*|trois temps|à trois temps',
    '6/8': 'six huit',
    '4/4': 'quatre temps',
    '2/4': 'deux temps',
    '5/4': 'cinq temps',
    '7/8': 'sept huit',
  },
  units: {
    second: 'seconde|secondes|sec|s',
    minute: 'minute|minutes|min|mn',
    hour: 'heure|heures|h',
    bar: 'mesures',
    bpm: 'bpm|battements par minute|pulsations par minute|à la noire',
  },
  tempoLabel: 'tempo|vitesse|bpm',
  numbers: {
    1: 'un|une',
    2: 'deux',
    3: 'trois',
    4: 'quatre',
    5: 'cinq',
    6: 'six',
    7: 'sept',
    8: 'huit',
    9: 'neuf',
    10: 'dix',
    12: 'douze',
    15: 'quinze',
    20: 'vingt',
    30: 'trente',
    40: 'quarante',
    45: 'quarante cinq',
    50: 'cinquante',
    60: 'soixante',
    70: 'soixante dix',
    80: 'quatre vingt|quatre vingts',
    90: 'quatre vingt dix',
    100: 'cent',
    120: 'cent vingt',
  },
  halves: { half: 'demi|demie|une demi', plusHalf: 'et demie|et demi' },
  modes: {
    major: 'majeur|majeure',
    minor: 'mineur|mineure',
    dorian: 'dorien',
    mixolydian: 'mixolydien',
    lydian: 'lydien',
    phrygian: 'phrygien',
  },
  notes: { C: 'do|ut', D: 're', E: 'mi', F: 'fa', G: 'sol', A: 'la', B: 'si' },
  sharp: 'dièse|diese',
  flat: 'bémol|bemol',
  keyLabel: 'en|tonalité|tonalité de|dans la tonalité de',
  times: {
    first:
      'dans les premières|les premières|les premiers|pendant les premières|premières|' +
      'premiers|au cours des premières',
    last: 'dans les dernières|les dernières|dernières|derniers',
    after: 'après|au bout de',
    until: 'jusqu à|avant',
    at: 'à',
    around: 'vers|autour de|environ',
    from: 'à partir de|dès',
    firstHalf: 'première moitié|la première moitié|au début|dans l intro',
    secondHalf: 'seconde moitié|deuxième moitié|à la fin',
  },
  like:
    'dans le style de|style de|à la manière de|à la façon de|comme|inspiré de|' +
    'inspirée de|façon|du genre de|qui ressemble à',
  impossible: {
    'a change of tempo':
      'accélère|accélérer|accélération|ralentit|ralentir|de plus en plus vite|' +
      'changement de tempo|s accélère',
    'a change of key': 'changement de tonalité|modulation|module',
    stems: 'pistes séparées|stems',
    'other sounds':
      'bruit de pluie|bruits de la nature|chants d oiseaux|bruit des vagues|' + 'applaudissements',
    'a copy of a song': 'reprise de|remix de|version karaoké',
  },
};
