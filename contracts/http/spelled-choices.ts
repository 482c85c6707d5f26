import { z } from 'zod';
import { parseKey } from '../values/key-name.ts';
import { Key, Style, STYLES } from '../values/music.ts';
import { parseStyle } from '../values/style-name.ts';

const KEY_ISSUE = 'must be a key such as "F# minor", "Am" or "fis-Moll"';
const STYLE_ISSUE = `must be one of ${STYLES.join(', ')}`;

/** `F# minor`, `F#m`, `fis-Moll`. */
export const KeyText = z.string({ error: KEY_ISSUE }).transform((text, context): Key => {
  const key = parseKey(text);
  if (key !== null) return key;
  context.addIssue({ code: 'custom', message: KEY_ISSUE });
  return z.NEVER;
});

/** `lo-fi`, `lofi`, `Drum & Bass`. */
export const StyleText = z.string({ error: STYLE_ISSUE }).transform((text, context): Style => {
  const style = parseStyle(text);
  if (style !== null) return style;
  context.addIssue({ code: 'custom', message: STYLE_ISSUE });
  return z.NEVER;
});

/** A key as a value, or as people write it. */
export const RequestedKey = z.union([Key, KeyText], { error: KEY_ISSUE });

/** A style by its name, or as people spell it. */
export const RequestedStyle = z.union([Style, StyleText], { error: STYLE_ISSUE });
