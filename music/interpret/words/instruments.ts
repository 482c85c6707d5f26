import type { PartName } from '@fermata/contracts/values';
import type { AskedStyle } from './asked-style.ts';

interface InstrumentFacts {
  /** For people. */
  readonly label: string;
  /** The engine's instruments that sound like it, by their names in `sound.ts`; null if none does. */
  readonly playedBy: RegExp | null;
  /** Styles that suit a text with this instrument and without a style. */
  readonly suits?: readonly AskedStyle[];
  /** The part that plays it, if a text excludes it. */
  readonly part?: PartName;
}

export const INSTRUMENTS = {
  piano: {
    label: 'piano',
    playedBy: /piano/u,
    suits: ['classical', 'ambient', 'jazz-trio'],
    part: 'chords',
  },
  'electric piano': {
    label: 'electric piano',
    playedBy: /electric-piano|rhodes|tape-keys/u,
    suits: ['lo-fi'],
    part: 'chords',
  },
  organ: { label: 'organ', playedBy: /organ|harmonium/u, suits: ['cinematic'] },
  guitar: { label: 'guitar', playedBy: /guitar/u, suits: ['acoustic-folk'] },
  'acoustic guitar': {
    label: 'acoustic guitar',
    playedBy: /steel-guitar|nylon-guitar|acoustic-guitar/u,
    suits: ['acoustic-folk'],
  },
  'electric guitar': {
    label: 'electric guitar',
    playedBy: /electric-guitar|distorted|overdriven|power-guitar|crunch/u,
    suits: ['rock'],
  },
  banjo: { label: 'banjo', playedBy: /banjo/u, suits: ['acoustic-folk'] },
  mandolin: { label: 'mandolin', playedBy: /mandolin/u, suits: ['acoustic-folk'] },
  ukulele: { label: 'ukulele', playedBy: /ukulele/u, suits: ['acoustic-folk'] },
  strings: {
    label: 'strings',
    playedBy: /strings|violin|viola|cello|fiddle/u,
    suits: ['cinematic', 'classical'],
    part: 'pad',
  },
  violin: {
    label: 'violin',
    playedBy: /violin|fiddle|solo-strings/u,
    suits: ['classical', 'cinematic'],
  },
  viola: { label: 'viola', playedBy: /viola/u, suits: ['classical', 'cinematic'] },
  cello: { label: 'cello', playedBy: /cello|solo-strings/u, suits: ['classical', 'cinematic'] },
  'double bass': {
    label: 'double bass',
    playedBy: /double-bass|upright-bass/u,
    suits: ['jazz-trio'],
  },
  '808': { label: '808 bass', playedBy: /808|sub/u, suits: ['hip-hop'] },
  harp: { label: 'harp', playedBy: /harp(?!si)/u, suits: ['classical', 'cinematic'] },
  harpsichord: { label: 'harpsichord', playedBy: /harpsichord/u, suits: ['classical'] },
  flute: { label: 'flute', playedBy: /flute/u, suits: ['classical', 'acoustic-folk'] },
  woodwind: {
    label: 'woodwinds',
    playedBy: /flute|clarinet|oboe|bassoon|woodwind/u,
    suits: ['classical', 'cinematic'],
  },
  saxophone: { label: 'saxophone', playedBy: /sax/u, suits: ['jazz-trio'] },
  brass: { label: 'brass', playedBy: /horn|brass|trumpet|trombone/u, suits: ['cinematic', 'funk'] },
  trumpet: { label: 'trumpet', playedBy: /trumpet/u, suits: ['jazz-trio', 'latin'] },
  choir: { label: 'choir', playedBy: /choir|voice/u, suits: ['cinematic'] },
  bells: { label: 'bells', playedBy: /bell|vibraphone|glockenspiel|celesta/u },
  vibraphone: { label: 'vibraphone', playedBy: /vibraphone|marimba/u, suits: ['jazz-trio'] },
  synth: {
    label: 'synthesiser',
    playedBy: /synth|saw|square|pluck|analog|stab|acid|chip|pulse/u,
    suits: ['synthwave'],
  },
  timpani: { label: 'timpani', playedBy: /great-drums|timpani/u, suits: ['cinematic'] },
  'hand percussion': {
    label: 'hand percussion',
    playedBy: /hand-percussion|conga|bongo/u,
    suits: ['acoustic-folk', 'latin'],
  },
  'drum sound': { label: 'this drum sound', playedBy: /kit|drums|percussion/u },
  accordion: { label: 'accordion', playedBy: /accordion|harmonium/u, suits: ['acoustic-folk'] },
  harmonica: { label: 'harmonica', playedBy: /harmonica$/u, suits: ['acoustic-folk'] },
  bagpipes: { label: 'bagpipes', playedBy: null, suits: ['acoustic-folk'] },
  guzheng: { label: 'guzheng', playedBy: null, suits: ['acoustic-folk'] },
  erhu: { label: 'erhu', playedBy: null, suits: ['acoustic-folk'] },
  koto: { label: 'koto', playedBy: null, suits: ['acoustic-folk'] },
  shakuhachi: { label: 'shakuhachi', playedBy: null, suits: ['acoustic-folk'] },
  sitar: { label: 'sitar', playedBy: null, suits: ['acoustic-folk'] },
  oud: { label: 'oud', playedBy: null, suits: ['acoustic-folk'] },
  didgeridoo: { label: 'didgeridoo', playedBy: null, suits: ['ambient'] },
  'steel drum': { label: 'steel drum', playedBy: null, suits: ['latin'] },
  theremin: { label: 'theremin', playedBy: null },
  whistling: { label: 'whistling', playedBy: null, suits: ['acoustic-folk'] },
  turntable: { label: 'turntable scratches', playedBy: null, suits: ['hip-hop'] },
} as const satisfies Readonly<Record<string, InstrumentFacts>>;

export type InstrumentName = keyof typeof INSTRUMENTS;

export const factsOf = (name: InstrumentName): InstrumentFacts => INSTRUMENTS[name];

export const isInstrumentName = (name: string): name is InstrumentName =>
  Object.hasOwn(INSTRUMENTS, name);

export const INSTRUMENT_NAMES: readonly InstrumentName[] =
  Object.keys(INSTRUMENTS).filter(isInstrumentName);
