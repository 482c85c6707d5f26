import type { Composition, HitPoint, SectionRole } from '@fermata/contracts/values';
import type { Random } from '../../signal/random.ts';
import type { SectionPlan, StyleNotes } from '../../styles/style-notes.ts';
import { BAR_SNAP_SECONDS, curveAt, type DirectedSection, directForm } from './direct-form.ts';
import { fitTempo, type FormTiming } from './fit-tempo.ts';
import { layOutForm } from './lay-out-form.ts';

export interface PlacedSection {
  /** Its place in the score, and how many of its name come before it. */
  readonly ordinal: number;
  readonly nth: number;
  readonly name: string;
  readonly role: SectionRole;
  readonly startBar: number;
  readonly bars: number;
  /** Energy at its start, at its end, and on the whole. */
  readonly from: number;
  readonly to: number;
  readonly energy: number;
  readonly harmony: 'home' | 'away' | 'pedal';
  readonly solo: boolean;
  /** Begins with a drop. */
  readonly drop: boolean;
  /** Seconds. */
  readonly start: number;
  readonly end: number;
}

export interface Form extends FormTiming {
  readonly durationSeconds: number;
  readonly loops: boolean;
  readonly sections: readonly PlacedSection[];
  /** Hit points, at the second where their event falls. */
  readonly hits: readonly { readonly event: HitPoint['event']; readonly at: number }[];
  /** Seconds in which nothing begins and nothing goes on sounding; effects and accents go through those that lead into a drop. */
  readonly silences: readonly {
    readonly from: number;
    readonly to: number;
    readonly all: boolean;
  }[];
}

/** Energy of the music as a share of the scale, for what is asked: even the stillest has a little. */
const scaleEnergy = (asked: number): number => 0.15 + 0.85 * asked;
const round6 = (x: number): number => Math.round(x * 1e6) / 1e6;
const clampEnergy = (x: number): number => round6(Math.max(0, Math.min(1, x)));

/**
 * The form of a piece: exactly as long as asked. Without an energy curve, drops and breaks it is one of the style's forms; with them it is what the picture
 * wants. Hit points: the tempo bends by up to 4 % so that drops and breaks fall on bar lines. Where one cannot, its event still comes on its very
 * second: a drop is preceded by silence and struck by drums, chords, bass and impact, a break ends everything, and the section of its own begins on the next
 * bar line; what lies between rings or is still. Accents are struck on their second wherever that is in the bar; a stop is silent from its second to a bar line.
 */
export function fitForm(style: StyleNotes, composition: Composition, random: Random): Form {
  const beatsPerBar = random.fork('meter').pick(style.meters ?? [4]);
  const time = fitTempo(composition, beatsPerBar);
  const loops = composition.ending === 'loop';
  const directed =
    composition.energyCurve !== undefined ||
    (composition.hits ?? []).some(
      ({ event, second }) =>
        (event === 'drop' || event === 'break') && second < time.bodyBars * time.barSeconds,
    );
  const sized: readonly DirectedSection[] = directed
    ? directForm(style.forms, composition, time)
    : layOutForm(style.forms, time.bodyBars, loops, random.fork('form')).map((section, i, all) => ({
        ...section,
        drop: section.plan.role === 'main' && all[i - 1]?.plan.role === 'build',
      }));
  const sections = placeSections(sized, composition, time, loops);
  const hits = (composition.hits ?? [])
    .filter(({ second }) => second < composition.durationSeconds)
    .map(({ event, second }) => ({ event, at: snapToBar(second, time) }));
  return {
    ...time,
    durationSeconds: composition.durationSeconds,
    loops,
    sections,
    hits,
    silences: silencesOf(style, sections, hits, time, composition.durationSeconds),
  };
}

/** A hit within 0.05 s of a bar line is the bar line's. */
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
  // A curve says the energy itself; a form says shares of what is asked.
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
      ordinal: sections.length,
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
