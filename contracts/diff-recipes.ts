import { canonicalJson } from './canonical.ts';
import { MASTER_GOALS, type MasterGoal, type PartName, remakeWords, type Take } from './intent.ts';
import type { Composition, Recipe } from './recipe.ts';

/**
 * What differs between two recipes, a sentence for each difference, as seen from the first: "tempo 84 → 92", "the bass was made again (take 1)". Empty for the
 * same recipe, and never empty for different ones.
 */
export function diffRecipes(a: Recipe, b: Recipe): string[] {
  const said = [...composed(a.composition, b.composition), ...made(a, b)];
  return said.length > 0 || canonicalJson(a) === canonicalJson(b)
    ? said
    : ['the recipes differ in a field that has no words here'];
}

function composed(a: Composition, b: Composition): string[] {
  return [
    ...moved('style', a.style, b.style),
    ...moved('mood', a.mood, b.mood),
    ...moved('tempo', a.tempoBpm, b.tempoBpm),
    ...moved('key', `${a.key.tonic} ${a.key.mode}`, `${b.key.tonic} ${b.key.mode}`),
    ...moved('length', `${a.durationSeconds} s`, `${b.durationSeconds} s`),
    ...moved('energy', a.energy, b.energy),
    ...partsMoved(a.parts, b.parts),
    ...moved('ending', endings[a.ending ?? 'final'], endings[b.ending ?? 'final']),
    ...moved('energy curve', curve(a), curve(b)),
    ...moved('hits', hits(a), hits(b)),
    ...given(
      'motif',
      a.motif && `${a.motif.sha256.slice(0, 12)}, ${uses[a.motif.use]}`,
      b.motif && `${b.motif.sha256.slice(0, 12)}, ${uses[b.motif.use]}`,
    ),
    ...given(
      'audio loop',
      a.audioLoop && `${a.audioLoop.sha256.slice(0, 12)}, ${a.audioLoop.bars} bars`,
      b.audioLoop && `${b.audioLoop.sha256.slice(0, 12)}, ${b.audioLoop.bars} bars`,
    ),
    ...takesMoved(a.takes ?? [], b.takes ?? []),
  ];
}

function made(a: Recipe, b: Recipe): string[] {
  const font = ({ render }: Recipe): string | undefined =>
    render.soundFont &&
    `${render.soundFont.sha256.slice(0, 12)} for ${render.soundFont.parts.join(', ')}`;
  return [
    ...moved('seed', a.seed, b.seed),
    ...moved(
      'composer',
      `${a.model.name} ${a.model.version}`,
      `${b.model.name} ${b.model.version}`,
    ),
    ...(a.model.licence === b.model.licence
      ? []
      : [`the composer's licence: ${a.model.licence} → ${b.model.licence}`]),
    // The rules of a composer that is a part of the engine change with it: said once.
    ...(a.model.sha256 === b.model.sha256 ||
    (a.model.sha256 === a.engine.sha256 && b.model.sha256 === b.engine.sha256)
      ? []
      : [`another model: ${a.model.sha256.slice(0, 12)} → ${b.model.sha256.slice(0, 12)}`]),
    ...(a.engine.sha256 === b.engine.sha256
      ? []
      : [
          `another engine: ${a.engine.version} (${a.engine.sha256.slice(0, 12)}) → ${b.engine.version} (${b.engine.sha256.slice(0, 12)})`,
        ]),
    ...(a.schema === b.schema ? [] : [`another form of recipe: ${a.schema} → ${b.schema}`]),
    ...given('SoundFont', font(a), font(b)),
    ...moved('master', goal(a.master), goal(b.master)),
    ...lists(
      'samples',
      [...a.samples].filter((sha256) => sha256 !== a.composition.audioLoop?.sha256),
      [...b.samples].filter((sha256) => sha256 !== b.composition.audioLoop?.sha256),
    ),
    ...lists(
      'motifs',
      [...a.motifs].filter((sha256) => sha256 !== a.composition.motif?.sha256),
      [...b.motifs].filter((sha256) => sha256 !== b.composition.motif?.sha256),
    ),
  ];
}

const endings = { final: 'a last chord', loop: 'a seamless loop' } as const;
const uses = { continue: 'continued', vary: 'varied', answer: 'answered' } as const;

const moved = (what: string, from: string | number, to: string | number): string[] =>
  from === to ? [] : [`${what} ${from} → ${to}`];

function given(what: string, from: string | undefined, to: string | undefined): string[] {
  if (from === to) return [];
  if (from === undefined) return [`with the ${what} ${to}`];
  return to === undefined
    ? [`without the ${what} (${from})`]
    : [`another ${what}: ${from} → ${to}`];
}

function partsMoved(from: readonly PartName[], to: readonly PartName[]): string[] {
  const [gone, come] = [
    from.filter((part) => !to.includes(part)),
    to.filter((part) => !from.includes(part)),
  ];
  return [
    ...(gone.length > 0 ? [`without ${gone.join(', ')}`] : []),
    ...(come.length > 0 ? [`with ${come.join(', ')}`] : []),
  ];
}

const curve = ({ energyCurve }: Composition): string =>
  energyCurve?.map(({ second, energy }) => `${second}:${energy}`).join(',') ?? 'none';
const hits = (composition: Composition): string =>
  composition.hits?.length
    ? composition.hits.map(({ second, event }) => `${second}:${event}`).join(',')
    : 'none';

const nameOf = (take: Take): string => remakeWords(take) || 'everything';

function takesMoved(from: readonly Take[], to: readonly Take[]): string[] {
  const names = [...new Set([...from, ...to].map(nameOf))];
  return names.flatMap((name) => {
    const [was, is] = [from, to].map(
      (takes) => takes.find((take) => nameOf(take) === name)?.take ?? 0,
    );
    if (was === is) return [];
    return [
      is === 0
        ? `${name} is the first take again (was ${was})`
        : `${name} was made again (take ${was === 0 ? is : `${was} → ${is}`})`,
    ];
  });
}

function goal(master: MasterGoal): string {
  const name = Object.entries(MASTER_GOALS).find(
    ([, { targetLufs, ceilingDbtp }]) =>
      targetLufs === master.targetLufs && ceilingDbtp === master.ceilingDbtp,
  )?.[0];
  return `${master.targetLufs} LUFS/${master.ceilingDbtp} dBTP${name === undefined ? '' : ` (${name})`}`;
}

const lists = (what: string, from: readonly string[], to: readonly string[]): string[] =>
  from.join() === to.join()
    ? []
    : [
        `${what} ${from.map((sha256) => sha256.slice(0, 12)).join(', ') || 'none'} → ${to.map((sha256) => sha256.slice(0, 12)).join(', ') || 'none'}`,
      ];
