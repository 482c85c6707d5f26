import type { Bus, Patch, Player } from '../style-sound.ts';

/** Close to the microphone in a bright room, clear of the bass. */
export const bright = (gain: number, more: Partial<Bus> = {}): Bus => ({
  gain,
  set: { lowCut: 180, highCut: 13_000 },
  pair: { level: 0.34, seconds: 0.013 },
  reverb: { level: 0.16, t60: 1, damp: 6000, before: 0.012 },
  ...more,
});
/** The same played twice, a take on each side. */
const twice = (gain: number, more: Partial<Bus>): Bus => ({
  gain,
  set: { lowCut: 180, highCut: 13_000, width: 0.7 },
  reverb: { level: 0.16, t60: 1, damp: 6000, before: 0.012 },
  ...more,
});
/** On a hall's stage. */
export const staged = (gain: number, more: Partial<Bus> = {}): Bus => ({
  gain,
  set: { lowCut: 120, highCut: 11_000, width: 1.2 },
  hall: { level: 0.24, t60: 2.2, damp: 5000, before: 0.02 },
  ...more,
});
/** Straight from the machine: wide, ducked by the kick, with an echo. */
export const produced = (gain: number, more: Partial<Bus> = {}): Bus => ({
  gain,
  set: { lowCut: 220, highCut: 12_500, width: 1.35 },
  duck: { depth: 0.45, beats: 0.5 },
  delay: { level: 0.16, beats: 0.75, feedback: 0.32, damp: 4500 },
  plate: { level: 0.12, t60: 1.1, damp: 6500, before: 0.012 },
  ...more,
});

const piano: Patch = {
  dsp: 'piano',
  gain: 0.34,
  set: { hard: 1.3, bright: 10_500, decay: 8, detune: 0.7, knock: 0.2, spread: 0.8, release: 0.22 },
};
const pianist = (instrument: string, patch: Patch, bus: Bus): Player => ({
  instrument,
  midiProgram: 0,
  sound: { placement: { spread: 0.55 }, patch, bus },
});
/** Sections are two groups of players, wide enough as they are. */
const SEATED = { lowCut: 150, highCut: 11_000, width: 0.85 };

const section = (instrument: string, cutoff: number, attack: number, bus: Bus): Player => ({
  instrument,
  midiProgram: 48,
  sound: {
    placement: { scatter: 0.5 },
    patch: { dsp: 'strings', gain: 0.16, set: { cutoff, attack, release: 0.45, swell: 0.35 } },
    bus,
  },
});

export const ukulele: Player = {
  instrument: 'ukulele',
  midiProgram: 24,
  sound: {
    placement: { double: 0.012 },
    patch: {
      dsp: 'ukulele',
      gain: 0.42,
      set: { bright: 8000, ring: 1.8, treble: 0.75, noise: 0.35, release: 0.1 },
    },
    bus: twice(0.38, {
      set: { lowCut: 180, highCut: 13_000, width: 0.7 },
      eq: { bell: { hz: 420, db: -1.5, q: 0.9 }, high: { hz: 4500, db: 5 } },
    }),
  },
};
export const strummedGuitar: Player = {
  instrument: 'strummed-guitar',
  midiProgram: 25,
  sound: {
    placement: { double: 0.014 },
    patch: {
      dsp: 'string',
      gain: 0.38,
      set: {
        bright: 11_000,
        treble: 2.2,
        ring: 4,
        pick: 0.11,
        touch: 0.01,
        noise: 0.18,
        body: 0.35,
        bodyHz: 110,
        release: 0.14,
      },
    },
    bus: twice(0.33, {
      set: { lowCut: 140, highCut: 13_000, width: 0.7 },
      eq: { bell: { hz: 260, db: -3, q: 0.9 }, high: { hz: 5500, db: 3.5 } },
    }),
  },
};
export const grandPiano = pianist(
  'grand-piano',
  { ...piano, set: { ...piano.set, hard: 0.95, bright: 9500, decay: 11, detune: 0.5 } },
  staged(0.9, {
    set: { lowCut: 60, highCut: 11_500, width: 1.25 },
    pair: { level: 0.3, seconds: 0.012 },
    eq: { bell: { hz: 280, db: -2, q: 0.8 }, high: { hz: 4500, db: 2.5 } },
  }),
);
export const brightPiano = pianist('bright-piano', piano, bright(0.8));
export const popPiano = pianist('pop-piano', piano, bright(0.62));
export const pianoTune = pianist(
  'piano-tune',
  { ...piano, set: { ...piano.set, hard: 1.15 } },
  staged(1.35),
);

