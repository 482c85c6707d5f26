import { honoured, impossible } from '../explain/explanation.ts';
import { isNegated } from './negation.ts';
import { type NotedPiece, type NoteRule, said } from './note-answer.ts';
import {
  type Clause,
  figuresOf,
  hasChange,
  hasMeaning,
  isUnknown,
  meaningsOf,
  partsOf,
} from './note-clause.ts';
import { sectionsOf } from './sections-of.ts';
import { secondOf, spanOf } from './time-of.ts';

/** "redo the intro", "another take": a section, or the whole piece. Parts have a rule of their own. */
export const ruleRemake: NoteRule = (clause, about) => {
  if (!hasChange(clause, 'again') || isNegated(clause) || partsOf(clause).length > 0) return [];
  if (hasMeaning(clause, 'instrument')) return [];
  const sections = sectionsOf(clause, about);
  if (sections?.length === 0) return [said(impossible('remake', null, 'it has no such section'))];
  if (sections)
    return [
      {
        edits: sections.map(({ index }) => ({ op: 'remake', section: index })),
        wish: honoured(
          'remake',
          `section ${sections.map(({ index }) => index).join(', ')}`,
          'another take of it; everything else stays',
        ),
      },
    ];
  // "something new and different" says nothing; a style, a mood or a scene is another wish.
  const others = ['style', 'genre', 'mood', 'scene', 'tempo', 'energy', 'event', 'ending'] as const;
  if (others.some((kind) => hasMeaning(clause, kind)) || clause.keys.length > 0) return [];
  if (isAboutLess(clause, about)) {
    // "a new tempo of 120 bpm": the figure is another wish, and answered.
    if (figuresOf(clause).length > 0) return [];
    return [said(impossible('remake', null, 'name a part, a section, or ask for another take'))];
  }
  return [
    {
      edits: [{ op: 'remake' }],
      wish: honoured('remake', null, 'another take of the whole piece'),
    },
  ];
};

/**
 * "the part at 0:30 is boring", "a different key", "another title": they do not ask for another take of everything. A
 * word that nobody understood may name anything.
 */
const isAboutLess = (clause: Clause, about: NotedPiece): boolean =>
  clause.items.some(
    (item) =>
      isUnknown(item) || item.clockSeconds !== undefined || item.wordMarkers.includes('notWhole'),
  ) ||
  hasMeaning(clause, 'tempoLabel') ||
  hasChange(clause, 'lengthWord') ||
  meaningsOf(clause, 'time').some(({ time }) => time === 'firstHalf' || time === 'secondHalf') ||
  spanOf(clause, about) !== undefined ||
  secondOf(clause, about) !== undefined;
