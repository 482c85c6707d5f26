import { loFi } from './lo-fi.ts';
import type { StyleCharacter } from './style-character.ts';

export const jazzTrio: StyleCharacter = { names: 'jazz|jazz trio|bebop|swing', hints: 'jazz', traits: loFi.traits, centroidHz: loFi.centroidHz, stillNotesPerBeat: loFi.stillNotesPerBeat, things: loFi.things };
