import type { StyleRecognition } from '../style-recognition.ts';

export const ambientRecognition: StyleRecognition = {
  names:
    'ambient|drone|drones|soundscape*|beatless|new age|dark ambient|klanglandschaft*|' +
    'klangteppich*|sphärenmusik|klangfläch*',
  hints:
    'meditat*|yoga|spa|mindful*|breath*|underwater|ethereal|weightless|glacial|texture*|' +
    'healing|massage|deep sleep|slow evolving|nebula|aurora|atem*|achtsam*|schwerelos*|' +
    'sphärisch*|schwebend*|unterwasser|einschlafen|tiefschlaf|nordlicht*',
  traits: { swing: -0.25, richChords: 0.25, fourOnTheFloor: -0.2, bassDrive: -0.3 },
  centroidHz: 620,
  stillNotesPerBeat: 1.2,
  band: {
    centroidHz: [250, 3000],
    air: [0, 0.1],
    high: [0, 0.2],
    loudnessRangeLu: [1, 20],
    sideToMidDb: { low: [-60, -16], mid: [-9, -2.5], high: [-10, -2] },
  },
  titleNouns: [
    'Tide',
    'Glacier',
    'Lagoon',
    'Vapour',
    'Lantern',
    'Estuary',
    'Halo',
    'Snowfield',
    'Basilica',
    'Orbit',
    'Low Cloud',
    'Meridian',
    'Aurora',
    'Moss',
    'Drift Ice',
    'Far Shore',
  ],
};
