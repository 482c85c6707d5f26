import type { Style } from '@fermata/contracts';
import { acousticFolkNotes } from './acoustic-folk/notes.ts';
import { acousticFolkSound } from './acoustic-folk/sound.ts';
import { ambientNotes } from './ambient/notes.ts';
import { ambientSound } from './ambient/sound.ts';
import { cinematicNotes } from './cinematic/notes.ts';
import { cinematicSound } from './cinematic/sound.ts';
import { drumAndBassNotes } from './drum-and-bass/notes.ts';
import { drumAndBassSound } from './drum-and-bass/sound.ts';
import { houseNotes } from './house/notes.ts';
import { houseSound } from './house/sound.ts';
import { jazzTrioNotes } from './jazz-trio/notes.ts';
import { jazzTrioSound } from './jazz-trio/sound.ts';
import { loFiNotes } from './lo-fi/notes.ts';
import { loFiSound } from './lo-fi/sound.ts';
import { synthwaveNotes } from './synthwave/notes.ts';
import { synthwaveSound } from './synthwave/sound.ts';
import type { StyleNotes } from './style-notes.ts';
import type { StyleSound } from './style-sound.ts';

/** All that makes a style. */
export interface StyleBook extends StyleNotes { readonly parts: StyleSound }

export const STYLE_BOOKS: Readonly<Record<Style, StyleBook>> = {
  'lo-fi': { ...loFiNotes, parts: loFiSound },
  ambient: { ...ambientNotes, parts: ambientSound },
  synthwave: { ...synthwaveNotes, parts: synthwaveSound },
  cinematic: { ...cinematicNotes, parts: cinematicSound },
  house: { ...houseNotes, parts: houseSound },
  'jazz-trio': { ...jazzTrioNotes, parts: jazzTrioSound },
  'acoustic-folk': { ...acousticFolkNotes, parts: acousticFolkSound },
  'drum-and-bass': { ...drumAndBassNotes, parts: drumAndBassSound },
};
