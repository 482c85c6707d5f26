import type { Edit } from '@fermata/contracts/values';

/** Notes in English, German, French, Spanish, Italian and Portuguese that ask for the same. */
export const NOTES_BY_KIND: Readonly<
  Record<string, { readonly edits: Edit[]; readonly notes: string[] }>
> = {
  'a negated quality asks for more of it': {
    edits: [{ op: 'level', part: 'bass', db: 3 }],
    notes: [
      ...["the bass isn't loud enough", 'not enough bass', 'der Bass ist nicht laut genug'],
      ...['nicht genug Bass', 'la basse n’est pas assez forte', 'pas assez de basse'],
      ...['el bajo no está lo bastante fuerte', 'no hay suficiente bajo'],
      ...['il basso non è abbastanza forte', 'o baixo não está suficientemente alto'],
    ],
  },
  'a part that is not liked is played again': {
    edits: [{ op: 'remake', part: 'drums' }],
    notes: [
      ...['the drums don’t work', "I don't like the drums", 'das Schlagzeug funktioniert nicht'],
      ...['ich mag das Schlagzeug nicht', "je n'aime pas la batterie", 'no me gusta la batería'],
      ...['non mi piace la batteria', 'não gosto da bateria'],
    ],
  },
  'a part that is not to be forgotten stays': {
    edits: [],
    notes: [
      ...["don't forget the bass", 'den Bass nicht vergessen', "n'oubliez pas la basse"],
      ...['no olvides el bajo', 'non dimenticare il basso', 'não esqueça o baixo'],
    ],
  },
  'a part behind "not the" is excepted': {
    edits: [{ op: 'level', part: 'drums', db: 3 }],
    notes: [
      ...['drums louder, not the bass', 'Schlagzeug lauter, nicht den Bass'],
      ...['batterie plus forte, pas la basse', 'batería más fuerte, no el bajo'],
      ...['batteria più forte, non il basso', 'bateria mais alta, não o baixo'],
    ],
  },
  'a part that is not wanted leaves': {
    edits: [{ op: 'remove', part: 'drums' }],
    notes: [
      ...['I don’t want drums', "don't use any drums", 'no more drums', 'ich will kein Schlagzeug'],
      ...['je ne veux pas de batterie', 'no quiero batería', 'non voglio la batteria'],
      ...['não quero bateria', 'no batería'],
    ],
  },
  'the absence of a part negates nothing else': {
    edits: [
      { op: 'tempo', bpm: 70 },
      { op: 'remove', part: 'drums' },
    ],
    notes: [
      ...['slower without drums', 'langsamer ohne Schlagzeug', 'plus lent sans batterie'],
      ...['más lento sin batería', 'più lento senza batteria', 'mais lento sem bateria'],
    ],
  },
  'a tempo in the place of another': {
    edits: [{ op: 'tempo', bpm: 120 }],
    notes: [
      ...['120 bpm instead of 100', 'instead of 100 bpm, 120 bpm', '120 bpm rather than 80'],
      ...['120 bpm statt 100', 'statt 100 bpm bitte 120 bpm', '120 bpm au lieu de 100'],
      ...['120 bpm en vez de 100', '120 bpm invece di 100', '120 bpm em vez de 100'],
    ],
  },
  'a length in the place of another': {
    edits: [{ op: 'duration', seconds: 60 }],
    notes: [
      ...['60 seconds instead of 30', '60 Sekunden statt 30', '60 secondes au lieu de 30'],
      ...['60 segundos en vez de 30', '60 secondi invece di 30', '60 segundos em vez de 30'],
    ],
  },
  'a key in the place of another': {
    edits: [{ op: 'key', key: { tonic: 'D', mode: 'minor' } }],
    notes: [
      ...['D minor instead of C minor', 'd-Moll statt c-Moll', 'ré mineur au lieu de do mineur'],
      ...['re menor en vez de do menor', 're minore invece di do minore'],
      'ré menor em vez de dó menor',
    ],
  },
  'a time in bars': {
    edits: [
      { op: 'presence', part: 'drums', fromSecond: 12.11, present: true },
      { op: 'presence', part: 'drums', fromSecond: 0, toSecond: 12.11, present: false },
    ],
    notes: [
      ...['bring in the drums at bar 5', 'add drums after 4 bars', 'Schlagzeug erst ab Takt 5'],
      ...['batterie à partir de la mesure 5', 'batería a partir del compás 5'],
      ...['batteria dopo 4 battute', 'bateria a partir do compasso 5'],
    ],
  },
  'only these parts': {
    edits: [
      { op: 'remove', part: 'chords' },
      { op: 'remove', part: 'lead' },
      { op: 'remove', part: 'counter' },
      { op: 'remove', part: 'pad' },
    ],
    notes: [
      ...['only drums and bass', 'nur Schlagzeug und Bass', 'seulement la batterie et la basse'],
      ...['solo batería y bajo', 'solo batteria e basso', 'só bateria e baixo'],
    ],
  },
  'a part that is compared with another': {
    edits: [{ op: 'level', part: 'bass', db: 3 }],
    notes: [
      ...['the bass louder than the drums', 'den Bass lauter als das Schlagzeug'],
      ...['la basse plus forte que la batterie', 'el bajo más fuerte que la batería'],
      ...['il basso più forte della batteria', 'o baixo mais alto que a bateria'],
    ],
  },
  'a part that is too loud': {
    edits: [{ op: 'level', part: 'drums', db: -3 }],
    notes: [
      ...['the drums are too present', 'das Schlagzeug ist zu laut'],
      ...['la batterie est trop présente', 'la batería está demasiado fuerte'],
      ...['la batteria è troppo forte', 'a bateria está alta demais'],
    ],
  },
  'a part that is silent in the last seconds': {
    edits: [{ op: 'presence', part: 'pad', fromSecond: 35, present: false }],
    notes: [
      ...['no pad in the last 5 seconds', 'kein Pad in den letzten 5 Sekunden'],
      ...['enlevez le pad dans les 5 dernières secondes', 'quita el pad en los últimos 5 segundos'],
      ...['togli il pad negli ultimi 5 secondi', 'tira o pad nos últimos 5 segundos'],
    ],
  },
  'praise asks for nothing': {
    edits: [],
    notes: [
      ...['the chords are lovely', 'I love the bass', 'the drums in the intro are great'],
      ...['der Bass gefällt mir', 'sehr schön', 'j’adore la mélodie', 'me encanta el bajo'],
      ...['mi piace molto la melodia', 'adorei a melodia'],
    ],
  },
  'a part enters at a second': {
    edits: [
      { op: 'presence', part: 'lead', fromSecond: 8, present: true },
      { op: 'presence', part: 'lead', fromSecond: 0, toSecond: 8, present: false },
    ],
    notes: [
      ...['the melody comes in at 0:08', 'die Melodie erst nach 8 Sekunden einsetzen lassen'],
      ...['la mélodie à partir de 0:08 seulement', 'la melodía entra en el segundo 8'],
    ],
  },
  'a most that the tempo keeps': {
    edits: [],
    notes: [
      ...['at most 90 bpm', 'höchstens 90 bpm', '90 bpm au plus', 'como máximo 90 bpm'],
      ...['al massimo 90 bpm', 'no máximo 90 bpm', 'slower than 90 bpm'],
      ...['langsamer als 90 bpm', 'plus lent que 90 bpm', 'más lento que 90 bpm'],
      ...['più lento di 90 bpm', 'mais lento que 90 bpm'],
    ],
  },
  'a most that the tempo does not keep': {
    edits: [{ op: 'tempo', bpm: 70 }],
    notes: [
      ...['at most 70 bpm', 'höchstens 70 bpm', '70 bpm au plus', 'como máximo 70 bpm'],
      ...['al massimo 70 bpm', 'no máximo 70 bpm', 'less than 70 bpm', 'slower than 70 bpm'],
      ...['langsamer als 70 bpm', 'plus lent que 70 bpm', 'más lento que 70 bpm'],
      ...['più lento di 70 bpm', 'mais lento que 70 bpm'],
    ],
  },
  'a least that the tempo keeps': {
    edits: [],
    notes: [
      ...['at least 70 bpm', 'mindestens 70 bpm', 'au moins 70 bpm', 'al menos 70 bpm'],
      ...['almeno 70 bpm', 'pelo menos 70 bpm', 'faster than 70 bpm', 'schneller als 70 bpm'],
      ...['plus rapide que 70 bpm', 'más rápido que 70 bpm', 'più veloce di 70 bpm'],
      'mais rápido que 70 bpm',
    ],
  },
  'a most that the length keeps': {
    edits: [],
    notes: [
      ...['at most 60 seconds', 'höchstens 60 Sekunden', '60 secondes au plus'],
      ...['como máximo 60 segundos', 'massimo 60 secondi', 'no máximo 60 segundos'],
      ...['less than 60 seconds', 'weniger als 60 Sekunden', 'moins de 60 secondes'],
      ...['menos de 60 segundos', 'meno di 60 secondi', 'menos do que 60 segundos'],
      ...['shorter than 60 seconds', 'kürzer als 60 Sekunden', 'plus court que 60 secondes'],
      ...['más corto que 60 segundos', 'più corto di 60 secondi', 'mais curto que 60 segundos'],
    ],
  },
  'a most that the length does not keep': {
    edits: [{ op: 'duration', seconds: 30 }],
    notes: [
      ...['at most 30 seconds', 'höchstens 30 Sekunden', '30 secondes au plus'],
      ...['como máximo 30 segundos', 'massimo 30 secondi', 'no máximo 30 segundos'],
      ...['less than 30 seconds', 'weniger als 30 Sekunden', 'pas plus de 30 secondes'],
      ...['no más de 30 segundos', 'non più di 30 secondi', 'não mais de 30 segundos'],
      ...['shorter than 30 seconds', 'kürzer als 30 Sekunden', 'plus court que 30 secondes'],
    ],
  },
  'a least that the length does not keep': {
    edits: [{ op: 'duration', seconds: 60 }],
    notes: [
      ...['at least 60 seconds', 'mindestens 60 Sekunden', 'au moins 60 secondes'],
      ...['al menos 60 segundos', 'almeno 60 secondi', 'pelo menos 60 segundos'],
      ...['more than 60 seconds', 'mehr als 60 Sekunden', 'plus de 60 secondes'],
      ...['más de 60 segundos', 'più di 60 secondi', 'mais de 60 segundos'],
      ...['longer than 60 seconds', 'länger als 60 Sekunden', 'plus long que 60 secondes'],
    ],
  },
};

