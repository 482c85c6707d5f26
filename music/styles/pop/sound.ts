import type { Bus, MasterTone, Patch, Player, StyleSound } from '../style-sound.ts';
import { balladKit, clapKit, popMachine } from './kits.ts';
import {
  brightPiano,
  brightStrings,
  celesta,
  glockenspiel,
  grandPiano,
  marimba,
  mutedGuitar,
  nylonGuitar,
  pianoTune,
  popPiano,
  produced,
  softChoir,
  softFlute,
  strummedGuitar,
  ukulele,
  violin,
  warmStrings,
  whistle,
} from './players.ts';

const low = (gain: number, more: Partial<Bus> = {}): Bus => ({
  gain,
  set: { lowCut: 34, highCut: 5000, drive: 1.2, width: 0 },
  duck: { depth: 0.3, beats: 0.35 },
  ...more,
});
const fingerBass = (instrument: string, set: Patch['set'], bus: Bus): Player => ({
  instrument,
  midiProgram: 33,
  sound: {
    patch: {
      dsp: 'slapbass',
      gain: 0.42,
      set: {
        slap: 0,
        rattle: 0.1,
        place: 0.2,
        bright: 1500,
        tone: 2600,
        decay: 5,
        release: 0.08,
        ...set,
      },
    },
    bus,
  },
});
const synthBass = (instrument: string, set: Patch['set'], bus: Bus): Player => ({
  instrument,
  midiProgram: 38,
  sound: {
    patch: {
      dsp: 'bass',
      gain: 0.32,
      set: {
        sub: 0.75,
        saw: 0.5,
        square: 0.3,
        attack: 0.002,
        decay: 0.5,
        sustain: 0.55,
        release: 0.05,
        ...set,
      },
    },
    bus,
  },
});
const plucked = (set: Patch['set'] = {}): Patch => ({
  dsp: 'bell',
  gain: 0.22,
  set: {
    ratio: 2,
    index: 0.6,
    indexLength: 0.16,
    shimmer: 0.12,
    hum: 0.05,
    decay: 0.9,
    release: 0.15,
    spread: 0.0014,
    ...set,
  },
});

/**
 * A ukulele or guitar recorded twice, claps and stomps, tunes on glockenspiel and whistle; a piano
 * with strings; or a machine with plucks and a pulsing bass.
 */
