import type { StyleRecognition } from '../style-recognition.ts';

export const drumAndBassRecognition: StyleRecognition = {
  names:
    "drum and bass|drum & bass|drum n bass|drum 'n' bass|drum-and-bass|drum'n'bass|drum " +
    "und bass|dnb|d&b|d'n'b|jungle|neurofunk|liquid funk|liquid dnb|jump up|breakcore",
  hints:
    'breakbeat*|break-beat*|amen break|reese|rollers|roller|liquid|neuro|junglist|' +
    'parkour|skate*|snowboard*|extreme sport*|extremsport*|adrenaline|adrenalin|fpv|' +
    'drone racing|speedrun*|esport*|e-sport*',
  traits: { brokenKicks: 0.4, drumShare: 0.3, fourOnTheFloor: -0.2, swing: -0.1 },
  centroidHz: 2400,
  stillNotesPerBeat: 3.8,
  band: {
    centroidHz: [1500, 7000],
    sub: [0.08, 0.6],
    low: [0.12, 0.65],
    mid: [0.08, 0.5],
    high: [0.01, 0.2],
    air: [0.008, 0.2],
    loudnessRangeLu: [0.5, 14],
    sideToMidDb: { low: [-60, -18], mid: [-12, -3], high: [-13, -4.5] },
  },
  titleNouns: [
    'Pressure',
    'Undertow',
    'Switchback',
    'Voltage',
    'Substation',
    'Concrete',
    'Slipstream',
    'Nightbus',
    'Dubplate',
    'Ricochet',
    'Underpass',
    'Torque',
    'Monsoon',
    'Amplifier',
    'Payload',
    'Warehouse',
  ],
};