/** Notes of one kind each, as a reviewer or a creator writes them. */
export const SINGLE_NOTES: readonly (readonly [note: string, edits: Edit[]])[] = [
  ['slightly quicker, around 86 bpm', [{ op: 'tempo', bpm: 86 }]],
  ['not as happy, more wistful', [{ op: 'mood', mood: 'sad' }]],
  ['the vibraphone is too loud', [{ op: 'level', part: 'lead', db: -3 }]],
  ['pads are drowning out the melody', [{ op: 'level', part: 'pad', db: -3 }]],
  ['it would be great without the pad', [{ op: 'remove', part: 'pad' }]],
  ['a drum fill before the chorus', []],
  ['the second half is better than the first half', []],
  ['the mix is muddy', []],
  [
    'have the bass enter at bar 1',
    [{ op: 'presence', part: 'bass', fromSecond: 0, present: true }],
  ],
  ['Das Schlagzeug etwas leiser, den Rest so lassen', [{ op: 'level', part: 'drums', db: -1.5 }]],
  ['Ein Ganzton tiefer wäre schön', [{ op: 'transpose', semitones: -2 }]],
  ['Nicht langsamer, sondern schneller', [{ op: 'tempo', bpm: 90 }]],
  ['Auf 90 Sekunden verlängern', [{ op: 'duration', seconds: 90 }]],
  [
    'Bitte ohne Pad, dafür mehr Bass',
    [
      { op: 'remove', part: 'pad' },
      { op: 'level', part: 'bass', db: 3 },
    ],
  ],
  ['Un demi-ton plus haut', [{ op: 'transpose', semitones: 1 }]],
  ['Plus sombre mais pas plus lent', [{ op: 'mood', mood: 'dark' }]],
  ['Mettez-le en la mineur', [{ op: 'key', key: { tonic: 'A', mode: 'minor' } }]],
  ['Baja un poco la batería', [{ op: 'level', part: 'drums', db: -1.5 }]],
  ['Ni más rápido ni más lento', []],
  [
    'Sin melodía hasta el segundo 12',
    [{ op: 'presence', part: 'lead', fromSecond: 0, toSecond: 12, present: false }],
  ],
  ['Está demasiado triste', []],
  ['Alza il basso di 2 dB', [{ op: 'level', part: 'bass', db: 2 }]],
  ['Non più veloce di 85 bpm', []],
  ["Un'altra linea di basso", [{ op: 'remake', part: 'bass' }]],
  ['Fallo in la minore', [{ op: 'key', key: { tonic: 'A', mode: 'minor' } }]],
  ['Um pouco mais rápido, por favor', [{ op: 'tempo', bpm: 85 }]],
  ['Encurta para 30 segundos', [{ op: 'duration', seconds: 30 }]],
  ['Não tão alegre', [{ op: 'mood', mood: 'dark' }]],
];
