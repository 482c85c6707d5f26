import type { Composition, PartName } from '@fermata/contracts/values';
import { Random } from '../../signal/random.ts';
import type { StyleDefinition } from '../../styles/style-definitions.ts';
import type { Pattern, Row } from '../../styles/style-notes.ts';
import { takeKey } from '../takes.ts';
import { fitForm, type Form, type PlacedSection } from './fit-form.ts';
import { harmonise, type Harmony } from './harmony.ts';
import { readRow, type RowHit } from './read-row.ts';

/** All that the parts of a piece have in common. What is drawn by chance comes from the seed and a name alone, never from what another part or section drew. */
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
    book: StyleDefinition,
    composition: Composition,
    seed: number,
    materials: Readonly<Record<string, Uint8Array>> = {},
  ) {
    this.style = book;
    this.composition = composition;
    this.materials = materials;
    this.#random = new Random(seed);
    this.form = fitForm(book, composition, this.#random.fork('form'));
    this.#swingAt = swingRatioAt(book, this.form.tempoBpm);
    this.harmony = harmonise(
      book,
      composition.key,
      this.form,
      this.#random.fork(`harmony${takeKey(composition.takes, undefined, undefined)}`),
    );
  }

  /** Chance for what a part has in all sections alike. `asPart`: see `sectionRandom`. */
  songRandom(part: PartName, what: string, asPart: PartName | null = part): Random {
    return this.#random.fork(
      `${part}/${what}${takeKey(this.composition.takes, asPart ?? undefined, undefined)}`,
    );
  }

  /** Chance for a part in a section. `asPart`: as another part sees it, who knows nothing of takes of this one alone. */
  sectionRandom(part: PartName, section: PlacedSection, asPart: PartName | null = part): Random {
    return this.#random.fork(
      `${part}/${section.name}#${section.nth}${takeKey(this.composition.takes, asPart ?? undefined, section.ordinal)}`,
    );
  }

  /** Whether a section (or a part in it) is wanted in another take than the rest of the piece. */
  retaken(part: PartName | null, section: PlacedSection): boolean {
    const { takes } = this.composition;
    return (
      takeKey(takes, part ?? undefined, section.ordinal) !==
      takeKey(takes, part ?? undefined, undefined)
    );
  }

  /** A pattern that suits a section; the same in all sections of a name that are as full, unless one is taken again. */
  pattern<T extends Pattern>(
    part: PartName,
    patterns: readonly T[],
    section: PlacedSection,
  ): T | undefined {
    const random = this.#random.fork(
      `${part}/pattern/${section.name}${takeKey(this.composition.takes, part, section.ordinal)}`,
    );
    const metric = patterns.filter(
      ({ meter, roles }) =>
        (meter ?? 4) === this.form.beatsPerBar && (!roles || roles.includes(section.role)),
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

  row(row: Row): readonly (readonly RowHit[])[] {
    let read = this.#rows.get(row);
    if (!read) this.#rows.set(row, (read = readRow(row, this.form.beatsPerBar)));
    return read;
  }

  /** Seconds of a beat of a bar, swung unless it is a triplet. */
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

/** The swing ratio at a tempo: players even it out the faster they play. */
function swingRatioAt(
  { swing: { at, atFast = at }, tempo: { slow, fast } }: StyleDefinition,
  tempoBpm: number,
): number {
  return (
    at + (atFast - at) * Math.max(0, Math.min(1, (tempoBpm - slow) / Math.max(1, fast - slow)))
  );
}
