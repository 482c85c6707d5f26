import type { Bus, MasterTone, Patch, StyleSound } from '../style-sound.ts';
import { discoKit, funkKit, soulKit } from './kits.ts';
import {
  clavinet,
  discoPiano,
  discoStrings,
  electricPiano,
  funkFlute,
  funkSax,
  funkSynth,
  hornLine,
  horns,
  jazzOrgan,
  lowHorns,
  mutedLine,
  scratchGuitar,
  soulHorns,
  soulStrings,
  soulVibes,
  violins,
  wahClavinet,
  wahGuitar,
  wahLine,
} from './players.ts';

/** Straight into the desk, pressed together, with its middle taken back. */
const bassBus = (gain: number, more: Partial<Bus> = {}): Bus => ({
  gain,
  set: { lowCut: 34, highCut: 7500, drive: 1.2, width: 0 },
  eq: { low: { hz: 90, db: 2 }, bell: { hz: 420, db: -2.5, q: 0.8 } },
  compress: { thresholdDb: -18, attack: 0.008, release: 0.09, makeupDb: 2 },
  ...more,
});
const strung = (set: Patch['set']): Patch => ({
  dsp: 'slapbass',
  gain: 0.42,
  set: { release: 0.05, ...set },
});
/** The lowest note that the finger tears instead of the thumb striking it: the octaves. */
const POPPED_FROM = 40;

/**
 * A dry kit, a slapped or fingered bass, a guitar with a wah, clavinet and electric piano, and a
 * section of horns; for disco strings, a piano and an octave bass.
 */
export const funkSound: StyleSound = {
  drums: { ...funkKit, alternatives: [soulKit, discoKit] },
  bass: {
    instrument: 'slap-bass',
    midiProgram: 36,
    sound: {
      registers: [
        { from: 0, patch: strung({ slap: 0.85, rattle: 0.55, bright: 2600, decay: 5 }) },
        {
          from: POPPED_FROM,
          patch: strung({ slap: 0.1, pop: 0.85, place: 0.18, bright: 3200, decay: 3.5 }),
        },
      ],
      bus: bassBus(0.5),
    },
    alternatives: [
      {
        instrument: 'soul-bass',
        midiProgram: 33,
        sound: {
          patch: strung({
            slap: 0,
            rattle: 0.12,
            place: 0.19,
            bright: 1300,
            tone: 2200,
            decay: 4,
            release: 0.07,
          }),
          bus: bassBus(0.52, { set: { lowCut: 34, highCut: 4000, drive: 1.2, width: 0 } }),
        },
      },
      {
        instrument: 'octave-bass',
        midiProgram: 33,
        sound: {
          patch: strung({
            slap: 0.15,
            pop: 0.1,
            rattle: 0.25,
            place: 0.16,
            bright: 2200,
            tone: 3400,
            decay: 4,
          }),
          bus: bassBus(0.5),
        },
      },
    ],
  },
  chords: { ...wahGuitar, alternatives: [scratchGuitar, clavinet, electricPiano] },
  lead: {
    ...hornLine,
    alternatives: [funkSynth, jazzOrgan, funkFlute, soulVibes, violins, funkSax],
  },
  counter: { ...mutedLine, alternatives: [wahClavinet, wahLine, discoPiano] },
  pad: { ...horns, alternatives: [lowHorns, soulHorns, soulStrings, discoStrings] },
  fx: {
    instrument: 'sweeps',
    midiProgram: 97,
    sound: {
      patch: {
        dsp: 'sweep',
        gain: 0.3,
        set: { low: 260, high: 8500, tone: 0.2, q: 1.6, boom: 50, length: 1, release: 0.12 },
      },
      bus: { gain: 0.18, set: { lowCut: 50, highCut: 11_500 } },
    },
  },
};

/** Dry and forward; little is added to the tape. */
export const funkMaster: MasterTone = {
  lowCut: 30,
  warmth: 0.03,
  air: 0.12,
  threshold: 0.15,
  attackTime: 0.025,
  releaseTime: 0.14,
};
