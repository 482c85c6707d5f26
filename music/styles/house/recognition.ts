import type { StyleRecognition } from '../style-recognition.ts';

export const houseRecognition: StyleRecognition = {
  names:
    'house|deep house|houseparty|house party|tech house|house music|housemusik|french ' +
    'house|piano house|garage house|disco house|nu disco|chicago house|club track|' +
    'clubtrack',
  hints:
    'club*|clubmusik|clubbing|nightclub|dance*|dancefloor|dance floor|four on the floor|' +
    'four to the floor|dj|ibiza|party|rooftop bar|fashion|runway|catwalk|' +
    'beach bar|strandbar|tanz*|tanzfläche|modenschau|feier*|nachtclub|poolparty|pool ' +
    'party|aperitif|groove*|groovy|909|organ stabs|piano stabs|edm',
  traits: {
    fourOnTheFloor: 0.35,
    richChords: 0.2,
    swungEighths: -0.2,
    brokenKicks: -0.15,
    chordPace: 0.1,
  },
  centroidHz: 1950,
  stillNotesPerBeat: 10,
  band: {
    centroidHz: [900, 6500],
    sub: [0.02, 0.6],
    low: [0.1, 0.85],
    mid: [0.05, 0.6],
    high: [0.001, 0.2],
    air: [0, 0.2],
    loudnessRangeLu: [0.4, 14],
    sideToMidDb: { low: [-60, -22], mid: [-13, -4], high: [-13, -4] },
  },
  titleNouns: [
    'Warehouse',
    'Mirrorball',
    'Basement',
    'Residency',
    'Vinyl Only',
    'Fire Exit',
    'Cloakroom',
    'Sunrise Set',
    'Guest List',
    'Strobe',
    'Terrace',
    'Dubplate',
    'Afterhours',
    'Fader',
    'Coat Check',
    'Main Room',
  ],
};
