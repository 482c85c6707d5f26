import { loFiNotes } from '../lo-fi/notes.ts';
import type { StyleNotes } from '../style-notes.ts';

export const acousticFolkNotes: StyleNotes = { ...loFiNotes, name: 'acoustic-folk', label: 'acoustic folk' };
