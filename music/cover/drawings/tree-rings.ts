import { cos, sin } from '../../signal/deterministic-math.ts';
import { path, type Point, rectangle, SIDE, smoothLine, svg } from '../canvas.ts';
import { colour } from '../colour.ts';
import type { CoverMusic } from '../cover-music.ts';

const RINGS = 30;

/** The rings of a tree: it grew with the track, more in its loud years. */
export function drawTreeRings({ hue, minor, loudness, random }: CoverMusic): string {
  const earth = 70 + 0.12 * (hue - 180);
  const paper = minor ? colour(0.3, 0.05, earth + 80) : colour(0.92, 0.035, earth + 15);
  const cx = SIDE * random.between(0.44, 0.56);
  const cy = SIDE * random.between(0.44, 0.56);
  const lobes = [2, 3, 5, 8].map((count) => ({
    count,
    phase: random.between(0, 6.28),
    size: random.between(0.25, 1) / count,
  }));
  const widths = Array.from({ length: RINGS }, (_, ring) => 0.35 + loudness(ring / (RINGS - 1)));
  const total = widths.reduce((sum, width) => sum + width, 0);
  let grown = 0;
  const radii = widths.map((width) => (grown += width) / total);
  const rings = radii
    .map((share, ring) => {
      const points = Array.from({ length: 90 }, (_, index): Point => {
        const angle = (2 * Math.PI * index) / 90;
        const wobble = lobes.reduce(
          (sum, { count, phase, size }) => sum + size * sin(count * angle + phase + 0.25 * share),
          0,
        );
        const radius = SIDE * (0.018 + 0.4 * share) * (1 + 0.1 * wobble * (0.25 + 0.75 * share));
        return [cx + radius * cos(angle), cy + radius * sin(angle)];
      });
      const level = loudness(ring / (RINGS - 1));
      const fill = colour(
        minor
          ? 0.36 + 0.4 * (1 - share) + 0.12 * (ring % 2)
          : 0.5 + 0.34 * (1 - level) + 0.1 * (ring % 2) - 0.12 * share,
        0.05 + 0.07 * level,
        earth - 25 + 40 * (1 - share),
      );
      return path(smoothLine(points, true), {
        fill,
        stroke: colour(minor ? 0.2 : 0.33, 0.06, earth - 20),
        'stroke-width': ring === RINGS - 1 ? 34 : 5,
      });
    })
    .reverse();
  return svg([], rectangle([0, 0, SIDE, SIDE], { fill: paper }), ...rings);
}
