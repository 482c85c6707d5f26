import type { StyleRecognition } from '../style-recognition.ts';

export const classicalRecognition: StyleRecognition = {
  names:
    'classical|classical music|classical piano|chamber music|string quartet*|string trio|baroque|' +
    'solo piano|piano solo|piano sonata|sonata|sonatina|minuet|menuet|nocturne|rondo|fugue|' +
    'harpsichord*|klassik|klassische musik|klassikmusik|kammermusik|streichquartett*|barock*|soloklavier|' +
    'klavierstück*|klaviersonate|klassikstück|sonate|sonatine|menuett|cembal*|fuge|' +
    'música clásica|barroc*|cuarteto de cuerda*|musique classique|quatuor à cordes|' +
    'clavecin|musica classica|barocc*|quartetto d’archi|clavicembalo',
  hints:
    'klassisch*|clásic*|concerto|prelude|präludium|etude|étude|invention|recital|alberti|trio sonata|counterpoint|' +
    'kontrapunkt|continuo|elegant*|refined|aristocrat*|palace|schloss|ballroom|ballsaal|' +
    'museum|opera house|waltz|walzer|quartet|quartett|grand piano|flügel|period drama|' +
    'historienfilm|wine tasting',
  substyles: {
    'solo-piano':
      'piano|solo piano|piano solo|nocturne|sonatina|sonata|klavier*|soloklavier|flügel|' +
      'sonate|sonatine|etude|étude|pianist*|romantic',
    'string-quartet':
      'string quartet*|quartet|strings|violin*|viola|cello|chamber music|streichquartett*|' +
      'quartett|streicher*|geige*|bratsche|kammermusik|cuarteto|quatuor|quartetto',
    baroque:
      'baroque|harpsichord*|continuo|trio sonata|fugue|counterpoint|recorder|barock*|cembal*|' +
      'fuge|kontrapunkt|blockflöte*|barroc*|barocc*|clavecin|clavicembalo|concerto grosso',
  },
  traits: {
    swing: -0.15,
    fourOnTheFloor: -0.2,
    drumShare: -0.35,
    bassDrive: -0.1,
    chordPace: 0.2,
  },
  centroidHz: 1150,
  stillNotesPerBeat: 2,
  band: {
    centroidHz: [500, 5000],
    sub: [0, 0.2],
    low: [0.05, 0.9],
    mid: [0.08, 0.9],
    high: [0, 0.25],
    air: [0, 0.12],
    loudnessRangeLu: [1, 20],
    sideToMidDb: { low: [-60, -14], mid: [-14, -3], high: [-14, -2] },
  },
  titleNouns: [
    'Andante',
    'Intermezzo',
    'Bagatelle',
    'Salon',
    'Letter',
    'Orangery',
    'Pastorale',
    'Candlelight',
    'Arioso',
    'Courtyard',
    'Romance',
    'Gallery',
    'Serenade',
    'Fountain',
    'Cantabile',
    'Winter Garden',
  ],
};
