import type { Patch } from '../style-sound.ts';

/** A skin under the hand: struck between the middle and the rim, so that it rings. */
export const openHand = (freq: number, length: number, pan: number): Patch => ({
  dsp: 'skin',
  gain: 1.15,
  pan,
  ring: length + 0.2,
  set: {
    freq,
    length,
    edge: 0.5,
    upper: 0.5,
    damping: 0.75,
    contact: 1.3,
    bend: 0.05,
    slap: 0.22,
    slapHz: 1900,
    bright: 6000,
  },
});

/** A slap that stops the skin. */
export const slap = (freq: number, pan: number): Patch => ({
  dsp: 'skin',
  gain: 1,
  pan,
  ring: 0.18,
  set: {
    freq,
    length: 0.1,
    edge: 0.9,
    upper: 0.9,
    damping: 0.4,
    contact: 0.9,
    slap: 0.8,
    slapHz: 2900,
    slapLength: 0.035,
    bright: 8000,
  },
});

/** A metal-framed skin under a thin stick. */
export const sticked = (freq: number, length: number, pan: number): Patch => ({
  dsp: 'skin',
  gain: 1,
  pan,
  ring: length + 0.15,
  set: {
    freq,
    length,
    edge: 0.55,
    upper: 1.1,
    damping: 0.45,
    contact: 0.35,
    bend: 0.04,
    slap: 0.5,
    slapHz: 3800,
    bright: 10_000,
  },
});

/** A deep skin under a soft mallet. */
export const malleted = (freq: number, length: number): Patch => ({
  dsp: 'skin',
  gain: 1.25,
  ring: length + 0.2,
  set: {
    freq,
    length,
    edge: 0.12,
    upper: 0.35,
    damping: 1,
    contact: 5,
    bend: 0.1,
    bendLength: 0.09,
    slap: 0.1,
    slapHz: 900,
    bright: 2600,
  },
});

export const shaker = (pan: number, gain: number): Patch => ({
  dsp: 'shaker',
  gain,
  pan,
  ring: 0.2,
  set: { freq: 6400, rise: 0.014, length: 0.075, grains: 2800, low: 3200, high: 12_000 },
});

/** A skin with jingles in its frame. */
export const pandeiro = (pan: number): Patch => ({
  dsp: 'shaker',
  gain: 0.9,
  pan,
  ring: 0.25,
  set: {
    freq: 4700,
    rise: 0.003,
    length: 0.06,
    grains: 4200,
    jingle: 0.7,
    jingleLength: 0.09,
    low: 1800,
  },
});

/** Wood or metal that is struck with a stick: its ratios tell which. */
export const struckBar = (
  freq: number,
  gain: number,
  pan: number,
  ring: number,
  set: Patch['set'],
): Patch => ({
  dsp: 'mallet',
  gain,
  pan,
  ring,
  set: { freq, contact: 0.16, knock: 0.3, damping: 0.5, ...set },
});

export const claves = struckBar(2450, 0.4, 0.3, 0.2, {
  ratio2: 2.78,
  ratio3: 5.4,
  ratio4: 8.9,
  upper: 0.3,
  decay: 0.5,
});
const bell = { ratio2: 1.51, ratio3: 2.66, ratio4: 3.94, upper: 1.1, knock: 0.15 };
export const cowbell = struckBar(590, 0.42, 0.35, 0.4, { ...bell, decay: 0.42 });
export const agogo = (freq: number, pan: number): Patch =>
  struckBar(freq, 0.34, pan, 0.5, { ...bell, ratio2: 2.62, ratio3: 4.1, decay: 0.8 });
/** The shell of a timbale. */
export const cascara = struckBar(1650, 0.34, -0.4, 0.15, {
  ratio2: 1.62,
  ratio3: 2.31,
  ratio4: 3.17,
  upper: 1,
  decay: 0.3,
  knock: 0.5,
});

/** A gourd that is scraped. */
export const guiro: Patch = {
  dsp: 'shaker',
  gain: 0.85,
  pan: -0.55,
  ring: 0.3,
  set: {
    freq: 3100,
    q: 2.2,
    rise: 0.03,
    length: 0.14,
    grains: 260,
    grain: 0.006,
    low: 1500,
    high: 9000,
  },
};
