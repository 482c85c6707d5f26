import type { Alternate, Style } from '@fermata/contracts/values';
import { STYLE_DEFINITIONS } from '../styles/style-definitions.ts';

/** Why no music of this style has the alternate; null if some has. */
export const styleAlternateIssue = (alternate: Alternate, style: Style): string | null =>
  alternate === 'no-drums' && STYLE_DEFINITIONS[style].parts.drums === undefined
    ? `no-drums needs drums, and ${style} has none`
    : null;
