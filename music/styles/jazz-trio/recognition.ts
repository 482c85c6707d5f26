import type { StyleRecognition } from '../style-recognition.ts';

export const jazzTrioRecognition: StyleRecognition = {
  names:
    'jazz*|jazz trio|jazztrio|bebop|be-bop|hard bop|post-bop|swing|piano trio|' +
    'klaviertrio|barjazz|bar jazz|smooth jazz|cool jazz|blue note',
  hints:
    'upright bass|double bass|walking bass|kontrabass|brushes|besen*|vibraphone|' +
    'vibraphon|ride cymbal|swinging|swingend*|club*|cocktail*|lounge*|dinner*|abendessen|' +
    'restaurant*|bistro*|speakeasy|hotel lobby|noir|martini|smoky|rauchig*|whisky|' +
    'whiskey|wine|wein*|1950s|50er|fifties|fünfziger*|standards?|improvis*',
  traits: { swungEighths: 0.45, richChords: 0.35, bassDrive: 0.1, brokenKicks: -0.1 },
  centroidHz: 1480,
  stillNotesPerBeat: 2.6,
  band: {
    sideToMidDb: { low: [-60, -18], mid: [-12, -5], high: [-10, -2.5] },
  },
  titleNouns: [
    'Corner Table',
    'Last Set',
    'Blue Hour',
    'Hat Check',
    'Matchbook',
    'Side Street',
    'Second Chorus',
    'Night Porter',
    'Olive',
    'Round Midtown',
    'Stairwell',
    'Silk Tie',
    'Cab Fare',
    'Green Room',
    'Bar Stool',
    'Encore',
  ],
};
