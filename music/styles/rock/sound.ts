import type { Bus, MasterTone, Patch, Player, StyleSound } from '../style-sound.ts';
import {
  baritoneLead,
  chorusGuitars,
  cleanGuitars,
  cleanLead,
  crunchGuitars,
  drivenBass,
  fingerBass,
  fuzzLead,
  heldGuitar,
  highGainGuitars,
  leadGuitar,
  metalLead,
  pickedBass,
  pickedGuitar,
  secondGuitar,
  twinLead,
  wallOfGuitars,
} from './guitars.ts';
import { indieKit, metalKit, rockKit } from './kits.ts';

const organ = (instrument: string, set: Patch['set'], bus: Bus): Player => ({
  instrument,
  midiProgram: 18,
  sound: { patch: { dsp: 'organ', gain: 0.2, set: { click: 0.3, release: 0.06, ...set } }, bus },
});

/**
 * Rhythm guitars as two takes through an amplifier each, a bass through its own, a kit in a room, a
 * lead guitar in the middle; an organ, a held guitar or strings behind them.
 */
export const rockSound: StyleSound = {
  drums: { ...rockKit, alternatives: [indieKit, metalKit] },
  bass: { ...pickedBass, alternatives: [fingerBass, drivenBass] },
  chords: { ...crunchGuitars, alternatives: [cleanGuitars, chorusGuitars, highGainGuitars] },
  lead: { ...leadGuitar, alternatives: [fuzzLead, cleanLead, baritoneLead, metalLead] },
  counter: { ...secondGuitar, alternatives: [pickedGuitar, twinLead] },
  pad: {
    ...organ(
      'rock-organ',
      { drawbar4: 5, drawbar3: 3, percussion: 0.2, rotor: 0.9, rotorRate: 6.2 },
      {
        amp: {
          gain: 2.4,
          second: 1.2,
          tight: 120,
          mids: 0.4,
          scoop: 0.1,
          bite: 0.3,
          speaker: 5200,
          level: 0.34,
        },
        gain: 0.22,
        set: { lowCut: 200, highCut: 8500 },
        reverb: { level: 0.14, t60: 0.9, damp: 4200, before: 0.012 },
      },
    ),
    alternatives: [
      organ(
        'soft-organ',
        { drawbar5: 0, drawbar4: 3, rotor: 0.7, rotorRate: 0.9, click: 0.1 },
        {
          gain: 0.3,
          set: { lowCut: 200, highCut: 6500 },
          plate: { level: 0.16, t60: 1.6, damp: 4500, before: 0.015 },
        },
      ),
      heldGuitar,
      wallOfGuitars,
      {
        instrument: 'dark-strings',
        midiProgram: 48,
        sound: {
          patch: { dsp: 'strings', gain: 0.17, set: { cutoff: 2400, attack: 0.2, release: 0.4 } },
          bus: {
            gain: 0.36,
            set: { lowCut: 240, highCut: 8000, width: 0.9 },
            hall: { level: 0.24, t60: 2.2, damp: 4200, before: 0.02 },
          },
        },
      },
    ],
  },
};

/** Dense and forward, its top not sharp. */
export const rockMaster: MasterTone = {
  lowCut: 30,
  warmth: 0.05,
  air: 0.08,
  threshold: 0.14,
  attackTime: 0.018,
  releaseTime: 0.14,
};
