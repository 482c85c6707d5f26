import type { Bus, Patch, Player } from '../style-sound.ts';
import {
  agogo,
  cascara,
  claves,
  cowbell,
  guiro,
  malleted,
  openHand,
  pandeiro,
  shaker,
  slap,
  sticked,
} from './percussion.ts';

const crash: Patch = {
  dsp: 'cymbal',
  gain: 0.55,
  pan: -0.3,
  ring: 2.2,
  set: { freq: 260, length: 2.4, rise: 0.008, ping: 0.15, bow: 0.1, wash: 1.2, bright: 10_000 },
};
const snare = (gain: number, set: Patch['set']): Patch => ({
  dsp: 'snare',
  gain,
  pan: 0.05,
  ring: 0.3,
  set: {
    freq: 230,
    drop: 0.4,
    skin: 0.55,
    skinLength: 0.07,
    wires: 0.85,
    wiresLength: 0.11,
    crack: 0.5,
    low: 1100,
    bright: 9500,
    ...set,
  },
});
/** Players around a pair of microphones. */
const section = (gain: number, more: Partial<Bus> = {}): Bus => ({
  pair: { level: 0.32, seconds: 0.011 },
  gain,
  set: { lowCut: 40, highCut: 13_000, drive: 1.2 },
  reverb: { level: 0.13, t60: 0.7, damp: 5200, before: 0.01 },
  ...more,
});
const congas: Readonly<Record<number, Patch>> = {
  62: slap(212, -0.25),
  63: openHand(204, 0.42, -0.25),
  64: openHand(152, 0.5, -0.45),
};

/** A round machine kick, a tight snare and rim for the dembow, timbales and congas beside it. */
export const dembowKit: Player = {
  instrument: 'dembow-kit',
  midiProgram: 25,
  sound: {
    kit: {
      ...congas,
      36: {
        dsp: 'kick',
        gain: 0.62,
        ring: 0.35,
        set: {
          freq: 52,
          start: 180,
          sweep: 0.045,
          length: 0.26,
          click: 0.35,
          clickLength: 0.006,
          clickTone: 5500,
          punch: 0.7,
          drive: 2,
        },
      },
      37: {
        dsp: 'snare',
        gain: 0.62,
        pan: 0.12,
        ring: 0.16,
        set: {
          freq: 640,
          skin: 0.85,
          skinLength: 0.045,
          wires: 0.45,
          wiresLength: 0.05,
          low: 1200,
          bright: 9000,
        },
      },
      38: snare(0.68, { freq: 250, wiresLength: 0.1 }),
      39: {
        dsp: 'clap',
        gain: 0.5,
        ring: 0.4,
        set: { freq: 1200, length: 0.14, room: 0.22, bright: 9500 },
      },
      42: {
        dsp: 'hat',
        gain: 1.2,
        pan: 0.22,
        ring: 0.08,
        choke: 'hat',
        set: { freq: 420, length: 0.035, metal: 0.5, low: 7600, high: 13_000 },
      },
      46: {
        dsp: 'hat',
        gain: 0.95,
        pan: 0.22,
        ring: 0.35,
        choke: 'hat',
        set: { freq: 420, length: 0.25, metal: 0.5, low: 6500, high: 13_000 },
      },
      49: crash,
      65: sticked(340, 0.4, 0.45),
      66: sticked(245, 0.45, 0.3),
      70: shaker(-0.5, 0.75),
    },
    bus: section(0.8, {
      set: { lowCut: 30, highCut: 13_500, drive: 1.7 },
      compress: { thresholdDb: -15, attack: 0.012, release: 0.1, makeupDb: 1.5 },
      reverb: { level: 0.08, t60: 0.5, damp: 5500, before: 0.008 },
    }),
  },
};

