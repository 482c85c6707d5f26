import type { StyleRecognition } from '../style-recognition.ts';

export const loFiRecognition: StyleRecognition = {
  names: 'lo-fi|lofi|lo fi|chillhop|chill hop',
  hints:
    'chill*|study*|studying|homework|coffee*|café|cafe|jazzy beats|jazzhop|jazz hop|' +
    'rhodes|vinyl|tape|dusty|cozy|cosy|rain*|sleep*|nap|reading|reader*|mellow|' +
    'relax*|meditat*|podcast bed|lernen|entspann*|gemütlich*|regen*|kaffee*|lesen|schlaf*',
  traits: {
    swing: 0.35,
    richChords: 0.3,
    swungEighths: -0.15,
    fourOnTheFloor: -0.1,
    bassDrive: -0.1,
  },
  centroidHz: 1040,
  stillNotesPerBeat: 4.5,
  band: {
    sideToMidDb: { low: [-60, -18], mid: [-13, -4], high: [-13, -2.5] },
  },
  titleNouns: [
    'Window',
    'Notebook',
    'Balcony',
    'Tea',
    'Corner Shop',
    'Rooftop',
    'Margins',
    'Slippers',
    'Streetlight',
    'Library',
    'Postcard',
    'Staircase',
    'Kettle',
    'Tram Stop',
    'Houseplant',
    'Cardigan',
  ],
};
