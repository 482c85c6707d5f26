import { altoSax } from '../players/saxophone.ts';
import type { Bus, MasterTone, Placement, Player, StyleSound } from '../style-sound.ts';

/** The club: a small, dry room shared by all three. */
const ROOM = { t60: 0.6, damp: 4200, before: 0.006 } as const;
const PIANO = {
  hard: 1.15,
  bright: 8000,
  decay: 9,
  detune: 0.5,
  knock: 0.22,
  spread: 0.8,
  release: 0.16,
} as const;

/** Two microphones above the strings, low keys left. */
const KEYS: Placement = { spread: 0.5 };

const leadBus = (gain: number, more: Partial<Bus> = {}): Bus => ({
  gain,
  set: { lowCut: 120, highCut: 12_500, width: 1.3 },
  reverb: { level: 0.24, ...ROOM },
  pair: { level: 0.28, seconds: 0.01 },
  ...more,
});

const vibraphone: Player = {
  instrument: 'vibraphone',
  midiProgram: 11,
  sound: {
    placement: { spread: 0.4 },
    patch: {
      dsp: 'mallet',
      gain: 0.5,
      set: {
        motor: 0.35,
        motorRate: 4.6,
        decay: 5,
        upper: 0.4,
        contact: 1.3,
        knock: 0.12,
        release: 0.3,
      },
    },
    bus: leadBus(0.53, { pan: 0.42 }),
  },
};

const saxophone = altoSax(
  { bright: 2200, breath: 0.28, scoop: 0.022, vibrato: 0.006, vibratoDelay: 0.35 },
  leadBus(0.72, { pan: 0.5, pair: { level: 0.4, seconds: 0.01 } }),
);

/**
 * A close-miked trio with hardly any processing: no glue, no pumping; the low end belongs to the
 * bass.
 */
