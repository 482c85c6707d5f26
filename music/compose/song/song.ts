import type { Composition, PartName, Take } from '@fermata/contracts/values';
import { Random } from '../../signal/random.ts';
import type { StyleDefinition } from '../../styles/style-definitions.ts';
import type { DrumRows, Pattern, Row } from '../../styles/style-notes.ts';
import { fitForm, type Form, type PlacedSection } from './fit-form.ts';
import { harmonise, type Harmony } from './harmony.ts';
import { readRow, type RowHit } from './read-row.ts';

/**
 * The state that all parts of a piece share. Random numbers derive from the seed and a name alone, never from
 * other parts or sections.
 */
export class Song {
  readonly style: StyleDefinition;
  readonly composition: Composition;
  readonly form: Form;
  readonly harmony: Harmony;
  readonly materials: Readonly<Record<string, Uint8Array>>;
  readonly #random: Random;
  readonly #swingAt: number;
  readonly #rows = new Map<Row, readonly (readonly RowHit[])[]>();

  constructor(
    style: StyleDefinition,
    composition: Composition,
    seed: number,
    materials: Readonly<Record<string, Uint8Array>> = {},
  ) {
    this.style = style;
    this.composition = composition;
    this.materials = materials;
    this.#random = new Random(seed);
    this.form = fitForm(style, composition, this.#random.fork('form'));
    this.#swingAt = swingRatioAt(style, this.form.tempoBpm);
    this.harmony = harmonise(
      style,
      composition.key,
      this.form,
      this.#random.fork(`harmony${takeKey(composition.takes, undefined, undefined)}`),
    );
  }

  /** Random numbers for the properties that a part has in all sections. `asPart`: see `sectionRandom`. */
  songRandom(part: PartName, property: string, asPart: PartName | null = part): Random {
    return this.#random.fork(
      `${part}/${property}${takeKey(this.composition.takes, asPart ?? undefined, undefined)}`,
    );
  }

  /** Random numbers of a part in a section. `asPart` null: as other parts see it, without this part's own takes. */
  sectionRandom(part: PartName, section: PlacedSection, asPart: PartName | null = part): Random {
    return this.#random.fork(
      `${part}/${section.name}#${section.nth}${takeKey(this.composition.takes, asPart ?? undefined, section.index)}`,
    );
  }

  /** Whether a section (or a part of it) has a different take from the rest of the piece. */
  retaken(part: PartName | null, section: PlacedSection): boolean {
    const { takes } = this.composition;
    return (
      takeKey(takes, part ?? undefined, section.index) !==
      takeKey(takes, part ?? undefined, undefined)
    );
  }

  /**
   * A pattern that suits a section; the same in all sections of that name and energy, unless one is
   * retaken.
   */
  pattern<T extends Pattern & { readonly steps?: Row | DrumRows }>(
    part: PartName,
    patterns: readonly T[],
    section: PlacedSection,
  ): T | undefined {
    const random = this.#random.fork(
      `${part}/pattern/${section.name}${takeKey(this.composition.takes, part, section.index)}`,
    );
    const metric = this.#inMetre(patterns).filter(
      ({ roles }) => !roles || roles.includes(section.role),
    );
    const fitting = metric.filter(
      ({ energy: [from, to] }) => section.energy >= from && section.energy <= to,
    );
    if (fitting.length > 0) return random.pick(fitting);
    const distance = ({ energy: [from, to] }: T): number =>
      Math.max(from - section.energy, section.energy - to);
    return metric.length > 0
      ? metric.reduce((best, one) => (distance(one) < distance(best) ? one : best))
      : undefined;
  }

  /** The patterns of the piece's metre; those of 4/4 if the part has none. */
  #inMetre<T extends Pattern & { readonly steps?: Row | DrumRows }>(
    patterns: readonly T[],
  ): readonly T[] {
    const { metre: own } = this.form.shape;
    const suiting = patterns.filter(
      ({ metre, steps }) => (metre ?? (steps === undefined ? own : '4/4')) === own,
    );
    return suiting.length > 0 ? suiting : patterns.filter(({ metre = '4/4' }) => metre === '4/4');
  }

  /** Whether a beat of a bar is counted, such as each quarter of 4/4. */
  isOnBeat(beat: number): boolean {
    return this.form.shape.pulses.includes(beat);
  }

  /** Whether a beat of a bar carries its weight, such as the first and third of 4/4. */
  isStrong(beat: number): boolean {
    return this.form.shape.strong.includes(beat);
  }

  row(row: Row): readonly (readonly RowHit[])[] {
    let read = this.#rows.get(row);
    if (!read) this.#rows.set(row, (read = readRow(row, this.form.beatsPerBar)));
    return read;
  }

  /** Time in seconds of a beat of a bar, swung unless it is a triplet. */
  time(bar: number, beat: number, triplet = false): number {
    const { barSeconds, beatsPerBar } = this.form;
    return (bar + (triplet ? beat : this.#swung(beat)) / beatsPerBar) * barSeconds;
  }

  #swung(beat: number): number {
    const { unit } = this.style.swing;
    const at = this.#swingAt;
    if (at === 0.5) return beat;
    const pair = 8 / unit;
    const from = Math.floor(beat / pair + 1e-9) * pair;
    const share = Math.max(0, (beat - from) / pair);
    return from + pair * (share < 0.5 ? share * 2 * at : at + (share - 0.5) * 2 * (1 - at));
  }
}

/** The swing ratio at a tempo: players even it out as they play faster. */
function swingRatioAt(
  { swing: { at, atFast = at }, tempo: { slow, fast } }: StyleDefinition,
  tempoBpm: number,
): number {
  return (
    at + (atFast - at) * Math.max(0, Math.min(1, (tempoBpm - slow) / Math.max(1, fast - slow)))
  );
}

/**
 * The take of a part in a section as a key for random numbers; empty for the first take.
 * A take may cover everything, a part, a section, or a part in a section. Each matching take adds
 * to the key, so a retake of one leaves the others unchanged. `section` undefined: for the
 * properties that the part has in all sections (its themes).
 */
function takeKey(
  takes: readonly Take[] | undefined,
  part: PartName | undefined,
  section: number | undefined,
): string {
  const found = new Map<string, number>();
  for (const take of takes ?? []) {
    if (take.part !== undefined && take.part !== part) continue;
    if (take.section !== undefined && take.section !== section) continue;
    found.set(
      `${take.part === undefined ? '' : 'p'}${take.section === undefined ? '' : 's'}`,
      take.take,
    );
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, take]) => `/${kind}${take}`)
    .join('');
}
