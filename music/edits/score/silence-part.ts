import type { Edit, Note, PartName, Score } from '@fermata/contracts/values';

type PresenceEdit = Extract<Edit, { op: 'presence' }>;

/** A score, and the notes that presence edits have silenced: they follow later edits, and may come back. */
export interface Edited {
  readonly score: Score;
  readonly silent: Score;
}

/** How early a note may come and still belong to the time after it. */
const EARLY_SECONDS = 0.03;
const SHORTEST_NOTE_SECONDS = 0.02;

/** A part plays, or is silent, in a time of the piece. A note that rings into a silence ends there. */
export function setPresence(
  { score, silent }: Edited,
  { part, fromSecond, toSecond = score.durationSeconds, present }: PresenceEdit,
): Edited {
  const isWithin = ({ start }: Note): boolean =>
    start >= fromSecond - EARLY_SECONDS && start < toSecond - EARLY_SECONDS;
  const [from, to] = present ? [silent, score] : [score, silent];
  const moving = notesOf(from, part).filter(isWithin);
  const rest = notesOf(from, part).filter((note) => !isWithin(note));
  const kept = present ? rest : rest.map((note) => cutAt(note, fromSecond));
  const joined = [...notesOf(to, part), ...moving].sort(
    (a, b) => a.start - b.start || a.midi - b.midi,
  );
  const [sounding, hidden] = present ? [joined, kept] : [kept, joined];
  return { score: withNotes(score, part, sounding), silent: withNotes(silent, part, hidden) };
}

function cutAt(note: Note, second: number): Note {
  if (note.start >= second || note.start + note.duration <= second) return note;
  const duration = Math.max(SHORTEST_NOTE_SECONDS, second - note.start);
  return { ...note, duration: Math.round(duration * 1e6) / 1e6 };
}

const notesOf = (score: Score, name: PartName): readonly Note[] =>
  score.parts.find((part) => part.name === name)?.notes ?? [];

const withNotes = (score: Score, name: PartName, notes: Note[]): Score => ({
  ...score,
  parts: score.parts.map((part) => (part.name === name ? { ...part, notes } : part)),
});

/** The score without notes: nothing is silenced yet. */
export const nothingSilent = (score: Score): Score => ({
  ...score,
  parts: score.parts.map((part) => ({ ...part, notes: [] })),
});
