import type { StyleRecognition } from '../style-recognition.ts';

export const technoRecognition: StyleRecognition = {
  names:
    'techno|techno music|minimal techno|dub techno|acid techno|hard techno|detroit techno|' +
    'berlin techno|peak time|peak-time|acid|acid line|schranz|technoparty|rave|raver*',
  hints:
    'warehouse|berlin|detroit|303|tb-303|industrial|machine*|strobe*|underground club|hypnotic|' +
    'relentless|bunker|factory|fabrik*|lagerhalle|hypnotisch*|maschine*',
  substyles: {
    minimal: 'minimal*|deep|deeper|dub|dubby|micro|hypnotic|subtle|tief*|hypnotisch*',
    driving: 'driving|peak time|peak-time|warehouse|rolling|detroit|treibend*',
    acid: 'acid*|303|tb-303|hard|harder|hardest|industrial|rave|raver*|schranz|hart*|brutal*',
  },
  traits: {
    fourOnTheFloor: 0.35,
    bassDrive: 0.2,
    richChords: -0.2,
    brokenKicks: -0.15,
    swing: -0.1,
  },
  centroidHz: 1900,
  stillNotesPerBeat: 7,
  band: {
    centroidHz: [900, 6500],
    sub: [0.02, 0.65],
    low: [0.1, 0.9],
    mid: [0.03, 0.6],
    high: [0.001, 0.25],
    air: [0, 0.25],
    loudnessRangeLu: [0.4, 16],
    sideToMidDb: { low: [-60, -18], mid: [-13, -4], high: [-13, -2.5] },
  },
  titleNouns: [
    'Concrete',
    'Turbine Hall',
    'Red Light',
    'Corridor',
    'Sixth Floor',
    'Signal Loss',
    'Pressure Valve',
    'Night Shift',
    'Cold Storage',
    'Relay',
    'Blackout',
    'Steel Door',
    'Overload',
    'Loading Bay',
    'Oscillator',
    'Queue',
  ],
};