/** A small kit with brushes, played as quietly as the guitar. */
export const bossaKit: Player = {
  instrument: 'bossa-kit',
  midiProgram: 40,
  sound: {
    placement: { spacing: 0.0012 },
    kit: {
      35: {
        dsp: 'kick',
        gain: 0.5,
        ring: 0.35,
        set: {
          freq: 60,
          start: 100,
          sweep: 0.05,
          length: 0.24,
          click: 0.12,
          clickLength: 0.014,
          clickTone: 1500,
          drive: 1,
        },
      },
      37: {
        dsp: 'snare',
        gain: 0.5,
        pan: 0.15,
        ring: 0.14,
        set: {
          freq: 880,
          skin: 0.9,
          skinLength: 0.04,
          wires: 0.2,
          wiresLength: 0.025,
          low: 1400,
          bright: 7000,
        },
      },
      40: {
        dsp: 'brush',
        gain: 0.5,
        pan: 0.15,
        ring: 0.8,
        set: { sweep: 1, length: 0.7, low: 900, bright: 6000 },
      },
      42: {
        dsp: 'hat',
        gain: 0.62,
        pan: 0.45,
        ring: 0.1,
        choke: 'hat',
        set: { freq: 340, length: 0.04, metal: 0.5, low: 6200, high: 11_000 },
      },
      44: {
        dsp: 'hat',
        gain: 0.5,
        pan: 0.45,
        ring: 0.12,
        choke: 'hat',
        set: { freq: 300, length: 0.05, rise: 0.003, metal: 0.5, low: 5200, high: 9500 },
      },
      51: {
        dsp: 'cymbal',
        gain: 0.5,
        pan: -0.4,
        ring: 1.5,
        set: { freq: 330, length: 2.2, rise: 0.02, ping: 0.5, bow: 0.3, wash: 0.45, bright: 9000 },
      },
      70: shaker(-0.5, 0.55),
    },
    bus: section(1.55, { reverb: { level: 0.18, t60: 0.9, damp: 4800, before: 0.012 } }),
  },
};

/** Congas, bongos, timbales with a bell, claves, guiro and maracas. */
export const salsaSection: Player = {
  instrument: 'salsa-section',
  midiProgram: 0,
  sound: {
    placement: { spacing: 0.001 },
    kit: {
      ...congas,
      36: malleted(70, 0.4),
      37: cascara,
      49: crash,
      56: cowbell,
      60: openHand(395, 0.2, 0.2),
      61: openHand(290, 0.26, 0.1),
      65: sticked(335, 0.5, 0.5),
      66: sticked(240, 0.55, 0.35),
      70: shaker(0.6, 0.6),
      73: guiro,
      75: claves,
    },
    bus: section(0.62, {
      set: { lowCut: 40, highCut: 13_000, drive: 1.2, width: 0.75 },
      compress: { thresholdDb: -16, attack: 0.02, release: 0.12, makeupDb: 1.5 },
    }),
  },
};

/** Surdos, caixas, tamborims, agogos, pandeiros, ganzas and a repinique. */
export const bateria: Player = {
  instrument: 'bateria',
  midiProgram: 0,
  sound: {
    placement: { spacing: 0.0014, scatter: 0.12 },
    kit: {
      35: malleted(88, 0.45),
      37: {
        ...sticked(610, 0.1, 0.5),
        gain: 0.7,
        set: { ...sticked(610, 0.1, 0.5).set, slap: 0.7, slapHz: 4600 },
      },
      38: snare(0.5, { freq: 290, wiresLength: 0.09, low: 1500 }),
      54: pandeiro(-0.5),
      65: sticked(310, 0.25, -0.15),
      67: agogo(1180, 0.35),
      68: agogo(880, 0.35),
      70: shaker(-0.6, 0.7),
      86: malleted(76, 0.28),
      87: malleted(62, 1),
    },
    bus: section(0.72, {
      set: { lowCut: 34, highCut: 13_500, drive: 1.6, width: 0.6 },
      compress: { thresholdDb: -15, attack: 0.014, release: 0.1, makeupDb: 2 },
      reverb: { level: 0.12, t60: 0.9, damp: 5000, before: 0.014 },
    }),
  },
};
