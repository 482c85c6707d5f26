import { circle, gradient, rectangle, SIDE, svg } from '../canvas.ts';
import { colour, coolHue } from '../colour.ts';
import type { CoverMusic } from '../cover-music.ts';

const MARGIN = 0.09;

/** A wall of lamps, read like a page: the larger a lamp, the louder the moment; one row burns. */
export function drawDots({ hue, minor, loudness, random, tempoBpm }: CoverMusic): string {
  const count = tempoBpm > 132 ? 14 : 11;
  const cool = coolHue(hue);
  const ground = colour(minor ? 0.12 : 0.18, 0.03, cool);
  const lamp = colour(0.93, 0.02, cool);
  const dim = colour(0.34, 0.05, cool);
  const hot = colour(0.68, 0.24, hue);
  const step = (SIDE * (1 - 2 * MARGIN)) / count;
  const burning = Math.floor(count * random.between(0.25, 0.8));
  const lamps = Array.from({ length: count * count }, (_, index) => {
    const [column, row] = [index % count, Math.floor(index / count)];
    const level = loudness(index / (count * count - 1));
    const burns = row === burning;
    const radius = step * (0.07 + 0.38 * level * random.between(0.75, 1));
    const x = SIDE * MARGIN + step * (column + 0.5);
    const y = SIDE * MARGIN + step * (row + 0.5);
    return (
      (burns ? circle(x, y, step * 0.9, { fill: 'url(#heat)' }) : '') +
      circle(x, y, burns ? Math.max(radius, step * 0.3) : radius, {
        fill: burns ? hot : level < 0.22 ? dim : lamp,
      })
    );
  });
  return svg(
    [
      gradient('radial', 'heat', [
        [0, hot, 0.4],
        [1, hot, 0],
      ]),
    ],
    rectangle([0, 0, SIDE, SIDE], { fill: ground }),
    ...lamps,
  );
}