export const brightStrings = section('bright-strings', 4200, 0.1, staged(0.38, { set: SEATED }));
export const warmStrings = section(
  'warm-strings',
  2600,
  0.4,
  staged(0.5, { set: SEATED, hall: { level: 0.3, t60: 2.6, damp: 4500, before: 0.025 } }),
);
export const softChoir: Player = {
  instrument: 'soft-choir',
  midiProgram: 52,
  sound: {
    placement: { scatter: 0.6 },
    patch: {
      dsp: 'choir',
      gain: 0.2,
      set: { vowel: 0.35, opening: 0.4, breath: 0.2, attack: 0.4, release: 0.6 },
    },
    bus: staged(0.3, { set: { lowCut: 180, highCut: 9000, width: 0.8 } }),
  },
};

export const glockenspiel: Player = {
  instrument: 'glockenspiel',
  midiProgram: 9,
  sound: {
    placement: { spread: 0.3 },
    patch: {
      dsp: 'mallet',
      gain: 0.3,
      set: {
        ratio2: 2.76,
        ratio3: 5.4,
        ratio4: 8.93,
        decay: 6,
        slope: 0.7,
        contact: 0.3,
        knock: 0.08,
        release: 0.7,
      },
    },
    bus: bright(0.48, { set: { lowCut: 300, highCut: 13_500 } }),
  },
};
/** Lips and breath: hardly an overtone. */
export const whistle: Player = {
  instrument: 'whistle',
  midiProgram: 78,
  sound: {
    patch: {
      dsp: 'flute',
      gain: 0.3,
      set: {
        attack: 0.05,
        bright: 420,
        breath: 0.45,
        chiff: 0.25,
        vibrato: 0.22,
        vibratoRate: 5.6,
        vibratoDelay: 0.35,
        release: 0.1,
      },
    },
    bus: bright(0.4, {
      set: { lowCut: 300, highCut: 11_000 },
      delay: { level: 0.12, beats: 0.5, feedback: 0.25, damp: 4000 },
    }),
  },
};
export const violin: Player = {
  instrument: 'violin',
  midiProgram: 40,
  sound: {
    patch: {
      dsp: 'bowed',
      gain: 0.3,
      set: {
        attack: 0.09,
        bodyHz: 275,
        bright: 3200,
        pressure: 0.6,
        vibrato: 0.0028,
        vibratoDelay: 0.4,
        body: 0.7,
        release: 0.2,
      },
    },
    bus: staged(0.52, {
      pair: { level: 0.3, seconds: 0.014 },
      eq: { peak: { hz: 3000, db: -2, q: 0.8 } },
    }),
  },
};
export const softFlute: Player = {
  instrument: 'soft-flute',
  midiProgram: 73,
  sound: {
    patch: {
      dsp: 'flute',
      gain: 0.3,
      set: {
        attack: 0.06,
        breath: 0.3,
        chiff: 0.2,
        bright: 2400,
        vibrato: 0.24,
        vibratoDelay: 0.5,
        release: 0.14,
      },
    },
    bus: staged(0.5, { pair: { level: 0.3, seconds: 0.014 } }),
  },
};

export const mutedGuitar: Player = {
  instrument: 'muted-guitar',
  midiProgram: 28,
  sound: {
    patch: {
      dsp: 'wahguitar',
      gain: 0.5,
      set: { mute: 0.68, bright: 3800, pick: 0.16, noise: 0.06, drive: 1.4, release: 0.05 },
    },
    bus: bright(0.95, {
      pan: 0.4,
      set: { lowCut: 180, highCut: 10_000, drive: 2.6 },
      delay: { level: 0.3, beats: 0.75, feedback: 0.35, damp: 4200 },
    }),
  },
};
export const marimba: Player = {
  instrument: 'marimba',
  midiProgram: 12,
  sound: {
    placement: { spread: 0.5 },
    patch: {
      dsp: 'mallet',
      gain: 0.4,
      set: {
        ratio2: 3.92,
        ratio3: 9.24,
        ratio4: 16.3,
        decay: 1.3,
        slope: 0.9,
        damping: 1.1,
        contact: 1.2,
        knock: 0.25,
        release: 0.3,
      },
    },
    bus: bright(0.45, { pan: 0.3 }),
  },
};
export const nylonGuitar: Player = {
  instrument: 'nylon-guitar',
  midiProgram: 24,
  sound: {
    patch: {
      dsp: 'string',
      gain: 0.4,
      set: { bright: 4200, treble: 1.5, ring: 4, pick: 0.2, noise: 0.08, body: 0.5, release: 0.25 },
    },
    bus: staged(0.7, { pan: 0.4, pair: { level: 0.3, seconds: 0.016 } }),
  },
};
export const celesta: Player = {
  instrument: 'celesta',
  midiProgram: 8,
  sound: {
    placement: { spread: 0.4 },
    patch: {
      dsp: 'mallet',
      gain: 0.34,
      set: {
        ratio2: 4,
        ratio3: 9.6,
        decay: 3,
        contact: 0.6,
        upper: 0.35,
        knock: 0.1,
        release: 0.4,
      },
    },
    bus: staged(0.55, { pan: 0.3 }),
  },
};
