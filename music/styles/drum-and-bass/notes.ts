import { synthwaveNotes } from '../synthwave/notes.ts';
import type { StyleNotes } from '../style-notes.ts';

export const drumAndBassNotes: StyleNotes = { ...synthwaveNotes, name: 'drum-and-bass', label: 'drum and bass' };
