/** Trusted markup. Everything else in a template is escaped. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (value: string | number | Markup): string =>
  value instanceof Markup
    ? value.text
    : String(value).replace(/[&<>"']/gu, (sign) => ESCAPES[sign] ?? sign);

export const html = (
  pieces: TemplateStringsArray,
  ...values: readonly (string | number | Markup)[]
): Markup =>
  new Markup(pieces.reduce((text, piece, i) => text + escaped(values[i - 1] ?? '') + piece));
export const raw = (text: string): Markup => new Markup(text);
export const join = (items: readonly Markup[]): Markup =>
  new Markup(items.map((item) => item.text).join(''));
/** A property name in words: `swingOfEighths` becomes "swing of eighths". */
export const humanise = (name: string): string =>
  name.replace(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
