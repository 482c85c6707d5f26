import type { Random } from '../../signal/random.ts';
import type { FormPlan, SectionPlan } from '../../styles/style-notes.ts';

/** A section with its number of bars. */
export interface SizedSection {
  readonly plan: SectionPlan;
  readonly bars: number;
}

/** How often the middle of a form may repeat in a long piece. */
const MAX_ROUNDS = 8;
/** Limit for a middle of a single section, which soon becomes monotonous. */
const MAX_SINGLE_SECTION_ROUNDS = 2;
/** Forms whose misfit is up to this factor above the best are also candidates. */
const CANDIDATE_TOLERANCE = 1.3;
/** Roles that a short piece drops, in this order. */
const DISPENSABLE = ['break', 'build', 'contrast', 'outro', 'intro', 'main'] as const;

const totalBars = (sections: readonly { readonly bars: number }[]): number =>
  sections.reduce((sum, { bars }) => sum + bars, 0);
/** How badly a form fits a number of bars: shortening sections is better than stretching them. */
const misfit = (natural: number, bars: number): number =>
  natural > bars ? 1 + 0.6 * (natural / bars - 1) : bars / natural;

/**
 * The style's form that best fits a number of bars, with its sections in proportion and, if
 * possible, of four or eight bars.
 */
export function layOutForm(
  forms: readonly FormPlan[],
  bars: number,
  loops: boolean,
  random: Random,
): SizedSection[] {
  const fitting = forms.filter(({ upTo }) => upTo === undefined || bars <= upTo);
  const grown = (fitting.length > 0 ? fitting : forms).map(({ sections }) =>
    repeatMiddle(loops ? withoutEnds(sections) : sections, bars),
  );
  const nearest = Math.min(...grown.map((sections) => misfit(totalBars(sections), bars)));
  const sections = dropSections(
    random.pick(
      grown.filter(
        (candidate) => misfit(totalBars(candidate), bars) <= nearest * CANDIDATE_TOLERANCE,
      ),
    ),
    Math.max(1, Math.floor(bars / 2)),
  );
  return sizeSections(sections, bars);
}

/** A loop has no intro and no outro. */
function withoutEnds(sections: readonly SectionPlan[]): readonly SectionPlan[] {
  const middle = sections.filter(({ role }) => role !== 'intro' && role !== 'outro');
  return middle.length > 0 ? middle : sections;
}

/**
 * Repeats the middle while that brings the length closer to the requested bars; a middle of a
 * single section only if the piece is far longer.
 */
function repeatMiddle(sections: readonly SectionPlan[], bars: number): readonly SectionPlan[] {
  if (sections.length < 3 || (sections.length === 3 && bars < 2 * totalBars(sections)))
    return sections;
  const [first, last] = [sections.slice(0, 1), sections.slice(-1)];
  const middle = sections.slice(1, -1);
  let best = sections;
  for (
    let rounds = 2;
    rounds <= (middle.length === 1 ? MAX_SINGLE_SECTION_ROUNDS : MAX_ROUNDS);
    rounds++
  ) {
    const longer = [...first, ...Array.from({ length: rounds }, () => middle).flat(), ...last];
    if (misfit(totalBars(longer), bars) < misfit(totalBars(best), bars)) best = longer;
  }
  return best;
}

function dropSections(sections: readonly SectionPlan[], maxSections: number): SectionPlan[] {
  const left = [...sections];
  for (const role of DISPENSABLE) {
    for (let i = left.length - 1; i >= 0 && left.length > maxSections; i--)
      if (
        left[i]?.role === role &&
        (role !== 'main' || left.filter((section) => section.role === 'main').length > 1)
      )
        left.splice(i, 1);
  }
  return left.slice(0, Math.max(1, maxSections));
}

/**
 * Bars for each section in proportion to its natural length. Odd bars go where no phrase suffers:
 * outro, intro or the last section.
 */
function sizeSections(sections: readonly SectionPlan[], bars: number): SizedSection[] {
  const natural = totalBars(sections);
  const sized = sections.map((plan) => {
    const ideal = (bars * plan.bars) / natural;
    const unit = ideal >= 3.5 ? 4 : ideal >= 1.5 ? 2 : 1;
    return { plan, ideal, bars: Math.max(1, Math.round(ideal / unit) * unit) };
  });
  const spare =
    sized.findLast(({ plan }) => plan.role === 'outro') ??
    sized.find(({ plan }) => plan.role === 'intro') ??
    sized.at(-1);
  for (let left = bars - totalBars(sized); left !== 0; left = bars - totalBars(sized)) {
    const unit = Math.abs(left) >= 4 ? 4 : Math.abs(left) >= 2 && sized.length > 1 ? 2 : 1;
    if (left > 0) {
      const neediest =
        unit === 1 && spare
          ? spare
          : sized.reduce((most, one) =>
              one.ideal - one.bars > most.ideal - most.bars ? one : most,
            );
      neediest.bars += unit;
    } else {
      const able = sized.filter((one) => one.bars > unit);
      const fittest =
        unit === 1 && spare && spare.bars > 1
          ? spare
          : able.length > 0
            ? able.reduce((most, one) =>
                one.bars - one.ideal > most.bars - most.ideal ? one : most,
              )
            : undefined;
      if (fittest) fittest.bars -= unit;
      else {
        const longest = sized.reduce((most, one) => (one.bars > most.bars ? one : most));
        if (longest.bars <= 1)
          throw new RangeError(`${sized.length} sections do not fit in ${bars} bars`);
        longest.bars -= 1;
      }
    }
  }
  return sized.map(({ plan, bars: own }) => ({ plan, bars: own }));
}
