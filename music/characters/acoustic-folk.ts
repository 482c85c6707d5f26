import { loFi } from './lo-fi.ts';
import type { StyleCharacter } from './style-character.ts';

export const acousticFolk: StyleCharacter = { names: 'acoustic folk|folk|singer-songwriter|bluegrass', hints: 'acoustic folk', traits: loFi.traits, centroidHz: loFi.centroidHz, stillNotesPerBeat: loFi.stillNotesPerBeat, things: loFi.things };
