import { brassSection } from '../players/brass.ts';
import { altoSax } from '../players/saxophone.ts';
import type { Bus, MasterTone, Patch, Player, StyleSound } from '../style-sound.ts';
import { bateria, bossaKit, dembowKit, salsaSection } from './kits.ts';

const close = (gain: number, more: Partial<Bus> = {}): Bus => ({
  gain,
  pair: { level: 0.4, seconds: 0.009 },
  set: { lowCut: 110, highCut: 11_500, width: 0.9 },
  reverb: { level: 0.18, t60: 1, damp: 4800, before: 0.014 },
  ...more,
});
const open = (gain: number, more: Partial<Bus> = {}): Bus => ({
  gain,
  set: { lowCut: 200, highCut: 12_000 },
  delay: { level: 0.14, beats: 0.75, feedback: 0.3, damp: 4200 },
  plate: { level: 0.18, t60: 1.5, damp: 5200, before: 0.018 },
  ...more,
});

/** Nails on nylon: round, with the knock of the box. */
const nylon = (instrument: string, set: Patch['set'], bus: Bus): Player => ({
  instrument,
  midiProgram: 24,
  sound: {
    patch: {
      dsp: 'string',
      gain: 0.45,
      set: {
        bright: 4600,
        treble: 1.3,
        ring: 3.6,
        pick: 0.2,
        touch: 0.008,
        noise: 0.12,
        body: 0.6,
        bodyHz: 98,
        release: 0.14,
        ...set,
      },
    },
    bus,
  },
});
const bell = (instrument: string, set: Patch['set'], bus: Bus): Player => ({
  instrument,
  midiProgram: 11,
  sound: {
    patch: {
      dsp: 'bell',
      gain: 0.24,
      set: {
        ratio: 2,
        index: 0.5,
        indexLength: 0.14,
        shimmer: 0.1,
        hum: 0.1,
        decay: 1.1,
        release: 0.2,
        spread: 0.0018,
        ...set,
      },
    },
    bus,
  },
});
const rhodes = (instrument: string, bus: Bus): Player => ({
  instrument,
  midiProgram: 4,
  sound: {
    patch: {
      dsp: 'keys',
      gain: 0.18,
      set: {
        ratio: 1,
        index: 0.4,
        indexLength: 0.9,
        tine: 0.06,
        tineRatio: 8,
        wobble: 0.3,
        wobbleRate: 4.6,
        decay: 2.6,
        release: 0.25,
      },
    },
    bus,
  },
});
/**
 * A machine or a section of percussion, a bass that dances with it, nylon guitars, a montuno piano or
 * a cavaquinho; flutes, mallets and brass for the tune.
 */
