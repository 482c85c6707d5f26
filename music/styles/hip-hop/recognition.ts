import type { StyleRecognition } from '../style-recognition.ts';

export const hipHopRecognition: StyleRecognition = {
  names:
    'hip-hop|hip hop|hiphop|boom bap|boom-bap|boombap|trap|trap beat*|trapbeat*|drill|phonk|' +
    'drift phonk|memphis rap|rap|rap beat*|rapbeat*|rapper*|808s|g-funk|cloud rap',
  hints:
    '808|freestyle*|cypher|mc|mcs|street*|hood|block party|graffiti|breakdanc*|b-boy*|mpc|' +
    'drifting|drift|sneaker*|hi-hat rolls|hat rolls|old school|oldschool|turntabl*|strasse*|straße*',
  substyles: {
    'boom-bap':
      'boom bap|boom-bap|boombap|old school|oldschool|90s|90er|nineties|golden age|golden era|' +
      'jazzy|mpc|cypher|breakdanc*|new york|east coast|dusty|sampled',
    trap:
      'trap|trap beat*|trapbeat*|drill|808|808s|atlanta|hi-hat rolls|hat rolls|triplet*|cloud rap|' +
      'modern|half-time|half time',
    phonk: 'phonk|drift*|cowbell*|memphis|memphis rap|gym|distorted|aggressive|verzerrt*',
  },
  traits: {
    brokenKicks: 0.4,
    chordPace: -0.2,
    fourOnTheFloor: -0.2,
    bassDrive: -0.1,
    drumShare: 0.1,
  },
  centroidHz: 1500,
  stillNotesPerBeat: 4.5,
  band: {
    centroidHz: [500, 6500],
    sub: [0.02, 0.85],
    low: [0.08, 0.85],
    mid: [0.02, 0.6],
    high: [0.001, 0.25],
    air: [0, 0.25],
    loudnessRangeLu: [0.4, 14],
    sideToMidDb: { low: [-60, -18], mid: [-14, -3], high: [-16, -2.5] },
  },
  titleNouns: [
    'Corner',
    'Night Bus',
    'Stairwell',
    'Gold Chain',
    'Tape Deck',
    'Back Seat',
    'Payphone',
    'Last Train',
    'Block',
    'Cypher',
    'Overpass',
    'Car Park',
    'Cold Cash',
    'Hallway',
    'Side A',
    'Kingpin',
  ],
};
