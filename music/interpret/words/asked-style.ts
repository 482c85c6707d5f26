import { type Style, STYLES } from '@fermata/contracts/values';

/** Styles that word lists name, in the order of preference; those that this build does not play are left out. */
export type AskedStyle = Style | 'pop' | 'funk' | 'rock' | 'latin' | 'classical' | 'chiptune';

export const playedStyles = (asked: readonly AskedStyle[]): Style[] =>
  asked.flatMap((name) => STYLES.filter((style) => style === name));
