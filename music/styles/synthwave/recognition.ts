import type { StyleRecognition } from '../style-recognition.ts';

export const synthwaveRecognition: StyleRecognition = {
  names: 'synthwave|synth wave|retrowave|outrun|darksynth|vaporwave',
  hints:
    'synth*|80s|80er|eighties|achtziger*|neon|retro|cyber*|laser*|night drive|' +
    'nachtfahrt|highway|autobahn|miami|workout|gym|running|racing|race|chase|car|' +
    'electro*|elektro*|futur*|sci-fi|space|arpeggi*|trailer',
  suits: { moods: ['driving'], fast: true, fromBpm: 100 },
  traits: { richChords: -0.3, bassDrive: 0.35, swing: -0.2, chordPace: 0.1, fourOnTheFloor: 0.05 },
  centroidHz: 2100,
  stillNotesPerBeat: 5.5,
  band: {
    centroidHz: [1200, 6500],
    sub: [0.02, 0.55],
    low: [0.1, 0.75],
    mid: [0.08, 0.65],
    high: [0.004, 0.25],
    air: [0, 0.2],
    loudnessRangeLu: [0.4, 14],
    sideToMidDb: { low: [-60, -20], mid: [-11, -3], high: [-12, -4] },
  },
  titleNouns: [
    'Skyline',
    'Overpass',
    'Circuit',
    'Horizon',
    'Chrome',
    'Afterburner',
    'Grid',
    'Turnpike',
    'Satellite',
    'Terminal',
    'Laser',
    'Motel',
    'Runway',
    'Reactor',
    'Arcade',
    'Signal',
  ],
};
