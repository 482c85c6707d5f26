import { isWithdrawnEverywhere } from '@fermata/domain/withdrawal';
import type { FollowedSale } from '../sale/followed-sale.ts';
import type { TrackRun } from './track-run.ts';

/** The sale of the track's release, whose events are in the track's stream. */
export function saleOf(run: TrackRun): FollowedSale {
  const { projectId, trackId, release: terms } = run.input;
  const { releaseId, journal, question } = run;
  const { version } = run.lifecycle;
  return {
    ...{ projectId, trackId, releaseId, terms, question, journal },
    messages: run.sale,
    get shouldContinue() {
      return run.commands.shouldContinue;
    },
    recordIgnored: (data) => run.record({ type: 'track.answer-ignored', data }),
    async recordDelisting({ stillSoldBy, ...delisting }) {
      const data = { ...delisting, version, releaseId };
      if (stillSoldBy.length > 0)
        return run.record({ type: 'track.partner-delisted', data: { ...data, stillSoldBy } });
      run.enter('delisted', [], {
        detail: `${delisting.partner} no longer sells it, ${delisting.detail}`,
        onEntry: () => [{ type: 'track.delisted', data }],
      });
    },
    recordQuestion: (question) =>
      run.record({ type: 'track.question-asked', data: { releaseId, ...question } }),
    recordAnswer: (answer, actor) =>
      run.record({
        type: 'track.question-answered',
        data: { releaseId, answer, via: actor === undefined ? 'limit' : 'person' },
        actor,
      }),
    endWithdrawal(ended) {
      if (ended !== null && isWithdrawnEverywhere(ended))
        return run.enter('withdrawn', [], { detail: ended.detail });
      run.failedWithdrawal = ended?.outcome === 'failed' ? ended.detail : null;
      run.publishDetails();
    },
    publishDetails: () => run.publishDetails(),
  };
}
