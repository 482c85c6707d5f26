/** Covers are drawn on a square of this many units, one for each pixel. */
export const SIDE = 3000;

/** One decimal: the last bits of a calculation must not show in the file. */
export const figure = (value: number): string => String(Math.round(value * 10) / 10 || 0);

type Attributes = Readonly<Record<string, string | number>>;

const tag = (name: string, attributes: Attributes, inner?: string): string => {
  const text = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? figure(value) : value}"`)
    .join('');
  return inner === undefined ? `<${name}${text}/>` : `<${name}${text}>${inner}</${name}>`;
};

export const rectangle = (
  [x, y, width, height]: readonly [number, number, number, number],
  attributes: Attributes,
): string => tag('rect', { x, y, width, height, ...attributes });

export const circle = (cx: number, cy: number, r: number, attributes: Attributes): string =>
  tag('circle', { cx, cy, r, ...attributes });

export const path = (d: string, attributes: Attributes): string =>
  tag('path', { d, ...attributes });

export const group = (attributes: Attributes, ...inner: readonly string[]): string =>
  tag('g', attributes, inner.join(''));

export type Point = readonly [number, number];

const at = ([x, y]: Point): string => `${figure(x)} ${figure(y)}`;

export const polygon = (points: readonly Point[]): string => `M${points.map(at).join('L')}Z`;

/** A smooth line through the points (Catmull-Rom as Bézier curves). */
export function smoothLine(points: readonly Point[], closed = false): string {
  const count = points.length;
  const point = (index: number): Point => {
    const found =
      points[closed ? (index + count) % count : Math.min(count - 1, Math.max(0, index))];
    if (!found) throw new RangeError('a line needs points');
    return found;
  };
  const curves = Array.from({ length: closed ? count : count - 1 }, (_, index) => {
    const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = [
      ...[point(index - 1), point(index)],
      ...[point(index + 1), point(index + 2)],
    ] as [Point, Point, Point, Point];
    const first = at([x1 + (x2 - x0) / 6, y1 + (y2 - y0) / 6]);
    const second = at([x2 - (x3 - x1) / 6, y2 - (y3 - y1) / 6]);
    return `C${first} ${second} ${at([x2, y2])}`;
  });
  return `M${at(point(0))}${curves.join('')}${closed ? 'Z' : ''}`;
}

/** A gradient from top to bottom, or from the centre outwards. */
export const gradient = (
  kind: 'linear' | 'radial',
  id: string,
  stops: readonly (readonly [offset: number, colour: string, opacity?: number])[],
  attributes: Attributes = {},
): string =>
  tag(
    `${kind}Gradient`,
    { id, ...(kind === 'linear' ? { x1: 0, y1: 0, x2: 0, y2: 1 } : {}), ...attributes },
    stops
      .map(([offset, colour, opacity = 1]) =>
        tag('stop', {
          offset: String(offset),
          'stop-color': colour,
          'stop-opacity': String(opacity),
        }),
      )
      .join(''),
  );

export const svg = (definitions: readonly string[], ...drawing: readonly string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}" viewBox="0 0 ${SIDE} ${SIDE}">` +
  `<defs>${definitions.join('')}</defs>${drawing.join('')}</svg>`;
