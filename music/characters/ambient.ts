import { loFi } from './lo-fi.ts';
import type { StyleCharacter } from './style-character.ts';

export const ambient: StyleCharacter = { names: 'ambient|drone|soundscape', hints: 'ambient', traits: loFi.traits, centroidHz: loFi.centroidHz, stillNotesPerBeat: loFi.stillNotesPerBeat, things: loFi.things };
