import { synthwaveNotes } from '../synthwave/notes.ts';
import type { StyleNotes } from '../style-notes.ts';

export const houseNotes: StyleNotes = { ...synthwaveNotes, name: 'house', label: 'house' };
