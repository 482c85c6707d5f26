import {
  canonicalJson,
  describeRemake,
  MASTER_GOALS,
  type MasterGoal,
  type PartName,
  type Take,
} from '@fermata/contracts/values';
import type { Composition, Recipe } from '@fermata/contracts/values';
import { editChanges } from './edit-changes.ts';

/**
 * The differences from the first recipe to the second, in words: "tempo 84 → 92", "the bass was made
 * again (take 1)". Empty for equal recipes only.
 */
export function diffRecipes(a: Recipe, b: Recipe): string[] {
  const { changes: edits, explained } = editChanges(a, b);
  const changes = [
    ...edits,
    ...compositionChanges(explained.composition, b.composition),
    ...productionChanges(explained, b),
  ];
  return changes.length > 0 || canonicalJson(a) === canonicalJson(b)
    ? changes
    : ['the recipes differ in a field that this version cannot describe'];
}

function compositionChanges(a: Composition, b: Composition): string[] {
  return [
    ...valueChange('style', a.style, b.style),
    ...valueChange('substyle', a.substyle ?? 'by energy', b.substyle ?? 'by energy'),
    ...valueChange('mood', a.mood, b.mood),
    ...valueChange('tempo', a.tempoBpm, b.tempoBpm),
    ...valueChange('key', `${a.key.tonic} ${a.key.mode}`, `${b.key.tonic} ${b.key.mode}`),
    ...valueChange('metre', a.metre ?? 'by the seed', b.metre ?? 'by the seed'),
    ...valueChange('length', `${a.durationSeconds} s`, `${b.durationSeconds} s`),
    ...valueChange('energy', a.energy, b.energy),
    ...partChanges(a.parts, b.parts),
    ...valueChange(
      'ending',
      ENDING_LABELS[a.ending ?? 'final'],
      ENDING_LABELS[b.ending ?? 'final'],
    ),
    ...valueChange('energy curve', energyCurveText(a), energyCurveText(b)),
    ...valueChange('hits', hitsText(a), hitsText(b)),
    ...materialChange(
      'motif',
      a.motif && `${a.motif.sha256.slice(0, 12)}, ${MOTIF_USE_LABELS[a.motif.use]}`,
      b.motif && `${b.motif.sha256.slice(0, 12)}, ${MOTIF_USE_LABELS[b.motif.use]}`,
    ),
    ...materialChange(
      'audio loop',
      a.audioLoop && `${a.audioLoop.sha256.slice(0, 12)}, ${a.audioLoop.bars} bars`,
      b.audioLoop && `${b.audioLoop.sha256.slice(0, 12)}, ${b.audioLoop.bars} bars`,
    ),
    ...valueChange('wanted presence', presenceText(a), presenceText(b)),
    ...takeChanges(a.takes ?? [], b.takes ?? []),
  ];
}

function productionChanges(a: Recipe, b: Recipe): string[] {
  const font = ({ render }: Recipe): string | undefined =>
    render.soundFont &&
    `${render.soundFont.sha256.slice(0, 12)} for ${render.soundFont.parts.join(', ')}`;
  return [
    ...valueChange('seed', a.seed, b.seed),
    ...valueChange(
      'composer',
      `${a.model.name} ${a.model.version}`,
      `${b.model.name} ${b.model.version}`,
    ),
    ...(a.model.licence === b.model.licence
      ? []
      : [`the composer's licence: ${a.model.licence} → ${b.model.licence}`]),
    // A composer that is part of the engine changes with the engine, which is reported below.
    ...(a.model.sha256 === b.model.sha256 ||
    (a.model.sha256 === a.engine.sha256 && b.model.sha256 === b.engine.sha256)
      ? []
      : [`another model: ${a.model.sha256.slice(0, 12)} → ${b.model.sha256.slice(0, 12)}`]),
    ...(a.engine.sha256 === b.engine.sha256
      ? []
      : [
          `another engine: ${a.engine.version} (${a.engine.sha256.slice(0, 12)}) → ` +
            `${b.engine.version} (${b.engine.sha256.slice(0, 12)})`,
        ]),
    ...(a.schema === b.schema ? [] : [`another recipe schema: ${a.schema} → ${b.schema}`]),
    ...materialChange('SoundFont', font(a), font(b)),
    ...valueChange('master', describeMasterGoal(a.master), describeMasterGoal(b.master)),
    ...listChange(
      'samples',
      [...a.samples].filter((sha256) => sha256 !== a.composition.audioLoop?.sha256),
      [...b.samples].filter((sha256) => sha256 !== b.composition.audioLoop?.sha256),
    ),
    ...listChange(
      'motifs',
      [...a.motifs].filter((sha256) => sha256 !== a.composition.motif?.sha256),
      [...b.motifs].filter((sha256) => sha256 !== b.composition.motif?.sha256),
    ),
  ];
}

