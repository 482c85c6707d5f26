import { brassSection } from '../players/brass.ts';
import { altoSax } from '../players/saxophone.ts';
import type { Bus, Patch, Player } from '../style-sound.ts';

/** Close and dry, as in a small studio. */
export const dry = (gain: number, more: Partial<Bus> = {}): Bus => ({
  gain,
  set: { lowCut: 170, highCut: 11_500, drive: 1.1 },
  pair: { level: 0.36, seconds: 0.012 },
  reverb: { level: 0.1, t60: 0.5, damp: 5500, before: 0.008 },
  ...more,
});
/** In front of a plate. */
const plated = (gain: number, more: Partial<Bus> = {}): Bus => ({
  gain,
  set: { lowCut: 190, highCut: 11_500, drive: 1.15, width: 1.2 },
  plate: { level: 0.18, t60: 1.3, damp: 5500, before: 0.014 },
  ...more,
});

const guitar = (instrument: string, gain: number, set: Patch['set'], bus: Bus): Player => ({
  instrument,
  midiProgram: 27,
  sound: { patch: { dsp: 'wahguitar', gain, set: { release: 0.05, ...set } }, bus },
});
/** The rhythm guitar sits on one side; its room and its chorus answer on the other. */
export const wahGuitar = guitar(
  'wah-guitar',
  0.5,
  { wah: 0.9, wahLow: 520, wahHigh: 2300, wahTime: 0.2, wahQ: 2.8, bright: 7000, noise: 0.35 },
  dry(0.34, { pan: -0.3, set: { lowCut: 220, highCut: 10_500, drive: 1.2 } }),
);
export const scratchGuitar = guitar(
  'scratch-guitar',
  0.46,
  { bright: 8500, pick: 0.1, noise: 0.35, speaker: 6500, drive: 1.1 },
  dry(0.58, {
    pan: -0.3,
    set: { lowCut: 260, highCut: 12_500 },
    compress: { thresholdDb: -20, attack: 0.006, release: 0.08, makeupDb: 2 },
    chorus: 0.25,
  }),
);
export const mutedLine = guitar(
  'muted-line',
  0.55,
  { mute: 0.55, bright: 4500, pick: 0.16, noise: 0.06, drive: 1.5 },
  dry(0.6, { pan: 0.45, set: { lowCut: 170, highCut: 9500, drive: 3 } }),
);
export const wahLine = guitar(
  'wah-line',
  0.5,
  { wah: 1, wahLow: 420, wahHigh: 1900, wahTime: 0.35, mute: 0.15 },
  dry(0.85, { pan: 0.45 }),
);
const clav = (instrument: string, set: Patch['set'], bus: Bus): Player => ({
  instrument,
  midiProgram: 7,
  sound: {
    patch: {
      dsp: 'hammered',
      gain: 0.32,
      set: {
        stiff: 0.3,
        contact: 0.0004,
        course: 0,
        ring: 2.2,
        treble: 1.1,
        pickup: 0.17,
        drive: 1.7,
        body: 0.1,
        knock: 0.2,
        release: 0.05,
        ...set,
      },
    },
    bus,
  },
});
export const clavinet = clav('clavinet', {}, dry(0.24, { pan: -0.25 }));
export const wahClavinet = clav(
  'wah-clavinet',
  { pickup: 0.09, drive: 2.4 },
  dry(0.24, { pan: 0.4, eq: { peak: { hz: 1500, db: 3, q: 1.2 } } }),
);
export const electricPiano: Player = {
  instrument: 'electric-piano',
  midiProgram: 4,
  sound: {
    placement: { spread: 0.4 },
    patch: {
      dsp: 'keys',
      gain: 0.17,
      set: {
        ratio: 1,
        index: 0.5,
        indexLength: 0.9,
        tine: 0.09,
        tineRatio: 8,
        wobble: 0.25,
        wobbleRate: 5,
        decay: 2.6,
        release: 0.18,
      },
    },
    bus: dry(0.6, { set: { lowCut: 130, highCut: 9000, drive: 1.5, width: 0.85 }, chorus: 0.3 }),
  },
};
export const discoPiano: Player = {
  instrument: 'disco-piano',
  midiProgram: 1,
  sound: {
    placement: { spread: 0.4 },
    patch: {
      dsp: 'piano',
      gain: 0.32,
      set: { hard: 1.6, bright: 10_500, decay: 5, detune: 1, knock: 0.15, release: 0.1 },
    },
    bus: plated(0.6, { pan: 0.3 }),
  },
};

