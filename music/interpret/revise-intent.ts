import {
  cleanText,
  describeRemake,
  Intent,
  type Key,
  type Mood,
  PART_NAMES,
  type PartName,
  type Remake,
  Style,
} from '@fermata/contracts/values';
import { MOOD_COLOURS } from '../styles/mood-colour.ts';
import { STYLE_DEFINITIONS } from '../styles/style-definitions.ts';
import { styleMetreIssue } from '../styles/style-metre-issue.ts';
import { keyWish } from './choose-key.ts';
import { clampSeconds, lengthWish } from './choose-length.ts';
import { energyWish, moodWish } from './choose-mood.ts';
import { excludedParts } from './choose-parts.ts';
import { styleWish } from './choose-style.ts';
import { chooseSubstyle, substyleWish } from './choose-substyle.ts';
import { bpmWish, clampTempo, tempoWish } from './choose-tempo.ts';
import { INTERPRETER } from './interpret-brief.ts';
import { loopNote } from './loop-note.ts';
import { PART_WORDS } from './part-words.ts';
import { readRemake } from './read-remake.ts';
import { NAME_WEIGHT } from './reading/build-lexicon.ts';
import { readText } from './reading/read-text.ts';
import type { TextReading } from './reading/wish.ts';

const MAX_NOTES = 20;
const NEGATION =
  /(?:not|don't|do not|never|no|nicht|kein\p{L}*|nie)\s+(?:(?:make|it|too|so|any|much|zu)\s+)*$/iu;
/** "not slower" mentions nothing. */
const mentions = (note: string, words: string): boolean =>
  [...note.matchAll(new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'giu'))].some(
    ({ index }) => !NEGATION.test(note.slice(Math.max(0, index - 40), index)),
  );

/** How strong a change is: "a bit", plain, or "much". */
function strengthOf(note: string): number {
  if (mentions(note, 'much|a lot|way|far|very|viel|deutlich')) return 1.8;
  if (mentions(note, 'a bit|a little|slightly|somewhat|etwas|ein wenig|leicht')) return 0.5;
  return 1;
}

/**
 * The next intent after a reviewer's note: what the note names changes, everything else stays. A
 * note without known words changes nothing, with the reason recorded; the next version is then
 * another take. A remake (`remake`, or a note that asks only for one) leaves the intent unchanged.
 * Never throws on free text.
 */
export function reviseIntent(before: Intent, note: string, asked?: Remake): Intent {
  // A remake from an earlier note is already done.
  const intent = Intent.parse(before);
  delete intent.remake;
  const remake = asked ?? readRemake(note);
  if (remake) return intentWithRemake(intent, note, remake);
  const read = readText(note);
  const by = strengthOf(note);
  const changed: Record<string, unknown> = {};
  const notes: string[] = [];
  const change = (field: string, value: unknown, why: string): void => {
    changed[field] = value;
    notes.push(cleanText(`${field}: ${why}, as the reviewer asks`, 300));
  };

  const style = styleWish(read);
  if (style && style.style !== intent.style && style.wordWeight >= NAME_WEIGHT)
    reviseStyle(intent, style.style, change);
  reviseTempo(intent, note, read, by, change);
  const mood =
    moodAsked(note) ??
    (mentions(note, 'more|less|slower|faster|mehr|weniger') ? undefined : moodWish(read)?.mood);
  if (mood && mood !== intent.mood) change('mood', mood, mood);
  reviseKey(intent, keyWish(read), mood, change);
  reviseEnergy(intent, note, energyWish(read)?.change, by, change);
  reviseParts(intent, note, excludedParts(read), change);
  const length = lengthWish(read, { tempoBpm: intent.tempoBpm, metre: intent.metre ?? '4/4' });
  if (length) change('durationSeconds', clampSeconds(length.seconds), length.said);

  reviseSubstyle(intent, read, changed, change);

  if (notes.length === 0) notes.push('the note has no known words: same intent, another take');
  const tempoBpm = changed['tempoBpm'];
  if (typeof tempoBpm === 'number' && intent.audioLoop && intent.loopTempoBpm !== undefined) {
    const loop = { bars: intent.audioLoop.bars, tempoBpm: intent.loopTempoBpm };
    notes.push(loopNote(loop, tempoBpm) ?? 'loop: the piece has its tempo');
  }
  const origins = {
    ...intent.origins,
    ...Object.fromEntries(Object.keys(changed).map((field) => [field, 'reviewer-note'])),
  };
  return Intent.parse({
    ...intent,
    ...changed,
    interpreter: INTERPRETER,
    origins,
    notes: [...intent.notes, ...notes].slice(-MAX_NOTES),
    reviewerNotes: [...earlierNotes(intent), cleanText(note, 1000)],
  });
}

function intentWithRemake(intent: Intent, note: string, remake: Remake): Intent {
  return Intent.parse({
    ...intent,
    remake,
    interpreter: INTERPRETER,
    origins: { ...intent.origins, remake: 'reviewer-note' },
    notes: [
      ...intent.notes,
      `${describeRemake(remake)}: made again, as the reviewer asks; everything else stays`,
    ].slice(-MAX_NOTES),
    ...(note === '' ? {} : { reviewerNotes: [...earlierNotes(intent), cleanText(note, 1000)] }),
  });
}

const earlierNotes = (intent: Intent): unknown[] =>
  Array.isArray(intent.reviewerNotes) ? intent.reviewerNotes.slice(-9) : [];

type Change = (field: string, value: unknown, why: string) => void;

/**
 * A note changes the substyle if it names another one; another style has one of its own. A change of
 * energy alone keeps it.
 */
