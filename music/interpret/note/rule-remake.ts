import { honoured, impossible } from '../explain/explanation.ts';
import { type NoteRule, said } from './note-answer.ts';
import { hasChange, hasMeaning, isNegated, partsOf } from './note-clause.ts';
import { sectionsOf } from './sections-of.ts';

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
  return [
    {
      edits: [{ op: 'remake' }],
      wish: honoured('remake', null, 'another take of the whole piece'),
    },
  ];
};