export const jazzTrioSound: StyleSound = {
  drums: {
    instrument: 'jazz-kit',
    midiProgram: 32,
    sound: {
      placement: { spacing: 0.0012 },
      kit: {
        35: {
          dsp: 'kick',
          gain: 0.14,
          ring: 0.4,
          set: {
            freq: 62,
            start: 105,
            sweep: 0.05,
            length: 0.26,
            click: 0.16,
            clickTone: 1500,
            clickLength: 0.016,
            drive: 1,
          },
        },
        37: {
          dsp: 'snare',
          gain: 0.25,
          pan: -0.12,
          ring: 0.18,
          set: {
            freq: 920,
            skin: 0.9,
            skinLength: 0.028,
            wires: 0.2,
            wiresLength: 0.03,
            low: 1800,
            bright: 8000,
            crack: 0.25,
          },
        },
        38: {
          dsp: 'snare',
          gain: 0.26,
          pan: -0.12,
          ring: 0.32,
          set: {
            freq: 236,
            skin: 0.5,
            skinLength: 0.08,
            wires: 0.6,
            wiresLength: 0.13,
            low: 1100,
            bright: 9000,
            overtone: 0.25,
            crack: 0.25,
          },
        },
        39: {
          dsp: 'brush',
          gain: 0.72,
          pan: -0.12,
          ring: 0.3,
          set: { freq: 230, length: 0.2, skin: 0.22, wires: 0.35, low: 800, bright: 7600 },
        },
        40: {
          dsp: 'brush',
          gain: 0.66,
          pan: -0.2,
          ring: 0.6,
          set: { sweep: 1, length: 0.55, low: 900, bright: 6800 },
        },
        42: {
          dsp: 'hat',
          gain: 0.22,
          pan: -0.45,
          ring: 0.12,
          choke: 'hat',
          set: { freq: 330, length: 0.05, metal: 0.5, low: 5600, high: 12_000 },
        },
        44: {
          dsp: 'hat',
          gain: 0.25,
          pan: -0.45,
          ring: 0.14,
          choke: 'hat',
          set: { freq: 300, length: 0.07, rise: 0.004, metal: 0.45, low: 4200, high: 11_000 },
        },
        45: {
          dsp: 'kick',
          gain: 0.2,
          pan: 0.3,
          ring: 0.5,
          set: {
            freq: 96,
            start: 128,
            sweep: 0.06,
            length: 0.42,
            click: 0.2,
            clickTone: 2600,
            drive: 1,
          },
        },
        46: {
          dsp: 'hat',
          gain: 0.2,
          pan: -0.45,
          ring: 0.5,
          choke: 'hat',
          set: { freq: 330, length: 0.45, metal: 0.5, low: 4800, high: 12_000 },
        },
        47: {
          dsp: 'kick',
          gain: 0.19,
          pan: 0.1,
          ring: 0.45,
          set: {
            freq: 132,
            start: 172,
            sweep: 0.05,
            length: 0.36,
            click: 0.2,
            clickTone: 2800,
            drive: 1,
          },
        },
        49: {
          dsp: 'cymbal',
          gain: 0.2,
          pan: -0.25,
          ring: 2,
          set: {
            freq: 250,
            length: 2.4,
            rise: 0.009,
            ping: 0.15,
            bow: 0.14,
            wash: 1.1,
            trash: 0.12,
            bright: 9500,
          },
        },
        50: {
          dsp: 'kick',
          gain: 0.18,
          pan: -0.05,
          ring: 0.4,
          set: {
            freq: 178,
            start: 226,
            sweep: 0.05,
            length: 0.3,
            click: 0.2,
            clickTone: 3000,
            drive: 1,
          },
        },
        51: {
          dsp: 'cymbal',
          gain: 0.5,
          pan: 0.4,
          ring: 0.9,
          set: {
            freq: 330,
            length: 1.9,
            rise: 0.02,
            ping: 0.5,
            bow: 0.36,
            wash: 0.45,
            trash: 0.1,
            bright: 8800,
          },
        },
        53: {
          dsp: 'cymbal',
          gain: 0.36,
          pan: 0.4,
          ring: 1.1,
          set: {
            freq: 520,
            length: 1.6,
            rise: 0.02,
            ping: 0.4,
            bow: 0.7,
            wash: 0.3,
            trash: 0.05,
            bright: 8800,
          },
        },
      },
      bus: {
        pair: { level: 0.2, seconds: 0.008 },
        gain: 1.85,
        set: { highCut: 13_500, lowCut: 45, width: 0.65 },
        reverb: { level: 0.22, ...ROOM },
      },
    },
  },
  bass: {
    instrument: 'upright-bass',
    midiProgram: 32,
    sound: {
      patch: {
        dsp: 'upright',
        gain: 0.6,
        set: { decay: 3, bright: 1500, place: 0.19, body: 0.5, growl: 0.4, release: 0.09 },
      },
      bus: {
        gain: 0.42,
        set: { lowCut: 34, highCut: 5200, width: 0 },
        reverb: { level: 0.07, ...ROOM },
      },
    },
  },
  chords: {
    instrument: 'piano',
    midiProgram: 0,
    sound: {
      placement: KEYS,
      patch: { dsp: 'piano', gain: 0.34, set: PIANO },
      bus: {
        gain: 1.4,
        set: { lowCut: 110, highCut: 12_000, width: 1.5 },
        pan: -0.25,
        pair: { level: 0.35, seconds: 0.012 },
        eq: { bell: { hz: 320, db: -2.5, q: 0.9 } },
        reverb: { level: 0.24, ...ROOM },
      },
    },
  },
  lead: {
    instrument: 'piano',
    midiProgram: 0,
    sound: {
      placement: KEYS,
      patch: { dsp: 'piano', gain: 0.5, set: { ...PIANO, hard: 1.3 } },
      bus: leadBus(0.86, { pan: 0.12 }),
    },
    alternatives: [vibraphone, saxophone],
  },
};

/** Wide dynamics: the glue barely works. */
export const jazzTrioMaster: MasterTone = {
  lowCut: 30,
  threshold: 0.5,
  attackTime: 0.05,
  releaseTime: 0.4,
  air: 0.05,
};
