import type { WordList } from './word-list.ts';

export const SPANISH: WordList = {
  language: 'es',
  falseFriends: 'ad|data|sale|sales|date|once|sea',
  plain:
    'no olvides|no olvidar|no olviden|no te olvides de|no sin|nunca sin|no importa|' +
    'el|la|los|las|lo|un|una|unos|unas|de|del|y|e|o|u|para|con|a|al|en|por|que|como|' +
    'es|son|yo|tú|él|ella|mi|mis|tu|tus|su|sus|nuestro|nuestra|' +
    'nuestros|me|nos|te|se|quiero|quisiera|necesito|necesitamos|hazme|haz|hacer|crea|' +
    'crear|dame|por favor|favor|gracias|hola|algo|música|musica|canción|' +
    'cancion|pieza|tema|pista|sonido|estilo|género|ambiente|tipo|muy|bastante|poco|' +
    'un poco|mucho|mucha|más|también|luego|todo|toda|todos|unos|' +
    'aproximadamente|alrededor|tempo|duración|dure|dura|largo|larga|tonalidad|tono|' +
    'compás|bueno|buena|bonito|bonita|ideal|este|esta|ser|tener|' +
    'tenga|debe|suene|suena|sonar|toque|instrumental|esta vez|solo que',
  notMusic:
    'palomitas|casa nueva|clase de historia|pop corn|al menor precio|menor de edad|' +
    'mayor de edad|la mayor parte|el mayor|la menor duda|por mayor',
  not:
    'sin|no|ni|nada|nada de|nunca|jamás|ningún|ninguna|ningun|excepto|salvo|' +
    'menos que|todo menos|cualquier cosa menos|evita|evitar|en vez de|en lugar de|' +
    'fuera de|a excepción de|tampoco',
  notAfter: 'fuera|excluido|excluida',
  less: 'menos',
  only: 'solo|sólo|solamente|únicamente|nada más que|nada excepto|exclusivamente',
  and: 'y|e',
  or: 'o|ni|u',
  but: 'pero|sino|solo|sólo|solamente|aunque|con|mejor',
  moods: {
    calm:
      'tranquil*|calmad*|calma|relajad*|relajante*|suave*|apacible*|pacífic*|seren*|' +
      'sosegad*|delicad*|sutil*|relax|dulce*|sin distraer|no distraiga|no distrae|' +
      'no debe distraer',
    warm:
      'cálid*|calid*|románti*|tierno|tierna|tiern*|nostálgic*|íntim*|acogedor*|cariños*|' +
      'amoros*|sensual*|entrañable*|festiv*|amistos*|amigable*',
    happy:
      'alegre*|feliz|felices|divertid*|soleado|soleada|optimista*|positiv*|animad*|' +
      'luminos*|jovial*|festej*|brillante*|contento|contenta|juguet*|motivador*|' +
      'inspirador*|esperanzador*|risueñ*|marchos*|bailable*|pegadiz*',
    dark:
      'oscur*|siniestr*|tenebros*|misterios*|amenazante*|inquietante*|suspens*|tens*|' +
      'lúgubre*|terror*|macabr*|agresiv*|sombrí*|tétric*|miedo|perturbador*|tensión|' +
      'ansiedad|angusti*|inquietud*|abandonad*',
    sad:
      'triste*|melancóli*|melancol*|solitari*|dolor*|desgarrador*|llor*|nostalgia|' +
      'emotiv*|pena|desamor|trágic*|afligid*',
    dreamy:
      'soñador*|onírico|onírica|etére*|atmosféric*|mágic*|flotante*|ensoñador*|celestial*|' +
      'hipnótic*|cósmic*|espacial*|misterioso y suave|niebla*|neblina*|bruma*',
    driving:
      'enérgic*|energétic*|potente*|intens*|dinámic*|trepidante*|vibrante*|impetuos*|' +
      'energía|frenétic*|adrenalina|poderos*',
    epic:
      'épic*|heroic*|heroico|heroica|grandios*|majestuos*|triunfal*|monumental*|' +
      'dramátic*|glorios*|victorios*|solemne*',
  },
  energy: {
    more: 'enérgic*|energía|potente*|intens*|fuerte*|duro|dura|salvaje*|explosiv*|' + 'energétic*',
    less:
      'tranquil*|suave*|discret*|mínim*|minimalista*|ligero|ligera|sencill*|sutil*|' +
      'de fondo|calmad*',
  },
  tempo: {
    slow: 'lento|lenta|lentos|lentas|despacio|pausad*|balada*|lentamente',
    fast: 'rápid*|rapido|rapida|veloz*|veloces|deprisa|aceler*|movid*|vertiginos*',
  },
  parts: {
    drums:
      'batería*|bateria*|percusión|percusion|percusiones|tambor*|caja de ritmos|' + 'redoblante',
    bass: 'bajo|bajos|línea de bajo|bajo eléctrico',
    chords: 'acorde*|teclado*|armonía*',
    lead: 'melodía*|melodia*|solo|solos|melodía principal',
    counter: 'contramelodía|contrapunto|segunda voz',
    pad: 'colchón|colchones|pads|pad',
    fx: 'efectos|efectos de sonido',
    loop: 'muestra',
  },
  instruments: {
    piano: 'piano|pianos',
    'electric piano': 'piano eléctrico|rhodes',
    organ: 'órgano*|organo',
    guitar: 'guitarra|guitarras',
    'acoustic guitar':
      'guitarra acústica|guitarras acústicas|guitarra española|guitarra clásica|' +
      'guitarra acustica',
    'electric guitar':
      'guitarra eléctrica|guitarras eléctricas|guitarras distorsionadas|' +
      'guitarra distorsionada|guitarra electrica|guitarra sucia|guitarras sucias',
    banjo: 'banjo',
    mandolin: 'mandolina*',
    ukulele: 'ukelele|ukulele',
    strings: 'cuerdas|cuarteto de cuerda|cuarteto de cuerdas',
    violin: 'violín|violines|violin',
    viola: 'viola',
    cello: 'violonchelo*|chelo|cello',
    'double bass': 'contrabajo',
    harp: 'arpa',
    harpsichord: 'clave|clavecín',
    flute: 'flauta*|quena|zampoña*',
    woodwind: 'clarinete*|oboe|fagot|maderas',
    saxophone: 'saxofón|saxofon|saxo|saxofones',
    brass: 'metales|trombón|trombones|vientos|sección de metales',
    trumpet: 'trompeta*',
    choir: 'coro|coros',
    bells: 'campana|campanas|campanillas|caja de música|cascabeles',
    vibraphone: 'vibráfono|marimba|xilófono',
    synth: 'sintetizador*|sintes|synth|synths',
    timpani: 'timbales',
    'hand percussion': 'bongós|bongos|congas|maracas|pandereta|cajón|cajon|güiro',
    'drum sound': 'palmas|cencerro|dembow',
    accordion: 'acordeón|acordeon|bandoneón',
    harmonica: 'armónica',
    bagpipes: 'gaita*',
    whistling: 'silbid*|silbando',
  },
  levels: {
    louder: 'fuerte|fuertes|potente|potentes|en primer plano|alto|alta|altos|altas',
    quieter: 'discreto|discreta|discretos|discretas|sutil|sutiles|bajito|bajita|de fondo',
  },
  drumless:
    'cuarteto de cuerda|cuarteto de cuerdas|dúo|cuarteto|piano solo|música de cámara|' + 'a capela',
  vocals:
    'voz|voces|vocal|vocales|cantante*|cantar|canto|cantado|cantada|voz femenina|' +
    'voz masculina|voz de mujer|rapero|rapera|coristas',
  lyrics: 'letra|letras|estrofa*|estribillo|verso*|palabras',
  styles: {
    'acoustic-folk': 'acústic*|folclore|folklore|folclórica',
    cinematic: 'música de película|orquestal*|cinematográfic*|banda sonora|cinemátic*',
    ambient: 'ambiental*|música ambiental',
    'jazz-trio': 'trío de jazz',
    pop: 'pop latino suave|música pop',
    rock: 'rock en español|rockero|rockera',
    classical: 'clásic*|clasica|barroc*|música de cámara',
    latin:
      'latin*|salsa|cumbia|bachata|merengue|bolero|bossa nova|bossa|reguetón|reggaetón|' +
      'reggaeton|reggeaton|samba|son cubano|mambo|rumba|tropical',
    house: 'música house',
    techno: 'tecno',
    'hip-hop': 'rap|hiphop latino',
  },
  scenes: {
    study: 'estudi*|concentra*|trabajar|leer|lectura|tareas|programar',
    sleep: 'dormir|sueño|siesta|canción de cuna|nana',
    meditation: 'meditación|meditar|yoga|respiración',
    spa: 'spa|masaje*|bienestar',
    nature: 'naturaleza|bosque*|mar|océano|montaña*|río|amanecer|atardecer|paisaje*',
    rain: 'lluvia|tormenta|lluvios*',
    coffee: 'café|cafetería|té',
    dinner: 'cena|restaurante*|vino',
    bar: 'bar|discoteca',
    drive: 'conducir|carretera|autopista|en coche',
    night: 'noche|nocturn*|medianoche|tarde',
    workout: 'gimnasio|entrenamiento|entrenar|ejercicio|correr',
    sport: 'deporte*|deportiv*|fútbol|surf|esquí',
    chase: 'persecución',
    race: 'carrera',
    party: 'fiesta*|bailar|baile|discotequ*|celebración',
    trailer: 'tráiler|trailer|avance',
    battle: 'batalla*|guerra|combate*|jefe final',
    film: 'película*|cine|cortometraje|escena|serie|créditos',
    documentary: 'documental*|historia',
    horror: 'terror|halloween|fantasma*|zombi*',
    crime: 'crimen|crímenes|policíac*|detective|espía*',
    corporate: 'corporativ*|empresa*|presentación*|negocio*|profesional*',
    advert: 'anuncio*|publicidad|publicitari*|producto*|comercial|marca|promoción',
    technology: 'tecnología*|tecnológic*|futurista*|robot*|ciencia',
    news: 'noticias|informativo',
    podcast: 'podcast*|radio|entrevista',
    speech: 'voz en off|locución|narración',
    background: 'fondo|de fondo|música de fondo',
    video: 'vídeo*|video*|vlog|youtube',
    logo: 'logo|logotipo|sintonía|intro|cortinilla',
    game: 'juego*|videojuego*',
    cooking: 'cocina|receta*|cocinar',
    travel: 'viaje*|vacaciones|aventura*|isla',
    wedding: 'boda*|novia|novios',
    love: 'amor|enamorad*|san valentín|pareja|familia',
    funeral: 'funeral|homenaje|despedida',
    christmas: 'navidad|navideñ*|villancico*',
    birthday: 'cumpleaños',
    children: 'niño*|niña*|infantil*|bebé*|juguete*|escuela|perro|gato',
    summer: 'verano|playa|primavera|piscina|veranieg*',
    winter: 'invierno|otoño|nieve',
    morning: 'mañana|mañanas|despertar|desayuno',
    space: 'espacio|estrellas|galaxia|luna',
    countryside: 'campo|granja|pueblo|fogata|senderismo',
    city: 'ciudad|urban*',
    fashion: 'moda|pasarela|lujo|elegante*',
    street: 'calle',
  },
  endings: {
    loop: 'bucle|en bucle|loop|repetible|sin fin|infinito',
    final:
      'gran final|final fuerte|final claro|acorde final|final abrupto|parada seca|' + 'corte seco',
    fade: 'desvanec*|fundido|fade out|se apaga',
  },
  shapes: {
    build:
      'va creciendo|crece|crescendo|creciente|progresiv*|sube de intensidad|' +
      'poco a poco|in crescendo',
    'quiet-start':
      'empieza suave|empieza tranquilo|comienza suave|comienza tranquilo|inicio suave|' +
      'empieza suavemente',
  },
  events: {
    drop: 'drop',
    climax: 'clímax|climax|punto álgido',
    accent: 'golpe|acento|impacto',
    break: 'pausa|break',
    stop: 'silencio|parada',
  },
  metres: {
    '3/4': 'vals|valses|compás de tres',
    '6/8': 'seis por ocho',
    '4/4': 'cuatro por cuatro',
    '2/4': 'dos por cuatro',
    '5/4': 'cinco por cuatro',
    '7/8': 'siete por ocho',
  },
  units: {
    second: 'segundo|segundos|seg|s',
    minute: 'minuto|minutos|min',
    hour: 'hora|horas',
    bar: 'compases',
    bpm: 'bpm|pulsaciones por minuto|pulsos por minuto|ppm|golpes por minuto',
  },
  tempoLabel: 'tempo|velocidad|bpm',
  numbers: {
    1: 'un|uno|una',
    2: 'dos',
    3: 'tres',
    4: 'cuatro',
    5: 'cinco',
    6: 'seis',
    7: 'siete',
    8: 'ocho',
    9: 'nueve',
    10: 'diez',
    12: 'doce',
    15: 'quince',
    20: 'veinte',
    30: 'treinta',
    40: 'cuarenta',
    45: 'cuarenta y cinco',
    50: 'cincuenta',
    60: 'sesenta',
    70: 'setenta',
    80: 'ochenta',
    90: 'noventa',
    100: 'cien|ciento',
    120: 'ciento veinte',
  },
  halves: { half: 'medio|media', plusHalf: 'y medio|y media' },
  modes: {
    major: 'mayor',
    minor: 'menor',
    dorian: 'dórico',
    mixolydian: 'mixolidio',
    lydian: 'lidio',
    phrygian: 'frigio',
  },
  notes: { C: 'do', D: 're', E: 'mi', F: 'fa', G: 'sol', A: 'la', B: 'si' },
  sharp: 'sostenido',
  flat: 'bemol',
  keyLabel: 'en|tonalidad|tonalidad de|en tono de',
  times: {
    first: 'en los primeros|los primeros|durante los primeros|primeros|primeras',
    last: 'en los últimos|los últimos|últimos',
    after: 'después de|tras|luego de',
    until: 'hasta|antes de',
    at: 'a los|al|en el',
    around: 'hacia|alrededor de|unos|aproximadamente',
    from: 'a partir de|desde',
    firstHalf: 'primera mitad|al principio|al comienzo|en la intro',
    secondHalf: 'segunda mitad|al final',
  },
  like:
    'al estilo de|estilo de|como|parecido a|parecida a|inspirado en|inspirada en|' + 'a lo|tipo',
  impossible: {
    'a change of tempo':
      'acelera|se acelera|más rápido al final|cambio de tempo|desacelera|' + 'cada vez más rápido',
    'a change of key': 'cambio de tonalidad|modulación|cambio de tono',
    stems: 'pistas separadas|stems',
    'other sounds':
      'sonido de lluvia|sonidos de la naturaleza|canto de pájaros|sonido del mar|' + 'aplausos',
    'a copy of a song': 'versión de|remix de|cover de|karaoke',
  },
};
