import type { StyleRecognition } from '../style-recognition.ts';

export const latinRecognition: StyleRecognition = {
  names:
    'latin|latin music|latin pop|latino|latina|latinmusik|lateinamerikanisch*|música latina|' +
    'reggaeton|reggaetón|reggaetonbeat*|dembow|perreo|bossa|bossa nova|bossanova|samba|sambas|' +
    'batucada|salsa|salsamusik|son cubano|mambo|cha cha|cha-cha-cha|chachachá|merengue|bachata|' +
    'cumbia|rumba|latin jazz|latin house|afro-cuban|afrocuban|kubanisch*|brasilianisch*|brazilian',
  hints:
    'cuban|cuba|kuba|brazil|brasil|brasilien|rio|havana|havanna|caribbean|karib*|carnival|' +
    'karneval|fiesta|montuno|clave|claves|conga|congas|bongo|bongos|timbales|shaker|surdo|' +
    'pandeiro|cavaquinho|copacabana|ipanema|tropical|tropisch*|mojito|caipirinha|tapas|' +
    'nylon guitar|nylon-string|konzertgitarre*|mexic*|mexik*|colombia*|kolumb*|puerto rico|' +
    'salón|tanzkurs|spanish|spanisch*',
  substyles: {
    'bossa-nova':
      'bossa|bossa nova|bossanova|ipanema|nylon guitar|nylon-string|konzertgitarre*|lounge*|' +
      'hotel|restaurant*|café|cafe|latin jazz|bolero|calm|ruhig*|soft|sanft*',
    reggaeton:
      'reggaeton|reggaetón|reggaetonbeat*|dembow|perreo|latin pop|urban|urbano|club*|808|' +
      'bachata|modern',
    salsa:
      'salsa|salsamusik|montuno|son cubano|mambo|cha cha|cha-cha-cha|chachachá|merengue|cumbia|' +
      'rumba|afro-cuban|afrocuban|cuban|cuba|kuba|kubanisch*|havana|havanna|clave|claves|conga|' +
      'congas|bongo|bongos|timbales|brass|bläser',
    samba:
      'samba|sambas|batucada|carnival|karneval|surdo|pandeiro|cavaquinho|rio|copacabana|brazil|' +
      'brasil|brasilien|brasilianisch*|brazilian|parade|straßenfest*',
  },
  traits: {
    brokenKicks: 0.2,
    drumShare: 0.3,
    swungEighths: -0.1,
    swing: -0.1,
    chordPace: 0.2,
    bassDrive: 0.1,
  },
  centroidHz: 2300,
  stillNotesPerBeat: 5,
  band: {
    centroidHz: [500, 6500],
    sub: [0, 0.6],
    low: [0.06, 0.85],
    mid: [0.04, 0.8],
    high: [0.002, 0.35],
    air: [0, 0.3],
    loudnessRangeLu: [0.4, 14],
    sideToMidDb: { low: [-60, -17], mid: [-14, -3], high: [-14, -2] },
  },
  titleNouns: [
    'Balcony',
    'Tile Floor',
    'Mango Tree',
    'Side Canal',
    'Plaza',
    'Sea Wall',
    'Paper Fan',
    'Late Ferry',
    'Sugar Road',
    'Courtyard',
    'Red Skirt',
    'Tin Boat',
    'Second Rum',
    'Lime',
    'Carnival Bus',
    'Hammock',
  ],
};
