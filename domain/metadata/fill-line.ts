import type { LINE_FIELDS } from '@fermata/contracts/values';

type Values = Readonly<Record<(typeof LINE_FIELDS)[number], string>>;

/** A ℗ or © line with its values in place of the names in braces. */
export const fillLine = (line: string, values: Values): string =>
  line.replace(/\{(year|label|artist)\}/g, (_all, name: keyof Values) => values[name]);
