import type { StyleRecognition } from '../style-recognition.ts';

export const chiptuneRecognition: StyleRecognition = {
  names:
    'chiptune*|chip tune*|chip music|chipmusik|bitpop|8-bit|8 bit|8bit|8-bits|8 bits|' +
    'nes music|game boy|gameboy|c64|sid chip|pixel art|video game*|videogame*|' +
    'videospiel*|computerspiel*|retro game*|retrospiel*|arcade game*|game music|spielmusik|' +
    'videojuego*|jeu vidéo|jeux vidéo|jeux vidéos|videogioc*|videogam*',
  hints:
    'arcade*|16-bit|16 bit|16bit|game|games|gaming|pixel*|console|konsole|joystick*|level up|boss fight|boss battle|' +
    'final boss|endboss*|endgegner*|overworld|dungeon*|jump and run|platformer*|high score|' +
    'highscore|power-up|coins|nerd*|pulse wave*|square wave*|speedrun*|rpg town',
  substyles: {
    town:
      'town|village|shop|inn|home|save room|menu|title screen|calm|peaceful|cosy|cozy|waltz|dorf|' +
      'stadt|laden|menü|ruhig*|gemütlich*|pueblo|village theme',
    adventure:
      'adventure*|overworld|level|levels|platformer*|jump and run|quest|journey|hero|explor*|' +
      'running|abenteuer*|reise|held|aventura*|aventure*|avventura*',
    boss:
      'boss*|battle|fight*|dungeon*|final|endboss*|endgegner*|kampf*|chase|danger*|castle|' +
      'intense|hectic|speedrun*|batalla|combate|combat|jefe',
  },
  traits: {
    bassDrive: 0.3,
    chordPace: 0.25,
    richChords: -0.2,
    swing: -0.15,
    swungEighths: -0.1,
  },
  centroidHz: 2100,
  stillNotesPerBeat: 10,
  band: {
    centroidHz: [1000, 6500],
    sub: [0.002, 0.45],
    low: [0.05, 0.8],
    mid: [0.1, 0.85],
    high: [0.004, 0.4],
    air: [0, 0.3],
    loudnessRangeLu: [0.3, 12],
    sideToMidDb: { low: [-60, -18], mid: [-24, -8], high: [-24, -7] },
  },
  titleNouns: [
    'World One',
    'Extra Life',
    'Coin Slot',
    'Save Point',
    'Warp Zone',
    'Pixel Sky',
    'Castle Gate',
    'Hidden Block',
    'Bonus Stage',
    'Player Two',
    'Cartridge',
    'Checkpoint',
    'Cloud Level',
    'Last Boss',
    'Sprite',
    'Game Over',
  ],
};
