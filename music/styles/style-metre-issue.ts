import { type Metre, METRES, type Style } from '@fermata/contracts/values';
import { STYLE_DEFINITIONS } from './style-definitions.ts';

/** Why the style does not play the metre; null if it does. */
export function styleMetreIssue(metre: Metre, style: Style): string | null {
  const { metres } = STYLE_DEFINITIONS[style];
  if (metres.includes(metre)) return null;
  const own = METRES.filter((each) => metres.includes(each));
  return `${style} does not play ${metre}; it plays ${own.join(', ')}`;
}