const ENDING_LABELS = { final: 'a last chord', loop: 'a seamless loop' } as const;
const MOTIF_USE_LABELS = { continue: 'continued', vary: 'varied', answer: 'answered' } as const;

const valueChange = (name: string, from: string | number, to: string | number): string[] =>
  from === to ? [] : [`${name} ${from} → ${to}`];

function materialChange(name: string, from: string | undefined, to: string | undefined): string[] {
  if (from === to) return [];
  if (from === undefined) return [`with the ${name} ${to}`];
  return to === undefined
    ? [`without the ${name} (${from})`]
    : [`another ${name}: ${from} → ${to}`];
}

function partChanges(from: readonly PartName[], to: readonly PartName[]): string[] {
  const [removed, added] = [
    from.filter((part) => !to.includes(part)),
    to.filter((part) => !from.includes(part)),
  ];
  return [
    ...(removed.length > 0 ? [`without ${removed.join(', ')}`] : []),
    ...(added.length > 0 ? [`with ${added.join(', ')}`] : []),
  ];
}

const energyCurveText = ({ energyCurve }: Composition): string =>
  energyCurve?.map(({ second, energy }) => `${second}:${energy}`).join(',') ?? 'none';
const hitsText = (composition: Composition): string =>
  composition.hits?.length
    ? composition.hits.map(({ second, event }) => `${second}:${event}`).join(',')
    : 'none';

const presenceText = ({ presence = [] }: Composition): string =>
  presence
    .map(({ part, fromSecond, toSecond }) => `${part} ${fromSecond}-${toSecond ?? 'end'}`)
    .join(',') || 'by the style';

const takeName = (take: Take): string => describeRemake(take) || 'everything';

function takeChanges(from: readonly Take[], to: readonly Take[]): string[] {
  const names = [...new Set([...from, ...to].map(takeName))];
  return names.flatMap((name) => {
    const [before, after] = [from, to].map(
      (takes) => takes.find((take) => takeName(take) === name)?.take ?? 0,
    );
    if (before === after) return [];
    return [
      after === 0
        ? `${name} is the first take again (was ${before})`
        : `${name} was made again (take ${before === 0 ? after : `${before} → ${after}`})`,
    ];
  });
}

function describeMasterGoal(master: MasterGoal): string {
  const name = Object.entries(MASTER_GOALS).find(
    ([, { targetLufs, ceilingDbtp }]) =>
      targetLufs === master.targetLufs && ceilingDbtp === master.ceilingDbtp,
  )?.[0];
  return `${master.targetLufs} LUFS/${master.ceilingDbtp} dBTP${name === undefined ? '' : ` (${name})`}`;
}

const listChange = (name: string, from: readonly string[], to: readonly string[]): string[] =>
  from.join() === to.join()
    ? []
    : [
        `${name} ${from.map((sha256) => sha256.slice(0, 12)).join(', ') || 'none'} → ` +
          `${to.map((sha256) => sha256.slice(0, 12)).join(', ') || 'none'}`,
      ];
