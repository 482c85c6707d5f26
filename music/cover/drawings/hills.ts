import { circle, gradient, path, type Point, rectangle, SIDE, smoothLine, svg } from '../canvas.ts';
import { colour } from '../colour.ts';
import type { CoverMusic } from '../cover-music.ts';

const LAYERS = 6;

/** A low sun over hills; each ridge is a stretch of the loudness. */
export function drawHills({ hue, minor, loudness, random }: CoverMusic): string {
  const warm = 35 + 0.25 * (hue - 180);
  const sky = minor
    ? ([
        [0, colour(0.32, 0.07, warm + 240)],
        [0.6, colour(0.6, 0.1, warm + 330)],
        [1, colour(0.8, 0.1, warm + 20)],
      ] as const)
    : ([
        [0, colour(0.78, 0.07, warm + 180)],
        [0.55, colour(0.9, 0.06, warm + 40)],
        [1, colour(0.93, 0.07, warm + 20)],
      ] as const);
  const sunX = SIDE * random.between(0.3, 0.7);
  const sunY = SIDE * random.between(0.36, 0.46);
  const sunR = SIDE * random.between(0.15, 0.2);
  const sun = colour(minor ? 0.84 : 0.8, 0.14, warm + 20);
  const ridges = Array.from({ length: LAYERS }, (_, layer) => {
    const depth = layer / (LAYERS - 1);
    const base = SIDE * (0.5 + 0.4 * depth);
    const height = SIDE * (0.22 - 0.1 * depth);
    const shift = random.unit();
    const points = Array.from({ length: 15 }, (_unused, index): Point => {
      const place = (index / 14) * 0.55 + shift * 0.45;
      const wave = loudness(place) * 0.75 + 0.25 * random.unit();
      return [(SIDE * index) / 14, base - height * wave];
    });
    const light = minor ? 0.6 - 0.44 * depth : 0.76 - 0.48 * depth;
    return path(`${smoothLine(points)}L${SIDE} ${SIDE}L0 ${SIDE}Z`, {
      fill: colour(light, 0.06 + 0.03 * depth, warm + (minor ? 320 : 20) - 60 * depth),
    });
  });
  return svg(
    [
      gradient('linear', 'sky', sky),
      gradient('radial', 'glow', [
        [0, sun, 0.55],
        [0.45, sun, 0.2],
        [1, sun, 0],
      ]),
    ],
    rectangle([0, 0, SIDE, SIDE], { fill: 'url(#sky)' }),
    circle(sunX, sunY, sunR * 3, { fill: 'url(#glow)' }),
    circle(sunX, sunY, sunR, { fill: sun }),
    ...ridges,
  );
}
