import type { Classification } from '../classify/classify.ts';
import { html, humanise, join, type Markup } from './html.ts';

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

export function classificationSection(c: Classification): Markup {
  return html`<section id="classifier">
    <h2>Can the styles be distinguished?</h2>
    <p>
      Linear discriminants that never see the name of a style or an instrument, on ${c.pieces}
      pieces of random mood, key, tempo and energy. Each fifth of the seeds is named by what the
      other four teach. <b>${percent(c.accuracy.both)}</b> right by notes and sound together,
      <b>${percent(c.accuracy.notes)}</b> by the notes alone, <b>${percent(c.accuracy.audio)}</b> by
      eight seconds of sound alone. By chance: ${percent(1 / c.styles.length)}.
    </p>
    <div class="pair">
      <div>
        <h3>By notes and sound</h3>
        ${matrix(c.styles, c.confusion)}
      </div>
      <div>
        <h3>By sound alone</h3>
        ${matrix(c.styles, c.audioConfusion)}
      </div>
    </div>
    ${mistakesList('By sound alone, mistaken', c.mistakes.audio)}
    ${mistakesList('By notes alone, mistaken', c.mistakes.notes)}
    <div class="pair">
      <div>
        <h3>Nearest neighbours</h3>
        <table>
          <thead>
            <tr>
              <th>style</th>
              <th>nearest</th>
              <th>distance</th>
              <th>they differ most in</th>
            </tr>
          </thead>
          <tbody>
            ${join(
              c.nearest.map(
                (near) =>
                  html`<tr>
                    <th>${near.style}</th>
                    <td>${near.neighbour}</td>
                    <td>${near.distance.toFixed(2)}</td>
                    <td>${near.mainFeatures.map(humanise).join(', ')}</td>
                  </tr>`,
              ),
            )}
          </tbody>
        </table>
      </div>
      <div>
        <h3>Most distinguishing features</h3>
        <table>
          <thead>
            <tr>
              <th>feature</th>
              <th>between styles / within</th>
            </tr>
          </thead>
          <tbody>
            ${join(
              c.distinguishingFeatures.map(
                (each) =>
                  html`<tr>
                    <th>${humanise(each.feature)}</th>
                    <td>${each.ratio.toFixed(2)}</td>
                  </tr>`,
              ),
            )}
          </tbody>
        </table>
      </div>
    </div>
  </section>`;
}

const mistakesList = (title: string, mistakes: Classification['mistakes']['audio']): Markup =>
  mistakes.length === 0
    ? html``
    : html`<p>
        ${title}:
        ${mistakes
          .map(({ style, variant, seed, as }) =>
            [style, ...(variant === style ? [] : [variant]), `${seed} as ${as}`].join(' '),
          )
          .join('; ')}.
      </p>`;

function matrix(styles: readonly string[], counts: readonly (readonly number[])[]): Markup {
  const cell = (count: number, row: readonly number[], own: boolean): Markup => {
    const share =
      count /
      Math.max(
        1,
        row.reduce((sum, x) => sum + x, 0),
      );
    const colour = own ? '10,110,189' : '217,84,30';
    return html`<td
      class="${count === 0 ? 'none' : ''}"
      style="background:rgba(${colour},${(0.75 * share).toFixed(3)})"
    >
      ${count === 0 ? '·' : count}
    </td>`;
  };
  return html`<div class="wide">
    <table class="confusion">
      <thead>
        <tr>
          <th>actual / assigned</th>
          ${join(styles.map((style) => html`<th>${style}</th>`))}
        </tr>
      </thead>
      <tbody>
        ${join(
          styles.map(
            (style, i) =>
              html`<tr>
                <th>${style}</th>
                ${join((counts[i] ?? []).map((count, j) => cell(count, counts[i] ?? [], i === j)))}
              </tr>`,
          ),
        )}
      </tbody>
    </table>
  </div>`;
}
