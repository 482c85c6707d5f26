import { circle, path, type Point, polygon, rectangle, SIDE, svg } from '../canvas.ts';
import { colour } from '../colour.ts';
import type { CoverMusic } from '../cover-music.ts';

const BARS = 24;

/** Paper cut-outs: leaning bars of the loudness on a coloured ground, and a record. */
export function drawCutOuts({ hue, minor, loudness, random }: CoverMusic): string {
  const ground = minor ? colour(0.38, 0.1, hue + 190) : colour(0.76, 0.13, hue + 20);
  const ink = colour(0.19, 0.03, hue + 200);
  const paper = colour(0.94, 0.03, 85);
  const accent = minor ? colour(0.72, 0.17, hue + 20) : colour(0.5, 0.16, hue + 200);
  const left = random.chance(0.5);
  const split = SIDE * random.between(0.54, 0.62);
  const block: readonly Point[] = left
    ? [
        [0, 0],
        [SIDE, 0],
        [SIDE, split * 0.92],
        [0, split * 1.08],
      ]
    : [
        [0, 0],
        [SIDE, 0],
        [SIDE, split * 1.08],
        [0, split * 0.92],
      ];
  const bars = Array.from({ length: BARS }, (_, index) => {
    const x = SIDE * (0.07 + (0.86 * index) / BARS);
    const width = (SIDE * 0.86) / BARS - 16;
    const height = SIDE * (0.05 + 0.36 * loudness((index + 0.5) / BARS));
    const lean = random.between(-14, 14);
    const foot = SIDE * 0.93;
    return path(
      polygon([
        [x, foot],
        [x + lean, foot - height],
        [x + width + lean + random.between(-8, 8), foot - height + random.between(-24, 24)],
        [x + width, foot],
      ]),
      {
        fill: index % 6 === 3 ? accent : ink,
      },
    );
  });
  const cx = SIDE * (left ? 0.66 : 0.34);
  const cy = SIDE * 0.33;
  const radius = SIDE * 0.235;
  const moon = [
    circle(cx, cy, radius, { fill: ink }),
    ...[0.86, 0.74, 0.62, 0.5].map((share) =>
      circle(cx, cy, radius * share, {
        fill: 'none',
        stroke: colour(0.34, 0.03, hue + 200),
        'stroke-width': 5,
      }),
    ),
    circle(cx, cy, radius * 0.36, { fill: accent }),
    circle(cx, cy, radius * 0.055, { fill: paper }),
  ];
  const strips = Array.from({ length: 4 }, (_, index) => {
    const x = SIDE * (left ? 0.09 + 0.075 * index : 0.64 + 0.075 * index);
    const height = SIDE * random.between(0.14, 0.34);
    return path(
      polygon([
        [x, SIDE * 0.09],
        [x + 120, SIDE * 0.09 + random.between(-16, 16)],
        [x + 112 + random.between(-18, 18), SIDE * 0.09 + height],
        [x + random.between(-12, 12), SIDE * 0.09 + height],
      ]),
      { fill: index === 1 ? accent : paper },
    );
  });
  return svg(
    [],
    rectangle([0, 0, SIDE, SIDE], { fill: paper }),
    path(polygon(block), { fill: ground }),
    ...strips,
    ...moon,
    ...bars,
  );
}
