import type { Style } from '@fermata/contracts';
import { acousticFolkNotes } from './acoustic-folk/notes.ts';
import { acousticFolkMaster, acousticFolkSound } from './acoustic-folk/sound.ts';
import { ambientNotes } from './ambient/notes.ts';
import { ambientMaster, ambientSound } from './ambient/sound.ts';
import { cinematicNotes } from './cinematic/notes.ts';
import { cinematicMaster, cinematicSound } from './cinematic/sound.ts';
import { drumAndBassNotes } from './drum-and-bass/notes.ts';
import { drumAndBassMaster, drumAndBassSound } from './drum-and-bass/sound.ts';
import { houseNotes } from './house/notes.ts';
import { houseMaster, houseSound } from './house/sound.ts';
import { jazzTrioNotes } from './jazz-trio/notes.ts';
import { jazzTrioMaster, jazzTrioSound } from './jazz-trio/sound.ts';
import { loFiNotes } from './lo-fi/notes.ts';
import { loFiMaster, loFiSound } from './lo-fi/sound.ts';
import { recordedLoop } from './recorded-loop.ts';
import type { StyleNotes } from './style-notes.ts';
import type { MasterTone, StyleSound } from './style-sound.ts';
import { synthwaveNotes } from './synthwave/notes.ts';
import { synthwaveMaster, synthwaveSound } from './synthwave/sound.ts';

/** All that makes a style. */
export interface StyleBook extends StyleNotes {
  readonly parts: StyleSound;
  readonly mastering?: MasterTone;
}

const book = (notes: StyleNotes, parts: StyleSound, mastering?: MasterTone): StyleBook => ({
  ...notes,
  parts: { loop: recordedLoop, ...parts },
  ...(mastering ? { mastering } : {}),
});

export const STYLE_BOOKS: Readonly<Record<Style, StyleBook>> = {
  'lo-fi': book(loFiNotes, loFiSound, loFiMaster),
  ambient: book(ambientNotes, ambientSound, ambientMaster),
  synthwave: book(synthwaveNotes, synthwaveSound, synthwaveMaster),
  cinematic: book(cinematicNotes, cinematicSound, cinematicMaster),
  house: book(houseNotes, houseSound, houseMaster),
  'jazz-trio': book(jazzTrioNotes, jazzTrioSound, jazzTrioMaster),
  'acoustic-folk': book(acousticFolkNotes, acousticFolkSound, acousticFolkMaster),
  'drum-and-bass': book(drumAndBassNotes, drumAndBassSound, drumAndBassMaster),
};
