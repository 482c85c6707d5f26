import type { StyleRecognition } from '../style-recognition.ts';

export const cinematicRecognition: StyleRecognition = {
  names:
    'cinematic|orchestra*|symphon*|film score|film music|movie score|movie music|' +
    'soundtrack|score|hollywood|filmmusik|filmisch*|orchester*|sinfoni*|kinomusik|' +
    'blockbuster',
  hints:
    'film*|movie*|cinema*|kino*|trailer|epic*|heroic|hero|battle|war|adventure*|fantasy|' +
    'documentary|drama*|majestic|strings|violin*|cello*|choir|timpani|taiko*|chor|' +
    'streicher*|geigen|pauken|schlacht*|held|heldenhaft*|abenteuer*|dokumentar*|' +
    'dramatisch*|monumental*|episch*',
  suits: { moods: ['epic'], fast: false, fromBpm: 1000 },
  traits: { swing: -0.3, richChords: -0.35, fourOnTheFloor: -0.2, bassDrive: -0.15 },
  centroidHz: 1100,
  stillNotesPerBeat: 2.5,
  band: {
    loudnessRangeLu: [2, 22],
    sideToMidDb: { low: [-60, -16], mid: [-10, -3], high: [-10, -2] },
  },
  titleNouns: [
    'Crown',
    'Citadel',
    'Exodus',
    'Horizon',
    'Ember',
    'Voyage',
    'Summit',
    'Oath',
    'Fallen Kingdom',
    'Lighthouse',
    'Armada',
    'Genesis',
    'Requiem',
    'Frontier',
    'Monument',
    'Last Stand',
  ],
};
