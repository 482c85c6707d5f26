import type { StyleRecognition } from '../style-recognition.ts';

export const funkRecognition: StyleRecognition = {
  names:
    'funk|funky|funk music|funkmusik|p-funk|soul funk|jazz funk|disco funk|disco|discomusik|' +
    'disco-musik|nu-disco|nu disco|slap bass|slapbass|rare groove|blaxploitation|boogie|' +
    'discofox|música disco|musique disco|discoteca|discothèque',
  hints:
    'slap|wah|wah-wah|wah guitar|horn*|horn section|horn stabs|brass section|bläser*|bläsersatz|' +
    'clavinet|clav|groovy|groove*|70s|seventies|70er|siebziger*|afro|mirror ball|discokugel|' +
    'glitter*|glitzer*|soul|soulful|strut|swagger|car chase|cop show|krimiserie|roller skat*|' +
    'rollschuh*|cuivres|metales|ottoni|studio 54',
  substyles: {
    soul:
      'soul|soulful|laid back|laid-back|laidback|mellow|smooth|rhodes|rare groove|easy|entspannt*|' +
      'lässig*|warm*|neo soul|flute',
    slap: 'slap*|slap bass|thumb|wah*|p-funk|horn*|brass*|bläser*|clav*|strut|70s cop show|krimiserie',
    disco:
      'disco*|nu-disco|nu disco|boogie|dancefloor|dance floor|tanzfläche|mirror ball|studio 54|' +
      'octave bass|four on the floor|glitter*|glitzer*|roller skat*|rollschuh*|strings',
  },
  traits: {
    bassDrive: 0.25,
    chordPace: 0.25,
    richChords: 0.25,
    swungEighths: -0.25,
  },
  centroidHz: 2100,
  stillNotesPerBeat: 8,
  band: {
    centroidHz: [800, 6500],
    sub: [0.005, 0.6],
    low: [0.08, 0.9],
    mid: [0.04, 0.8],
    high: [0.001, 0.3],
    air: [0, 0.25],
    loudnessRangeLu: [0.4, 14],
    sideToMidDb: { low: [-60, -17], mid: [-14, -4], high: [-14, -2.5] },
  },
  titleNouns: [
    'Platform Shoes',
    'Hot Pavement',
    'Third Gear',
    'Strut',
    'Corner Store',
    'Velvet Rope',
    'Handbrake',
    'Sugar',
    'Low Rider',
    'Bell Bottoms',
    'Bus Line',
    'Sidewalk',
    'Backbeat',
    'Loose Change',
    'Sunday Drive',
    'Sweat',
  ],
};
