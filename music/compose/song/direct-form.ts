import type { Composition, EnergyCurve, SectionRole } from '@fermata/contracts/values';
import type { FormPlan, SectionPlan } from '../../styles/style-notes.ts';
import type { FormTiming } from './fit-tempo.ts';
import type { SizedSection } from './lay-out-form.ts';

type Role = SectionPlan['role'];
/** A hit point that starts a section, at its bar line or the next one after it. */
interface Anchor {
  readonly bar: number;
  readonly kind: 'start' | 'drop' | 'break' | 'curve';
}
/** A section required by the picture. `drop`: it starts with one. */
export interface DirectedSection extends SizedSection {
  readonly drop: boolean;
}

/** A turn of the curve smaller than this starts no new section. */
const MIN_CURVE_TURN = 0.12;
/** How early a bar line may be and still count as the hit's own. */
export const BAR_SNAP_SECONDS = 0.05;
const ROLE_ENERGY: Readonly<Record<Role, readonly [number, number]>> = {
  intro: [0.55, 0.6],
  main: [0.88, 0.88],
  contrast: [0.8, 0.8],
  build: [0.6, 0.95],
  break: [0.4, 0.4],
  outro: [0.55, 0.5],
};

/** Energy at a second of the curve, interpolated linearly. */
export function curveAt(curve: EnergyCurve, second: number): number {
  const after = curve.findIndex((point) => point.second > second);
  const next = curve[after];
  const last = curve[after < 0 ? curve.length - 1 : after - 1];
  if (!last) return next?.energy ?? 0.5;
  if (!next) return last.energy;
  return (
    last.energy +
    ((next.energy - last.energy) * (second - last.second)) /
      Math.max(1e-6, next.second - last.second)
  );
}

/**
 * The form for a picture: a section starts at every drop, break and turn of the energy curve, on
 * the nearest bar line (never before a hit).
 * The section before a drop builds up, and the one after it is the fullest; sections of eight bars fill
 * the rest.
 */
export function directForm(
  forms: readonly FormPlan[],
  composition: Composition,
  time: FormTiming,
): DirectedSection[] {
  const anchors = anchorsOf(composition, time);
  const loops = composition.ending === 'loop';
  const sections: DirectedSection[] = [];
  let turn = 0;
  anchors.forEach((anchor, i) => {
    const end = anchors[i + 1]?.bar ?? time.bodyBars;
    const into = anchors[i + 1]?.kind;
    let from = anchor.bar;
    const add = (role: Role, bars: number, drop = false): void => {
      if (bars <= 0) return;
      sections.push({
        plan: planFor(forms, composition, time, role, from, bars, drop),
        bars,
        drop,
      });
      from += bars;
    };
    const length = end - from;
    const build = into === 'drop' && length >= 4 ? (length >= 12 ? 4 : 2) : 0;
    const outro =
      i === anchors.length - 1 &&
      !loops &&
      length >= 12 &&
      anchor.kind !== 'break' &&
      quietAt(composition, time, end)
        ? 4
        : 0;
    if (
      anchor.kind === 'start' &&
      !loops &&
      length - build - outro >= 8 &&
      quietAt(composition, time, 0)
    )
      add('intro', 4);
    if (anchor.kind === 'break') add('break', Math.min(8, end - from - build - outro));
    let dropped = anchor.kind === 'drop';
    while (end - from - build - outro > 0) {
      const left = end - from - build - outro;
      add(
        roleOf(composition, time, from, Math.min(8, left), dropped, turn++),
        left < 12 ? left : 8,
        dropped,
      );
      dropped = false;
    }
    add('build', build);
    add('outro', outro);
  });
  return withMainSection(sections);
}

function anchorsOf(composition: Composition, time: FormTiming): Anchor[] {
  const anchors: Anchor[] = [{ bar: 0, kind: 'start' }];
  for (const { second, event } of composition.hits ?? []) {
    if (event !== 'drop' && event !== 'break') continue;
    const bar = Math.ceil((second - BAR_SNAP_SECONDS) / time.barSeconds);
    if (bar >= time.bodyBars) continue;
    const same = anchors.findIndex((anchor) => anchor.bar === bar);
    if (same >= 0) anchors[same] = { bar, kind: event };
    else anchors.push({ bar, kind: event });
  }
  const curve = composition.energyCurve ?? [];
  curve.forEach((point, i) => {
    const bar = Math.round(point.second / time.barSeconds);
    const turns = Math.max(
      Math.abs(point.energy - (curve[i - 1]?.energy ?? point.energy)),
      Math.abs(point.energy - (curve[i + 1]?.energy ?? point.energy)),
    );
    if (
      turns >= MIN_CURVE_TURN &&
      bar < time.bodyBars &&
      !anchors.some((anchor) => Math.abs(anchor.bar - bar) < 2)
    )
      anchors.push({ bar, kind: 'curve' });
  });
  return anchors.sort((a, b) => a.bar - b.bar);
}

const quietAt = ({ energyCurve }: Composition, time: FormTiming, bar: number): boolean =>
  !energyCurve || curveAt(energyCurve, bar * time.barSeconds) < 0.6;

function roleOf(
  { energyCurve }: Composition,
  time: FormTiming,
  bar: number,
  bars: number,
  dropped: boolean,
  turn: number,
): Role {
  if (dropped) return 'main';
  if (energyCurve) {
    const from = curveAt(energyCurve, bar * time.barSeconds);
    const to = curveAt(energyCurve, (bar + bars) * time.barSeconds);
    if (Math.max(from, to) < 0.3) return bar === 0 ? 'intro' : 'break';
    if (to - from >= 0.3) return 'build';
  }
  return turn % 3 === 1 ? 'contrast' : 'main';
}

function planFor(
  forms: readonly FormPlan[],
  composition: Composition,
  time: FormTiming,
  role: Role,
  bar: number,
  bars: number,
  drop: boolean,
): SectionPlan {
  const named = forms.flatMap(({ sections }) => sections).find((section) => section.role === role);
  const { energyCurve } = composition;
  const [from, to] = drop
    ? [1, 1]
    : energyCurve
      ? [
          curveAt(energyCurve, bar * time.barSeconds),
          curveAt(energyCurve, (bar + bars) * time.barSeconds),
        ]
      : ROLE_ENERGY[role];
  return {
    name: named?.name ?? role,
    role,
    bars,
    energy: from,
    to,
    ...(named?.harmony ? { harmony: named.harmony } : {}),
  };
}

/** Every piece needs a main section. */
function withMainSection(sections: readonly DirectedSection[]): DirectedSection[] {
  if (sections.some(({ plan }) => plan.role === 'main')) return [...sections];
  const fullest = sections.reduce((most, one) =>
    one.plan.energy + (one.plan.to ?? one.plan.energy) >
    most.plan.energy + (most.plan.to ?? most.plan.energy)
      ? one
      : most,
  );
  const main: SectionRole = 'main';
  return sections.map((section) =>
    section === fullest
      ? { ...section, plan: { ...section.plan, role: main, name: 'main' } }
      : section,
  );
}
