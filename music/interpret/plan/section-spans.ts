import type { SectionPresence, SongSection } from '@fermata/contracts/values';
import type { Form, PlacedSection } from '../../compose/song/fit-form.ts';
import type { Span } from '../../compose/song/presence.ts';

type Test = (section: PlacedSection, body: readonly PlacedSection[]) => boolean;

const isNamed =
  (...names: readonly string[]): Test =>
  ({ name }) =>
    names.includes(name);
const hasRole =
  (...roles: readonly PlacedSection['role'][]): Test =>
  ({ role }) =>
    roles.includes(role);

/** The sections of a form that a word may name: those of the first test that finds any. */
const TESTS: Readonly<Record<SongSection, readonly Test[]>> = {
  intro: [hasRole('intro'), (section, body) => body.length > 1 && section === body[0]],
  verse: [isNamed('verse'), hasRole('contrast')],
  build: [isNamed('pre-chorus'), hasRole('build')],
  chorus: [isNamed('chorus', 'hook', 'refrain'), hasRole('main')],
  bridge: [isNamed('bridge'), hasRole('break'), hasRole('contrast')],
  solo: [isNamed('solo')],
  outro: [hasRole('outro'), (section, body) => body.length > 1 && section === body.at(-1)],
  drop: [({ drop }) => drop, isNamed('drop')],
  break: [hasRole('break')],
  climax: [isNamed('climax', 'peak')],
};

/**
 * The times of a wish by section in a form; null if the form has no such section, empty if there is no time, as before
 * a chorus that begins the piece.
 */
export function sectionSpans(
  { section, nth, place }: Pick<SectionPresence, 'section' | 'nth' | 'place'>,
  { sections, durationSeconds }: Pick<Form, 'sections' | 'durationSeconds'>,
): Span[] | null {
  const body = sections.filter(({ role }) => role !== 'ending');
  const found = TESTS[section]
    .map((test) => body.filter((each) => test(each, body)))
    .find((matching) => matching.length > 0);
  const named = nth === undefined ? found : numbered(found ?? [], nth);
  const [first, last] = [named?.[0], named?.at(-1)];
  if (!named || !first || !last) return null;
  const spans: Readonly<Record<SectionPresence['place'], readonly Span[]>> = {
    in: named.map(({ start, end }) => ({ from: start, to: end })),
    before: [{ from: 0, to: first.start }],
    from: [{ from: first.start, to: durationSeconds }],
    after: [{ from: last.end, to: durationSeconds }],
  };
  return spans[place]
    .map(({ from, to }) => ({ from: round2(from), to: round2(Math.min(to, durationSeconds)) }))
    .filter(({ from, to }) => to > from);
}

const numbered = (
  sections: readonly PlacedSection[],
  nth: NonNullable<SectionPresence['nth']>,
): PlacedSection[] => {
  const one = nth === 'last' ? sections.at(-1) : sections[nth - 1];
  return one ? [one] : [];
};

const round2 = (x: number): number => Math.round(x * 100) / 100;
