import { artistLine, describeRecallSubject, modelIdOf } from '@fermata/contracts/values';
import { formatMoney } from '@fermata/domain/cost';
import { count, duration, instant } from './quantities.ts';
import type { Sentences } from './sentences.ts';

const typesOf = (types: readonly string[]): string =>
  types.length === 0 ? 'all events' : types.join(', ');

/** Of the settings of a project, its partners, models and subscriptions. */
export const PROJECT_SENTENCES = {
  'review-minimum.set': ({ quorum, graceSeconds }) =>
    `Set the minimum review terms: ${count(quorum, 'approval')}, ${duration(graceSeconds)} to undo`,
  'profile.set': ({ artists, label }) => `Set the profile: ${artistLine(artists)}, ${label}`,
  'project.held': ({ reason }) => `Held the releases of the project: “${reason}”`,
  'project.resumed': () => 'Resumed the releases of the project',
  'partner.usage-fetched': ({ partner, period, lines, failure }) =>
    `Fetched ${count(lines, 'line')} of usage of ${partner} for ${period}` +
    (failure === null ? '' : `, not all of them: ${failure}`),
  'partner.pinged': ({ partner, reachable, detail, durationMs }) =>
    reachable
      ? `Pinged ${partner}, which answered within ${durationMs} ms`
      : `Pinged ${partner}, without success: ${detail}`,
  'partner-key.created': ({ partner, keyId }) => `Made the key ${keyId} for the partner ${partner}`,
  'partner-key.revoked': ({ partner, keyId }) =>
    `Revoked the key ${keyId} of the partner ${partner}`,
  'budget.set': ({ perDay }) => `Set the budget to ${formatMoney(perDay)} a day`,
  'budget.cleared': () => 'Removed the budget',
  'budget.exhausted': ({ refused, perDay, spent, opensAt }, at) =>
    `Refused a ${refused}: ${formatMoney(spent)} of the day’s ${formatMoney(perDay)} are ` +
    `spent; accepted again from ${at(opensAt)}`,
  'partner.added': ({ partner, origin }) => `Added the partner ${partner} at ${origin}`,
  'partner.changed': ({ origin, credentialsReplaced, requestsPerSecond, requirements }) =>
    `Changed the partner: ${origin}${credentialsReplaced ? ', with new credentials' : ''}, ` +
    `${requestsPerSecond ?? 'any number of'} requests a second, ` +
    count(Object.keys(requirements).length, 'requirement'),
  'partner.orders-set': ({ orders }) =>
    orders === null
      ? 'Closed the orders of the partner'
      : `Opened orders of the partner, in the name of ${orders.requester}`,
  'partner.circuit-opened': ({ failures, failingSince, detail }) =>
    `Calls the partner only now and then: ${count(failures, 'failure')} since ${instant(failingSince)}: ${detail}`,
  'partner.circuit-closed': ({ openedAt }) =>
    `The partner answers again; it had failed since ${instant(openedAt)}`,
  'recall.started': ({ subject, reason, expectedTracks }) =>
    `Recalled the ${describeRecallSubject(subject)}, with ${count(expectedTracks, 'track')} at partners: ${reason}`,
  'recall.completed': ({ withdrawn }) =>
    `Completed the recall: withdrew ${count(withdrawn, 'track')}`,
  'recall.lifted': ({ reason }) => `Lifted the recall: ${reason}`,
  'model.activated': (model) => `Uses the model ${modelIdOf(model)}: ${model.reason}`,
  'model.canary-started': (model) =>
    `Uses the model ${modelIdOf(model)} for ${model.sharePercent} % of the briefs: ${model.reason}`,
  'model.deprecated': (model) =>
    `No longer uses the model ${modelIdOf(model)} for new work: ${model.reason}`,
  'remote-models.set': ({ allowed, reason }) =>
    `${allowed ? 'Allows' : 'Refuses'} models that run on other machines: ${reason}`,
  'configured-partner.paused': ({ partner }) => `Paused ${partner}: new offers of the project wait`,
  'configured-partner.resumed': ({ partner }) => `Resumed ${partner}`,
  'partner.paused': () => 'Paused the partner: new offers wait',
  'partner.resumed': () => 'Resumed the partner',
  'partner.secret-rotated': ({ previousValidUntil }) =>
    `Replaced the webhook secret; the previous one is accepted until ${instant(previousValidUntil)}`,
  'subscription.created': ({ origin, types }) => `Subscribed ${origin} to ${typesOf(types)}`,
  'subscription.changed': ({ origin, types }) =>
    `Changed the subscription: ${origin}, ${typesOf(types)}`,
  'subscription.paused': () => 'Paused the subscription',
  'subscription.resumed': () => 'Resumed the subscription',
  'subscription.secret-rotated': ({ previousValidUntil }) =>
    `Made a new secret; the previous one also signs until ${instant(previousValidUntil)}`,
  'subscription.replayed': ({ eventId }) => `Sends ${eventId} again`,
  'subscription.disabled': ({ failingSince, detail }) =>
    `Disabled the subscription, failing since ${instant(failingSince)}: ${detail}`,
  'subscription.ended': ({ detail }) => `Ended the subscription: ${detail}`,
  'access.denied': ({ request, detail }) => `Denied ${request}: ${detail}`,
  'late-command.refused': ({ command, reason, detail }) =>
    `Refused “${command}” after the end (${reason}): ${detail}`,
} satisfies Partial<Sentences>;
