import { synthwave } from './synthwave.ts';
import type { StyleCharacter } from './style-character.ts';

export const house: StyleCharacter = { names: 'house|deep house|tech house', hints: 'house', traits: synthwave.traits, centroidHz: synthwave.centroidHz, stillNotesPerBeat: synthwave.stillNotesPerBeat, things: synthwave.things };
