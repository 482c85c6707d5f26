import {
  circle,
  gradient,
  group,
  path,
  type Point,
  polygon,
  rectangle,
  SIDE,
  svg,
} from '../canvas.ts';
import { colour } from '../colour.ts';
import type { CoverMusic } from '../cover-music.ts';

const HORIZON = 0.63 * SIDE;

/** A striped sun between mountains of the loudness, over a grid. */
export function drawHorizon({ hue, loudness, random, tempoBpm }: CoverMusic): string {
  const base = 300 + 0.2 * (hue - 180);
  const hot = colour(0.7, 0.24, base + 55);
  const gold = colour(0.88, 0.16, base + 145);
  const cyan = colour(0.82, 0.13, base - 100);
  const night = colour(0.16, 0.08, base - 15);
  const centre = SIDE / 2;
  const radius = 0.265 * SIDE;
  const sunY = HORIZON - 0.19 * SIDE;
  const stripes = Array.from({ length: 7 }, (_, index) => {
    const y = sunY + radius * (-0.05 + 0.155 * index);
    return rectangle([centre - radius, y, 2 * radius, radius * (0.014 + 0.0125 * index)], {
      fill: 'url(#back)',
    });
  });
  const back = [
    [0, night],
    [0.55, colour(0.3, 0.14, base)],
    [1, colour(0.5, 0.2, base + 40)],
  ] as const;
  const stars = Array.from({ length: 130 }, () =>
    circle(SIDE * random.unit(), HORIZON * 0.8 * random.unit(), random.between(1.5, 5.5), {
      fill: colour(0.95, 0.03, base),
      'fill-opacity': String(Math.round(10 * random.between(0.3, 1)) / 10),
    }),
  );
  const range = (height: number, from: number, fill: string, stroke: string): string => {
    const points = Array.from({ length: 31 }, (_, index): Point => {
      const place = Math.abs(index / 15 - 1);
      const valley = 0.12 + 0.88 * place * place;
      const jag = index % 2 === 0 ? 1 : 0.55 + 0.2 * random.unit();
      return [
        (SIDE * index) / 30,
        HORIZON - height * valley * jag * (0.35 + 0.65 * loudness(from + 0.5 * (index / 30))),
      ];
    });
    return path(polygon([[0, HORIZON + 4], ...points, [SIDE, HORIZON + 4]]), {
      fill,
      stroke,
      'stroke-width': 7,
      'stroke-linejoin': 'round',
    });
  };
  const vertical = Array.from({ length: 41 }, (_, index) => {
    const offset = (index - 20) / 20;
    return path(
      `M${Math.round(centre + offset * 0.62 * SIDE)} ${HORIZON}L${Math.round(centre + offset * 4.2 * SIDE)} ${SIDE}`,
      {},
    );
  });
  const lines = Math.round(7 + tempoBpm / 20);
  const horizontal = Array.from({ length: lines }, (_, index) => {
    const depth = (index + 0.35) / lines;
    const y = HORIZON + (SIDE - HORIZON) * depth * depth;
    return path(`M0 ${Math.round(y)}L${SIDE} ${Math.round(y)}`, {});
  });
  return svg(
    [
      // The stripes of the sun show the sky behind them, so its gradient is placed on the whole drawing.
      gradient('linear', 'back', back, { gradientUnits: 'userSpaceOnUse', y2: HORIZON }),
      gradient('linear', 'sun', [
        [0, gold],
        [0.5, colour(0.76, 0.2, base + 95)],
        [1, hot],
      ]),
      gradient('radial', 'glow', [
        [0, hot, 0.6],
        [0.5, hot, 0.18],
        [1, hot, 0],
      ]),
      gradient('linear', 'floor', [
        [0, colour(0.34, 0.16, base + 10)],
        [0.5, night],
        [1, colour(0.1, 0.05, base - 20)],
      ]),
      gradient('linear', 'fade', [
        [0, hot, 0.95],
        [1, cyan, 0.75],
      ]),
    ],
    rectangle([0, 0, SIDE, HORIZON], { fill: 'url(#back)' }),
    ...stars,
    circle(centre, sunY, radius * 1.9, { fill: 'url(#glow)' }),
    circle(centre, sunY, radius, { fill: 'url(#sun)' }),
    ...stripes,
    range(0.33 * SIDE, 0, colour(0.27, 0.12, base - 5), colour(0.55, 0.2, base + 30)),
    range(0.2 * SIDE, 0.5, colour(0.17, 0.08, base - 15), cyan),
    rectangle([0, HORIZON, SIDE, SIDE - HORIZON], { fill: 'url(#floor)' }),
    group({ stroke: cyan, 'stroke-width': 5, 'stroke-opacity': '0.7' }, ...vertical),
    group({ stroke: hot, 'stroke-width': 6, 'stroke-opacity': '0.9' }, ...horizontal),
    rectangle([0, HORIZON - 5, SIDE, 10], { fill: colour(0.93, 0.1, base + 60) }),
  );
}
