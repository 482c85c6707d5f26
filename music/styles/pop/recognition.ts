import type { StyleRecognition } from '../style-recognition.ts';

export const popRecognition: StyleRecognition = {
  names:
    'pop|pop music|pop song|popsong|popmusik|indie pop|electropop|electro pop|synth pop|synthpop|' +
    'synth-pop|dance pop|k-pop|j-pop|city pop|europop|corporate*|firmenvideo*|imagefilm*|' +
    'unternehmensfilm*|werbespot*|ukulele*|ukelele*|piano ballad|pop ballad|klavierballade*|power ' +
    'ballad|schlager|musique pop|música pop|pop italiano',
  hints:
    'advert*|commercial*|commercials|ad|ads|explainer*|erklärvideo*|erklärfilm*|startup*|start-up*|' +
    'product video|product launch|produktvideo*|company|firma|brand|marke|marketing|presentation|' +
    'präsentation*|keynote|business|office|team|success*|erfolg*|motivat*|inspir*|hopeful|' +
    'hoffnungsvoll*|upbeat|uplift*|feel-good|feel good|feelgood|gute laune|positive|positiv*|claps|' +
    'clapping|handclaps|hand claps|klatsch*|whistling|pfeif*|glockenspiel|catchy|eingängig*|' +
    'chart*|radio|mainstream|singalong|chorus|refrain|tv spot|jingle*|publicité|publicidad|' +
    'pubblicità|entreprise|empresa|ballad*|ballade*|balada',
  substyles: {
    ballad:
      'ballad*|ballade*|balada|klavierballade*|piano|klavier|emotional|heartfelt|heartbreak*|' +
      'heartbroken|tender|moving|sentimental|romantic|romantisch*|love song|liebeslied*|intimate|' +
      'traurig*|slow|langsam*',
    corporate:
      'corporate*|uplift*|upbeat|ukulele*|ukelele*|claps|clapping|handclaps|hand claps|klatsch*|' +
      'whistl*|pfeif*|glockenspiel|acoustic|akustik*|business|company|firmenvideo*|imagefilm*|' +
      'explainer*|erklärvideo*|commercial*|werbespot*|advert*|inspir*|motivat*|presentation|' +
      'präsentation*|startup*|kids|kinder*|jingle*',
    'synth-pop':
      'synth*|synth pop|synthpop|synth-pop|electropop|electro pop|dance pop|dance|k-pop|j-pop|' +
      'city pop|modern|electronic|elektronisch*|edm|party|charts|drop',
  },
  traits: {
    richChords: -0.25,
    chordPace: 0.25,
    swing: -0.2,
    bassDrive: 0.15,
    swungEighths: -0.15,
  },
  centroidHz: 1900,
  stillNotesPerBeat: 4,
  band: {
    centroidHz: [700, 6500],
    sub: [0.005, 0.6],
    low: [0.05, 0.9],
    mid: [0.05, 0.85],
    high: [0.001, 0.3],
    air: [0, 0.25],
    loudnessRangeLu: [0.4, 18],
    sideToMidDb: { low: [-60, -16], mid: [-14, -3], high: [-14, -2.5] },
  },
  titleNouns: [
    'Good News',
    'First Day',
    'Open Window',
    'Sunday Best',
    'Big Plans',
    'Postcard',
    'Lemonade',
    'Confetti',
    'Bright Side',
    'New Shoes',
    'Front Row',
    'Kite',
    'Balcony',
    'Signature',
    'Green Light',
    'Encore',
  ],
};
