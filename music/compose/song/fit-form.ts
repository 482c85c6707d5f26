import type { Composition, HitPoint, SectionRole } from '@fermata/contracts/values';
import type { Random } from '../../signal/random.ts';
import type { FormPlan, SectionPlan, StyleNotes } from '../../styles/style-notes.ts';
import { BAR_SNAP_SECONDS, curveAt, type DirectedSection, directForm } from './direct-form.ts';
import { fitTempo, type FormTiming } from './fit-tempo.ts';
import { layOutForm } from './lay-out-form.ts';
import { type MetreShape, metreShape } from './metre-shape.ts';

export interface PlacedSection {
  /** Index in the score, and how many sections of the same name precede it. */
  readonly index: number;
  readonly nth: number;
  readonly name: string;
  readonly role: SectionRole;
  readonly startBar: number;
  readonly bars: number;
  /** Energy at the start, at the end, and overall. */
  readonly from: number;
  readonly to: number;
  readonly energy: number;
  readonly harmony: 'home' | 'away' | 'pedal';
  readonly solo: boolean;
  /** Starts with a drop. */
  readonly drop: boolean;
  /** Seconds. */
  readonly start: number;
  readonly end: number;
}

export interface Form extends FormTiming {
  readonly shape: MetreShape;
  readonly durationSeconds: number;
  readonly loops: boolean;
  readonly sections: readonly PlacedSection[];
  /** Hit points, at the second of their event. */
  readonly hits: readonly { readonly event: HitPoint['event']; readonly at: number }[];
  /**
   * Spans in seconds in which nothing starts or sounds on; effects and accents play through those
   * that lead into a drop.
   */
  readonly silences: readonly {
    readonly from: number;
    readonly to: number;
    readonly all: boolean;
  }[];
}

/** Maps requested energy to musical energy: even the calmest piece has a little. */
const scaleEnergy = (asked: number): number => 0.15 + 0.85 * asked;
const round6 = (x: number): number => Math.round(x * 1e6) / 1e6;
const clampEnergy = (x: number): number => round6(Math.max(0, Math.min(1, x)));

/**
 * The form of a piece, exactly as long as requested. With an energy curve, drops or breaks it
 * follows the picture; otherwise it is one of the style's forms.
 * Hit points: the tempo bends by up to 4 % so that drops and breaks fall on bar lines. If one
 * cannot, its event still comes on its exact second: a drop is preceded by silence and struck by
 * drums, chords, bass and impact, and a break stops everything.
 */
export function fitForm(style: StyleNotes, composition: Composition, random: Random): Form {
  const drawn = random.fork('metre').pick(style.metres);
  // The bars of an audio loop are in 4/4.
  const shape = metreShape(composition.metre ?? (composition.audioLoop ? '4/4' : drawn));
  const time = fitTempo(composition, shape.beatsPerBar);
  const forms = shape.metre === '2/4' ? style.forms.map(inHalfBars) : style.forms;
  const loops = composition.ending === 'loop';
  const directed =
    composition.energyCurve !== undefined ||
    (composition.hits ?? []).some(
      ({ event, second }) =>
        (event === 'drop' || event === 'break') && second < time.bodyBars * time.barSeconds,
    );
  const sized: readonly DirectedSection[] = directed
    ? directForm(forms, composition, time)
    : layOutForm(forms, time.bodyBars, loops, random.fork('form')).map((section, i, all) => ({
        ...section,
        drop: section.plan.role === 'main' && all[i - 1]?.plan.role === 'build',
      }));
  const sections = placeSections(sized, composition, time, loops);
  const hits = (composition.hits ?? [])
    .filter(({ second }) => second < composition.durationSeconds)
    .map(({ event, second }) => ({ event, at: snapToBar(second, time) }));
  return {
    ...time,
    shape,
    durationSeconds: composition.durationSeconds,
    loops,
    sections,
    hits,
    silences: silencesOf(style, sections, hits, time, composition.durationSeconds),
  };
}

/** A form in 2/4: its bars of 4/4 are two each. */
const inHalfBars = ({ sections, upTo, ...form }: FormPlan): FormPlan => ({
  ...form,
  ...(upTo === undefined ? {} : { upTo: 2 * upTo }),
  sections: sections.map((section) => ({ ...section, bars: 2 * section.bars })),
});

/** Snaps a hit within 0.05 s of a bar line to that bar line. */
function snapToBar(second: number, time: FormTiming): number {
  const line = Math.round(second / time.barSeconds);
  return line <= time.bodyBars && Math.abs(second - line * time.barSeconds) <= BAR_SNAP_SECONDS
    ? line * time.barSeconds
    : second;
}

function placeSections(
  sized: readonly DirectedSection[],
  composition: Composition,
  time: FormTiming,
  loops: boolean,
): PlacedSection[] {
  const { energyCurve } = composition;
  // A curve states absolute energy; a form states shares of the requested energy.
  const energyOf = (share: number): number =>
    clampEnergy(energyCurve ? share : scaleEnergy(composition.energy) * share);
  const counts = new Map<string, number>();
  const sections: PlacedSection[] = [];
  const add = (
    plan: Omit<SectionPlan, 'role'> & { readonly role: SectionRole },
    bars: number,
    drop: boolean,
    end?: number,
  ): void => {
    const startBar = (sections.at(-1)?.startBar ?? 0) + (sections.at(-1)?.bars ?? 0);
    const nth = counts.get(plan.name) ?? 0;
    counts.set(plan.name, nth + 1);
    const [from, to] = [energyOf(plan.energy), energyOf(plan.to ?? plan.energy)];
    sections.push({
      index: sections.length,
      nth,
      name: plan.name,
      role: plan.role,
      startBar,
      bars,
      from,
      to,
      energy: clampEnergy((from + to) / 2),
      drop,
      solo: plan.solo ?? false,
      harmony:
        plan.harmony ?? (plan.role === 'contrast' || plan.role === 'break' ? 'away' : 'home'),
      start: startBar * time.barSeconds,
      end: end ?? (startBar + bars) * time.barSeconds,
    });
  };
  for (const { plan, bars, drop } of sized) add(plan, bars, drop);
  if (!loops) {
    const energy = energyCurve ? curveAt(energyCurve, time.bodyBars * time.barSeconds) : 0.5;
    add({ name: 'ending', role: 'ending', bars: 1, energy }, 1, false, composition.durationSeconds);
  }
  return sections;
}

function silencesOf(
  style: StyleNotes,
  sections: readonly PlacedSection[],
  hits: Form['hits'],
  time: FormTiming,
  durationSeconds: number,
): Form['silences'] {
  const beat = time.barSeconds / time.beatsPerBar;
  const body = time.bodyBars * time.barSeconds;
  const silences: { from: number; to: number; all: boolean }[] = [];
  for (const { drop, start } of sections)
    if (drop && start > 0 && style.drop.gap > 0)
      silences.push({ from: Math.max(0, start - style.drop.gap * beat), to: start, all: false });
  for (const { event, at } of hits) {
    const line = Math.min(Math.ceil(at / time.barSeconds - 1e-6) * time.barSeconds, body);
    if ((event === 'drop' || event === 'break') && line - at > 1e-6) {
      if (event === 'drop')
        silences.push({
          from: Math.max(0, at - Math.max(0.5, style.drop.gap) * beat),
          to: at,
          all: false,
        });
      silences.push({ from: at, to: line, all: false });
    }
    if (event === 'stop')
      silences.push({
        from: at,
        to:
          at >= body
            ? durationSeconds
            : line - at >= beat
              ? line
              : Math.min(body, line + time.barSeconds),
        all: true,
      });
  }
  return silences;
}