function reviseSubstyle(
  intent: Intent,
  read: TextReading,
  changed: Readonly<Record<string, unknown>>,
  change: Change,
): void {
  const style = Style.parse(changed['style'] ?? intent.style);
  const named = substyleWish(read, style);
  if (style === intent.style && (!named || named.substyle === intent.substyle)) return;
  const energy = changed['energy'];
  const choice = chooseSubstyle(style, named, typeof energy === 'number' ? energy : intent.energy);
  if (choice || intent.substyle !== undefined)
    change('substyle', choice?.value, choice?.value ?? `none in ${style}`);
}

/** The metre stays if the new style plays it. */
function reviseStyle(intent: Intent, style: Style, change: Change): void {
  change('style', style, style);
  const [usual] = STYLE_DEFINITIONS[style].metres;
  if (intent.metre && styleMetreIssue(intent.metre, style) !== null)
    change('metre', usual, `${usual}, for ${style}`);
}

function reviseTempo(
  intent: Intent,
  note: string,
  read: TextReading,
  by: number,
  change: Change,
): void {
  const number = bpmWish(read);
  if (number) return change('tempoBpm', number.bpm, `${number.bpm} beats a minute`);
  const slower = mentions(
    note,
    'slower|slow it down|slow down|too fast|less fast|langsamer|zu schnell',
  );
  const faster = mentions(
    note,
    'faster|quicker|speed (?:it )?up|too slow|schneller|flotter|zu langsam',
  );
  if (slower !== faster)
    return change(
      'tempoBpm',
      clampTempo(intent.tempoBpm * (slower ? 1 - 0.12 * by : 1 + 0.12 * by)),
      slower ? 'slower' : 'faster',
    );
  const word = tempoWish(read);
  if (!slower && word?.isWanted)
    change(
      'tempoBpm',
      clampTempo(intent.tempoBpm * (word.tempo === 'slow' ? 1 - 0.12 * by : 1 + 0.12 * by)),
      word.tempo,
    );
}

function moodAsked(note: string): Mood | undefined {
  if (mentions(note, 'darker|gloomier|dunkler|düsterer|too (?:bright|happy)|zu (?:hell|fröhlich)'))
    return 'dark';
  if (
    mentions(
      note,
      'brighter|happier|sunnier|lighter|heller|fröhlicher|too (?:dark|sad)|zu (?:dunkel|traurig)',
    )
  )
    return 'happy';
  if (mentions(note, 'warmer|cosier|cozier|wärmer')) return 'warm';
  if (mentions(note, 'calmer|softer|gentler|ruhiger|sanfter')) return 'calm';
  if (mentions(note, 'sadder|trauriger')) return 'sad';
  if (mentions(note, 'dreamier|verträumter')) return 'dreamy';
  return undefined;
}

const MINOR_KINDS: readonly Key['mode'][] = ['minor', 'dorian', 'phrygian'];

function reviseKey(
  intent: Intent,
  asked: ReturnType<typeof keyWish>,
  mood: Mood | undefined,
  change: Change,
): void {
  if (asked)
    return change('key', { tonic: asked.tonic ?? intent.key.tonic, mode: asked.mode }, asked.said);
  if (!mood) return;
  // Darker moods go to minor, brighter ones to major; neutral ones keep the key.
  const minor = MINOR_KINDS.includes(intent.key.mode);
  if (mood === 'happy' && minor)
    change('key', { tonic: intent.key.tonic, mode: 'major' }, `major, for a ${mood} mood`);
  else if (MOOD_COLOURS[mood].minor && (mood === 'dark' || mood === 'sad') && !minor)
    change('key', { tonic: intent.key.tonic, mode: 'minor' }, `minor, for a ${mood} mood`);
}

function reviseEnergy(
  intent: Intent,
  note: string,
  asked: number | undefined,
  by: number,
  change: Change,
): void {
  const more = mentions(
    note,
    'more (?:energy|energetic|drive|driving|power|intense|punch|going on)|livelier|' +
      'fuller|busier|harder|too (?:boring|calm|sparse|empty)|mehr (?:energie|druck|kraft|' +
      'schwung)|lebendiger|voller',
  );
  const less = mentions(
    note,
    'less (?:energy|energetic|intense|busy|driving)|calmer|softer|gentler|simpler|' +
      'sparser|quieter|too (?:busy|much|intense|loud|hectic)|weniger (?:energie|druck)|' +
      'ruhiger|leiser|einfacher',
  );
  const step = more === less ? (asked === undefined || more ? 0 : asked) : (more ? 0.2 : -0.2) * by;
  if (step !== 0)
    change(
      'energy',
      Math.round(Math.max(0.05, Math.min(1, intent.energy + step)) * 100) / 100,
      step > 0 ? 'more' : 'less',
    );
}

function reviseParts(
  intent: Intent,
  note: string,
  without: readonly PartName[],
  change: Change,
): void {
  const back = PART_NAMES.filter(
    (part) =>
      intent.withoutParts.includes(part) &&
      !without.includes(part) &&
      mentions(
        note,
        `(?:with|add|bring back|more|mit|wieder)\\s+(?:the\\s+|some\\s+)?(?:${PART_WORDS[part]})`,
      ),
  );
  const next = PART_NAMES.filter(
    (part) =>
      (intent.withoutParts.includes(part) && !back.includes(part)) || without.includes(part),
  ).slice(0, PART_NAMES.length - 1);
  if (next.join() !== [...intent.withoutParts].join())
    change('withoutParts', next, next.length > 0 ? `without ${next.join(', ')}` : 'all parts');
}
