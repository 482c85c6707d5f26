import type { StyleRecognition } from '../style-recognition.ts';

export const acousticFolkRecognition: StyleRecognition = {
  names:
    'acoustic folk|folk|folk song|folksong|folky|folk-pop|indie folk|americana|bluegrass|' +
    'singer-songwriter|celtic|irish|irisch*|keltisch*|folklore|volkslied*|' +
    'volksmusik|liedermacher*',
  hints:
    'acoustic*|akustik*|akustisch*|guitar*|gitarre*|strum*|fingerpick*|fingerstyle|zupf*|' +
    'banjo|mandolin*|fiddle|geige*|dulcimer|hackbrett|whistle|campfire|' +
    'lagerfeuer*|unplugged|village|dorf*|rural|ländlich*|countryside|farm*|bauernhof|' +
    'meadow*|wiese*|harvest|ernte|tavern|taverne|pub|ballad|ballade|reel|jig|waltz|' +
    'walzer|wander*|hike*|hiking|handmade|handgemacht*|wedding|hochzeit*',
  traits: {
    richChords: -0.25,
    swing: -0.05,
    bassDrive: -0.15,
    drumShare: -0.25,
    chordPace: 0.25,
    fourOnTheFloor: -0.05,
  },
  centroidHz: 1500,
  stillNotesPerBeat: 4.2,
  band: {
    centroidHz: [500, 3200],
    sub: [0, 0.09],
    low: [0.12, 0.72],
    mid: [0.22, 0.85],
    high: [0.01, 0.25],
    air: [0, 0.06],
    loudnessRangeLu: [1.5, 16],
    sideToMidDb: { low: [-60, -14], mid: [-11, -3.5], high: [-10, -2] },
  },
  titleNouns: [
    'Lantern',
    'Orchard',
    'Ferryman',
    'Hearth',
    'Willow',
    'Footbridge',
    'Barley',
    'Hayloft',
    'Milestone',
    'Swallow',
    'Old Oak',
    'Well',
    'Bonfire',
    'Hillside',
    'Weathervane',
    'Miller',
  ],
};
