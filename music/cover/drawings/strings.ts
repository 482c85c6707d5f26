import { sin } from '../../signal/deterministic-math.ts';
import { path, type Point, rectangle, SIDE, smoothLine, svg } from '../canvas.ts';
import { colour } from '../colour.ts';
import type { CoverMusic } from '../cover-music.ts';

const STRINGS = 34;
const POINTS = 48;

/** Strings side by side, each a moment of the piece: the louder it is, the wider they swing. */
export function drawStrings({ hue, minor, loudness, random }: CoverMusic): string {
  const wood = 55 + 0.1 * (hue - 180);
  const paper = minor ? colour(0.24, 0.035, wood) : colour(0.93, 0.03, wood + 20);
  const ink = (level: number): string =>
    colour(minor ? 0.62 + 0.3 * level : 0.46 - 0.22 * level, 0.05 + 0.09 * level, hue);
  const gap = (0.8 * SIDE) / (STRINGS - 1);
  const frame = colour(minor ? 0.4 : 0.52, 0.09, wood);
  const strings = Array.from({ length: STRINGS }, (_, string) => {
    const level = loudness(string / (STRINGS - 1));
    const partials = [1, 2, 3, 5].map((count) => ({
      count,
      size: random.between(-1, 1) / count,
    }));
    const points = Array.from({ length: POINTS + 1 }, (_unused, index): Point => {
      const along = index / POINTS;
      const swing = partials.reduce(
        (sum, { count, size }) => sum + size * sin(Math.PI * count * along),
        0,
      );
      return [
        0.1 * SIDE + gap * string + gap * (0.15 + 2.2 * level * level) * swing,
        (0.1 + 0.8 * along) * SIDE,
      ];
    });
    return path(smoothLine(points), {
      fill: 'none',
      stroke: ink(level),
      'stroke-width': 5 + 15 * level,
      'stroke-linecap': 'round',
    });
  });
  const bridge = (y: number): string =>
    rectangle([0.07 * SIDE, y - 0.009 * SIDE, 0.86 * SIDE, 0.018 * SIDE], { fill: frame });
  return svg(
    [],
    rectangle([0, 0, SIDE, SIDE], { fill: paper }),
    ...strings,
    bridge(0.1 * SIDE),
    bridge(0.9 * SIDE),
  );
}