/** Sections are two groups of players, wide enough as they are. */
const GROUPED = { lowCut: 190, highCut: 11_500, drive: 1.2, width: 0.65 };

export const horns = brassSection(
  'horns',
  0.26,
  { bright: 3400, drop: 0.06 },
  plated(0.4, { set: GROUPED }),
);
export const lowHorns = brassSection(
  'low-horns',
  0.26,
  { bright: 2500, bellHz: 750, apart: 0.02, drop: 0.04 },
  plated(0.42, { set: GROUPED }),
);
export const soulHorns = brassSection(
  'soul-horns',
  0.24,
  { bright: 1900, bellHz: 900, attack: 0.06, blare: 0.2, release: 0.2 },
  plated(0.4, { set: GROUPED }),
);
/** Trumpet and saxophone in unison. */
export const hornLine: Player = {
  instrument: 'horn-line',
  midiProgram: 56,
  sound: {
    patch: {
      dsp: 'brass',
      gain: 0.26,
      set: { attack: 0.025, bright: 3600, blare: 0.6, detune: 0.003, release: 0.09, drop: 0.03 },
    },
    bus: plated(0.42, { set: GROUPED }),
  },
};
const violinists = (instrument: string, gain: number, set: Patch['set'], bus: Bus): Player => ({
  instrument,
  midiProgram: 48,
  sound: {
    placement: { scatter: 0.5 },
    patch: { dsp: 'strings', gain, set: { attack: 0.08, release: 0.25, swell: 0.3, ...set } },
    bus,
  },
});
export const soulStrings = violinists(
  'soul-strings',
  0.16,
  { cutoff: 2800, attack: 0.2 },
  plated(0.4, { set: GROUPED }),
);
export const discoStrings = violinists(
  'disco-strings',
  0.16,
  { cutoff: 4500 },
  plated(0.7, { set: GROUPED }),
);
export const violins = violinists(
  'violins',
  0.2,
  { cutoff: 5500, attack: 0.04, bow: 0.2, vibrato: 0.005 },
  plated(0.95, { set: GROUPED }),
);

export const jazzOrgan: Player = {
  instrument: 'jazz-organ',
  midiProgram: 16,
  sound: {
    patch: {
      dsp: 'organ',
      gain: 0.24,
      set: {
        drawbar16: 6,
        drawbar5: 4,
        drawbar8: 8,
        drawbar4: 3,
        drawbar3: 0,
        click: 0.45,
        percussion: 0.7,
        rotor: 0.9,
        rotorRate: 6.3,
        release: 0.04,
      },
    },
    bus: dry(0.5, { set: { lowCut: 200, highCut: 9000, drive: 1.9, width: 1.1 } }),
  },
};
export const funkSynth: Player = {
  instrument: 'funk-synth',
  midiProgram: 80,
  sound: {
    patch: {
      dsp: 'acid',
      gain: 0.3,
      set: {
        cutoff: 700,
        open: 3,
        openTime: 0.4,
        q: 2,
        drive: 1.6,
        decay: 1.5,
        sustain: 0.8,
        release: 0.06,
      },
    },
    bus: dry(0.32, {
      set: { lowCut: 240, highCut: 9500, drive: 1.3 },
      delay: { level: 0.14, beats: 0.75, feedback: 0.3, damp: 3500 },
    }),
  },
};
export const funkFlute: Player = {
  instrument: 'funk-flute',
  midiProgram: 73,
  sound: {
    patch: {
      dsp: 'flute',
      gain: 0.32,
      set: {
        attack: 0.025,
        breath: 0.45,
        chiff: 0.6,
        bright: 3200,
        vibrato: 0.3,
        vibratoDelay: 0.3,
        release: 0.09,
      },
    },
    bus: plated(0.4),
  },
};
export const soulVibes: Player = {
  instrument: 'soul-vibes',
  midiProgram: 11,
  sound: {
    placement: { spread: 0.4 },
    patch: {
      dsp: 'mallet',
      gain: 0.4,
      set: { motor: 0.4, motorRate: 5.4, decay: 4, contact: 1, knock: 0.1, release: 0.25 },
    },
    bus: plated(0.62),
  },
};
/** Close to the microphone, with an edge. */
export const funkSax = altoSax(
  { bright: 3400, tongue: 0.6, scoop: 0.025, vibrato: 0.003 },
  plated(0.5, { pan: 0.1 }),
);
