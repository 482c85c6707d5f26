import { loFiNotes } from '../lo-fi/notes.ts';
import type { StyleNotes } from '../style-notes.ts';

export const jazzTrioNotes: StyleNotes = { ...loFiNotes, name: 'jazz-trio', label: 'jazz trio' };
