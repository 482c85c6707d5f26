import type { StyleRecognition } from '../style-recognition.ts';

export const rockRecognition: StyleRecognition = {
  names:
    'rock|rock music|rockmusik|rock song|rocksong*|rockig*|rock band|rockband*|indie rock|' +
    'indierock|indie|alternative rock|classic rock|hard rock|hardrock|garage rock|stoner rock|' +
    'pop punk|punk|punk rock|punkrock|grunge|metal|heavy metal|metalcore|thrash*|djent|hardcore|' +
    'post-rock|shoegaze|surf rock|blues rock|bluesrock',
  hints:
    'electric guitar*|e-gitarre*|distort*|verzerrt*|power chord*|powerchord*|riff*|amp|amps|' +
    'marshall|overdrive|fuzz|palm mute*|guitar solo*|gitarrensolo*|garage|stadium|stadion|' +
    'biker*|motorbike*|motorcycle*|motorrad*|skate*|mosh*|headbang*|rebel*|band sound|' +
    'drum kit|schlagzeug|extreme sport*|extremsport*|stunt*|monster truck*|football|fußball',
  substyles: {
    indie:
      'indie|indie rock|indierock|alternative|clean|jangl*|post-rock|shoegaze|surf*|soft rock|' +
      'college rock|britpop|dreamy|chorus|sauber*|sanft*',
    'classic-rock':
      'classic rock|hard rock|hardrock|blues rock|bluesrock|garage rock|stoner rock|punk|' +
      'punk rock|punkrock|pop punk|grunge|70s|seventies|70er|siebziger*|stadium|arena|road trip|' +
      'roadtrip|crunch*|organ|orgel',
    metal:
      'metal|heavy metal|metalcore|thrash*|djent|hardcore|heavy|brutal*|double bass|high gain|' +
      'palm mute*|aggressive|aggressiv*|headbang*|mosh*|hart|heftig*',
  },
  traits: {
    richChords: -0.3,
    bassDrive: 0.25,
    chordPace: 0.25,
    swungEighths: -0.05,
    fourOnTheFloor: -0.15,
  },
  centroidHz: 2400,
  stillNotesPerBeat: 6,
  band: {
    centroidHz: [700, 5500],
    sub: [0, 0.35],
    low: [0.06, 0.75],
    mid: [0.1, 0.85],
    high: [0.005, 0.4],
    air: [0, 0.2],
    loudnessRangeLu: [0.4, 14],
    sideToMidDb: { low: [-60, -16], mid: [-12, -2.5], high: [-12, -2] },
  },
  titleNouns: [
    'Amplifier',
    'Black Denim',
    'Highway Nine',
    'Loose Wire',
    'Gravel',
    'Back Fence',
    'Switchblade',
    'Tin Roof',
    'Ignition',
    'Side Door',
    'Rust',
    'Long Shadow',
    'Broken String',
    'Kerosene',
    'Overdrive',
    'Last Encore',
  ],
};
