import type { Style } from '@fermata/contracts';
import { loFi } from './lo-fi.ts';
import type { StyleCharacter } from './style-character.ts';
import { synthwave } from './synthwave.ts';

export const STYLE_CHARACTERS: Readonly<Record<Style, StyleCharacter>> = { 'lo-fi': loFi, synthwave };
