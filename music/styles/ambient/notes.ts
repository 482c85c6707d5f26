import { loFiNotes } from '../lo-fi/notes.ts';
import type { StyleNotes } from '../style-notes.ts';

export const ambientNotes: StyleNotes = { ...loFiNotes, name: 'ambient', label: 'ambient' };