export const popSound: StyleSound = {
  drums: { ...clapKit, alternatives: [balladKit, popMachine] },
  bass: {
    ...fingerBass('finger-bass', {}, low(0.3)),
    alternatives: [
      fingerBass(
        'round-finger-bass',
        { bright: 900, tone: 1500, decay: 6, release: 0.12 },
        low(0.4, { set: { lowCut: 32, highCut: 3000, drive: 1.1, width: 0 } }),
      ),
      synthBass(
        'pulse-bass',
        { cutoff: 420, open: 4, openTime: 0.12, q: 1.1, drive: 1.5 },
        low(0.52, { duck: { depth: 0.7, beats: 0.4 } }),
      ),
      synthBass(
        'gum-bass',
        { saw: 0.2, square: 0.6, cutoff: 300, open: 6, openTime: 0.09, q: 2.2, drive: 1.4 },
        low(0.52, { duck: { depth: 0.7, beats: 0.4 } }),
      ),
    ],
  },
  chords: {
    ...ukulele,
    alternatives: [
      strummedGuitar,
      grandPiano,
      {
        instrument: 'pluck-chords',
        midiProgram: 80,
        sound: {
          placement: { scatter: 0.5 },
          patch: plucked(),
          bus: produced(0.8, { set: { lowCut: 220, highCut: 12_500, drive: 1.8, width: 1.2 } }),
        },
      },
      {
        instrument: 'stacked-synth',
        midiProgram: 81,
        sound: {
          placement: { scatter: 0.3 },
          patch: {
            dsp: 'saws',
            gain: 0.1,
            set: {
              detune: 0.009,
              pulse: 0.2,
              cutoff: 1500,
              open: 3.2,
              openTime: 0.16,
              q: 0.9,
              attack: 0.003,
              decay: 0.35,
              sustain: 0.3,
              release: 0.12,
            },
          },
          bus: produced(1.4, {
            set: { lowCut: 220, highCut: 12_500, width: 0.8 },
            chorus: 0.3,
          }),
        },
      },
    ],
  },
  lead: {
    ...glockenspiel,
    alternatives: [
      whistle,
      brightPiano,
      violin,
      softFlute,
      pianoTune,
      {
        instrument: 'hook-synth',
        midiProgram: 81,
        sound: {
          patch: {
            dsp: 'saws',
            gain: 0.12,
            set: {
              detune: 0.006,
              pulse: 0.6,
              cutoff: 1700,
              open: 2.4,
              openTime: 0.2,
              q: 1.1,
              attack: 0.004,
              decay: 0.5,
              sustain: 0.5,
              release: 0.1,
            },
          },
          bus: produced(0.95, { set: { lowCut: 300, highCut: 11_500, drive: 1.3, width: 0.7 } }),
        },
      },
      {
        instrument: 'vox-hook',
        midiProgram: 85,
        sound: {
          patch: {
            dsp: 'choir',
            gain: 0.26,
            set: {
              vowel: 0.75,
              size: 0.85,
              breath: 0.2,
              attack: 0.02,
              detune: 0.004,
              vibrato: 0.003,
              release: 0.1,
            },
          },
          bus: produced(0.6, { set: { lowCut: 300, highCut: 12_000, drive: 1.4, width: 0.6 } }),
        },
      },
      {
        instrument: 'hook-pluck',
        midiProgram: 84,
        sound: {
          patch: plucked({ ratio: 1, index: 0.5, hum: 0.2, decay: 1.2 }),
          bus: produced(1.1, { set: { lowCut: 280, highCut: 12_000, drive: 1.4, width: 1 } }),
        },
      },
    ],
  },
  counter: {
    ...mutedGuitar,
    alternatives: [
      marimba,
      nylonGuitar,
      celesta,
      {
        instrument: 'glass-arp',
        midiProgram: 98,
        sound: {
          placement: { scatter: 0.6 },
          patch: plucked({ ratio: 3.01, index: 0.35, decay: 0.7, shimmer: 0.25 }),
          bus: produced(1, { pan: -0.2 }),
        },
      },
      {
        instrument: 'muted-pluck',
        midiProgram: 28,
        sound: {
          patch: {
            dsp: 'wahguitar',
            gain: 0.5,
            set: { mute: 0.68, bright: 4200, noise: 0.06, drive: 1.6, release: 0.05 },
          },
          bus: produced(0.9, {
            pan: 0.35,
            set: { lowCut: 220, highCut: 10_500, drive: 2.6, width: 1 },
            pair: { level: 0.34, seconds: 0.013 },
            delay: { level: 0.26, beats: 0.75, feedback: 0.4, damp: 4000 },
          }),
        },
      },
    ],
  },
  pad: {
    ...brightStrings,
    alternatives: [
      popPiano,
      warmStrings,
      softChoir,
      {
        instrument: 'air-pad',
        midiProgram: 90,
        sound: {
          placement: { scatter: 0.3 },
          patch: {
            dsp: 'saws',
            gain: 0.055,
            set: {
              detune: 0.01,
              cutoff: 1300,
              open: 0.8,
              openAttack: 0.8,
              openTime: 3,
              q: 0.6,
              attack: 0.25,
              decay: 3,
              sustain: 0.85,
              release: 0.5,
            },
          },
          bus: produced(0.6, {
            set: { lowCut: 280, highCut: 10_000, width: 0.9 },
            chorus: 0.5,
            duck: { depth: 0.6, beats: 0.8 },
          }),
        },
      },
    ],
  },
  fx: {
    instrument: 'sweeps',
    midiProgram: 97,
    sound: {
      patch: {
        dsp: 'sweep',
        gain: 0.3,
        set: { low: 280, high: 9500, tone: 0.15, q: 1.4, boom: 46, length: 1.4, release: 0.15 },
      },
      bus: { gain: 0.24, set: { lowCut: 45, highCut: 12_500, width: 1.1 } },
    },
  },
};

/** Bright and even, as for the radio. */
export const popMaster: MasterTone = {
  lowCut: 30,
  warmth: 0.02,
  air: 0.35,
  threshold: 0.15,
  attackTime: 0.025,
  releaseTime: 0.16,
};
