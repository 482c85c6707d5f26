import { PART_NAMES, type Remake } from '@fermata/contracts/values';
import { PART_WORDS } from './part-words.ts';

const englishRemakePattern = (part: string): string =>
  `(?:make|play|write|do|try|record) (?:the )?(?:${part})(?: line| part)? (?:again|` +
  `anew|once more)|(?:redo|remake|rewrite|replay|re-record) (?:the )?(?:${part})(?: ` +
  'line| part)?|(?:another|a different|a new|different|new)(?: take (?:of|on) the)? ' +
  `(?:${part})(?: line| part| take)?`;
const germanRemakePattern = (part: string): string =>
  `(?:den |die |das )?(?:${part}) (?:nochmals?|noch einmal|noch mal|neu)(?: (?:machen|` +
  'spielen|schreiben))?|(?:einen|eine|ein) (?:anderen?|neuen?|andere[rns]|neue[rns]) ' +
  `(?:${part})`;

/**
 * The target of a note that asks only for a remake: "another bass", "redo the drums please". With
 * any further words it is an ordinary note.
 */
export function readRemake(note: string): Remake | undefined {
  const words = note
    .toLowerCase()
    .replace(/[.!,]+/g, ' ')
    .replace(/\b(?:please|bitte|just|only|nur)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const part = PART_NAMES.find((name) =>
    new RegExp(
      `^(?:${englishRemakePattern(PART_WORDS[name])}|${germanRemakePattern(PART_WORDS[name])})$`,
      'u',
    ).test(words),
  );
  return part && { part };
}
