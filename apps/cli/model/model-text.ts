import { instant } from '@fermata/clients/words';
import type { ModelView, RemoteModelsView } from '@fermata/contracts/http';
import { formatMoney } from '@fermata/domain/cost';
import { pairs, table } from '../render/table.ts';

const stateOf = ({ state, sharePercent }: ModelView): string =>
  sharePercent === null || state !== 'canary' ? state : `${state}, ${sharePercent} %`;

const placeOf = ({ place }: ModelView): string =>
  place === 'remote' ? 'another machine' : 'this machine';

export const modelsText = (models: readonly ModelView[]): string =>
  table(
    [
      ...[{ title: 'model', max: 60 }, { title: 'state' }, { title: 'modality' }],
      ...[{ title: 'runs on' }, { title: 'licence', max: 30 }, { title: 'price' }],
      { title: 'purpose', max: 80 },
    ],
    models.map((model) => [
      ...[model.id, stateOf(model), model.modality, placeOf(model), model.licence],
      ...[priceOf(model), model.purpose],
    ]),
  );

const priceOf = ({ price }: ModelView): string =>
  price.micros === 0 ? 'free' : `${formatMoney(price)} a call`;

export function modelText(model: ModelView): string {
  const { reason, changedBy, changedAt, recallId } = model;
  return pairs([
    ['model', model.id],
    ['state', stateOf(model)],
    ...(reason === null ? [] : [['reason', reason] as const]),
    ...(changedBy === null || changedAt === null
      ? []
      : [['changed', `${instant(changedAt)} by ${changedBy}`] as const]),
    ...(recallId === null ? [] : [['recall', recallId] as const]),
    ['purpose', model.purpose],
    ['modality', model.modality],
    ['tier', model.tier],
    ['licence', `${model.licence}${model.commercialUse ? '' : ' (no commercial use)'}`],
    ['trained on', model.trainingData],
    ['price', priceOf(model)],
    ['answers within', `${model.latencyMs} ms`],
    ['runs on', placeOf(model)],
    ['sha256', model.sha256 ?? 'that of the sound engine, or of this build'],
    ['card', model.card],
    ['you may', model.allowedActions.join(', ') || 'only look'],
  ]);
}

export const remoteModelsText = ({ allowed, reason, setBy, setAt }: RemoteModelsView): string =>
  `Models on other machines are ${allowed ? 'allowed' : 'not allowed'}` +
  (reason === null || setBy === null || setAt === null
    ? '; nobody has decided about it yet.'
    : `: ${reason}\nSet by ${setBy} at ${instant(setAt)}.`);
