import type { Style } from '@fermata/contracts';
import { loFi } from './lo-fi.ts';
import type { StyleBook } from './style-book.ts';
import { synthwave } from './synthwave.ts';

export const STYLE_BOOKS: Readonly<Record<Style, StyleBook>> = { 'lo-fi': loFi, synthwave };