export const latinSound: StyleSound = {
  drums: { ...dembowKit, alternatives: [bossaKit, salsaSection, bateria] },
  bass: {
    instrument: 'deep-bass',
    midiProgram: 38,
    sound: {
      patch: {
        dsp: 'bass',
        gain: 0.38,
        set: {
          sub: 1,
          saw: 0.3,
          square: 0.1,
          cutoff: 340,
          open: 1.6,
          openTime: 0.2,
          drive: 1.5,
          attack: 0.006,
          decay: 0.9,
          sustain: 0.65,
          release: 0.08,
        },
      },
      bus: {
        gain: 0.4,
        set: { lowCut: 30, highCut: 5000, drive: 1.4, width: 0 },
        duck: { depth: 0.45, beats: 0.3 },
      },
    },
    alternatives: [
      {
        instrument: 'rolling-808',
        midiProgram: 38,
        sound: {
          patch: {
            dsp: 'sub808',
            gain: 0.48,
            set: {
              length: 2.2,
              punch: 1.4,
              punchLength: 0.05,
              drive: 1.8,
              grit: 0.25,
              tone: 2600,
              release: 0.07,
            },
          },
          bus: {
            gain: 0.38,
            set: { lowCut: 29, highCut: 5500, drive: 1.4, width: 0 },
            duck: { depth: 0.45, beats: 0.25 },
          },
        },
      },
      {
        instrument: 'upright-bass',
        midiProgram: 32,
        sound: {
          patch: {
            dsp: 'upright',
            gain: 0.5,
            set: { decay: 2.6, bright: 1200, body: 0.5, growl: 0.3, release: 0.12 },
          },
          bus: {
            gain: 0.72,
            set: { lowCut: 36, highCut: 5000, width: 0 },
            eq: { bell: { hz: 250, db: -2.5, q: 0.9 } },
          },
        },
      },
      {
        instrument: 'baby-bass',
        midiProgram: 32,
        sound: {
          patch: {
            dsp: 'upright',
            gain: 0.55,
            set: {
              decay: 1.5,
              bright: 900,
              place: 0.28,
              body: 0.35,
              growl: 0.55,
              release: 0.09,
            },
          },
          bus: {
            gain: 0.8,
            set: { lowCut: 36, highCut: 3800, drive: 1.5, width: 0 },
            eq: { low: { hz: 90, db: 2.5 }, bell: { hz: 280, db: -2, q: 0.9 } },
            compress: { thresholdDb: -18, attack: 0.015, release: 0.12, makeupDb: 2 },
          },
        },
      },
      {
        instrument: 'round-bass',
        midiProgram: 33,
        sound: {
          patch: {
            dsp: 'electric',
            gain: 0.42,
            set: {
              takes: 0,
              ring: 5,
              treble: 0.8,
              bright: 1500,
              pick: 0.24,
              pickup: 0.17,
              release: 0.08,
            },
          },
          bus: {
            gain: 0.6,
            set: { lowCut: 36, highCut: 5000, drive: 1.3, width: 0 },
            eq: { low: { hz: 90, db: 3 } },
            compress: { thresholdDb: -20, attack: 0.012, release: 0.12, makeupDb: 3 },
          },
        },
      },
    ],
  },
  chords: {
    ...bell('island-pluck', {}, open(0.6, { duck: { depth: 0.25, beats: 0.35 } })),
    alternatives: [
      nylon('nylon-chords', {}, close(0.54, { duck: { depth: 0.2, beats: 0.3 } })),
      rhodes('warm-keys', open(0.85, { chorus: 0.3, duck: { depth: 0.25, beats: 0.35 } })),
      nylon(
        'bossa-guitar',
        { bright: 3900, pick: 0.24, ring: 4.2 },
        close(0.54, {
          set: { lowCut: 80, highCut: 9500, width: 0.9 },
          eq: { bell: { hz: 210, db: -2, q: 0.9 }, high: { hz: 4500, db: 3 } },
        }),
      ),
      {
        instrument: 'montuno-piano',
        midiProgram: 0,
        sound: {
          placement: { spread: 0.5, spacing: 0.0004 },
          patch: {
            dsp: 'piano',
            gain: 0.36,
            set: {
              hard: 1.5,
              bright: 10_000,
              decay: 7,
              detune: 1,
              knock: 0.25,
              spread: 0.7,
              release: 0.1,
            },
          },
          bus: close(0.68, {
            pair: { level: 0.3, seconds: 0.01 },
            set: { lowCut: 120, highCut: 12_500 },
            eq: { bell: { hz: 300, db: -2, q: 0.8 }, peak: { hz: 2800, db: 2, q: 0.8 } },
          }),
        },
      },
      {
        instrument: 'cavaquinho',
        midiProgram: 25,
        sound: {
          placement: { double: 0.009 },
          patch: {
            dsp: 'string',
            gain: 0.38,
            set: {
              bright: 8500,
              treble: 0.9,
              ring: 2,
              pick: 0.14,
              noise: 0.18,
              body: 0.6,
              bodyHz: 230,
              release: 0.07,
            },
          },
          bus: close(0.56, { set: { lowCut: 220, highCut: 12_500, width: 0.6 } }),
        },
      },
    ],
  },
  lead: {
    instrument: 'marimba',
    midiProgram: 12,
    sound: {
      patch: {
        dsp: 'mallet',
        gain: 0.36,
        set: {
          ratio2: 3.92,
          ratio3: 9.24,
          ratio4: 16.3,
          decay: 1.4,
          slope: 0.9,
          damping: 1.1,
          contact: 1.2,
          knock: 0.3,
          release: 0.3,
        },
      },
      bus: open(0.66),
    },
    alternatives: [
      nylon(
        'nylon-lead',
        { bright: 5800, pick: 0.15, ring: 4.5, noise: 0.16 },
        close(0.78, {
          delay: { level: 0.1, beats: 0.75, feedback: 0.25, damp: 4000 },
          reverb: { level: 0.24, t60: 1.3, damp: 4800, before: 0.02 },
        }),
      ),
      bell(
        'airy-pluck',
        { ratio: 3, index: 0.3, indexLength: 0.1, decay: 1.4, shimmer: 0.25 },
        open(1.1),
      ),
      {
        instrument: 'flute',
        midiProgram: 73,
        sound: {
          patch: {
            dsp: 'flute',
            gain: 0.34,
            set: { breath: 0.22, chiff: 0.35, bright: 3600, release: 0.1 },
          },
          bus: open(0.6, {
            set: { lowCut: 250, highCut: 11_000 },
            delay: { level: 0.08, beats: 0.5, feedback: 0.2, damp: 4000 },
          }),
        },
      },
      {
        instrument: 'vibraphone',
        midiProgram: 11,
        sound: {
          placement: { spread: 0.4 },
          patch: {
            dsp: 'mallet',
            gain: 0.34,
            set: { motor: 0.4, motorRate: 5, decay: 5.5, contact: 1.4, release: 0.4 },
          },
          bus: close(0.6),
        },
      },
      altoSax(
        { bright: 1700, breath: 0.35, tongue: 0.2, scoop: 0.03, vibrato: 0.006, attack: 0.045 },
        close(0.6, { set: { lowCut: 110, highCut: 10_500, width: 0.9 } }),
      ),
      brassSection(
        'brass-section',
        0.26,
        { bright: 3600, blare: 0.9, drop: 0.03 },
        open(0.8, {
          set: { lowCut: 220, highCut: 12_000, width: 0.55 },
          delay: { level: 0.05, beats: 0.5, feedback: 0.2, damp: 4000 },
        }),
      ),
    ],
  },
  counter: {
    ...bell(
      'glass-answer',
      { ratio: 1, index: 0.35, indexLength: 0.25, decay: 1 },
      open(0.95, { pan: 0.3 }),
    ),
    alternatives: [
      nylon('nylon-answer', { bright: 5200 }, close(0.72, { pan: -0.35 })),
      rhodes('rhodes-answer', close(0.68, { pan: 0.35 })),
      brassSection(
        'brass-answer',
        0.24,
        { bright: 2800, bellHz: 900, drop: 0.05 },
        close(0.66, { pan: 0.3, set: { lowCut: 220, highCut: 10_500, width: 0.55 } }),
      ),
    ],
  },
  pad: {
    instrument: 'warm-strings',
    midiProgram: 48,
    sound: {
      patch: { dsp: 'strings', gain: 0.16, set: { cutoff: 2300, attack: 0.25, release: 0.5 } },
      bus: {
        gain: 0.46,
        set: { lowCut: 240, highCut: 8500, width: 0.85 },
        duck: { depth: 0.2, beats: 0.4 },
        hall: { level: 0.22, t60: 2.2, damp: 4200, before: 0.02 },
      },
    },
    alternatives: [
      {
        instrument: 'coro',
        midiProgram: 52,
        sound: {
          placement: { scatter: 0.4 },
          patch: {
            dsp: 'choir',
            gain: 0.2,
            set: { vowel: 0.7, breath: 0.15, attack: 0.08, release: 0.25, detune: 0.006 },
          },
          bus: {
            gain: 0.32,
            set: { lowCut: 250, highCut: 9000, width: 0.6 },
            reverb: { level: 0.2, t60: 1.2, damp: 4500, before: 0.014 },
          },
        },
      },
      rhodes('soft-rhodes', close(0.4, { chorus: 0.4 })),
    ],
  },
};

/** Warm and open, the percussion in front. */
export const latinMaster: MasterTone = {
  lowCut: 28,
  warmth: 0.05,
  air: 0.1,
  threshold: 0.15,
  attackTime: 0.022,
  releaseTime: 0.16,
};
