import { synthwaveNotes } from '../synthwave/notes.ts';
import type { StyleNotes } from '../style-notes.ts';

export const cinematicNotes: StyleNotes = { ...synthwaveNotes, name: 'cinematic', label: 'cinematic' };
