import { circle, figure, path, type Point, polygon, rectangle, SIDE, svg } from '../canvas.ts';
import { colour } from '../colour.ts';
import type { CoverMusic } from '../cover-music.ts';

/** A quilt of quarter circles, read like a page: the brighter a tile, the louder the moment. */
export function drawQuilt({ hue, minor, loudness, random, tempoBpm }: CoverMusic): string {
  const count = tempoBpm > 124 ? 6 : 5;
  const size = SIDE / count;
  const ink = colour(minor ? 0.2 : 0.26, 0.06, hue + 200);
  const paper = colour(0.93, 0.03, hue + 60);
  const inks = [
    colour(0.66, 0.2, hue),
    colour(0.8, 0.15, hue + 55),
    colour(0.56, 0.16, hue + 215),
    colour(0.74, 0.12, hue + 160),
  ];
  const tiles = Array.from({ length: count * count }, (_, index) => {
    const level = loudness(index / (count * count - 1));
    const x = (index % count) * size;
    const y = Math.floor(index / count) * size;
    const back = level > 0.62 ? paper : level > 0.3 ? random.pick([ink, ...inks.slice(0, 2)]) : ink;
    const front = random.pick([ink, paper, ...inks].filter((each) => each !== back));
    const third = random.pick(
      [ink, paper, ...inks].filter((each) => each !== back && each !== front),
    );
    return (
      rectangle([x, y, size + 1, size + 1], { fill: back }) +
      shape([x, y, size], random.pick([0, 1, 2, 3]), random.unit(), [front, third])
    );
  });
  return svg([], rectangle([0, 0, SIDE, SIDE], { fill: ink }), ...tiles);
}

type Tile = readonly [x: number, y: number, size: number];

/** The shape on a tile: quarter circles from a corner, a ring, or a triangle. `kind`: 0 to 1. */
function shape(
  [x, y, size]: Tile,
  corner: number,
  kind: number,
  [front, third]: readonly [string, string],
): string {
  const [right, below] = [corner % 2, corner > 1 ? 1 : 0];
  const [cx, cy] = [x + right * size, y + below * size];
  const quarter = (radius: number, fill: string): string => {
    const [dx, dy] = [right ? -1 : 1, below ? -1 : 1];
    const [far, near] = [figure(cx + dx * radius), figure(cy + dy * radius)];
    const arc = `${figure(radius)} ${figure(radius)} 0 0 ${dx * dy > 0 ? 1 : 0} ${figure(cx)} ${near}`;
    return path(`M${figure(cx)} ${figure(cy)}L${far} ${figure(cy)}A${arc}Z`, { fill });
  };
  if (kind < 0.5) return quarter(size, front) + quarter(size / 2, third);
  if (kind < 0.72) return quarter(size, front);
  const [middleX, middleY] = [x + size / 2, y + size / 2];
  if (kind < 0.88)
    return (
      circle(middleX, middleY, size * 0.36, { fill: front }) +
      circle(middleX, middleY, size * 0.15, { fill: third })
    );
  const apex: Point = right ? [x, y + size] : [x + size, y];
  return path(polygon([[x, y], [x + size, y + size], apex]), { fill: front });
}
