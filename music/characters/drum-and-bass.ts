import { synthwave } from './synthwave.ts';
import type { StyleCharacter } from './style-character.ts';

export const drumAndBass: StyleCharacter = { names: 'drum and bass|drum & bass|drum n bass|dnb|jungle', hints: 'drum and bass', traits: synthwave.traits, centroidHz: synthwave.centroidHz, stillNotesPerBeat: synthwave.stillNotesPerBeat, things: synthwave.things };
