import { synthwave } from './synthwave.ts';
import type { StyleCharacter } from './style-character.ts';

export const cinematic: StyleCharacter = { names: 'cinematic|orchestral|film score', hints: 'cinematic', traits: synthwave.traits, centroidHz: synthwave.centroidHz, stillNotesPerBeat: synthwave.stillNotesPerBeat, things: synthwave.things };
